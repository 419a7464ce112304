import { failed, success, type Result } from '../../failure.ts';
import { ruleStepTexts as texts } from '../../messages/rule-change.ts';
import type { RuleId } from '../../identifiers.ts';
import { meaningfulDifferences } from '../../sync-rules/rule-difference.ts';
import { ruleIdOf, stateAfter, type RuleOperation } from '../../sync-rules/rule-operation.ts';
import type { SyncRule } from '../../sync-rules/model.ts';
import { persistently } from '../patience.ts';
import type { Reading, Writing } from '../systems.ts';
import { differenceText } from './describe-rule.ts';
import { ruleNameIn, type TreatedContributor } from './sealed-change.ts';
import { ruleById } from './situation.ts';

export async function readRules(context: Reading | Writing): Promise<Result<readonly SyncRule[]>> {
  return persistently(context, () => context.systems.syncServer.rules(context));
}

/** Carries one operation out and reads it back: the next one builds on it. */
export async function carryOut(context: Writing, operation: RuleOperation, during: string): Promise<Result<void>> {
  const after = stateAfter(operation);
  return after === undefined ? removeRule(context, ruleIdOf(operation), during) : putRule(context, after, during);
}

async function putRule(context: Writing, rule: SyncRule, during: string): Promise<Result<void>> {
  const put = await persistently(context, () => context.systems.syncServer.putRule(rule, context));
  if (!put.ok) return put;
  const rules = await readRules(context);
  if (!rules.ok) return rules;
  const found = ruleById(rules.value, rule.id);
  const differences = found === undefined ? undefined : meaningfulDifferences(rule, found);
  if (differences?.length === 0) return success(undefined);
  const what = differences === undefined ? 'The rule is not there.' : `Different: ${differenceText(differences)}.`;
  return failed({
    code: 'invalid-answer',
    during,
    raw: `The server accepted the rule, but reads it back otherwise. ${what}`,
    retry: 'pointless',
  });
}

/** Removes a rule; one that is gone already is as good. */
async function removeRule(context: Writing, id: RuleId, during: string): Promise<Result<void>> {
  const removed = await persistently(context, () => context.systems.syncServer.removeRule(id, context));
  if (!removed.ok && removed.failure.code !== 'not-found') return removed;
  const rules = await readRules(context);
  if (!rules.ok) return rules;
  if (ruleById(rules.value, id) === undefined) return success(undefined);
  const raw = 'The server accepted the removal, but the rule is still there.';
  return failed({ code: 'invalid-answer', during, raw, retry: 'pointless' });
}

/** What an operation does, as the command that does it. */
export function operationName(operation: RuleOperation, contributors: readonly TreatedContributor[]): string {
  switch (operation.kind) {
    case 'create':
      return texts.creating(ruleNameIn(contributors, operation.rule));
    case 'replace':
      return texts.changing(ruleNameIn(contributors, operation.after));
    case 'remove':
      return texts.removing(ruleNameIn(contributors, operation.rule));
  }
}

/** Rules that are missing on one side or differ, each with what differs. */
export function rulesThatDiffer(expected: readonly SyncRule[], found: readonly SyncRule[]): readonly string[] {
  const missing = expected.flatMap((rule) => {
    const other = ruleById(found, rule.id);
    if (other === undefined) return [`${rule.name}: missing`];
    const differences = meaningfulDifferences(rule, other);
    return differences.length === 0 ? [] : [`${rule.name}: ${differenceText(differences)}`];
  });
  const additional = found.filter((rule) => ruleById(expected, rule.id) === undefined);
  return [...missing, ...additional.map((rule) => `${rule.name}: additional`)];
}
