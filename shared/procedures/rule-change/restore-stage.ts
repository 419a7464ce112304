import type { Verification } from '../../engine/step.ts';
import { failed, success, type Result } from '../../failure.ts';
import { ruleStepTexts as texts } from '../../messages/rule-change.ts';
import type { SyncRule } from '../../sync-rules/model.ts';
import { meaningfulDifferences } from '../../sync-rules/rule-difference.ts';
import { inverseOf, ruleIdOf, stateAfter, stateBefore, type RuleOperation } from '../../sync-rules/rule-operation.ts';
import type { Reading, Writing } from '../systems.ts';
import { differenceText } from './describe-rule.ts';
import { waitForIdle } from './pause-scheduler.ts';
import { carryOut, operationName, readRules } from './rule-access.ts';
import { ruleEvidence } from './rule-step-evidence.ts';
import { ruleNameIn } from './sealed-change.ts';
import { requireStillness, ruleById } from './situation.ts';
import { readStageFacts, type PlainStageFacts } from './stage-facts.ts';

/** Puts every rule of the stage back, last operation first; what is back already is left alone. */
export async function restoreStage(context: Writing, captured: PlainStageFacts): Promise<Result<void>> {
  const { operations, contributors } = readStageFacts(captured);
  const inverse = inverseOf(operations);
  // The run itself may have begun a synchronization, whose end nobody awaits where the scheduler was off before.
  const idle = await waitForIdle(context);
  if (!idle.ok) return idle;
  for (const [index, operation] of inverse.entries()) {
    const during = operationName(operation, contributors);
    context.progress({ text: during, done: index, total: inverse.length });
    const still = await requireStillness(context, during);
    if (!still.ok) return still;
    const rules = await readRules(context);
    if (!rules.ok) return rules;
    const present = ruleById(rules.value, ruleIdOf(operation));
    if (isBack(operation, present)) continue;
    const after = stateAfter(operation);
    const holder = rules.value.find(({ id, precedence }) => precedence === after?.precedence && id !== after.id);
    if (after !== undefined && holder !== undefined) {
      const { reason: raw } = texts.precedenceTaken(after.precedence, ruleNameIn(contributors, holder));
      return failed({ code: 'duplicate-precedence', during, raw, retry: 'pointless' });
    }
    const done = await carryOut(context, operation, during);
    if (!done.ok) return done;
  }
  return success(undefined);
}

function isBack(operation: RuleOperation, present: SyncRule | undefined): boolean {
  const after = stateAfter(operation);
  if (after === undefined || present === undefined) return after === present;
  // A rule that is to be created again and stands there is not this run's to change.
  return operation.kind === 'create' || meaningfulDifferences(after, present).length === 0;
}

/** Reads back that every rule of the stage stands as it stood before. */
export async function verifyRestored(
  context: Reading,
  captured: PlainStageFacts,
  remedy: string,
): Promise<Verification> {
  const rules = await readRules(context);
  if (!rules.ok) return { kind: 'unknown', failure: rules.failure };
  const { operations, contributors } = readStageFacts(captured);
  const problems = statesBefore(operations).flatMap(({ rule, expected }) => {
    const found = ruleById(rules.value, rule.id);
    const name = ruleNameIn(contributors, rule);
    if (expected === undefined) return found === undefined ? [] : [texts.stillThere(name)];
    if (found === undefined) return [texts.notThere(name)];
    const differences = meaningfulDifferences(expected, found);
    return differences.length === 0 ? [] : [texts.differs(name, differenceText(differences))];
  });
  const evidence = ruleEvidence(inverseOf(operations), contributors, rules.value);
  return problems.length === 0
    ? { kind: 'passed', evidence, objects: [] }
    : { kind: 'failed', reason: problems.join('\n'), remedy, evidence, objects: [] };
}

/** How each rule of the operations stood before the first of them. */
function statesBefore(
  operations: readonly RuleOperation[],
): readonly { readonly rule: SyncRule; readonly expected: SyncRule | undefined }[] {
  const seen = new Set<string>();
  return operations.flatMap((operation) => {
    const expected = stateBefore(operation);
    const rule = expected ?? stateAfter(operation);
    if (rule === undefined || seen.has(rule.id)) return [];
    seen.add(rule.id);
    return [{ rule, expected }];
  });
}
