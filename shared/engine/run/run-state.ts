import type { Failure } from '../../base/failure.ts';
import type { Json } from '../../base/json.ts';
import type {
  ApprovedPlan,
  CapturedFile,
  Phase,
  Risk,
  RunOutcome,
  StepProblem,
  TornLine,
  UndoKind,
} from '../journal/journal-parts.ts';
import type { RunDescription } from '../journal/run-description.ts';
import type { Evidence, ObjectTable, StepPlan } from '../contract/step.ts';
import type { SystemIdentity } from '../journal/system-identity.ts';

/** Where a step stands. Each state carries its own details; the reducer is the only one who makes them. */
export type StepState =
  /** `stale`: what was found instead, when a plan had to be thrown away. */
  | { readonly kind: 'pending'; readonly stale?: string }
  | { readonly kind: 'planned'; readonly confirmed?: number }
  | { readonly kind: 'captured' }
  | { readonly kind: 'applying' }
  | { readonly kind: 'applied' }
  | {
      readonly kind: 'verified';
      readonly evidence: readonly Evidence[];
      readonly objects: readonly ObjectTable[];
      /** What the proof sealed; absent: nothing. */
      readonly files?: readonly CapturedFile[] | undefined;
      /** The step took effect although the answer to its write never arrived. */
      readonly lostAnswer?: Failure | undefined;
    }
  | { readonly kind: 'already-done'; readonly reason: string }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'blocked'; readonly reason: string; readonly remedy: string }
  | {
      readonly kind: 'failed';
      readonly phase: Phase;
      readonly problem: StepProblem;
      /** Why nobody knew how the write ended when this was read back. */
      readonly lostAnswer?: Failure | undefined;
    }
  | {
      readonly kind: 'overridden';
      readonly reason: string;
      readonly operator: string;
      readonly utc: string;
      /** What was overridden. */
      readonly instead: Extract<StepState, { readonly kind: 'blocked' | 'failed' }>;
    }
  /** A write began and nobody knows how it ended: to be examined, then adopted or undone, never continued by guess. */
  | { readonly kind: 'unknown'; readonly during: 'apply' | 'undo'; readonly lostAnswer?: Failure | undefined }
  | { readonly kind: 'undoing' }
  | { readonly kind: 'undone'; readonly evidence: readonly Evidence[]; readonly objects: readonly ObjectTable[] };

export type StepStateKind = StepState['kind'];

/** What the last approved or shown plan was. */
export interface PlannedStep {
  readonly plan: StepPlan;
  readonly planHash: string;
  readonly factsHash: string;
}

interface CapturedStep {
  readonly state: Json;
  readonly files: readonly CapturedFile[];
}

/**
 * Whether the step has begun to write: `written` from its first `applying` until it is undone; `given-up`: undo was asked for
 * and this step stays as it is, because it cannot be undone or somebody decided so.
 */
type Writing = 'never' | 'written' | 'undone' | 'given-up';

export interface StepRecord {
  readonly id: string;
  readonly title: string;
  readonly risk: Risk;
  readonly undo: UndoKind;
  /** Hash of the step's definition when the run was opened. */
  readonly hash: string;
  readonly state: StepState;
  /** UTC time of the entry that made the state; undefined before the first. */
  readonly since: string | undefined;
  readonly planned: PlannedStep | undefined;
  readonly captured: CapturedStep | undefined;
  readonly writing: Writing;
}

/** An undo that was asked for. */
export interface Undoing {
  readonly kind: 'undoing';
  /** The last step to undo; undefined for all. */
  readonly to: string | undefined;
  /** Whether it has changed anything; before that it can be given up. */
  readonly begun: boolean;
  /** How its question was answered. */
  readonly answer: string | undefined;
  /** The number that was typed with the answer. */
  readonly confirmation: number | undefined;
}

/** The direction of a run. */
type Course = { readonly kind: 'forward' } | Undoing | { readonly kind: 'undone' };

interface RunFacts {
  /** What the journal's first line says; `options` below may have been chosen anew for an undo. */
  readonly opened: RunDescription;
  /** The system that the run was made on. */
  readonly system: SystemIdentity;
  readonly runId: string;
  readonly procedure: string;
  readonly target: string;
  readonly options: Readonly<Record<string, string>>;
  readonly appVersion: string;
  /** The change plan that was approved beforehand. */
  readonly plan: ApprovedPlan | undefined;
  /** UTC. */
  readonly openedAt: string;
  readonly steps: readonly StepRecord[];
  readonly beforeUndo: readonly StepRecord[];
  readonly afterUndo: readonly StepRecord[];
  readonly course: Course;
  /** The last thing that happened was an interruption on purpose. */
  readonly interruption: { readonly step: string; readonly phase: Phase } | undefined;
  readonly assessment: Json | undefined;
  /** Last lines that crashes left unfinished, in the order they were found. */
  readonly torn: readonly TornLine[];
}

export type OpenRun = RunFacts & { readonly kind: 'open' };
type ClosedRun = RunFacts & { readonly kind: 'closed'; readonly outcome: RunOutcome };
/** A run that has begun. */
export type Run = OpenRun | ClosedRun;
/** Everything the journal says, from nothing on. */
export type RunState = { readonly kind: 'empty' } | Run;

/** The steps of the procedure, and those that run around its undo. */
export function allSteps({ steps, beforeUndo, afterUndo }: Run): readonly StepRecord[] {
  return [...steps, ...beforeUndo, ...afterUndo];
}

/** The step of that id, of the procedure or of what surrounds its undo. */
export function stepOf(run: Run, stepId: string): StepRecord | undefined {
  return allSteps(run).find((step) => step.id === stepId);
}
