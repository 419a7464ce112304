import type { Probe, Step, StepPlan, Verification } from '../../engine/step.ts';
import { failed, success, type Result } from '../../failure.ts';
import { cloneTexts } from '../../messages/null-clone-rules.ts';
import { flowText } from '../../messages/rule-comparison.ts';
import { mailboxGuidAttribute } from '../../sync-rules/clone.ts';
import { wouldFillAfter } from '../../sync-rules/contributor-ranking.ts';
import type { SyncRule } from '../../sync-rules/model.ts';
import type { HybridSystems, Reading, Writing } from '../systems.ts';
import * as commands from './commands.ts';
import { putRule, readRules, removeRule } from './rule-access.ts';
import { rulesThatDiffer } from './backup.ts';
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

/** Create the editable copy with the NULL flow, then disable the original: at no moment is neither enabled. */
export const cloneRule: Step<HybridSystems, PlainRuleFacts, PlainRuleFacts> = {
  id: 'clone-rule',
  revision: 1,
  ...cloneTexts.step,
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
  const { facts, pairs, situation } = found;
  if (pairs.every(isCloned)) return { kind: 'already-done', facts, reason: cloneTexts.alreadyDone };
  const missing = pairs.filter(({ presentOriginal }) => presentOriginal === undefined);
  if (missing.length > 0) {
    return blockedBy(
      missing.map(({ original }) => ({ id: 'rule-not-found', ...cloneTexts.originalMissing(original.name) })),
    );
  }
  const taken = pairs.filter(
    ({ clone, presentClone }) =>
      presentClone === undefined && situation.rules.some((rule) => rule.precedence === clone.precedence),
  );
  if (taken.length > 0) {
    return blockedBy(
      taken.map(({ clone }) => ({ id: 'precedence-taken', ...cloneTexts.precedenceTaken(clone.precedence) })),
    );
  }
  return { kind: 'ready', facts };
}

function isCloned({ presentOriginal, presentClone }: Pair): boolean {
  return presentClone !== undefined && presentOriginal?.disabled === true;
}

function plan(facts: PlainRuleFacts): StepPlan {
  const objects = facts.pairs.reduce((sum, { treated }) => sum + treated.objects, 0);
  const untouched = facts.pairs.reduce((sum, { treated }) => sum + treated.untouched, 0);
  return {
    summary: cloneTexts.summary(facts.pairs.map(({ treated }) => treated.original.name)),
    changes: facts.pairs.flatMap(({ treated: { original, clone }, clonePrecedence }) => [
      ...(clonePrecedence === null
        ? [
            { subject: clone.name, field: 'rule', before: null, after: cloneTexts.copyOf(original.name) },
            { subject: clone.name, field: 'precedence', before: null, after: clone.precedence },
            {
              subject: clone.name,
              field: mailboxGuidAttribute,
              before: guidFlowText(original),
              after: guidFlowText(clone),
            },
          ]
        : []),
      { subject: original.name, field: 'disabled', before: false, after: true },
    ]),
    commands: facts.pairs.flatMap(({ treated: { original, clone } }) => [
      commands.createRule(clone),
      commands.setDisabled(original.id, true),
    ]),
    impact: cloneTexts.impact(objects, untouched),
    objects: [],
    confirmation: undefined,
  };
}

/** The flow that makes the difference; empty: there is none. */
function guidFlowText({ flows }: SyncRule): string {
  const flow = flows.find(({ destination }) => destination.toLowerCase() === mailboxGuidAttribute.toLowerCase());
  return flow === undefined ? '' : flowText(flow);
}

async function apply(context: Writing, _facts: PlainRuleFacts, captured: PlainRuleFacts): Promise<Result<void>> {
  const treated = capturedPairs(captured);
  for (const [index, one] of treated.entries()) {
    context.progress({ text: cloneTexts.cloning(one.original.name), done: index, total: treated.length });
    const done = await cloneOne(context, one);
    if (!done.ok) return done;
  }
  return success(undefined);
}

/** Copy first and read it back; only then disable the original. */
async function cloneOne(context: Writing, { original, clone }: Treated): Promise<Result<void>> {
  const still = await requireStillness(context, cloneTexts.cloning(original.name));
  if (!still.ok) return still;
  const rules = await readRules(context);
  if (!rules.ok) return rules;
  const present = ruleById(rules.value, original.id);
  if (present === undefined) return gone(original);
  const rivals = wouldFillAfter(original, mailboxGuidAttribute, { rules: rules.value }, new Set([original.id]));
  const sameObject = rivals.filter(({ reach }) => reach === 'same-object');
  if (sameObject.length > 0) return filled(original, sameObject[0]?.contributor.name ?? '');
  if (ruleById(rules.value, clone.id) === undefined) {
    const created = await putRule(context, clone);
    if (!created.ok) return created;
  }
  // An accepted write is not yet a copy that works: only one that reads back enabled may take over.
  const stored = await readRules(context);
  if (!stored.ok) return stored;
  const copy = ruleById(stored.value, clone.id);
  if (copy === undefined || copy.disabled || !isOwnClone(original, clone, copy)) return notStored(clone);
  return present.disabled ? success(undefined) : putRule(context, { ...present, disabled: true });
}

function notStored(clone: SyncRule): Result<never> {
  const raw = cloneTexts.cloneDiffers(clone.name);
  return failed({ code: 'invalid-answer', during: cloneTexts.cloning(clone.name), raw, retry: 'effect-unknown' });
}

function gone(original: SyncRule): Result<never> {
  const { reason: raw } = cloneTexts.originalMissing(original.name);
  return failed({ code: 'not-found', during: cloneTexts.cloning(original.name), raw, retry: 'pointless' });
}

function filled(original: SyncRule, rival: string): Result<never> {
  const raw = cloneTexts.filledBy(rival);
  return failed({ code: 'object-conflict', during: cloneTexts.cloning(original.name), raw, retry: 'pointless' });
}

async function verify(context: Reading, captured: PlainRuleFacts): Promise<Verification> {
  const rules = await readRules(context);
  if (!rules.ok) return { kind: 'unknown', failure: rules.failure };
  const pairs = pairsOf(capturedPairs(captured), rules.value);
  const problems = pairs.flatMap((pair) => cloneProblems(pair, rules.value));
  const evidence = pairs.flatMap(({ original, clone, presentOriginal, presentClone }) => [
    {
      label: cloneTexts.flowOf(clone.name),
      before: guidFlowText(original),
      after: presentClone === undefined ? null : guidFlowText(presentClone),
    },
    { label: cloneTexts.precedenceOf(clone.name), after: presentClone?.precedence ?? null },
    {
      label: cloneTexts.disabledOf(original.name),
      before: original.disabled,
      after: presentOriginal?.disabled ?? null,
    },
  ]);
  return problems.length === 0
    ? { kind: 'passed', evidence, objects: [] }
    : { kind: 'failed', reason: problems.join('\n'), remedy: cloneTexts.remedy, evidence, objects: [] };
}

function cloneProblems(pair: Pair, rules: readonly SyncRule[]): readonly string[] {
  const { original, clone, presentOriginal, presentClone } = pair;
  if (presentClone === undefined) return [cloneTexts.cloneMissing(clone.name)];
  const shared = rules.filter((rule) => rule.precedence === presentClone.precedence && rule.id !== presentClone.id);
  return [
    ...(isOwnClone(original, clone, presentClone) ? [] : [cloneTexts.cloneDiffers(clone.name)]),
    ...(shared.length === 0
      ? []
      : [
          cloneTexts.precedenceShared(
            presentClone.precedence,
            shared.map(({ name }) => name),
          ),
        ]),
    ...(presentOriginal?.disabled === true ? [] : [cloneTexts.originalNotDisabled(original.name)]),
  ];
}

/** Enable the original first, then remove the copy: again at no moment neither. */
async function restore(context: Writing, captured: PlainRuleFacts): Promise<Result<void>> {
  for (const { original, clone } of capturedPairs(captured)) {
    const still = await requireStillness(context, cloneTexts.restoring(original.name));
    if (!still.ok) return still;
    const rules = await readRules(context);
    if (!rules.ok) return rules;
    if (
      rulesThatDiffer(
        [original],
        rules.value.filter(({ id }) => id === original.id),
      ).length > 0
    ) {
      const restored = await putRule(context, original);
      if (!restored.ok) return restored;
    }
    if (ruleById(rules.value, clone.id) === undefined) continue;
    const removed = await removeRule(context, clone.id);
    if (!removed.ok) return removed;
  }
  return success(undefined);
}

async function verifyRestored(context: Reading, captured: PlainRuleFacts): Promise<Verification> {
  const rules = await readRules(context);
  if (!rules.ok) return { kind: 'unknown', failure: rules.failure };
  const treated = capturedPairs(captured);
  const problems = [
    ...treated.flatMap(({ original }) =>
      rulesThatDiffer(
        [original],
        rules.value.filter(({ id }) => id === original.id),
      ),
    ),
    ...treated
      .filter(({ clone }) => ruleById(rules.value, clone.id) !== undefined)
      .map(({ clone }) => `${clone.name}: still there`),
  ];
  const evidence = treated.map(({ original }) => ({
    label: cloneTexts.disabledOf(original.name),
    after: ruleById(rules.value, original.id)?.disabled ?? null,
  }));
  return problems.length === 0
    ? { kind: 'passed', evidence, objects: [] }
    : { kind: 'failed', reason: problems.join('\n'), remedy: cloneTexts.undoRemedy, evidence, objects: [] };
}
