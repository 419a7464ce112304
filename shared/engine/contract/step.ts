import type { Failure, Result } from '../../base/failure.ts';
import type { Clock } from '../../base/clock.ts';
import type { Effect } from './effect.ts';
import type { ApprovedPlan } from '../journal/journal-parts.ts';
import type { Json } from '../../base/json.ts';

/** A procedure is a list of steps, and a step is five questions (design.md §2). The engine knows nothing of what they are about. */

/** Which systems a procedure reads and which it writes: two different types, so that a write outside apply and undo does not compile. */
export interface SystemTypes {
  readonly readers: object;
  readonly writers: object;
}

/** Long work tells how far it is; `total` undefined while unknown. */
export interface Progress {
  readonly text: string;
  readonly done?: number;
  readonly total?: number;
}

/** An undo as it was asked for. */
export interface UndoRequest {
  /** How the procedure's question was answered; undefined: it was not. */
  readonly answer: string | undefined;
  /** Whether it has changed anything yet. */
  readonly begun: boolean;
  /** Whether a step that has written is undone when the undo is over: already, or still to be. */
  undoes(stepId: string): boolean;
  /** Of a step that is still to be undone, whether its effect was read back before the undo. */
  open(stepId: string): 'proved' | 'not-proved' | undefined;
}

/** What each phase is given. */
interface CommonContext {
  /** Identifies the run; stable over resume, so that identifiers derived from it are stable too. */
  readonly runId: string;
  /** The change plan that the run must carry out and nothing else; undefined: none. */
  readonly approvedPlan: ApprovedPlan | undefined;
  readonly signal: AbortSignal;
  /** Time of the target (virtual in the lab). */
  readonly clock: Clock;
  /** Options of the run, already validated by the procedure. */
  readonly options: Readonly<Record<string, string>>;
  /** The captured value of an earlier step of this run, or of this step itself; undefined when it captured nothing. */
  captured(stepId: string): Json | undefined;
  /** A file that this run's capture phases have sealed. */
  evidenceFile(path: string): Promise<Result<string>>;
  /** Whether the journal holds an `applying` of that step, whatever became of it. */
  wasApplied(stepId: string): boolean;
  /** The undo that is asked for or under way; undefined: the run goes forward. */
  readonly undo?: UndoRequest | undefined;
  progress(progress: Progress): void;
}

export interface ReadContext<Systems extends SystemTypes> extends CommonContext {
  readonly systems: Systems['readers'];
}

export interface WriteContext<Systems extends SystemTypes> extends CommonContext {
  readonly systems: Systems['writers'];
}

/** What is there now. `facts` are hashed: they must hold nothing that changes by itself (no clock times, no counters of others). */
export type Probe<Facts extends Json> =
  | { readonly kind: 'ready'; readonly facts: Facts }
  | { readonly kind: 'already-done'; readonly facts: Facts; readonly reason: string }
  | { readonly kind: 'not-needed'; readonly reason: string }
  | { readonly kind: 'blocked'; readonly reason: string; readonly remedy: string }
  | { readonly kind: 'unknown'; readonly failure: Failure };

/** One difference the step will make, for the diff a person reads. */
interface PlannedChange {
  readonly subject: string;
  readonly field: string;
  readonly before: Json;
  readonly after: Json;
}

/** A table of named objects (CSV in the report). */
export interface ObjectTable {
  /** File-name-safe id, e.g. `users-licensed`. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What exactly would change; a pure function of the facts. */
export interface StepPlan {
  readonly summary: string;
  readonly changes: readonly PlannedChange[];
  /** The equivalent commands, ready to copy; empty when the step runs none. */
  readonly commands: readonly string[];
  /** What it does, and to what; empty: it only reads. */
  readonly effects: readonly Effect[];
  /** What else must be known about the effects, in plain words; none without an effect. */
  readonly notes: readonly string[];
  readonly objects: readonly ObjectTable[];
  /** Number of objects a person must type for a destructive step. */
  readonly confirmation: { readonly count: number; readonly of: string } | undefined;
}

/** A file that is sealed beside the journal. */
export interface FileToSeal {
  readonly path: string;
  readonly text: string;
}

/** What undo needs, and files sealed beside it. */
export interface Capture<Captured extends Json> {
  readonly state: Captured;
  readonly files: readonly FileToSeal[];
}

/** One thing read back from the system as proof. */
export interface Evidence {
  readonly label: string;
  readonly before?: Json;
  readonly after: Json;
  /** The system that it was read from, where that decides how far something is verified. */
  readonly system?: string;
}

/** What was read back; what is too long for the journal is sealed in `files`. */
interface ReadBack {
  readonly evidence: readonly Evidence[];
  readonly objects: readonly ObjectTable[];
  readonly files?: readonly FileToSeal[];
}

export type Verification =
  | ({ readonly kind: 'passed' } & ReadBack)
  | ({ readonly kind: 'failed'; readonly reason: string; readonly remedy: string } & ReadBack)
  /** It could not be read: neither passed nor failed. */
  | { readonly kind: 'unknown'; readonly failure: Failure };

/** How a step is taken back. */
type Undo<Systems extends SystemTypes, Captured extends Json> =
  | {
      readonly kind: 'restores';
      /** Puts the captured state back; idempotent, also from a half-applied state. */
      readonly restore: (context: WriteContext<Systems>, captured: Captured) => Promise<Result<void>>;
      /** Reads back that the captured state is there again. */
      readonly verify: (context: ReadContext<Systems>, captured: Captured) => Promise<Verification>;
    }
  /** The step changes nothing in any system. */
  | { readonly kind: 'changes-nothing' }
  /** The step belongs to an undo itself: whoever wants its effects away starts the procedure again. */
  | { readonly kind: 'part-of-undo' }
  /** Undone by undoing the other steps and by the procedure's `afterUndo` steps. */
  | { readonly kind: 'by-other-steps' };

interface StepBase<Systems extends SystemTypes, Facts extends Json, Captured extends Json> {
  /** Stable: it appears in journals and reports. */
  readonly id: string;
  /** Raised whenever the meaning of the step changes; part of the step-definition hash. */
  readonly revision: number;
  /** A run that was begun before the step existed goes on without it: the others mean the same with it and without. */
  readonly addedLater?: true;
  readonly title: string;
  /** Two sentences: what this does and why. */
  readonly description: string;
  readonly source: string;
  /** What a plan of it may hold with these options, not counted yet. */
  readonly effects: (options: Readonly<Record<string, string>>) => readonly Effect[];
  readonly probe: (context: ReadContext<Systems>) => Promise<Probe<Facts>>;
  readonly plan: (facts: Facts) => StepPlan;
  /** `earlier` is this step's captured value from before a crash or a failure: what it holds is the true original and stays in force. */
  readonly capture: (
    context: ReadContext<Systems>,
    facts: Facts,
    earlier: Captured | undefined,
  ) => Promise<Result<Capture<Captured>>>;
  /** Idempotent: applying to a half-applied state completes it. */
  readonly apply: (context: WriteContext<Systems>, facts: Facts, captured: Captured) => Promise<Result<void>>;
  /** Reads again, from the system itself, whether it took effect; waits and polls where effects take time. */
  readonly verify: (context: ReadContext<Systems>, captured: Captured) => Promise<Verification>;
}

/** A step that can be undone, or one that cannot and therefore is destructive: nothing in between compiles. */
export type Step<Systems extends SystemTypes, Facts extends Json = Json, Captured extends Json = Json> =
  | (StepBase<Systems, Facts, Captured> & {
      readonly risk: 'none' | 'low' | 'medium' | 'high';
      readonly undo: Undo<Systems, Captured>;
    })
  | (StepBase<Systems, Facts, Captured> & {
      readonly risk: 'destructive';
      readonly undo: { readonly kind: 'impossible'; readonly reason: string };
    });

/** A step whose facts and captured types are closed over; made by `step()`. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the list of a procedure holds steps of different facts; `step()` checked each of them
export type AnyStep<Systems extends SystemTypes> = Step<Systems, any, any>;

/** One way to answer the question that an undo asks. */
export interface UndoAnswer {
  readonly value: string;
  readonly label: string;
  /** What it comes to. */
  readonly hint: string;
  /** The button that does it. */
  readonly action: string;
  /** Number of objects a person must type for it. */
  readonly confirmation: { readonly count: number; readonly of: string } | undefined;
  /** Why it cannot be chosen; undefined: it can. */
  readonly impossible: { readonly reason: string; readonly remedy: string } | undefined;
}

/** What has to be decided before an undo changes anything; made by reading alone. */
export interface UndoQuestion {
  /** What the undo would do, and to whom. */
  readonly summary: readonly string[];
  /** Why there is a question. */
  readonly warning: readonly string[];
  readonly question: string;
  /** Whom it is about, one by one; undefined: that cannot be known. */
  readonly objects: ObjectTable | undefined;
  readonly answers: readonly UndoAnswer[];
  /** The answer that holds where none is given. */
  readonly standard: string;
}

/** A procedure: data plus steps. */
export interface Procedure<Systems extends SystemTypes> {
  readonly id: string;
  readonly title: string;
  /** Names of the options with what they mean; `allowed` undefined: free text. */
  readonly options: readonly ProcedureOption[];
  readonly steps: readonly AnyStep<Systems>[];
  /** Run forward, in order, before the first step is undone, whenever an undo is asked for; where one cannot be done, nothing is undone. */
  readonly beforeUndo: readonly AnyStep<Systems>[];
  /** What an undo has to ask beforehand; the answer is given to the `beforeUndo` steps. `undefined`: nothing. */
  readonly undoQuestion?: (context: ReadContext<Systems>) => Promise<Result<UndoQuestion | undefined>>;
  /** Run forward, in order, after all steps have been undone (e.g. synchronize once more and prove the original state). */
  readonly afterUndo: readonly AnyStep<Systems>[];
}

export interface ProcedureOption {
  readonly name: string;
  readonly description: string;
  readonly allowed: readonly string[] | undefined;
  readonly standard: string;
  /**
   * How a window asks for whom free text names: everyone, an attribute with its value, or a group; `pilot`: or nobody apart;
   * `user`: one user, or none.
   */
  readonly input?: 'audience' | 'pilot' | 'user';
  /** It may be chosen once more when the run is undone. */
  readonly atUndo?: true;
}
