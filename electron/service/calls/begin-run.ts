import { resolve } from 'node:path';
import { approvalOf, type ChangePlanDocument } from '../../../shared/change-plan/model.ts';
import { changePlanPage } from '../../../shared/change-plan/page.ts';
import { emptyRun } from '../../../shared/engine/run/reducer.ts';
import type { Answer, SavedPlan } from '../../../shared/ipc/state.ts';
import { runSessionTexts } from '../../../shared/run-folder/run-session-texts.ts';
import { activityTexts, serviceProblems } from '../texts.ts';
import { chosenPath, lacksReason, reasonOption } from '../../../shared/procedures/chosen-path.ts';
import { differencesFromPlan, readApprovedPlan } from '../../run/approved-plan.ts';
import { claimFolder } from '../../run/claim-folder.ts';
import { findProcedure, readRunOptions } from '../../run/procedure-options.ts';
import { recognizeSystem } from '../../run/recognize-system.ts';
import type { Target } from '../../targets/target.ts';
import { appVersion } from '../../installation/version.ts';
import type { NewRun } from '../../disk/run-folder/description.ts';
import { createRunFolder } from '../../disk/run-folder/run-folder.ts';
import { assessForRun, shownOrMade } from '../assessing.ts';
import type { Handlers, ServiceContext } from '../context.ts';
import { answered, ofFailure, ofRecognition, ofRunFolder, reachingFolder, refused } from '../problems.ts';
import { isWholePath } from '../whole-path.ts';

/** Calls that begin a run: of a procedure with its options, or of a change plan that was approved. */
export const beginCalls: Pick<Handlers, 'beginRun' | 'readPlan' | 'beginPlannedRun'> = {
  beginRun: (context, { procedure, options }) =>
    begin(context, () => Promise.resolve(chosenRun(procedure, new Map(Object.entries(options))))),

  async readPlan({ activities, desk }, { folder }) {
    if (!isWholePath(folder)) return refused(serviceProblems.notAbsolute(folder));
    return activities.run({ kind: 'assessing', title: activityTexts.readingPlan }, async ({ signal }) => {
      const target = desk.target();
      if (target === undefined) return refused(serviceProblems.noTarget());
      const read = await savedPlan(folder);
      if (!read.ok) return read;
      const differences = await differencesOn(target, read.value, signal);
      return differences.ok ? answered(viewOf(read.value, differences.value)) : differences;
    });
  },

  async beginPlannedRun(context, { folder, planHash, reason }) {
    if (!isWholePath(folder)) return refused(serviceProblems.notAbsolute(folder));
    return begin(context, (target, signal) => plannedRun(folder, { planHash, reason }, target, signal));
  },
};

/** What a run is to do. */
type Order = Pick<NewRun, 'procedure' | 'options'> & { readonly approved?: ChangePlanDocument };

function begin(
  context: ServiceContext,
  order: (target: Target, signal: AbortSignal) => Promise<Answer<Order>>,
): Promise<Answer<null>> {
  const { activities, desk, store, time } = context;
  return activities.run({ kind: 'opening', title: activityTexts.beginning }, async (activity) => {
    const { engagement } = store.state();
    const target = desk.target();
    const occupied = desk.occupied();
    if (occupied !== undefined) return refused(occupied);
    if (engagement === null) return refused(serviceProblems.noEngagement());
    if (target === undefined) return refused(serviceProblems.noTarget());
    if (target.writers === undefined) return refused(serviceProblems.readOnly(runSessionTexts.readOnly(target.text)));
    const ordered = await order(target, activity.signal);
    if (!ordered.ok) return ordered;
    const { procedure, options, approved } = ordered.value;
    const recognition = await recognizeSystem(emptyRun, target, activity.signal);
    if (recognition.kind !== 'recognized') return refused(ofRecognition(recognition));
    const assessed = await shownOrMade(context, activity, target);
    if (!assessed.ok) return assessed;
    const recommended = assessed.value.recommendation.procedure;
    if (lacksReason(chosenPath(procedure, recommended, options))) {
      return refused(serviceProblems.reasonNeeded(procedure, recommended));
    }
    const { system } = recognition;
    const { folder: parent } = engagement;
    const named = {
      customer: engagement.customer || (approved?.customer ?? ''),
      ticket: engagement.ticket || (approved?.ticket ?? ''),
    };
    return reachingFolder(parent, async () => {
      const path = await claimFolder(parent, `run-${time.now().toISOString().slice(0, 10)}-${procedure}`);
      const plan = approved && approvalOf(approved);
      const about = { procedure, target: target.text, options, appVersion, engagement: named, plan };
      const created = await createRunFolder(path, about, desk.opening());
      if (!created.ok) return refused(ofRunFolder(created.problem));
      const taken = await desk.takeUp(created.value, { target, system });
      return taken.ok ? assessForRun(context, activity, taken.value, target) : taken;
    });
  });
}

function chosenRun(id: string, given: ReadonlyMap<string, string>): Answer<Order> {
  const procedure = findProcedure(id);
  if (!procedure.ok) return refused(serviceProblems.wrongChoice(procedure.message));
  const options = readRunOptions(procedure.value, given);
  if (!options.ok) return refused(serviceProblems.wrongChoice(options.message));
  return answered({ procedure: id, options: options.value });
}

/** The run of a plan that was shown, on a server that is still as the plan found it. */
async function plannedRun(
  folder: string,
  { planHash, reason }: { readonly planHash: string; readonly reason: string | undefined },
  target: Target,
  signal: AbortSignal,
): Promise<Answer<Order>> {
  const read = await savedPlan(folder);
  if (!read.ok) return read;
  const approved = read.value;
  if (approved.hash !== planHash) return refused(serviceProblems.otherPlan());
  const order = chosenRun(approved.procedure, new Map(Object.entries(withReason(approved.options, reason))));
  if (!order.ok) return order;
  const differences = await differencesOn(target, approved, signal);
  if (!differences.ok) return differences;
  if (differences.value.length > 0) return refused(serviceProblems.planStale(differences.value));
  return answered({ ...order.value, approved });
}

/** The options are what was approved; a reason that the plan holds is part of them. */
function withReason(
  options: Readonly<Record<string, string>>,
  reason: string | undefined,
): Readonly<Record<string, string>> {
  const isMissing = (options[reasonOption.name] ?? '').trim() === '';
  return isMissing && reason !== undefined ? { ...options, [reasonOption.name]: reason } : options;
}

async function savedPlan(folder: string): Promise<Answer<ChangePlanDocument>> {
  const read = await readApprovedPlan(resolve(folder));
  return read.ok ? answered(read.value) : refused(serviceProblems.planRefused(read.message));
}

async function differencesOn(
  target: Target,
  plan: ChangePlanDocument,
  signal: AbortSignal,
): Promise<Answer<readonly string[]>> {
  const differences = await differencesFromPlan(plan, target, signal);
  if (differences.ok) return answered(differences.value);
  const { failure } = differences;
  return refused(
    failure.code === 'cancelled' ? serviceProblems.cancelled(activityTexts.readingPlan) : ofFailure(failure),
  );
}

function viewOf(plan: ChangePlanDocument, differences: readonly string[]): SavedPlan {
  const { hash, procedure, target, plannedAt, plannedBy, options } = plan;
  const reason = (options[reasonOption.name] ?? '').trim();
  return { hash, procedure, target, plannedAt, plannedBy, reason, html: changePlanPage(plan), differences };
}
