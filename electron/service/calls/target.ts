import { resolve } from 'node:path';
import type { z } from 'zod';
import { assertNever } from '../../../shared/base/assert-never.ts';
import type { callInputs } from '../../../shared/ipc/calls.ts';
import type { Answer } from '../../../shared/ipc/state.ts';
import { activityTexts, serviceProblems, targetTitles } from '../texts.ts';
import { claimFolder } from '../../run/claim-folder.ts';
import { createLabInThread } from '../../run/create-lab.ts';
import type { LabOrder } from '../../run/create-lab-worker.ts';
import type { Target } from '../../targets/target.ts';
import type { RunningActivity } from '../activities.ts';
import { assess, assessForRun } from '../assessing.ts';
import type { Handlers, ServiceContext } from '../context.ts';
import { putTargetOf, targetFailed } from '../open-target.ts';
import { nothing, ofFailure, reachingFolder, refused } from '../problems.ts';
import { isWholePath } from '../whole-path.ts';

type Wanted = z.output<typeof callInputs.openTarget>;

/** The scenario that a customer's own rules are rehearsed in. */
const rehearsalScenario = 'clean';

/** Calls about where the work is done. */
export const targetCalls: Pick<Handlers, 'openTarget' | 'assess'> = {
  async openTarget(context, wanted) {
    const { activities, desk, store } = context;
    if ('folder' in wanted && !isWholePath(wanted.folder)) return refused(serviceProblems.notAbsolute(wanted.folder));
    return activities.run({ kind: 'opening', title: titleOf(wanted) }, async (activity) => {
      const { engagement } = store.state();
      if (engagement === null) return refused(serviceProblems.noEngagement());
      const occupied = desk.occupied();
      if (occupied !== undefined) return refused(occupied);
      await desk.closeTarget();
      context.names.forget();
      store.resetLines([], null, { assessment: { kind: 'none' } });
      return open(context, activity, wanted, engagement.folder);
    });
  },

  async assess(context) {
    const { activities, desk } = context;
    return activities.run({ kind: 'assessing', title: activityTexts.assessing }, async (activity) => {
      const target = desk.target();
      if (target === undefined) return refused(serviceProblems.noTarget());
      const assessed = await assess(context, activity, target);
      if (!assessed.ok) return assessed;
      const work = desk.work();
      return work?.engine.state().assessment === undefined && work !== undefined
        ? assessForRun(context, activity, work, target)
        : nothing;
    });
  },
};

async function open(
  context: ServiceContext,
  activity: RunningActivity,
  wanted: Wanted,
  engagementFolder: string,
): Promise<Answer<null>> {
  const opened = await openOrBuild(context, activity, wanted, engagementFolder);
  return opened.ok ? nothing : opened;
}

function openOrBuild(
  context: ServiceContext,
  activity: RunningActivity,
  wanted: Wanted,
  engagementFolder: string,
): Promise<Answer<Target>> {
  switch (wanted.kind) {
    case 'live':
      return putTargetOf(context, activity, wanted.kind);
    case 'lab':
    case 'export':
      return putTargetOf(context, activity, `${wanted.kind}:${resolve(wanted.folder)}`);
    case 'scenario':
    case 'rehearsal':
      return build(context, activity, wanted, engagementFolder);
    default:
      return assertNever(wanted);
  }
}

/** Builds a lab in a folder of its own inside the engagement's, then opens it like any other. */
async function build(
  context: ServiceContext,
  activity: RunningActivity,
  wanted: Extract<Wanted, { readonly kind: 'scenario' | 'rehearsal' }>,
  engagementFolder: string,
) {
  const { store, options } = context;
  const title = titleOf(wanted);
  store.change({ target: { kind: 'opening', title } });
  activity.progress({ text: activityTexts.inventing });
  return reachingFolder(engagementFolder, async () => {
    const at = await claimFolder(engagementFolder, `lab-${wanted.kind === 'scenario' ? wanted.scenario : wanted.kind}`);
    const order: LabOrder = {
      at,
      scenario: wanted.kind === 'scenario' ? wanted.scenario : rehearsalScenario,
      users: wanted.users,
      rules: wanted.kind === 'rehearsal' ? resolve(wanted.folder) : undefined,
    };
    const created = await (options.createLab ?? createLabInThread)(order, activity.signal);
    if (created.ok) return putTargetOf(context, activity, `lab:${at}`, { title, notes: created.value.notes });
    const { failure } = created;
    return targetFailed(context, failure.code === 'cancelled' ? serviceProblems.cancelled(title) : ofFailure(failure));
  });
}

function titleOf(wanted: Wanted): string {
  switch (wanted.kind) {
    case 'live':
      return targetTitles.live;
    case 'scenario':
      return targetTitles.scenario(wanted.scenario);
    case 'rehearsal':
    case 'lab':
    case 'export':
      return targetTitles[wanted.kind](wanted.folder);
  }
}
