import { assertNever } from '../../../shared/base/assert-never.ts';
import type { Engine, IntentEnd } from '../../../shared/engine/engine.ts';
import { stepOf } from '../../../shared/engine/run/run-state.ts';
import type { Activity, Answer, CallOutputs } from '../../../shared/ipc/state.ts';
import { activityTexts, serviceProblems } from '../texts.ts';
import { readUndoOptions } from '../../run/procedure-options.ts';
import type { Handlers, ServiceContext } from '../context.ts';
import { answered, ofIntent, ofStepProblem, refused } from '../problems.ts';

/** Calls that carry a procedure out, step by step. */
export const stepCalls: Pick<
  Handlers,
  'prepareStep' | 'applyStep' | 'verifyStep' | 'overrideStep' | 'recoverStep' | 'askBeforeUndo' | 'undoRun'
> = {
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

  askBeforeUndo: ({ activities, desk }, { to }) =>
    activities.run<CallOutputs['askBeforeUndo']>(
      { kind: 'examining', title: activityTexts.askingBeforeUndo },
      async () => {
        const work = desk.work();
        if (work === undefined) return refused(serviceProblems.noRun());
        const asked = await work.engine.askBeforeUndo(to);
        if (asked.kind !== 'done') return ofIntent(asked) as Answer<never>;
        switch (asked.value.kind) {
          case 'nothing':
            return answered({ question: null });
          case 'asked':
            return answered({ question: asked.value.question });
          case 'cancelled':
            return refused(serviceProblems.askingCancelled());
          case 'unreadable':
            return refused(ofStepProblem(asked.value.problem));
          default:
            return assertNever(asked.value);
        }
      },
    ),

  undoRun: ({ activities, desk }, { to, options = {}, answer, confirmation }) =>
    activities.run({ kind: 'undoing', title: activityTexts.undoing }, async () => {
      const work = desk.work();
      if (work === undefined) return refused(serviceProblems.noRun());
      const chosen = readUndoOptions(work.procedure, new Map(Object.entries(options)));
      if (!chosen.ok) return refused(serviceProblems.wrongChoice(chosen.message));
      return ofIntent(await work.engine.undo(to, { options: chosen.value, answer, confirmation }));
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
