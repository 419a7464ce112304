import type { Effect } from '../../../engine/contract/effect.ts';
import type { Probe, Step, StepPlan, Verification } from '../../../engine/contract/step.ts';
import { success, type Result } from '../../../base/failure.ts';
import type { RuleId } from '../../../base/identifiers.ts';
import { ownerTexts as texts } from './texts.ts';
import { stillnessTexts } from '../texts.ts';
import type { SyncRule } from '../../../entra-connect/rules/model.ts';
import { ruleIdOf, standingOf, type RuleOperation } from '../../../entra-connect/rules/rule-operation.ts';
import { effectOf } from '../effects.ts';
import type { Plain } from '../../../base/plain.ts';
import * as commands from '../rules/commands.ts';
import { derivedRuleId } from '../rules/derived-identity.ts';
import { switchAndWait } from '../idle/pause-scheduler.ts';
import { carryOut, operationName, readRules } from '../rules/rule-access.ts';
import type { Round } from '../rules/rule-change.ts';
import { plannedChanges, ruleEffects, ruleEvidence } from '../rules/rule-step-evidence.ts';
import { readActivity, requireStillness } from '../idle/situation.ts';
import type { HybridSystems, Reading, Writing } from '../../../systems/contexts.ts';
import type { MailboxOwner } from './mailbox-owner.ts';
import { asOwnerChoice, decideOwners } from './owner-choice.ts';
import type { OwnerChoice } from './owner-choices.ts';
import { ownerTables } from './owner-table.ts';
import { planKept } from './plan-kept.ts';
import {
  keepOwnersId,
  listedOwners,
  listOwnersId,
  rulesOf,
  settledOwnersSchema,
  type SettledOwners,
} from './sealed-owners.ts';
import { rulesAroundUndo } from './undo-change.ts';

interface KeepFacts {
  readonly choice: OwnerChoice;
  readonly owners: readonly MailboxOwner[] | null;
  readonly operations: readonly RuleOperation[];
}
type Facts = Plain<KeepFacts>;

/** Carries out what was chosen for them: overrides for exactly them, nothing, or a stop. */
export function keepOwnersStep(procedure: string, first: Round): Step<HybridSystems, Facts, Plain<SettledOwners>> {
  return {
    id: keepOwnersId,
    revision: 1,
    ...texts.keep,
    risk: 'medium',
    effects: () => [...effectOf('rules-added', undefined, { undo: 'not' }), ...effectOf('mailbox-access-lost')],
    probe: async (context) => probeKept(context, procedure, first),
    plan: planOf,
    capture: async (_context, facts, earlier) =>
      success({ state: merged(settledOwnersSchema.parse(facts), earlier), files: [] }),
    apply: applyKept,
    verify: verifyKept,
    undo: { kind: 'part-of-undo' },
  };
}

async function probeKept(context: Reading, procedure: string, first: Round): Promise<Probe<Facts>> {
  const rules = await rulesAroundUndo(context, first);
  if (!rules.ok) return { kind: 'unknown', failure: rules.failure };
  const listed = listedOwners(context.captured(listOwnersId));
  if (rules.value === undefined || listed === undefined) return { kind: 'not-needed', reason: texts.nothingReturns };
  const activity = await readActivity(context);
  if (!activity.ok) return { kind: 'unknown', failure: activity.failure };
  const owners = listed.owners ?? undefined;
  const kept = planKept(owners, rules.value, keptRuleIds(context, procedure));
  const decision = decideOwners(asOwnerChoice(context.undo?.answer), { users: listed.users, owners }, kept);
  switch (decision.kind) {
    case 'nobody':
      return { kind: 'not-needed', reason: texts.nobody };
    case 'blocked':
      return { kind: 'blocked', ...decision.problem };
    case 'restore': {
      const facts: KeepFacts = { choice: 'restore-anyway', owners: decision.owners ?? null, operations: [] };
      return { kind: 'ready', facts: facts };
    }
    case 'keep': {
      if (activity.value.scheduler.schedulerSuspended) return { kind: 'blocked', ...stillnessTexts.suspended };
      const facts: KeepFacts = { choice: 'keep', owners: decision.owners, operations: decision.operations };
      return decision.operations.length === 0
        ? { kind: 'already-done', facts: facts, reason: texts.alreadyKept }
        : { kind: 'ready', facts: facts };
    }
  }
}

/** The same rule whenever the undo is asked for again. */
export function keptRuleIds(context: Pick<Reading, 'runId'>, procedure: string): (key: string) => RuleId {
  return (key) => derivedRuleId(procedure, context.runId, key as RuleId);
}

function planOf(facts: Facts): StepPlan {
  const { choice, owners, operations } = settledOwnersSchema.parse(facts);
  const count = owners?.length;
  const isKept = choice === 'keep' && count !== undefined;
  return {
    summary: isKept ? texts.keepSummary(count) : texts.restoreSummary(count),
    changes: operations.flatMap((operation) => plannedChanges(operation, [], () => texts.created)),
    commands: operations.map(commands.commandsFor),
    effects: isKept ? keptEffects(operations) : effectOf('mailbox-access-lost', count),
    notes: isKept ? texts.keepNotes(count) : [],
    objects: ownerTables(owners),
    confirmation: isKept || count === undefined ? undefined : { count, of: texts.confirmed },
  };
}

/** The rules stay; the scheduler is as it was once the undo has come to the step that had switched it. */
function keptEffects(operations: readonly RuleOperation[]): readonly Effect[] {
  return [
    ...effectOf('scheduler-disabled', undefined, { undo: 'nothing' }),
    ...ruleEffects(operations, { undo: 'not' }),
  ];
}

/** Whom an earlier undo has kept stays kept. */
function merged(facts: SettledOwners, earlier: Plain<SettledOwners> | undefined): Plain<SettledOwners> {
  const before = earlier === undefined ? undefined : settledOwnersSchema.parse(earlier);
  const isKept = before?.choice === 'keep' && facts.choice === 'keep';
  const owners = isKept ? [...(before.owners ?? []), ...(facts.owners ?? [])] : facts.owners;
  const known = owners === null ? null : [...new Map(owners.map((owner) => [owner.anchor, owner])).values()];
  const operations = isKept ? latest([...before.operations, ...facts.operations]) : facts.operations;
  return { choice: facts.choice, owners: known, operations };
}

/** Each rule as it was left last. */
function latest(operations: readonly RuleOperation[]): readonly RuleOperation[] {
  return [...new Map(operations.map((operation) => [ruleIdOf(operation), operation])).values()];
}

/** Off and idle first, so that nothing synchronizes between the first rule and the last. */
async function applyKept(context: Writing, facts: Facts): Promise<Result<void>> {
  const { operations } = settledOwnersSchema.parse(facts);
  if (operations.length === 0) return success(undefined);
  const still = await switchAndWait(context, false);
  if (!still.ok) return still;
  for (const operation of operations) {
    const during = operationName(operation, []);
    context.progress({ text: during });
    const unmoved = await requireStillness(context, during);
    if (!unmoved.ok) return unmoved;
    const rules = await readRules(context);
    if (!rules.ok) return rules;
    const standing = standingOf(rules.value, [operation]);
    if (standing.kind === 'at' && standing.done === 1) continue;
    const done = await carryOut(context, operation, during);
    if (!done.ok) return done;
  }
  return success(undefined);
}

async function verifyKept(context: Reading, captured: Plain<SettledOwners>): Promise<Verification> {
  const { choice, owners, operations } = settledOwnersSchema.parse(captured);
  const rules = await readRules(context);
  if (!rules.ok) return { kind: 'unknown', failure: rules.failure };
  const missing = rulesOf(operations).filter((rule) => !isInForce(rule, rules.value));
  const evidence = [
    { label: texts.choice, after: texts.question.labels[choice] },
    { label: texts.count, after: owners === null ? texts.notKnown : owners.length },
    ...ruleEvidence(operations, [], rules.value),
  ];
  return missing.length === 0
    ? { kind: 'passed', evidence, objects: ownerTables(owners) }
    : { kind: 'failed', ...texts.ruleMissing(missing.map(({ name }) => name)), evidence, objects: ownerTables(owners) };
}

function isInForce(rule: SyncRule, rules: readonly SyncRule[]): boolean {
  const standing = standingOf(rules, [{ kind: 'create', rule }]);
  return standing.kind === 'at' && standing.done === 1;
}
