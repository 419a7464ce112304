import { assertNever } from '../../../base/assert-never.ts';
import type { Guid } from '../../../base/guid.ts';
import type { Connector, ServerConfiguration, SyncRule } from '../../rules/model.ts';
import { fileKindOf, type ConfigurationFile, type FileKind } from './layout.ts';
import {
  readError,
  readNote,
  reportError,
  reportNote,
  type FileReport,
  type ReadError,
  type ReadNote,
} from './problems.ts';
import { readConnector } from './read-connector.ts';
import { readGlobalSettings, type GlobalSettings } from './read-global-settings.ts';
import { readRule } from './read-rule.ts';
import { schemaContent } from './read-schema.ts';
import { childOf, parseXml } from './xml-tree.ts';

/** A file that holds more than the model does: its text is kept, and what changes is written into it. */
export type OriginalFile =
  | { readonly kind: 'connector'; readonly file: ConfigurationFile; readonly connector: Connector }
  | { readonly kind: 'global-settings'; readonly file: ConfigurationFile; readonly settings: GlobalSettings };

/** A configuration beside the files it came from; `originals` is empty for one that was never exported. */
export interface ConfigurationDocument {
  readonly configuration: ServerConfiguration;
  readonly notes: readonly ReadNote[];
  readonly originals: readonly OriginalFile[];
}

export type ReadOutcome =
  | { readonly ok: true; readonly document: ConfigurationDocument }
  | { readonly ok: false; readonly errors: readonly ReadError[]; readonly notes: readonly ReadNote[] };

/** Where a file's identifier and connector stand; its elements are not kept any longer than they are read. */
interface Read {
  readonly file: ConfigurationFile;
  readonly report: FileReport;
  readonly idAt: number | undefined;
}

interface ReadRule extends Read {
  readonly kind: 'rule';
  readonly rule: SyncRule;
  readonly connectorAt: number | undefined;
}

interface ReadConnector extends Read {
  readonly kind: 'connector';
  readonly connector: Connector;
}

interface ReadSettings {
  readonly kind: 'global-settings';
  readonly file: ConfigurationFile;
  readonly settings: GlobalSettings;
}

type ReadFile = ReadRule | ReadConnector | ReadSettings;

const rootNames = {
  rule: 'synchronizationRule',
  connector: 'ma-data',
  'global-settings': 'saved-mv-configuration',
} as const;

/** A file of a configuration and which of its parts it is. */
export interface PartFile {
  readonly file: ConfigurationFile;
  readonly kind: PartKind;
}

export type PartKind = Exclude<FileKind, 'other'>;

/** Reads the files that `Get-ADSyncServerConfiguration` wrote, each as the part that its path names. */
export function readConfiguration(files: readonly ConfigurationFile[]): ReadOutcome {
  const parts: PartFile[] = [];
  const notes: ReadNote[] = [];
  for (const file of files) {
    const kind = fileKindOf(file.path);
    if (kind === 'other') notes.push(readNote(file.path, undefined, 'ignored-file', ''));
    else parts.push({ file, kind });
  }
  return readParts(parts, notes);
}

/** What was read of the parts of a configuration, as far as they are there. */
export interface ReadParts {
  readonly rules: readonly SyncRule[];
  readonly connectors: readonly Connector[];
  readonly settings: GlobalSettings | undefined;
  readonly originals: readonly OriginalFile[];
  readonly errors: readonly ReadError[];
  readonly notes: readonly ReadNote[];
}

/**
 * Reads the parts of a configuration; rules and connectors keep the order of the files. Every file is read even when
 * another one fails, and a configuration comes back only when all of it was understood.
 */
export function readParts(parts: readonly PartFile[], earlierNotes: readonly ReadNote[] = []): ReadOutcome {
  const { rules, connectors, settings, originals, notes, errors } = readPartsThere(parts, earlierNotes);
  const allErrors = [...errors, ...missingParts(parts)];
  if (allErrors.length > 0 || settings === undefined) return { ok: false, errors: allErrors, notes };
  const { serverName, globalParameters, metaverseSchema } = settings;
  const configuration = { serverName, rules, connectors, globalParameters, metaverseSchema };
  return { ok: true, document: { configuration, notes, originals } };
}

/** Reads the parts that are there, whatever is missing beside them. */
export function readPartsThere(parts: readonly PartFile[], earlierNotes: readonly ReadNote[]): ReadParts {
  const errors: ReadError[] = [];
  const notes: ReadNote[] = [...earlierNotes];
  const read: ReadFile[] = [];
  for (const { file, kind } of parts) {
    const report: FileReport = { file: file.path, text: file.text, errors, notes };
    const result = readFile(file, kind, report);
    if (result !== undefined) read.push(result);
  }
  const rules = read.filter((file) => file.kind === 'rule');
  const connectors = read.filter((file) => file.kind === 'connector');
  const settings = read.find((file) => file.kind === 'global-settings');
  reportDuplicates(
    rules.map((file) => ({ ...file, id: file.rule.id })),
    'duplicate-rule',
  );
  reportDuplicates(
    connectors.map((file) => ({ ...file, id: file.connector.id })),
    'duplicate-connector',
  );
  const expected = parts.filter(({ kind }) => kind === 'connector').length;
  if (expected > 0 && connectors.length === expected) reportUnknownConnectors(rules, connectors);
  return {
    rules: rules.map((file) => file.rule),
    connectors: connectors.map((file) => file.connector),
    settings: settings?.settings,
    originals: [
      ...connectors.map(({ kind, file, connector }) => ({ kind, file, connector })),
      ...(settings === undefined ? [] : [{ kind: settings.kind, file: settings.file, settings: settings.settings }]),
    ],
    errors,
    notes,
  };
}

function readFile(file: ConfigurationFile, kind: PartKind, report: FileReport): ReadFile | undefined {
  const parsed = parseXml(file.text, kind === 'rule' ? undefined : schemaContent);
  if (!parsed.ok) {
    reportError(report, parsed.problem, parsed.offset, parsed.detail);
    return undefined;
  }
  const { root } = parsed;
  if (root.localName !== rootNames[kind]) {
    reportError(report, 'wrong-root', root.start, root.name);
    return undefined;
  }
  const idAt = childOf(root, 'id')?.start;
  switch (kind) {
    case 'rule': {
      const rule = readRule(root, report);
      return rule && { kind, file, report, idAt, rule, connectorAt: childOf(root, 'connector')?.start };
    }
    case 'connector': {
      const connector = readConnector(root, report);
      return connector && { kind, file, report, idAt, connector };
    }
    case 'global-settings': {
      const settings = readGlobalSettings(root, report);
      return settings && { kind, file, settings };
    }
    default:
      return assertNever(kind);
  }
}

/** Reads one rule's file, which stands alone; `undefined` when the report received an error. */
export function readRuleFile(file: ConfigurationFile, report: FileReport): SyncRule | undefined {
  const read = readFile(file, 'rule', report);
  return read?.kind === 'rule' ? read.rule : undefined;
}

function missingParts(parts: readonly PartFile[]): readonly ReadError[] {
  const countOf = (kind: PartKind): number => parts.filter((part) => part.kind === kind).length;
  const rules = countOf('rule');
  const connectors = countOf('connector');
  const settings = countOf('global-settings');
  if (rules + connectors + settings === 0) return [readError('', undefined, 'nothing-to-read', '')];
  return [
    ...(rules === 0 ? [readError('SynchronizationRules', undefined, 'missing-rules', '')] : []),
    ...(connectors === 0 ? [readError('Connectors', undefined, 'missing-connectors', '')] : []),
    ...(settings === 0 ? [readError('GlobalSettings/MV.xml', undefined, 'missing-global-settings', '')] : []),
    ...(settings > 1 ? [readError('GlobalSettings/MV.xml', undefined, 'duplicate-global-settings', '')] : []),
  ];
}

interface IdentifiedFile extends Read {
  readonly id: Guid;
}

/** Two files of one identifier are an error; a file name without the identifier is worth a note. */
function reportDuplicates(files: readonly IdentifiedFile[], problem: 'duplicate-rule' | 'duplicate-connector'): void {
  const seen = new Map<Guid, string>();
  for (const { id, report, idAt } of files) {
    const earlier = seen.get(id);
    if (earlier === undefined) seen.set(id, report.file);
    else reportError(report, problem, idAt, earlier);
    if (!report.file.toLowerCase().includes(id)) reportNote(report, 'file-name-differs', idAt, id);
  }
}

/** One error for each connector that is not there, at the first of its rules. */
function reportUnknownConnectors(rules: readonly ReadRule[], connectors: readonly ReadConnector[]): void {
  const known = new Set(connectors.map((file) => file.connector.id));
  const strangers = Map.groupBy(
    rules.filter(({ rule }) => !known.has(rule.connectorId)),
    ({ rule }) => rule.connectorId,
  );
  for (const [id, [first, ...further]] of strangers) {
    if (first === undefined) continue;
    reportError(first.report, 'unknown-connector', first.connectorAt, `${id}\n${String(further.length)}`);
  }
}
