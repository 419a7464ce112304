import type { Finding } from '../../shared/assessment/assessment.ts';
import type { Answer, Problem, TargetState } from '../../shared/ipc/state.ts';
import { activityTexts, serviceProblems, targetTitles } from './texts.ts';
import { openTarget } from '../targets/open-target.ts';
import type { OpenedTarget, Target } from '../targets/target.ts';
import type { RunningActivity } from './activities.ts';
import { answering } from './answering.ts';
import type { ServiceContext } from './context.ts';
import { ofTarget, refused } from './problems.ts';

/** What is known of a target besides what it says itself. */
interface Introduction {
  readonly title: string;
  readonly notes: readonly string[];
}

/** Opens a target and puts it on the desk in the place of the former one; the state tells how it went. */
export async function putTargetOf(
  context: ServiceContext,
  { signal }: RunningActivity,
  text: string,
  introduction: Introduction = { title: titleOf(text), notes: [] },
): Promise<Answer<Target>> {
  const { desk, store, options } = context;
  const { title } = introduction;
  await desk.closeTarget();
  store.change({ target: { kind: 'opening', title } });
  const opening = (options.openTarget ?? openTarget)(text, signal, options.workerLog);
  // A folder that never responds is not waited for; what opens too late is closed again.
  const closeLate = (late: OpenedTarget) => void (late.ok && late.target.close().catch(options.onUnexpected));
  const answered = await answering(opening, { signal }, closeLate);
  if (answered.kind !== 'answered') return targetFailed(context, serviceProblems.cancelled(title));
  const opened = answered.value;
  if (!opened.ok) return targetFailed(context, ofTarget(opened.problem), opened.problem.checks);
  const { target } = opened;
  await desk.putTarget(target);
  store.change({ target: openState(target, introduction) });
  return { ok: true, value: target };
}

/** The state after a target could not be opened. Cancelling is no failure. */
export function targetFailed(
  { store }: ServiceContext,
  problem: Problem,
  checks: readonly Finding[] = [],
): { readonly ok: false; readonly problem: Problem } {
  store.change({ target: problem.code === 'cancelled' ? { kind: 'none' } : { kind: 'failed', problem, checks } });
  return refused(problem);
}

function openState(target: Target, { title, notes }: Introduction): TargetState {
  return {
    ...{ kind: 'open', title },
    text: target.text,
    canWrite: target.writers !== undefined,
    notes: [...notes, ...target.notes],
  };
}

function titleOf(text: string): string {
  if (text === 'live') return targetTitles.live;
  const [, kind, folder] = /^(lab|export):(.+)$/s.exec(text) ?? [];
  if (folder === undefined) return activityTexts.openingTarget;
  return kind === 'lab' ? targetTitles.lab(folder) : targetTitles.export(folder);
}
