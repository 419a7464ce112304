import { exportFormatTexts as texts } from '../../messages/export-formats.ts';
import type { ConfigurationFile } from '../export/layout.ts';
import { readError, readNote, type FileReport, type ReadError, type ReadNote } from '../export/problems.ts';
import { readParts, type PartFile } from '../export/read-configuration.ts';
import { readPolicy, type Policy } from '../wizard-json/read-policy.ts';
import { baseOf, partsByBase } from './configuration-base.ts';
import { contentOfConfiguration, type ExportContent } from './content.ts';
import { absent, part } from './held.ts';
import { contentOfPolicy, notesOnPolicy } from './policy-content.ts';
import { readSingleRules } from './read-single-rules.ts';
import { recognise } from './recognise.ts';

export type ExportOutcome =
  | { readonly ok: true; readonly content: ExportContent; readonly notes: readonly ReadNote[] }
  | { readonly ok: false; readonly errors: readonly ReadError[]; readonly notes: readonly ReadNote[] };

/** The files of an export by what they are. */
interface Sorted {
  readonly parts: readonly PartFile[];
  readonly scripts: readonly ConfigurationFile[];
  readonly policies: readonly ConfigurationFile[];
  readonly notes: readonly ReadNote[];
  readonly looked: number;
}

/**
 * Reads whatever a customer sent: the most complete of what is there – a whole configuration, then single rules, then a
 * settings file of the wizard – and says of every other file that it was not read. A damaged file of what is read is an
 * error: a list that is shorter than it was is worse than none.
 */
export function readExport(files: readonly ConfigurationFile[]): ExportOutcome {
  const sorted = sortedByContent(files);
  if (sorted.parts.some(({ kind }) => kind !== 'rule')) return readWholeConfiguration(sorted);
  if (sorted.scripts.length + sorted.parts.length > 0) return readRules(sorted);
  if (sorted.policies.length > 0) return readNewestPolicy(sorted);
  return { ok: false, errors: [readError('', undefined, 'nothing-recognised', texts.nothingRecognised(sorted.looked))], notes: sorted.notes }; // prettier-ignore
}

function sortedByContent(files: readonly ConfigurationFile[]): Sorted {
  const parts: PartFile[] = [];
  const scripts: ConfigurationFile[] = [];
  const policies: ConfigurationFile[] = [];
  const notes: ReadNote[] = [];
  for (const file of files) {
    const recognised = recognise(file);
    if (recognised === undefined) {
      notes.push(notTaken(file, texts.unrecognised));
      continue;
    }
    switch (recognised.kind) {
      case 'script':
        scripts.push(file);
        break;
      case 'policy':
        policies.push(file);
        break;
      default:
        parts.push({ file, kind: recognised.kind });
    }
  }
  return { parts, scripts, policies, notes, looked: files.length };
}

function readWholeConfiguration({ parts, scripts, policies, notes }: Sorted): ExportOutcome {
  const bases = partsByBase(parts);
  const whole = [...bases].filter(([, own]) => own.some(({ kind }) => kind !== 'rule'));
  const [only, ...others] = whole;
  if (only === undefined || others.length > 0) {
    const names = whole.map(([base]) => (base === '' ? '.' : base)).join(', ');
    return { ok: false, errors: [readError('', undefined, 'several-configurations', names)], notes };
  }
  const [base, own] = only;
  const beside = [
    ...parts.filter(({ file }) => baseOf(file.path) !== base).map(({ file }) => file),
    ...scripts,
    ...policies,
  ];
  const read = readParts(
    own.map(({ kind, file }) => ({ kind, file: { ...file, path: withoutBase(base, file.path) } })),
    [...notes, ...beside.map((file) => notTaken(file, texts.wholeConfigurationTaken))],
  );
  if (!read.ok) return read;
  const { document } = read;
  return { ok: true, content: contentOfConfiguration(document.configuration, document), notes: document.notes };
}

function readRules({ parts, scripts, policies, notes: earlier }: Sorted): ExportOutcome {
  const ruleFiles = parts.map(({ file }) => file);
  const { rules, errors, notes } = readSingleRules(scripts, ruleFiles);
  const told = [
    ...(scripts.length === 0 ? [] : [texts.scriptsHold(scripts.length), texts.scriptsLack]),
    ...(ruleFiles.length === 0 ? [] : [texts.ruleFilesHold(ruleFiles.length), texts.ruleFilesLack]),
    texts.rulesFound(rules.length),
  ].map((text) => readNote('', undefined, 'not-held', text));
  const allNotes = [...told, ...earlier, ...policies.map((file) => notTaken(file, texts.rulesTaken)), ...notes];
  const [first] = [...scripts, ...ruleFiles];
  const noRule = rules.length === 0 && errors.length === 0 ? [readError(first?.path ?? '', undefined, 'no-rule-read', '')] : []; // prettier-ignore
  if (errors.length + noRule.length > 0) return { ok: false, errors: [...errors, ...noRule], notes: allNotes };
  return {
    ok: true,
    content: {
      format: 'rules',
      serverName: undefined,
      rules: part(rules, scripts.length === 0 ? texts.ruleFilesPartial : texts.scriptsPartial),
      ruleHeaders: [],
      connectors: absent(texts.noConnectors),
      globalParameters: absent(texts.noSettings),
      metaverseSchema: absent(texts.noSchema),
      document: undefined,
    },
    notes: allNotes,
  };
}

function readNewestPolicy({ policies, notes: earlier }: Sorted): ExportOutcome {
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
    if (errors.length === 0) errors.push(readError('', undefined, 'several-configurations', names));
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
