import type { OutcomeWord } from '../../shared/report/model.ts';
import type { StepStateKind } from '../../shared/engine/run/run-state.ts';
import type { Mark } from './outcome-badge.tsx';

/** The mark of each outcome word (design.md §9). */
export const outcomeMarks: Readonly<Record<OutcomeWord, Mark>> = {
  Passed: 'good',
  Failed: 'bad',
  Investigate: 'attention',
  Skipped: 'neutral',
  'Not run': 'open',
};

export const stepStateMarks: Readonly<Record<StepStateKind, Mark>> = {
  pending: 'open',
  planned: 'open',
  captured: 'working',
  applying: 'working',
  applied: 'unknown',
  verified: 'good',
  'already-done': 'good',
  skipped: 'neutral',
  blocked: 'bad',
  failed: 'bad',
  overridden: 'attention',
  unknown: 'unknown',
  undoing: 'working',
  undone: 'taken-back',
};
