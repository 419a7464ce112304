import type { RunStepError } from '../../../shared/systems/sync-server/sync-server.ts';
import type { Counters } from './counters.ts';

/** How far a step is; `total` grows where the work is not known in advance. */
export interface StepProgress {
  readonly done: number;
  readonly total: number;
}

/** What a step did; `result` is the product's word. */
export interface StepOutcome {
  readonly result: string;
  readonly counters: Counters;
  readonly errors: readonly RunStepError[];
}

/** Between two batches a step reports its progress and may be stopped. */
export interface StepControl {
  readonly batchSize: number;
  shouldStop(): boolean;
}

/** Word for a step that somebody stopped (Stop-ADSyncRunProfile). */
export const stoppedByUser = 'stopped-user-termination';

/** Errors kept for the run history; a broken rule fails every object, and the first ones say it all. */
export const mostErrorsKept = 5000;
