import { productName } from '../base/words/product.ts';
import { assertNever } from '../base/assert-never.ts';
import type { ChainHead } from '../engine/journal/chain.ts';
import type { JournalEntry } from '../engine/journal/journal-entry.ts';
import { reduceAll } from '../engine/run/reducer.ts';
import { sealedFilesOf } from '../engine/journal/sealed-files.ts';
import type { Run, StepRecord } from '../engine/run/run-state.ts';
import { outcomeAtRest } from '../engine/run/selectors.ts';
import type { StepProblem } from '../engine/journal/journal-parts.ts';
import type { Evidence, ObjectTable } from '../engine/contract/step.ts';
import type { Failure } from '../base/failure.ts';
import { impactOf, notUndoneSentence, undoneSentence, undoSentence } from '../procedures/steps/effect-texts.ts';
import { failureCatalogue, failureText } from '../systems/failure-texts.ts';
import { howToUndoTexts, remarkText, reportTexts } from './texts.ts';
import { runUsersTexts } from './run-users-texts.ts';
import { chosenPath, type ChosenPath } from '../procedures/chosen-path.ts';
import { comparisonsOf } from '../procedures/comparisons.ts';
import { assessmentSchema } from './assessment-schema.ts';
import { outcomeSentence } from './outcome-sentence.ts';
import { outcomeWordOf } from './outcome-word.ts';
import { remainingOf } from './remaining.ts';
import { runUsers, userFilesOf, type SealedTexts } from './run-users.ts';
import { reportSchemaId, type Report, type ReportStep, type TableReference } from './model.ts';

/** What the journal does not hold: the texts of the procedure, and the engagement. */
export interface ReportSurroundings {
  readonly productVersion: string;
  readonly customer: string | undefined;
  readonly ticket: string | undefined;
  readonly procedure: {
    readonly id: string;
    readonly title: string;
    readonly steps: readonly StepTexts[];
    readonly beforeUndo: readonly StepTexts[];
    readonly afterUndo: readonly StepTexts[];
  };
}

export interface StepTexts {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly source: string;
}

/** The report and the tables that become CSV files beside it, by file name. */
export interface BuiltReport {
  readonly report: Report;
  readonly tables: ReadonlyMap<string, ObjectTable>;
}

/** The list of all users of a run, beside the lists of its steps. */
const usersFile = 'users.csv';

/** Rows of a table that the page shows; the CSV file holds all. */
const sampleRows = 25;

/**
 * The result model of a run, from its verified journal and the sealed files that this names. `sealed`: the texts of those files
 * that `userFilesOf` tells of. Throws when the journal holds no run. */
export function buildReport(
  entries: readonly JournalEntry[],
  head: ChainHead,
  surroundings: ReportSurroundings,
  sealed: SealedTexts = new Map(),
): BuiltReport {
  const run = reduceAll(entries);
  const [first, last] = [entries[0], entries.at(-1)];
  if (run.kind === 'empty' || first === undefined || last === undefined) throw new Error('The journal holds no run.');
  const { procedure } = surroundings;
  const describe = (records: readonly StepRecord[], texts: readonly StepTexts[]) =>
    records.map((record) => describeStep(run, record, texts, entries));
  const steps = describe(run.steps, procedure.steps);
  const beforeUndo = describe(run.beforeUndo, procedure.beforeUndo);
  const afterUndo = describe(run.afterUndo, procedure.afterUndo);
  const outcome = outcomeAtRest(run);
  const users = runUsers(run, userFilesOf(run, entries), sealed);
  const assessment = run.assessment === undefined ? undefined : assessmentSchema.parse(run.assessment);
  return {
    report: {
      schema: reportSchemaId,
      product: { name: productName, version: surroundings.productVersion },
      engagement: {
        runId: run.runId,
        customer: surroundings.customer,
        ticket: surroundings.ticket,
        operators: distinct(entries.map((entry) => entry.operator)),
        machines: distinct(entries.map((entry) => entry.machine)),
        target: run.target,
        began: first.utc,
        ended: last.utc,
      },
      ...(run.plan !== undefined && { plan: run.plan }),
      procedure: { id: procedure.id, title: procedure.title, options: { ...run.options } },
      outcome,
      verdict: outcomeSentence(run, outcome),
      assessment,
      ...(users.kind === 'listed' && { users: { ...referenceTo(usersFile, users.table), ...users.counts } }),
      steps: steps.map(({ step }) => step),
      beforeUndo: run.beforeUndo.some(({ since }) => since !== undefined) ? beforeUndo.map(({ step }) => step) : [],
      afterUndo: run.course.kind === 'undone' ? afterUndo.map(({ step }) => step) : [],
      standingWarnings: assessment?.standingWarnings ?? [],
      remaining: remainingOf(run),
      howToUndo: howToUndo(run),
      remarks: [
        ...entries.flatMap(remarkOf),
        ...(users.kind === 'unreadable' ? [{ at: last.utc, text: runUsersTexts.unreadable(users.path) }] : []),
      ],
      files: entries.flatMap(sealedFilesOf).map((file) => ({ path: file.storedAs, sha256: file.sha256 })),
      journal: { entries: head.sequence, hash: head.hash },
    },
    tables: new Map([
      ...(users.kind === 'listed' ? [[usersFile, users.table] as const] : []),
      ...[...steps, ...beforeUndo, ...afterUndo].flatMap(({ tables }) => tables),
    ]),
  };
}

/** Which procedure a run carries out, beside the one that its assessment recommends. */
export function chosenPathOf(procedure: string, { assessment, options }: Run): ChosenPath {
  const read = assessmentSchema.safeParse(assessment);
  return chosenPath(procedure, read.data?.recommendation.procedure, options);
}

interface DescribedStep {
  readonly step: ReportStep;
  readonly tables: readonly (readonly [string, ObjectTable])[];
}

function describeStep(
  run: Run,
  record: StepRecord,
  texts: readonly StepTexts[],
  entries: readonly JournalEntry[],
): DescribedStep {
  const own = entries.filter((entry) => entry.step === record.id);
  const text = texts.find(({ id }) => id === record.id);
  const plan = record.planned?.plan;
  const undone = own.findLast((entry) => entry.event === 'undone');
  const verified = own.findLast((entry) => entry.event === 'verified');
  const proof = proofOf(record);
  // What a step proved when it was applied stays in the report after it has been undone.
  const { evidence = [], objects = [] } = record.state.kind === 'undone' && verified ? verified : proof;
  const confirmed = own.findLast((entry) => entry.event === 'confirmed');
  const tables = [...(plan?.objects ?? []), ...objects].map(
    (table) => [`${record.id}-${table.id}.csv`, table] as const,
  );
  const step: ReportStep = {
    id: record.id,
    title: record.title,
    description: text?.description ?? '',
    source: text?.source ?? '',
    risk: record.risk,
    outcome: outcomeWordOf(record),
    state: record.state.kind,
    reason: proof.reason,
    remedy: proof.remedy,
    summary: plan?.summary,
    changes: [...(plan?.changes ?? [])] as ReportStep['changes'],
    comparisons: comparisonsOf(run, record).map((one) => ({ ...one, parts: [...one.parts] })),
    commands: [...(plan?.commands ?? [])],
    impact: plan === undefined ? [] : [...impactOf(plan)],
    effects: [...(plan?.effects ?? [])],
    ...(plan !== undefined && { undo: undoSentence(plan.effects, record.undo) }),
    evidence: [...evidence] as ReportStep['evidence'],
    tables: tables.map(([file, table]) => referenceTo(file, table)),
    undone:
      record.state.kind === 'undone' && undone !== undefined
        ? { at: undone.utc, operator: undone.operator, evidence: [...undone.evidence] as ReportStep['evidence'] }
        : undefined,
    began: own[0]?.utc,
    ended: own.at(-1)?.utc,
    timesApplied: own.filter((entry) => entry.event === 'applying').length,
    confirmation: confirmed && { count: confirmed.count, operator: confirmed.operator, at: confirmed.utc },
    override:
      record.state.kind === 'overridden'
        ? { reason: record.state.reason, operator: record.state.operator, at: record.state.utc }
        : undefined,
  };
  return { step, tables };
}

function referenceTo(file: string, table: ObjectTable): TableReference {
  return {
    id: table.id,
    title: table.title,
    file,
    columns: [...table.columns],
    rowCount: table.rows.length,
    sample: table.rows.slice(0, sampleRows).map((row) => [...row]),
  };
}

interface Proof {
  readonly reason?: string;
  readonly remedy?: string;
  readonly evidence?: readonly Evidence[];
  readonly objects?: readonly ObjectTable[];
}

function proofOfProblem(problem: StepProblem): Proof {
  switch (problem.kind) {
    case 'verification':
      return problem;
    case 'failure':
      return { reason: failureText(problem.failure), remedy: failureCatalogue[problem.failure.code].remedy };
    case 'exception':
      return { reason: reportTexts.programError(problem.text), remedy: reportTexts.programErrorRemedy };
    default:
      return assertNever(problem);
  }
}

function withLostAnswer(proof: Proof, lost: Failure | undefined): Proof {
  if (lost === undefined || proof.reason === undefined) return proof;
  return { ...proof, reason: `${reportTexts.readUnanswered(lost)}\n${proof.reason}` };
}

/** Reason, remedy, evidence and objects as far as the step's state carries them. */
export function proofOf({ state, undo, planned }: Pick<StepRecord, 'state' | 'undo' | 'planned'>): Proof {
  switch (state.kind) {
    case 'verified':
      return {
        evidence: state.evidence,
        objects: state.objects,
        ...(state.lostAnswer && { reason: reportTexts.tookEffectUnanswered(state.lostAnswer) }),
      };
    case 'undone':
      return {
        evidence: state.evidence,
        objects: state.objects,
        reason: undoneSentence(planned?.plan.effects ?? [], undo),
      };
    case 'already-done':
    case 'skipped':
      return { reason: state.reason };
    case 'blocked':
      return { reason: state.reason, remedy: state.remedy };
    case 'failed':
      return withLostAnswer(proofOfProblem(state.problem), state.lostAnswer);
    case 'overridden':
      return proofOf({ state: state.instead, undo, planned });
    case 'unknown':
      return { reason: reportTexts.unknown };
    case 'pending':
      return state.stale === undefined ? {} : { reason: state.stale };
    case 'planned':
    case 'captured':
    case 'applying':
    case 'applied':
    case 'undoing':
      return {};
    default:
      return assertNever(state);
  }
}

function howToUndo(run: Run): string[] {
  if (run.course.kind === 'undone') {
    return [outcomeAtRest(run) === 'undone' ? howToUndoTexts.undone : howToUndoTexts.undoneInPart];
  }
  const written = run.steps.filter((step) => step.writing === 'written');
  if (written.length === 0) return [howToUndoTexts.nothingWritten];
  const left = notUndoneSentence(written.flatMap(({ planned }) => planned?.plan.effects ?? []));
  return [
    howToUndoTexts.command,
    howToUndoTexts.order(written.map((step) => step.title).reverse()),
    ...(left === undefined ? [] : [left]),
    howToUndoTexts.backup,
  ];
}

/** Entries that a reader of the record must know of. */
function remarkOf(entry: JournalEntry): Report['remarks'] {
  const text = remarkText(entry);
  return text === undefined ? [] : [{ at: entry.utc, text }];
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
