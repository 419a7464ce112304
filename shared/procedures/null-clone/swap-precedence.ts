import type { Probe, Step, StepPlan, Verification } from '../../engine/step.ts';
import { failed, success, type Result } from '../../failure.ts';
import { swapTexts } from '../../messages/null-clone-rules.ts';
import type { SyncRule } from '../../sync-rules/model.ts';
import type { HybridSystems, Reading, Writing } from '../systems.ts';
import * as commands from './commands.ts';
import { putRule, readRules } from './rule-access.ts';
import {
  captureFirst,
  capturedPairs,
  isOwnClone,
  pairsOf,
  probeRules,
  type Pair,
  type PlainRuleFacts,
} from './rule-step.ts';
import { requireStillness, ruleById } from './situation.ts';
import type { Treated } from './treated.ts';
import { blockedBy } from './treatment.ts';

/** Give the copy the number of the original. */
export const swapPrecedence: Step<HybridSystems, PlainRuleFacts, PlainRuleFacts> = {
  id: 'swap-precedence',
  revision: 1,
  ...swapTexts.step,
  risk: 'medium',
  probe,
  plan,
  capture: captureFirst,
  apply: async (context, _facts, captured) =>
    moveClones(context, capturedPairs(captured), ({ original }) => original.precedence),
  verify: async (context, captured) => verifyNumbers(context, captured, ({ original }) => original.precedence),
  undo: {
    kind: 'restores',
    restore: async (context, captured) => moveClones(context, capturedPairs(captured), ({ clone }) => clone.precedence),
    verify: async (context, captured) => verifyNumbers(context, captured, ({ clone }) => clone.precedence),
  },
};

type NumberOf = (treated: Treated) => number;

async function probe(context: Reading): Promise<Probe<PlainRuleFacts>> {
  const found = await probeRules(context);
  if (found.kind !== 'found') return found;
  if (found.options.original === 'keep-disabled') return { kind: 'not-needed', reason: swapTexts.keptDisabled };
  const { facts, pairs, situation } = found;
  const blockers = pairs.flatMap((pair) => {
    const problem = obstacle(pair, situation.rules);
    return problem === undefined ? [] : [{ id: 'number-taken', ...problem }];
  });
  if (blockers.length > 0) return blockedBy(blockers);
  return pairs.every(({ original, presentClone }) => presentClone?.precedence === original.precedence)
    ? { kind: 'already-done', facts, reason: swapTexts.alreadyDone }
    : { kind: 'ready', facts };
}

function obstacle(
  pair: Pair,
  rules: readonly SyncRule[],
): { readonly reason: string; readonly remedy: string } | undefined {
  const { original, clone, presentClone } = pair;
  if (presentClone === undefined || !isOwnClone(original, clone, presentClone)) return swapTexts.noClone(clone.name);
  const holder = holderOf(original.precedence, clone, rules);
  return holder === undefined ? undefined : swapTexts.numberTaken(original.precedence, holder.name);
}

/** The rule other than `clone` that has a number; of either direction, any connector, disabled ones included. */
function holderOf(precedence: number, clone: SyncRule, rules: readonly SyncRule[]): SyncRule | undefined {
  return rules.find((rule) => rule.precedence === precedence && rule.id !== clone.id);
}

function plan(facts: PlainRuleFacts): StepPlan {
  const moves = facts.pairs.filter(({ treated, clonePrecedence }) => clonePrecedence !== treated.original.precedence);
  return {
    summary: swapTexts.summary(moves.map(({ treated }) => treated)),
    changes: moves.map(({ treated: { original, clone }, clonePrecedence }) => ({
      subject: clone.name,
      field: 'precedence',
      before: clonePrecedence,
      after: original.precedence,
    })),
    commands: moves.map(({ treated: { original, clone } }) => commands.setPrecedence(clone.id, original.precedence)),
    impact: swapTexts.impact,
    objects: [],
    confirmation: undefined,
  };
}

async function moveClones(context: Writing, treated: readonly Treated[], numberOf: NumberOf): Promise<Result<void>> {
  for (const one of treated) {
    const during = swapTexts.moving(one.clone.name, numberOf(one));
    const still = await requireStillness(context, during);
    if (!still.ok) return still;
    const rules = await readRules(context);
    if (!rules.ok) return rules;
    const present = ruleById(rules.value, one.clone.id);
    if (present === undefined) {
      const { reason: raw } = swapTexts.noClone(one.clone.name);
      return failed({ code: 'not-found', during, raw, retry: 'pointless' });
    }
    if (present.precedence === numberOf(one)) continue;
    const holder = holderOf(numberOf(one), one.clone, rules.value);
    if (holder !== undefined) {
      const { reason: raw } = swapTexts.numberTaken(numberOf(one), holder.name);
      return failed({ code: 'duplicate-precedence', during, raw, retry: 'pointless' });
    }
    const moved = await putRule(context, { ...present, precedence: numberOf(one) });
    if (!moved.ok) return moved;
  }
  return success(undefined);
}

async function verifyNumbers(context: Reading, captured: PlainRuleFacts, numberOf: NumberOf): Promise<Verification> {
  const rules = await readRules(context);
  if (!rules.ok) return { kind: 'unknown', failure: rules.failure };
  const pairs = pairsOf(capturedPairs(captured), rules.value);
  const problems = pairs.flatMap((pair) => numberProblems(pair, numberOf(pair), rules.value));
  const evidence = [
    ...pairs.map(({ clone, presentClone }) => ({
      label: swapTexts.precedenceOf(clone.name),
      after: presentClone?.precedence ?? null,
    })),
    { label: swapTexts.sharedNumbers, after: sharedNumbers(rules.value) },
  ];
  return problems.length === 0
    ? { kind: 'passed', evidence, objects: [] }
    : { kind: 'failed', reason: problems.join('\n'), remedy: swapTexts.remedy, evidence, objects: [] };
}

function numberProblems(pair: Pair, expected: number, rules: readonly SyncRule[]): readonly string[] {
  const { original, clone, presentClone } = pair;
  if (presentClone === undefined) return [swapTexts.noClone(clone.name).reason];
  const holder = holderOf(expected, clone, rules);
  return [
    ...(presentClone.precedence === expected
      ? []
      : [swapTexts.wrongNumber(clone.name, presentClone.precedence, expected)]),
    ...(holder === undefined ? [] : [swapTexts.numberTaken(expected, holder.name).reason]),
    ...(isOwnClone(original, clone, presentClone) ? [] : [swapTexts.noClone(clone.name).reason]),
  ];
}

/** Numbers that more than one rule has; two rules of one number are not predictable (entra-connect.md §9). */
function sharedNumbers(rules: readonly SyncRule[]): readonly number[] {
  const byNumber = Map.groupBy(rules, ({ precedence }) => precedence);
  return [...byNumber].filter(([, holders]) => holders.length > 1).map(([precedence]) => precedence);
}
