import { assertNever } from '../base/assert-never.ts';
import type { StepRecord } from '../engine/run/run-state.ts';
import type { OutcomeWord } from './model.ts';

/** The outcome word of a step (design.md §9). */
export function outcomeWordOf(record: StepRecord): OutcomeWord {
  const { state } = record;
  switch (state.kind) {
    case 'verified':
    case 'already-done':
      return 'Passed';
    case 'blocked':
    case 'failed':
      return 'Failed';
    case 'skipped':
    case 'undone':
      return 'Skipped';
    case 'overridden':
    case 'unknown':
    case 'captured':
    case 'applying':
    case 'applied':
    case 'undoing':
      return 'Investigate';
    case 'pending':
    case 'planned':
      return 'Not run';
    default:
      return assertNever(state);
  }
}
