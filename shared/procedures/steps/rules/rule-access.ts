import { failed, success, type Result } from '../../../base/failure.ts';
import { ruleStepTexts as texts } from '../texts.ts';
import type { RuleId } from '../../../base/identifiers.ts';
import { meaningfulDifferences } from '../../../entra-connect/rules/rule-difference.ts';
import { recreatedRules, withKnownIdentifiers } from '../../../entra-connect/rules/recreated-rules.ts';
import {
  ruleIdOf,
  stateAfter,
  statesAtStart,
  type RuleOperation,
} from '../../../entra-connect/rules/rule-operation.ts';
import type { SyncRule } from '../../../entra-connect/rules/model.ts';
import { persistently } from '../../../systems/patience.ts';
import type { Reading, Writing } from '../../../systems/contexts.ts';
import { differenceText } from './describe-rule.ts';
import { operationsOf, ruleNameIn, sealedChange, type TreatedContributor } from './sealed-change.ts';
import { ruleById } from '../idle/situation.ts';

/** The rules of the server; one that was re-created since the backup under the identifier that the run knows. */
export async function readRules(context: Reading | Writing): Promise<Result<readonly SyncRule[]>> {
  const rules = await readPresentRules(context);
  return rules.ok ? success(asRunKnows(context, rules.value)) : rules;
}

/** The rules of the server under their own identifiers. */
async function readPresentRules(context: Reading | Writing): Promise<Result<readonly SyncRule[]>> {
  return persistently(context, () => context.systems.syncServer.rules(context));
}

/** The rules of the run that stand on the server under another identifier, as an upgrade has re-created them. */
export async function readRecreated(context: Reading): Promise<Result<readonly SyncRule[]>> {
  const rules = await readPresentRules(context);
  return rules.ok ? success([...recreatedRules(rules.value, operationsOfRun(context)).values()]) : rules;
}

/** Rules that were read, in terms of the run: see `withKnownIdentifiers`. */
export function asRunKnows(context: Pick<Reading, 'captured'>, rules: readonly SyncRule[]): readonly SyncRule[] {
  return withKnownIdentifiers(rules, operationsOfRun(context));
}

/** All operations that the run has sealed; none before `backup`. */
export function operationsOfRun(context: Pick<Reading, 'captured'>): readonly RuleOperation[] {
  const change = sealedChange(context.captured('backup'));
  return change === undefined ? [] : operationsOf(change);
}

/** Carries one operation out and reads it back: the next one builds on it. */
export async function carryOut(context: Writing, operation: RuleOperation, during: string): Promise<Result<void>> {
  const known = ruleIdOf(operation);
  const recreated = await recreatedRule(context, known);
  if (!recreated.ok) return recreated;
  const after = stateAfter(operation);
  if (after === undefined) return removeRule(context, { known, present: recreated.value?.id ?? known }, during);
  const { id, internalId } = recreated.value ?? after;
  return putRule(context, after, { ...after, id, internalId }, during);
}

/** The rule that stands on the server for one that the run knows; undefined: that one itself, or none. */
async function recreatedRule(context: Writing, known: RuleId): Promise<Result<SyncRule | undefined>> {
  if (!mayBeRecreated(context, known)) return success(undefined);
  const rules = await readPresentRules(context);
  return rules.ok ? success(recreatedRules(rules.value, operationsOfRun(context)).get(known)) : rules;
}

function mayBeRecreated(context: Writing, known: RuleId): boolean {
  const start = statesAtStart(operationsOfRun(context)).get(known);
  return start !== undefined && start.immutableTag !== '';
}

async function putRule(context: Writing, rule: SyncRule, asPresent: SyncRule, during: string): Promise<Result<void>> {
  const put = await persistently(context, () => context.systems.syncServer.putRule(asPresent, context));
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
async function removeRule(
  context: Writing,
  { known, present }: { readonly known: RuleId; readonly present: RuleId },
  during: string,
): Promise<Result<void>> {
  const removed = await persistently(context, () => context.systems.syncServer.removeRule(present, context));
  if (!removed.ok && removed.failure.code !== 'not-found') return removed;
  const rules = await readRules(context);
  if (!rules.ok) return rules;
  if (ruleById(rules.value, known) === undefined) return success(undefined);
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
