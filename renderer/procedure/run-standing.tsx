import type { Run } from '../../shared/engine/run/run-state.ts';
import { closeTexts } from './close-texts.ts';
import { procedureTexts } from './texts.ts';
import { Notice } from '../common/notice.tsx';
import { RunOutcome } from './run-outcome.tsx';
import { isOver } from './run-steps.ts';

/** Says where the run is not simply going forward. */
export function RunStanding({ run }: { readonly run: Run }) {
  if (isOver(run)) {
    return (
      <Notice kind="plain">
        <RunOutcome run={run} />
        <p>{run.kind === 'closed' ? closeTexts.closed : closeTexts.now}</p>
      </Notice>
    );
  }
  return run.course.kind === 'undoing' ? (
    <Notice kind="plain">
      <p>{procedureTexts.undoing}</p>
    </Notice>
  ) : null;
}
