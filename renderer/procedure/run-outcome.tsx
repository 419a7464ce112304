import type { Run } from '../../shared/engine/run/run-state.ts';
import { outcomeOf } from '../../shared/engine/run/selectors.ts';
import { outcomeHeading } from '../../shared/report/texts.ts';
import { outcomeSentence } from '../../shared/report/outcome-sentence.ts';
import { OutcomeBadge } from '../common/outcome-badge.tsx';
import { outcomeMarks } from '../common/outcome-marks.ts';

/** How the run stands, in the words of its report. */
export function RunOutcome({ run }: { readonly run: Run }) {
  const outcome = outcomeOf(run);
  const { word, mark } = outcomeHeading(outcome);
  return (
    <p>
      <OutcomeBadge mark={outcomeMarks[mark]} word={word} /> {outcomeSentence(run, outcome)}
    </p>
  );
}
