import type { Json } from '../../shared/base/json.ts';
import type { Answer, AppState } from '../../shared/ipc/state.ts';
import { activityTexts, serviceProblems } from './texts.ts';
import type { Assessment } from '../../shared/assessment/assessment.ts';
import { assessmentSchema } from '../../shared/report/assessment-schema.ts';
import { assessTarget } from '../targets/assess-target.ts';
import type { Target } from '../targets/target.ts';
import type { RunningActivity } from './activities.ts';
import type { ServiceContext } from './context.ts';
import { ofIntent, refused } from './problems.ts';
import type { OpenWork } from './take-up-run.ts';

/** Assesses the target and shows the result, or that it was cancelled: what was left unread is not judged. */
export async function assess(
  { store, names }: ServiceContext,
  { signal, progress }: RunningActivity,
  target: Target,
): Promise<Answer<Assessment>> {
  store.change({ assessment: { kind: 'running' } });
  names.forget();
  let after: AppState['assessment'] = { kind: 'none' };
  try {
    const found = await assessTarget(target, (told) => progress(told), signal);
    after =
      found === undefined || signal.aborted
        ? { kind: 'failed', problem: serviceProblems.cancelled(activityTexts.assessing) }
        : { kind: 'done', assessment: found.assessment, names: names.keep(found.lists) };
    return after.kind === 'failed' ? refused(after.problem) : { ok: true, value: after.assessment };
  } finally {
    store.change({ assessment: after });
  }
}

/** The assessment that a run rests on: the one of its journal, the one just made, or one made now. */
export async function assessForRun(
  context: ServiceContext,
  activity: RunningActivity,
  { engine }: OpenWork,
  target: Target,
): Promise<Answer<null>> {
  const { store, names } = context;
  const journaled = readAssessment(engine.state().assessment);
  if (journaled !== undefined) {
    names.forget();
    store.change({ assessment: { kind: 'done', assessment: journaled, names: null } });
    return { ok: true, value: null };
  }
  const assessed = await shownOrMade(context, activity, target);
  if (!assessed.ok) return assessed;
  return ofIntent(await engine.assessed(JSON.parse(JSON.stringify(assessed.value)) as Json));
}

/** The assessment just made, or one made now. */
export async function shownOrMade(
  context: ServiceContext,
  activity: RunningActivity,
  target: Target,
): Promise<Answer<Assessment>> {
  const shown = context.store.state().assessment;
  return shown.kind === 'done' ? { ok: true, value: shown.assessment } : assess(context, activity, target);
}

/** A journal may be of an earlier version: only what this one understands is shown. */
function readAssessment(journaled: Json | undefined): Assessment | undefined {
  return assessmentSchema.safeParse(journaled).success ? (journaled as unknown as Assessment) : undefined;
}
