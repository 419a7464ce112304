import { sameValue } from '../../rules/equality.ts';
import type { Connector, ServerConfiguration, SyncRule } from '../../rules/model.ts';
import { connectorPath, globalSettingsPath, rulePath, type ConfigurationFile } from './layout.ts';
import { writeError, type WriteError } from './problems.ts';
import { readBack } from './read-back.ts';
import type { ConfigurationDocument, OriginalFile } from './read-configuration.ts';
import { readConnector } from './read-connector.ts';
import { readGlobalSettings, type GlobalSettings } from './read-global-settings.ts';
import { readRule } from './read-rule.ts';
import { schemaContent } from './read-schema.ts';
import { generateConnector, patchConnector } from './write-connector.ts';
import { generateGlobalSettings, patchGlobalSettings } from './write-global-settings.ts';
import { writeRule } from './write-rule.ts';

export type WriteOutcome =
  | { readonly ok: true; readonly files: readonly ConfigurationFile[] }
  | { readonly ok: false; readonly errors: readonly WriteError[] };

/** A document for a configuration that no export stands behind, as the lab's. */
export function documentOf(
  configuration: ServerConfiguration,
  originals: readonly OriginalFile[] = [],
): ConfigurationDocument {
  return { configuration, notes: [], originals };
}

/**
 * Writes the files that `Get-ADSyncServerConfiguration` would. Rules are written from the model; connectors and
 * settings are their original files with the changes written in, or complete new files when there is no original.
 * What was written is read back before it is handed out: reading it gives the same configuration, or it is an error.
 */
export function writeConfiguration(document: ConfigurationDocument): WriteOutcome {
  const files: ConfigurationFile[] = [];
  const errors: WriteError[] = [];
  const { configuration, originals } = document;
  for (const rule of configuration.rules) {
    files.push({ path: rulePath(rule.id), text: ruleText(rule, errors) });
  }
  for (const connector of configuration.connectors) {
    files.push({ path: connectorPath(connector.id), text: connectorText(connector, originals, errors) });
  }
  files.push({ path: globalSettingsPath, text: globalSettingsText(configuration, originals, errors) });
  errors.push(...duplicateFiles(files));
  return errors.length === 0 ? { ok: true, files } : { ok: false, errors };
}

function ruleText(rule: SyncRule, errors: WriteError[]): string {
  const written = writeRule(rule);
  if (!written.ok) {
    errors.push(...written.errors);
    return '';
  }
  errors.push(...readBack(written.text, rule.name, rule, readRule));
  return written.text;
}

function connectorText(connector: Connector, originals: readonly OriginalFile[], errors: WriteError[]): string {
  const original = originals
    .filter((candidate) => candidate.kind === 'connector')
    .find((candidate) => candidate.connector.id === connector.id);
  if (original !== undefined && sameValue(original.connector, connector)) return original.file.text;
  const text =
    original === undefined
      ? generateConnector(connector)
      : patchConnector(original.file.text, original.connector, connector);
  errors.push(...readBack(text, connector.name, connector, readConnector, schemaContent));
  return text;
}

function globalSettingsText(
  configuration: ServerConfiguration,
  originals: readonly OriginalFile[],
  errors: WriteError[],
): string {
  const settings: GlobalSettings = {
    serverName: configuration.serverName,
    globalParameters: configuration.globalParameters,
    metaverseSchema: configuration.metaverseSchema,
  };
  const original = originals.find((candidate) => candidate.kind === 'global-settings');
  if (original !== undefined && sameValue(original.settings, settings)) return original.file.text;
  const text =
    original === undefined ? generateGlobalSettings(settings) : patchGlobalSettings(original.file.text, settings);
  errors.push(...readBack(text, globalSettingsPath, settings, readGlobalSettings, schemaContent));
  return text;
}

function duplicateFiles(files: readonly ConfigurationFile[]): readonly WriteError[] {
  const seen = new Set<string>();
  return files.flatMap(({ path }) => {
    if (!seen.has(path)) {
      seen.add(path);
      return [];
    }
    return [writeError(path, 'duplicate-file', path)];
  });
}
