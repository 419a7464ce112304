import type { OutcomeWord } from '../../../shared/report/model.ts';
import type { Style } from '../output.ts';

export const outcomeStyles: Readonly<Record<OutcomeWord, Style>> = {
  Passed: 'green',
  Failed: 'red',
  Investigate: 'yellow',
  Skipped: 'gray',
  'Not run': 'gray',
};
