import { stepOf, type Run, type StepRecord } from '../engine/run/run-state.ts';
import { schedulerLeftTexts } from './texts.ts';
import { keepOwnersId, settledOwners } from '../procedures/steps/mailbox-owners/sealed-owners.ts';
import { priorScheduler } from '../procedures/steps/idle/pause-scheduler.ts';
import { firstRoundSteps, widenedRoundSteps } from '../procedures/steps/synchronize/round-ids.ts';

/** Each step that disables the scheduler, with the one that enables it again. */
const rounds = [firstRoundSteps, widenedRoundSteps];

/** What a run that rests says of a scheduler that it has disabled and not enabled again; undefined: there is nothing to say. */
export function schedulerLeft(run: Run): string | undefined {
  const standings = rounds.map(({ pause, resume }) => standingOf(run, stepOf(run, pause), stepOf(run, resume)));
  if (standings.includes('off')) return schedulerLeftTexts.off;
  return standings.includes('unknown') ? schedulerLeftTexts.unknown : undefined;
}

function standingOf(
  run: Run,
  pause: StepRecord | undefined,
  resume: StepRecord | undefined,
): 'off' | 'unknown' | 'as-before' {
  if (priorScheduler(pause?.captured?.state)?.syncCycleEnabled !== true) return 'as-before';
  if (pause?.writing === 'given-up') return resume?.writing === 'given-up' ? 'as-before' : 'unknown';
  if (pause?.writing !== 'written') return 'as-before';
  if (isUnsettled(pause)) return 'unknown';
  if (resume?.state.kind !== 'already-done' && resume?.writing !== 'written') return 'off';
  if (isUnsettled(resume)) return 'unknown';
  return isDisabledForOwners(run) ? 'off' : 'as-before';
}

/** Whether it took effect was not read back. */
function isUnsettled({ state: { kind } }: StepRecord): boolean {
  return kind === 'failed' || kind === 'unknown' || kind === 'applied';
}

/** Before an undo restores the first rule, it disables the scheduler to keep mailboxes. */
function isDisabledForOwners(run: Run): boolean {
  const keep = stepOf(run, keepOwnersId);
  if (run.course.kind !== 'undoing' || keep?.writing !== 'written' || keep.state.kind === 'pending') return false;
  return (settledOwners(keep.captured?.state)?.operations.length ?? 0) > 0;
}
