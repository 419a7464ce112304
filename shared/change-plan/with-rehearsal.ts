import type { StepRecord } from '../engine/run/run-state.ts';
import { impactOf, undoSentence } from '../procedures/steps/effect-texts.ts';
import { proofOf } from '../report/build-report.ts';
import type { ChangePlanBody, PlannedStep } from './model.ts';

/** The plan with what each step would do, as it went when the procedure was carried out on a copy. */
export function withRehearsal(body: ChangePlanBody, records: readonly StepRecord[]): ChangePlanBody {
  const stopped = records.filter(({ state }) => state.kind === 'blocked' || state.kind === 'failed');
  return {
    ...body,
    blockers: [
      ...body.blockers,
      // What the plan itself found stands there already.
      ...(body.blockers.length > 0 ? [] : stopped.map(blockerOf)),
    ],
    steps: body.steps.map((step) => {
      const record = records.find(({ id }) => id === step.id);
      return record === undefined ? step : { ...step, ...asRehearsed(record) };
    }),
  };
}

function blockerOf(record: StepRecord): ChangePlanBody['blockers'][number] {
  const { reason = record.title, remedy = '' } = proofOf(record);
  return { id: record.id, reason, remedy };
}

function asRehearsed(record: StepRecord): Partial<PlannedStep> {
  const plan = record.planned?.plan;
  const { reason } = proofOf(record);
  return {
    ...(plan !== undefined && {
      summary: plan.summary,
      changes: [...plan.changes] as NonNullable<PlannedStep['changes']>,
      commands: [...plan.commands],
      impact: [...impactOf(plan)],
      effects: [...plan.effects],
      undo: undoSentence(plan.effects, record.undo),
    }),
    ...(record.state.kind !== 'verified' && { state: record.state.kind, ...(reason !== undefined && { reason }) }),
  };
}
