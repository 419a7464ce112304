import { exportFormatTexts as texts } from './texts.ts';
import { foreignTextReason } from './foreign-texts.ts';
import { dumpTexts } from './dumps/texts.ts';
import type { ConfigurationFile } from './export/layout.ts';
import { readError, readNote, type FileReport, type ReadError, type ReadNote } from './export/problems.ts';
import { readParts, readPartsThere, type PartFile } from './export/read-configuration.ts';
import { readPolicy, type Policy } from './wizard-json/read-policy.ts';
import { baseOf, partsByBase } from './configuration-base.ts';
import { contentOfConfiguration, type ExportContent } from './content.ts';
import { foreignTextOf } from './foreign.ts';
import { absent, part, whole } from './held.ts';
import { contentOfPolicy, notesOnPolicy } from './policy-content.ts';
import { readSingleRules } from './read-single-rules.ts';
import { recognise } from './recognise.ts';

export type ExportOutcome =
  | { readonly ok: true; readonly content: ExportContent; readonly notes: readonly ReadNote[] }
  | { readonly ok: false; readonly errors: readonly ReadError[]; readonly notes: readonly ReadNote[] };

/** Where the files came from, and how many were looked at that are not among them. */
export interface ExportSource {
  readonly container: 'folder' | 'archive' | 'file';
  readonly passedOver: number;
}

/** The files of an export by what they are. */
interface Sorted {
  readonly parts: readonly PartFile[];
  readonly scripts: readonly ConfigurationFile[];
  readonly policies: readonly ConfigurationFile[];
  readonly dumps: readonly ConfigurationFile[];
  readonly notes: readonly ReadNote[];
  readonly looked: number;
  readonly several: 'several-configurations' | 'several-in-archive';
}

/**
 * Reads whatever a customer sent: the most complete of what is there – a whole configuration, then single rules, then a
 * settings file of the wizard – and says of every other file that it was not read. A damaged file of what is read is an
 * error: a list that is shorter than it was is worse than none.
 */
export function readExport(
  files: readonly ConfigurationFile[],
  source: ExportSource = { container: 'folder', passedOver: 0 },
): ExportOutcome {
  const sorted = sortedByContent(files, source);
  if (sorted.parts.some(({ kind }) => kind !== 'rule')) return readWholeConfiguration(sorted);
  if (sorted.scripts.length + sorted.parts.length + sorted.dumps.length > 0) return readRules(sorted);
  if (sorted.policies.length > 0) return readNewestPolicy(sorted);
  return { ok: false, errors: [readError('', undefined, 'nothing-recognised', texts.nothingRecognised(sorted.looked))], notes: sorted.notes }; // prettier-ignore
}

function sortedByContent(files: readonly ConfigurationFile[], source: ExportSource): Sorted {
  const parts: PartFile[] = [];
  const scripts: ConfigurationFile[] = [];
  const policies: ConfigurationFile[] = [];
  const dumps: ConfigurationFile[] = [];
  const notes: ReadNote[] = [];
  for (const file of files) {
    const recognised = recognise(file);
    if (recognised === undefined) {
      notes.push(notTaken(file, foreignTextReason(foreignTextOf(file))));
      continue;
    }
    switch (recognised.kind) {
      case 'script':
        scripts.push(file);
        break;
      case 'policy':
        policies.push(file);
        break;
      case 'dump':
        dumps.push(file);
        break;
      default:
        parts.push({ file, kind: recognised.kind });
    }
  }
  const several = source.container === 'archive' ? 'several-in-archive' : 'several-configurations';
  return { parts, scripts, policies, dumps, notes, looked: files.length + source.passedOver, several };
}

function readWholeConfiguration({ parts, scripts, policies, dumps, notes, several }: Sorted): ExportOutcome {
  const bases = partsByBase(parts);
  const configurations = [...bases].filter(([, own]) => own.some(({ kind }) => kind !== 'rule'));
  const [only, ...others] = configurations;
  if (only === undefined || others.length > 0) {
    const names = configurations.map(([base]) => (base === '' ? '.' : base)).join(', ');
    return { ok: false, errors: [readError('', undefined, several, names)], notes };
  }
  const [base, own] = only;
  const beside = [
    ...parts.filter(({ file }) => baseOf(file.path) !== base).map(({ file }) => file),
    ...scripts,
    ...policies,
    ...dumps,
  ];
  const ownParts = own.map(({ kind, file }) => ({ kind, file: { ...file, path: withoutBase(base, file.path) } }));
  const besideNotes = [...notes, ...beside.map((file) => notTaken(file, texts.wholeConfigurationTaken))];
  const has = (wanted: PartFile['kind']) => own.some(({ kind }) => kind === wanted);
  if (has('rule') && !(has('connector') && has('global-settings'))) return readIncomplete(ownParts, besideNotes);
  const read = readParts(ownParts, besideNotes);
  if (!read.ok) return read;
  const { document } = read;
  return { ok: true, content: contentOfConfiguration(document.configuration, document), notes: document.notes };
}

/** A configuration export of which Connectors or GlobalSettings was left out. */
function readIncomplete(parts: readonly PartFile[], earlier: readonly ReadNote[]): ExportOutcome {
  const { rules, connectors, settings, notes, errors } = readPartsThere(parts, earlier);
  const missing = [
    ...(connectors.length === 0 ? [texts.connectorsMissing] : []),
    ...(settings === undefined ? [texts.settingsMissing] : []),
  ].map((text) => readNote('', undefined, 'not-held', text));
  if (errors.length > 0) return { ok: false, errors, notes };
  return {
    ok: true,
    content: {
      format: 'rules',
      serverName: settings?.serverName,
      rules: part(rules, texts.incompletePartial),
      ruleHeaders: [],
      connectors: connectors.length === 0 ? absent(texts.connectorsMissing) : whole(connectors),
      globalParameters: settings === undefined ? absent(texts.settingsMissing) : whole(settings.globalParameters),
      metaverseSchema: settings === undefined ? absent(texts.settingsMissing) : whole(settings.metaverseSchema),
      document: undefined,
    },
    notes: [...missing, ...notes],
  };
}

function readRules({ parts, scripts, policies, dumps, notes: earlier }: Sorted): ExportOutcome {
  const ruleFiles = parts.map(({ file }) => file);
  const { rules, errors, notes } = readSingleRules(scripts, ruleFiles, dumps);
  const told = [
    ...(dumps.length === 0 ? [] : [dumpTexts.hold(dumps.length), dumpTexts.lack]),
    ...(scripts.length === 0 ? [] : [texts.scriptsHold(scripts.length), texts.scriptsLack]),
    ...(ruleFiles.length === 0 ? [] : [texts.ruleFilesHold(ruleFiles.length), texts.ruleFilesLack]),
    texts.rulesFound(rules.length),
  ].map((text) => readNote('', undefined, 'not-held', text));
  const allNotes = [...told, ...earlier, ...policies.map((file) => notTaken(file, texts.rulesTaken)), ...notes];
  const [first] = [...dumps, ...scripts, ...ruleFiles];
  const noRule = rules.length === 0 && errors.length === 0 ? [readError(first?.path ?? '', undefined, 'no-rule-read', '')] : []; // prettier-ignore
  if (errors.length + noRule.length > 0) return { ok: false, errors: [...errors, ...noRule], notes: allNotes };
  return {
    ok: true,
    content: {
      format: 'rules',
      serverName: undefined,
      rules: part(rules, dumps.length > 0 ? dumpTexts.partial : scripts.length === 0 ? texts.ruleFilesPartial : texts.scriptsPartial), // prettier-ignore
      ruleHeaders: [],
      connectors: absent(texts.noConnectors),
      globalParameters: absent(texts.noSettings),
      metaverseSchema: absent(texts.noSchema),
      document: undefined,
    },
    notes: allNotes,
  };
}

function readNewestPolicy({ policies, notes: earlier, several }: Sorted): ExportOutcome {
  const errors: ReadError[] = [];
  const notes: ReadNote[] = [];
  const read = policies.flatMap((file): readonly ReadPolicyFile[] => {
    const report: FileReport = { file: file.path, text: file.text, errors, notes };
    const policy = readPolicy(file, report);
    return policy === undefined ? [] : [{ file, policy, writtenAt: Date.parse(policy.writtenAt) }];
  });
  const [newest, second] = read.toSorted((left, right) => right.writtenAt - left.writtenAt);
  const isOpen = second !== undefined && read.some(({ writtenAt }) => Number.isNaN(writtenAt));
  if (isOpen || newest?.writtenAt === second?.writtenAt) {
    const names = read.map(({ file }) => file.path).join(', ');
    if (errors.length === 0) errors.push(readError('', undefined, several, names));
  }
  if (newest === undefined || errors.length > 0) return { ok: false, errors, notes: [...earlier, ...notes] };
  const older = read.filter((one) => one !== newest);
  return {
    ok: true,
    content: contentOfPolicy(newest.policy),
    notes: [
      ...notesOnPolicy(newest.file.path, newest.policy),
      ...earlier,
      ...older.map(({ file }) => notTaken(file, texts.newerTaken(newest.file.path))),
      ...notes.filter(({ file }) => file === newest.file.path),
    ],
  };
}

interface ReadPolicyFile {
  readonly file: ConfigurationFile;
  readonly policy: Policy;
  /** Milliseconds; NaN when the file does not say when it was written. */
  readonly writtenAt: number;
}

function notTaken({ path }: ConfigurationFile, why: string): ReadNote {
  return readNote(path, undefined, 'not-taken', why);
}

function withoutBase(base: string, path: string): string {
  return base === '' ? path : path.slice(base.length + 1);
}
