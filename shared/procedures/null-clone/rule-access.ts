import { failed, success, type Result } from '../../failure.ts';
import type { RuleId } from '../../identifiers.ts';
import { meaningfulDifferences, type RuleDifference } from '../../sync-rules/rule-difference.ts';
import type { SyncRule } from '../../sync-rules/model.ts';
import { persistently } from '../patience.ts';
import type { Reading, Writing } from '../systems.ts';
import { ruleById } from './situation.ts';

export async function readRules(context: Reading | Writing): Promise<Result<readonly SyncRule[]>> {
  return persistently(context, () => context.systems.syncServer.rules(context));
}

/** A rule compared with what it should be, whether it is enabled aside. */
export function sameBesidesDisabled(expected: SyncRule, found: SyncRule): boolean {
  return meaningfulDifferences({ ...expected, disabled: found.disabled }, found).length === 0;
}

/** What is different, in words: `name, flow to mail, scope group 1`. */
export function differenceText(differences: readonly RuleDifference[]): string {
  return differences
    .map((difference) => {
      switch (difference.kind) {
        case 'field':
          return difference.field;
        case 'flow':
          return `flow to ${difference.destination}`;
        case 'join-group':
          return `join group ${String(difference.index + 1)}`;
        case 'scope-group':
          return `scope group ${String(difference.index + 1)}`;
        case 'uninterpreted':
          return difference.path;
      }
    })
    .join(', ');
}

/** Writes a rule and reads it back: the next write builds on it. */
export async function putRule(context: Writing, rule: SyncRule): Promise<Result<void>> {
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
    during: `Add-ADSyncRule “${rule.name}”`,
    raw: `The server accepted the rule, but reads it back otherwise. ${what}`,
    retry: 'pointless',
  });
}

/** Removes a rule; one that is gone already is as good. */
export async function removeRule(context: Writing, id: RuleId): Promise<Result<void>> {
  const removed = await persistently(context, () => context.systems.syncServer.removeRule(id, context));
  return removed.ok || removed.failure.code !== 'not-found' ? removed : success(undefined);
}
