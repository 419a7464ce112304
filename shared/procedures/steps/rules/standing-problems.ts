import type { Verification } from '../../../engine/contract/step.ts';
import type { Problem } from '../../../base/words/problem.ts';
import { ruleStepTexts as texts } from '../texts.ts';
import type { SyncRule } from '../../../entra-connect/rules/model.ts';
import { meaningfulDifferences } from '../../../entra-connect/rules/rule-difference.ts';
import { standingOf, type OperationStanding } from '../../../entra-connect/rules/rule-operation.ts';
import type { Reading } from '../../../systems/contexts.ts';
import { differenceText } from './describe-rule.ts';
import { readRules } from './rule-access.ts';
import type { Round } from './rule-change.ts';
import { operationsOf, ruleNameIn, sealedChange, stageBounds, type SealedChange } from './sealed-change.ts';
import { ruleById } from '../idle/situation.ts';

/** Nobody but this run may have touched the rules since the backup: going on could overwrite it. */
export function foreignProblems(
  { changes }: Extract<OperationStanding, { readonly kind: 'foreign' }>,
  change: SealedChange,
  rules: readonly SyncRule[],
  context: Pick<Reading, 'wasApplied'>,
): readonly Problem[] {
  const nameOf = (rule: SyncRule) => ruleNameIn(change.contributors, rule);
  const removed = change.stages.filter(({ step }) => context.wasApplied(step)).flatMap(({ operations }) => operations);
  const recreated = recreatedAmong(removed, change, rules);
  if (recreated !== undefined) return [recreated];
  return changes.flatMap(({ expected, found }) => {
    if (found === undefined) return expected === undefined ? [] : [texts.gone(nameOf(expected))];
    if (expected === undefined) return texts.appeared(nameOf(found));
    return texts.changedMeanwhile(nameOf(expected), differenceText(meaningfulDifferences(expected, found)));
  });
}

/** What of the operations before `to` is missing: a rule that they have removed may be there again. */
export function notYet(change: SealedChange, done: number, to: number, rules: readonly SyncRule[]): Problem {
  return recreatedAmong(operationsOf(change).slice(done, to), change, rules) ?? texts.notYet(openStage(change, done));
}

function recreatedAmong(
  operations: SealedChange['stages'][number]['operations'],
  { contributors }: SealedChange,
  rules: readonly SyncRule[],
): Problem | undefined {
  const recreated = operations.flatMap((operation) => {
    if (operation.kind !== 'remove' || operation.rule.immutableTag === '') return [];
    return ruleById(rules, operation.rule.id) ?? [];
  });
  return recreated.length === 0 ? undefined : texts.recreated(recreated.map((rule) => ruleNameIn(contributors, rule)));
}

/** The stage that the operation after the first `done` belongs to. */
function openStage(change: SealedChange, done: number): string {
  return change.stages.find(({ step }) => stageBounds(change, step).to > done)?.step ?? '';
}

/** The verdict on a round whose rules are no longer as this run has left them: what follows from others proves nothing. */
export async function refutedByRules(context: Reading, round: Round): Promise<Verification | undefined> {
  const change = sealedChange(context.captured('backup'));
  if (change === undefined) return undefined;
  const rules = await readRules(context);
  if (!rules.ok) return { kind: 'unknown', failure: rules.failure };
  const problems = problemsUpTo(stageBounds(change, round.after).to, change, rules.value, context);
  const [first] = problems;
  if (first === undefined) return undefined;
  const reason = problems.map((problem) => problem.reason).join('\n');
  return { kind: 'failed', reason, remedy: first.remedy, evidence: [], objects: [] };
}

function problemsUpTo(
  to: number,
  change: SealedChange,
  rules: readonly SyncRule[],
  context: Pick<Reading, 'wasApplied'>,
): readonly Problem[] {
  const standing = standingOf(rules, operationsOf(change));
  if (standing.kind === 'foreign') return foreignProblems(standing, change, rules, context);
  return standing.done < to ? [notYet(change, standing.done, to, rules)] : [];
}
