import type { ChangePlanDocument } from '../change-plan/model.ts';
import type { JournalEntry } from '../engine/journal/journal-entry.ts';
import type { Run } from '../engine/run/run-state.ts';
import type { ObjectTable, ProcedureOption, UndoQuestion } from '../engine/contract/step.ts';
import type { Phase } from '../engine/journal/journal-parts.ts';
import type { Assessment, Finding } from '../assessment/assessment.ts';
import type { ListPage } from '../assessment/lists/list-search.ts';
import type { ServerComparison } from '../report/server-comparison/document.ts';
import type { textSizes, themes } from './calls.ts';

/** What the service knows and the window shows. The renderer holds a read-only replica (design.md §2). */
export interface AppState {
  readonly about: About;
  readonly settings: Settings;
  readonly engagement: Engagement | null;
  readonly target: TargetState;
  readonly assessment: AssessmentState;
  readonly run: RunView | null;
  /** Lines of the present run's journal, oldest first. */
  readonly journal: readonly JournalEntry[];
  readonly activity: Activity | null;
  /** Writes that nobody waits for any more and that have not ended: they may still take effect. */
  readonly unfinishedWrites: readonly PendingWrite[];
}

/** A change of the state: slices that are new as a whole, and journal lines that were added. `stateAfter` applies it. */
export interface StateDelta {
  /** Counts deltas from 1; a gap means that the replica must be read anew. */
  readonly sequence: number;
  readonly changes: Partial<
    Omit<AppState, 'journal' | 'run'> & {
      /** The run itself is what the lines of the journal make of it. */
      readonly run: Omit<RunView, 'run'> | null;
    }
  >;
  readonly journal:
    { readonly kind: 'same' } | { readonly kind: 'reset' | 'added'; readonly entries: readonly JournalEntry[] };
}

export interface About {
  readonly version: string;
  readonly host: 'electron' | 'browser';
  /** Whether this host can write a PDF by itself; elsewhere the page is printed by the browser. */
  readonly canPrint: boolean;
  /** Whether this host can start the program again as administrator. */
  readonly canRestartAsAdministrator: boolean;
  readonly operator: string;
  readonly machine: string;
  /** Proposed folder for engagements. */
  readonly folder: string;
  readonly logs: string | null;
  readonly scenarios: readonly { readonly id: string; readonly description: string; readonly users: number }[];
  readonly procedures: readonly ProcedureView[];
  readonly licences: readonly { readonly name: string; readonly version: string; readonly licence: string }[];
}

/** The texts of a procedure; what it does stays with the service. */
export interface ProcedureView {
  readonly id: string;
  readonly title: string;
  readonly options: readonly ProcedureOption[];
  readonly steps: readonly StepView[];
  readonly beforeUndo: readonly StepView[];
  readonly afterUndo: readonly StepView[];
}

export interface StepView {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly source: string;
}

export interface Settings {
  readonly theme: (typeof themes)[number];
  /** Per cent. */
  readonly textSize: (typeof textSizes)[number];
}

export interface Engagement {
  readonly customer: string;
  readonly ticket: string;
  readonly operator: string;
  readonly folder: string;
}

export type TargetState =
  | { readonly kind: 'none' }
  | { readonly kind: 'opening'; readonly title: string }
  | {
      readonly kind: 'open';
      /** `lab:<folder>`, `export:<folder or file>` or `live`. */
      readonly text: string;
      readonly title: string;
      readonly canWrite: boolean;
      readonly notes: readonly string[];
    }
  | {
      readonly kind: 'failed';
      readonly problem: Problem;
      /** Everything that was looked at before opening, what is in order included; empty where nothing is looked at. */
      readonly checks: readonly Finding[];
    };

type AssessmentState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running' }
  | {
      readonly kind: 'done';
      readonly assessment: Assessment;
      /** What its lists of names are asked for with; null: a journal told it, which holds no names. */
      readonly names: number | null;
    }
  | { readonly kind: 'failed'; readonly problem: Problem };

export interface RunView {
  /** Absolute path of the run folder. */
  readonly folder: string;
  readonly run: Run;
  readonly journalHash: string;
  /** Absolute path of the folder that holds the report, once the run was closed. */
  readonly report: string | null;
}

/** Long work that is going on; one at a time. */
export interface Activity {
  readonly kind:
    'opening' | 'assessing' | 'preparing' | 'applying' | 'verifying' | 'examining' | 'undoing' | 'finishing';
  readonly title: string;
  readonly step: string | null;
  readonly phase: Phase | null;
  readonly text: string;
  readonly done: number | null;
  readonly total: number | null;
  /** ISO UTC of the host. */
  readonly startedAt: string;
  /** `writing`: cancelling ends it at a safe point, and what was written is read back. */
  readonly cancel: 'possible' | 'writing' | 'asked';
}

/** A write that another system has not answered. */
export interface PendingWrite {
  readonly what: string;
  /** ISO UTC of the host. */
  readonly since: string;
}

/** Every error: what happened, why, what to do, details to copy. */
export interface Problem {
  readonly code: string;
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
  readonly details: string;
}

export type Answer<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem };

/** An answer as it leaves the service: whatever changed before it was told in the deltas up to `sequence`; 0: none is known. */
export type Reply<Value> = Answer<Value> & { readonly sequence: number };

export interface FolderListing {
  readonly path: string;
  /** Null at the top. */
  readonly parent: string | null;
  readonly folders: readonly {
    readonly name: string;
    readonly path: string;
    readonly holds: 'run' | 'lab' | 'export' | 'other';
  }[];
  /** Files that may be an export by their extension; none unless they were asked for. */
  readonly files: readonly { readonly name: string; readonly path: string }[];
}

/** A change plan as it was saved, beside the target that is open. */
export interface SavedPlan extends Readonly<
  Pick<ChangePlanDocument, 'hash' | 'procedure' | 'target' | 'plannedAt' | 'plannedBy'>
> {
  /** Why its procedure was chosen; empty: the plan does not say. */
  readonly reason: string;
  /** One self-contained page. */
  readonly html: string;
  /** What of the target is no longer as the plan found it, in words; none: it can be carried out. */
  readonly differences: readonly string[];
}

export interface SavedFiles {
  /** Absolute. */
  readonly folder: string;
  /** Relative to it, with `/`. */
  readonly files: readonly string[];
  /** Why there is no PDF although it was asked for. */
  readonly noPdf: string | null;
}

/** What each call answers. */
export interface CallOutputs {
  readonly getState: { readonly state: AppState; readonly sequence: number };
  readonly saveSettings: null;
  readonly listFolder: FolderListing;
  readonly startEngagement: null;
  readonly continueRun: null;
  readonly openTarget: null;
  readonly restartAsAdministrator: null;
  readonly assess: null;
  readonly listPage: ListPage;
  /** `file`: what the list is called in the folder of an assessment. */
  readonly wholeList: { readonly file: string; readonly table: ObjectTable };
  readonly compare: { readonly comparison: ServerComparison };
  readonly beginRun: null;
  readonly readPlan: SavedPlan;
  readonly beginPlannedRun: null;
  /** One self-contained page; `isBlocked`: something forbids the change, and the page says what. */
  readonly planChange: { readonly html: string; readonly isBlocked: boolean };
  readonly saveChangePlan: SavedFiles;
  readonly prepareStep: null;
  readonly applyStep: null;
  readonly verifyStep: null;
  readonly overrideStep: null;
  readonly recoverStep: null;
  /** Null: nothing has to be asked. */
  readonly askBeforeUndo: { readonly question: UndoQuestion | null };
  readonly undoRun: null;
  readonly cancel: null;
  readonly finishRun: null;
  readonly reportPage: { readonly html: string };
  /** The report itself is the first of its files. */
  readonly saveReport: SavedFiles;
  readonly verifyReport: { readonly verdict: string; readonly intact: boolean };
  readonly openFolder: null;
  readonly leave: null;
}
