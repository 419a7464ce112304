import type { ConfigurationDocument } from './export/read-configuration.ts';
import type { ConnectorId } from '../../base/identifiers.ts';
import type { Connector, GlobalParameters, Schema, ServerConfiguration, SyncRule } from '../rules/model.ts';
import type { RuleHeader } from './wizard-json/read-policy.ts';
import { whole, type Held } from './held.ts';

/** A whole configuration, single rules (scripts, single files), or a settings file of the wizard. */
type ExportFormat = 'configuration' | 'rules' | 'policy';

/** What an export tells of a server, in whichever format it came. */
export interface ExportContent {
  readonly format: ExportFormat;
  readonly serverName: string | undefined;
  readonly rules: Held<readonly SyncRule[]>;
  /** Out-of-box rules of which no more is known than this. */
  readonly ruleHeaders: readonly RuleHeader[];
  readonly connectors: Held<readonly Connector[]>;
  readonly globalParameters: Held<GlobalParameters>;
  readonly metaverseSchema: Held<Schema>;
  /** Where the format is a whole configuration. */
  readonly document: ConfigurationDocument | undefined;
}

/** A whole configuration as content. */
export function contentOfConfiguration(
  configuration: ServerConfiguration,
  document?: ConfigurationDocument,
): ExportContent {
  return {
    format: 'configuration',
    serverName: configuration.serverName,
    rules: whole(configuration.rules),
    ruleHeaders: [],
    connectors: whole(configuration.connectors),
    globalParameters: whole(configuration.globalParameters),
    metaverseSchema: whole(configuration.metaverseSchema),
    document,
  };
}

/** The connectors that rules name, whether or not anything else is known of them. */
export function connectorsNamed(rules: readonly Pick<SyncRule, 'connectorId'>[]): readonly ConnectorId[] {
  return [...new Set(rules.map(({ connectorId }) => connectorId))];
}
