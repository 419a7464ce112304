import type { Probe, Step, StepPlan, Verification } from '../../engine/step.ts';
import { failed, success, type Result } from '../../failure.ts';
import { deleteTexts } from '../../messages/null-clone-rules.ts';
import { mailboxGuidAttribute } from '../../sync-rules/clone.ts';
import { contributionsTo } from '../../sync-rules/contribution.ts';
import type { SyncRule } from '../../sync-rules/model.ts';
import type { HybridSystems, Reading, Writing } from '../systems.ts';
import { rulesThatDiffer } from './backup.ts';
import * as commands from './commands.ts';
import { putRule, readRules, removeRule } from './rule-access.ts';
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
import { blockedBy } from './treatment.ts';

/** Delete the disabled original, once its clone stands enabled. */
export const deleteOriginal: Step<HybridSystems, PlainRuleFacts, PlainRuleFacts> = {
  id: 'delete-original',
  revision: 1,
  ...deleteTexts.step,
  risk: 'high',
  probe,
  plan,
  capture: captureFirst,
  apply,
  verify,
  undo: { kind: 'restores', restore, verify: verifyRestored },
};

async function probe(context: Reading): Promise<Probe<PlainRuleFacts>> {
  const found = await probeRules(context);
  if (found.kind !== 'found') return found;
  if (found.options.original === 'keep-disabled') return { kind: 'not-needed', reason: deleteTexts.keptDisabled };
  const { facts, pairs } = found;
  const unready = pairs.filter((pair) => !hasStandIn(pair));
  if (unready.length > 0) {
    return blockedBy(unready.map(({ original }) => ({ id: 'no-stand-in', ...deleteTexts.noStandIn(original.name) })));
  }
  return pairs.every(({ presentOriginal }) => presentOriginal === undefined)
    ? { kind: 'already-done', facts, reason: deleteTexts.alreadyDone }
    : { kind: 'ready', facts };
}

/** The clone is there, exact and enabled, and the original is out of the way. */
function hasStandIn({ original, clone, presentOriginal, presentClone }: Pair): boolean {
  return (
    presentClone !== undefined &&
    isOwnClone(original, clone, presentClone) &&
    !presentClone.disabled &&
    presentOriginal?.disabled !== false
  );
}

function plan(facts: PlainRuleFacts): StepPlan {
  const present = facts.pairs.filter(({ original }) => original !== 'absent').map(({ treated }) => treated.original);
  return {
    summary: deleteTexts.summary(present.map(({ name }) => name)),
    changes: present.map(({ name }) => ({ subject: name, field: 'rule', before: deleteTexts.disabled, after: null })),
    commands: present.map(({ id }) => commands.deleteRule(id)),
    impact: deleteTexts.impact,
    objects: [],
    confirmation: undefined,
  };
}

async function apply(context: Writing, _facts: PlainRuleFacts, captured: PlainRuleFacts): Promise<Result<void>> {
  const treated = capturedPairs(captured);
  for (const one of treated) {
    const still = await requireStillness(context, deleteTexts.deleting(one.original.name));
    if (!still.ok) return still;
    const rules = await readRules(context);
    if (!rules.ok) return rules;
    const [pair] = pairsOf([one], rules.value);
    if (pair?.presentOriginal === undefined) continue;
    if (!hasStandIn(pair)) {
      const { reason: raw } = deleteTexts.noStandIn(one.original.name);
      return failed({
        code: 'object-conflict',
        during: deleteTexts.deleting(one.original.name),
        raw,
        retry: 'pointless',
      });
    }
    const removed = await removeRule(context, one.original.id);
    if (!removed.ok) return removed;
  }
  return success(undefined);
}

async function verify(context: Reading, captured: PlainRuleFacts): Promise<Verification> {
  const rules = await readRules(context);
  if (!rules.ok) return { kind: 'unknown', failure: rules.failure };
  const treated = capturedPairs(captured);
  const pairs = pairsOf(treated, rules.value);
  const problems = pairs.flatMap((pair) => [
    ...(pair.presentOriginal === undefined ? [] : [deleteTexts.stillThere(pair.original.name)]),
    ...(hasStandIn(pair) ? [] : [deleteTexts.noStandIn(pair.original.name).reason]),
    ...others(pair, rules.value).map((name) => deleteTexts.otherContributor(name)),
  ]);
  const evidence = pairs.flatMap((pair) => [
    { label: deleteTexts.presenceOf(pair.original.name), before: true, after: pair.presentOriginal !== undefined },
    {
      label: deleteTexts.contributorsOf(pair.original),
      after: contributors(pair.original, rules.value).map(({ name }) => name),
    },
  ]);
  return problems.length === 0
    ? { kind: 'passed', evidence, objects: [] }
    : { kind: 'failed', reason: problems.join('\n'), remedy: deleteTexts.remedy, evidence, objects: [] };
}

function contributors(original: SyncRule, rules: readonly SyncRule[]): readonly SyncRule[] {
  return contributionsTo(mailboxGuidAttribute, rules)
    .map(({ rule }) => rule)
    .filter(
      (rule) =>
        rule.direction === 'inbound' &&
        !rule.disabled &&
        rule.connectorId === original.connectorId &&
        rule.sourceObjectType.toLowerCase() === original.sourceObjectType.toLowerCase(),
    );
}

/** Names of contributors of the same connector and type besides the clone. */
function others(pair: Pair, rules: readonly SyncRule[]): readonly string[] {
  return contributors(pair.original, rules)
    .filter(({ id }) => id !== pair.clone.id && id !== pair.original.id)
    .map(({ name }) => name);
}

/** Re-created as it was before this step: disabled, beside its enabled clone. */
async function restore(context: Writing, captured: PlainRuleFacts): Promise<Result<void>> {
  for (const { original } of capturedPairs(captured)) {
    const during = deleteTexts.restoring(original.name);
    const still = await requireStillness(context, during);
    if (!still.ok) return still;
    const rules = await readRules(context);
    if (!rules.ok) return rules;
    if (ruleById(rules.value, original.id) !== undefined) continue;
    const holder = rules.value.find(({ precedence }) => precedence === original.precedence);
    if (holder !== undefined) {
      const raw = deleteTexts.numberTaken(original.precedence, holder.name);
      return failed({ code: 'duplicate-precedence', during, raw, retry: 'pointless' });
    }
    const restored = await putRule(context, { ...original, disabled: true });
    if (!restored.ok) return restored;
  }
  return success(undefined);
}

async function verifyRestored(context: Reading, captured: PlainRuleFacts): Promise<Verification> {
  const rules = await readRules(context);
  if (!rules.ok) return { kind: 'unknown', failure: rules.failure };
  const expected = capturedPairs(captured).map(({ original }) => original);
  const problems = expected.flatMap((original) => {
    const found = rules.value.filter(({ id }) => id === original.id);
    return rulesThatDiffer([{ ...original, disabled: found[0]?.disabled ?? true }], found);
  });
  const evidence = expected.map(({ id, name }) => ({
    label: deleteTexts.presenceOf(name),
    before: false,
    after: ruleById(rules.value, id) !== undefined,
  }));
  return problems.length === 0
    ? { kind: 'passed', evidence, objects: [] }
    : { kind: 'failed', reason: problems.join('\n'), remedy: deleteTexts.undoRemedy, evidence, objects: [] };
}
