import type { UndoRequest } from '../../../engine/contract/step.ts';
import { success, type Result } from '../../../base/failure.ts';
import type { Problem } from '../../../base/words/problem.ts';
import { undoObstacleTexts as texts } from '../texts.ts';
import { changedContents, onPresentContent } from '../../../entra-connect/rules/recreated-rules.ts';
import { statesAtStart } from '../../../entra-connect/rules/rule-operation.ts';
import { isBack, obstacleToTakingBack } from '../../../entra-connect/rules/take-back.ts';
import type { Reading } from '../../../systems/contexts.ts';
import { priorScheduler } from '../idle/pause-scheduler.ts';
import { firstRoundSteps, widenedRoundSteps } from '../synchronize/round-ids.ts';
import { readRules } from './rule-access.ts';
import { operationsOf, ruleNameIn, sealedChange } from './sealed-change.ts';
import { readActivity, ruleById } from '../idle/situation.ts';

/**
 * What forbids an undo, read from the rules before anything is written: the run is undone already, as where this is another
 * copy of its folder, or a rule stands where one has to go back to. Undefined: nothing, or no rule is to be restored.
 */
export async function undoObstacle(context: Reading): Promise<Result<Problem | undefined>> {
  const { undo } = context;
  const change = sealedChange(context.captured('backup'));
  if (undo === undefined || change === undefined) return success(undefined);
  const stages = change.stages.filter(({ step, operations }) => operations.length > 0 && undo.open(step) !== undefined);
  if (stages.length === 0) return success(undefined);
  const rules = await readRules(context);
  if (!rules.ok) return rules;
  const activity = await readActivity(context);
  if (!activity.ok) return activity;
  const all = operationsOf(change);
  const contents = changedContents(all, rules.value);
  const starts = statesAtStart(onPresentContent(all, contents));
  const operations = onPresentContent(
    stages.flatMap((stage) => stage.operations),
    contents,
  );
  const scheduler = texts.scheduler(activity.value.scheduler.syncCycleEnabled);
  const isProved = stages.some(({ step }) => undo.open(step) === 'proved');
  const areBack = [...statesAtStart(operations).keys()].every((id) =>
    isBack(starts.get(id), ruleById(rules.value, id), starts),
  );
  const isLeftOff = !activity.value.scheduler.syncCycleEnabled && hasDisabledScheduler(context, undo);
  if (!undo.begun && isProved && areBack && !isLeftOff) return success(texts.alreadyUndone(scheduler));
  const obstacle = obstacleToTakingBack(operations, rules.value, starts);
  if (obstacle === undefined) return success(undefined);
  const nameOf = (rule: Parameters<typeof ruleNameIn>[1]) => ruleNameIn(change.contributors, rule);
  return success(
    texts.numberTaken(nameOf(obstacle.rule), obstacle.rule.precedence, nameOf(obstacle.holder), scheduler),
  );
}

/** Whether enabling the scheduler is still up to the undo. */
function hasDisabledScheduler(context: Reading, undo: UndoRequest): boolean {
  return [firstRoundSteps, widenedRoundSteps].some(
    ({ pause, resume }) =>
      undo.open(pause) !== undefined &&
      undo.open(resume) === undefined &&
      priorScheduler(context.captured(pause))?.syncCycleEnabled === true,
  );
}
