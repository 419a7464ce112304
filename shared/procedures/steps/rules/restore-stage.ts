import type { Verification } from '../../../engine/contract/step.ts';
import { failed, success, type Result } from '../../../base/failure.ts';
import { ruleStepTexts as texts } from '../texts.ts';
import { meaningfulDifferences } from '../../../entra-connect/rules/rule-difference.ts';
import { changedContents, onPresentContent } from '../../../entra-connect/rules/recreated-rules.ts';
import { inverseOf, statesAtStart } from '../../../entra-connect/rules/rule-operation.ts';
import { isBack, takingBack } from '../../../entra-connect/rules/take-back.ts';
import type { Reading, Writing } from '../../../systems/contexts.ts';
import { differenceText } from './describe-rule.ts';
import { waitForIdle } from '../idle/pause-scheduler.ts';
import { carryOut, operationName, operationsOfRun, readRules } from './rule-access.ts';
import { changedEvidence, ruleEvidence } from './rule-step-evidence.ts';
import { ruleNameIn } from './sealed-change.ts';
import { requireStillness, ruleById } from '../idle/situation.ts';
import { readStageFacts, type PlainStageFacts } from './stage-facts.ts';

/** Puts every rule of the stage back, last operation first; what is back already is left alone. */
export async function restoreStage(context: Writing, captured: PlainStageFacts): Promise<Result<void>> {
  const { operations, contributors } = readStageFacts(captured);
  const all = operationsOfRun(context);
  // The run itself may have begun a synchronization, whose end nobody awaits where the scheduler was off before.
  const idle = await waitForIdle(context);
  if (!idle.ok) return idle;
  for (const [index, known] of inverseOf(operations).entries()) {
    const during = operationName(known, contributors);
    context.progress({ text: during, done: index, total: operations.length });
    const still = await requireStillness(context, during);
    if (!still.ok) return still;
    const rules = await readRules(context);
    if (!rules.ok) return rules;
    const contents = changedContents(all, rules.value);
    const [operation = known] = onPresentContent([known], contents);
    const back = takingBack(operation, rules.value, statesAtStart(onPresentContent(all, contents)));
    switch (back.kind) {
      case 'back':
        continue;
      case 'precedence-taken': {
        const raw = texts.precedenceTaken(back.rule.precedence, ruleNameIn(contributors, back.holder)).reason;
        return failed({ code: 'duplicate-precedence', during, raw, retry: 'pointless' });
      }
      case 'open': {
        const done = await carryOut(context, operation, during);
        if (!done.ok) return done;
      }
    }
  }
  return success(undefined);
}

/** Reads back that every rule of the stage stands as it stood before, or already as before the whole run. */
export async function verifyRestored(
  context: Reading,
  captured: PlainStageFacts,
  remedy: string,
): Promise<Verification> {
  const rules = await readRules(context);
  if (!rules.ok) return { kind: 'unknown', failure: rules.failure };
  const { operations: known, contributors } = readStageFacts(captured);
  const contents = changedContents(operationsOfRun(context), rules.value);
  const operations = onPresentContent(known, contents);
  const starts = statesAtStart(onPresentContent(operationsOfRun(context), contents));
  const problems = [...statesAtStart(operations)].flatMap(([id, expected]) => {
    const found = ruleById(rules.value, id);
    if (isBack(expected, found, starts)) return [];
    const rule = expected ?? found;
    const name = rule === undefined ? id : ruleNameIn(contributors, rule);
    if (expected === undefined) return [texts.stillThere(name)];
    if (found === undefined) return [texts.notThere(name)];
    return [texts.differs(name, differenceText(meaningfulDifferences(expected, found)))];
  });
  const evidence = [
    ...ruleEvidence(inverseOf(operations), contributors, rules.value),
    ...changedEvidence(
      [...statesAtStart(operations).keys()].flatMap((id) => contents.get(id) ?? []),
      contributors,
    ),
  ];
  return problems.length === 0
    ? { kind: 'passed', evidence, objects: [] }
    : { kind: 'failed', reason: problems.join('\n'), remedy, evidence, objects: [] };
}
