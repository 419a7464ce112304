import type { Engine, IntentEnd } from '../../../shared/engine/engine.ts';
import { stepOf } from '../../../shared/engine/run-state.ts';
import type { Activity, Answer } from '../../../shared/ipc/state.ts';
import { runSessionTexts } from '../../../shared/messages/run-session.ts';
import { activityTexts, serviceProblems } from '../../../shared/messages/service.ts';
import { claimFolder } from '../../session/claim-folder.ts';
import { findProcedure, readRunOptions } from '../../session/procedure-options.ts';
import { appVersion } from '../../version.ts';
import { createRunFolder } from '../../workspace/run-folder.ts';
import { assessForRun } from '../assessing.ts';
import type { Handlers, ServiceContext } from '../context.ts';
import { ofIntent, ofRunFolder, reachingFolder, refused } from '../problems.ts';

/** Calls that carry a procedure out, step by step. */
export const stepCalls: Pick<
  Handlers,
  'beginRun' | 'prepareStep' | 'applyStep' | 'verifyStep' | 'overrideStep' | 'recoverStep' | 'undoRun'
> = {
  async beginRun(context, { procedure: id, options: given }) {
    const { activities, desk, store, time } = context;
    return activities.run({ kind: 'opening', title: activityTexts.beginning }, async (activity) => {
      const { engagement } = store.state();
      const target = desk.target();
      const occupied = desk.occupied();
      if (occupied !== undefined) return refused(occupied);
      if (engagement === null) return refused(serviceProblems.noEngagement());
      if (target === undefined) return refused(serviceProblems.noTarget());
      if (target.writers === undefined) return refused(serviceProblems.readOnly(runSessionTexts.readOnly(target.text)));
      const procedure = findProcedure(id);
      if (!procedure.ok) return refused(serviceProblems.wrongChoice(procedure.message));
      const options = readRunOptions(procedure.value, new Map(Object.entries(given)));
      if (!options.ok) return refused(serviceProblems.wrongChoice(options.message));
      const { customer, ticket, folder: parent } = engagement;
      return reachingFolder(parent, async () => {
        const path = await claimFolder(parent, `run-${time.now().toISOString().slice(0, 10)}-${id}`);
        const about = { procedure: id, target: target.text, options: options.value, appVersion };
        const created = await createRunFolder(path, { ...about, engagement: { customer, ticket } }, desk.opening());
        if (!created.ok) return refused(ofRunFolder(created.problem));
        const taken = await desk.takeUp(created.value, target);
        return taken.ok ? assessForRun(context, activity, taken.value, target) : taken;
      });
    });
  },

  prepareStep: (context, { step }) =>
    onStep(context, 'preparing', activityTexts.preparing, step, (engine) => engine.prepare(step)),

  applyStep: (context, { step, planHash, confirmation }) =>
    onStep(context, 'applying', activityTexts.applying, step, (engine) => engine.apply(step, planHash, confirmation)),

  /** Of a step whose end is unknown, reading back is examining: it settles what is certain and writes to no system. */
  verifyStep: (context, { step }) =>
    onStep(context, 'verifying', activityTexts.verifying, step, (engine) =>
      isUnknown(engine, step) ? engine.examine(step) : engine.verify(step),
    ),

  overrideStep: ({ activities, desk }, { step, reason }) =>
    activities.quietly(step, async () => {
      const work = desk.work();
      return work === undefined ? refused(serviceProblems.noRun()) : ofIntent(await work.engine.override(step, reason));
    }),

  recoverStep: (context, { step, way }) =>
    way === 'adopt'
      ? onStep(context, 'examining', activityTexts.examining, step, (engine) => engine.recover(step, way))
      : onStep(context, 'undoing', activityTexts.undoingStep, step, (engine) => undoUnknown(engine, step)),

  undoRun: ({ activities, desk }, { to }) =>
    activities.run({ kind: 'undoing', title: activityTexts.undoing }, async () => {
      const work = desk.work();
      return work === undefined ? refused(serviceProblems.noRun()) : ofIntent(await work.engine.undo(to));
    }),
};

/** An undo of unknown end is brought to its end by undoing again, as far as it was asked for. */
function undoUnknown(engine: Engine, step: string): Promise<IntentEnd> {
  const run = engine.state();
  const state = stepOf(run, step)?.state;
  if (state?.kind !== 'unknown' || state.during !== 'undo') return engine.recover(step, 'undo');
  return engine.undo(run.course.kind === 'undoing' ? run.course.to : step);
}

function isUnknown(engine: Engine, step: string): boolean {
  return stepOf(engine.state(), step)?.state.kind === 'unknown';
}

function onStep(
  { activities, desk }: ServiceContext,
  kind: Activity['kind'],
  title: (step: string) => string,
  step: string,
  act: (engine: Engine) => Promise<IntentEnd>,
): Promise<Answer<null>> {
  const work = desk.work();
  if (work === undefined) return Promise.resolve(refused(serviceProblems.noRun()));
  const record = stepOf(work.engine.state(), step);
  return activities.run({ kind, title: title(record?.title ?? step), step }, async () =>
    ofIntent(await act(work.engine)),
  );
}
