import type { Effect } from '../../../engine/contract/effect.ts';
import type { Evidence, Probe, Step, StepPlan, Verification } from '../../../engine/contract/step.ts';
import { failed, success, type Result } from '../../../base/failure.ts';
import type { Problem } from '../../../base/words/problem.ts';
import { ruleStepTexts as texts } from '../texts.ts';
import type { SyncRule } from '../../../entra-connect/rules/model.ts';
import {
  conflictOf,
  coverageGaps,
  rulesAfter,
  ruleIdOf,
  standingOf,
  type RuleConflict,
  type RuleOperation,
} from '../../../entra-connect/rules/rule-operation.ts';
import { effectOf } from '../effects.ts';
import type { Plain } from '../../../base/plain.ts';
import type { HybridSystems, Reading, Writing } from '../../../systems/contexts.ts';
import { blockedBy } from './blockers.ts';
import * as commands from './commands.ts';
import { differenceText, sharedNumbers } from './describe-rule.ts';
import { asRunKnows, carryOut, operationName, readRules } from './rule-access.ts';
import { restoreStage, verifyRestored } from './restore-stage.ts';
import { changeOf, nothingSealed, type RuleChange } from './rule-change.ts';
import { plannedChanges, ruleEffects, ruleEvidence } from './rule-step-evidence.ts';
import { operationsOf, ruleNameIn, sealedChange, stageBounds, type SealedChange } from './sealed-change.ts';
import { readRuleSituation, requireStillness, unrest, type RuleSituation } from '../idle/situation.ts';
import { foreignProblems, notYet } from './standing-problems.ts';
import { readStageFacts, type PlainStageFacts, type StageFacts } from './stage-facts.ts';
import { waitingChanges, type ReachedUsers } from '../synchronize/waiting-changes.ts';

/** Names a rule with its connector. */
type NameOf = (rule: SyncRule) => string;

type ToldFacts = Pick<StageFacts, 'contributors' | 'objects' | 'stagingMode' | 'reached'>;

/** A step that carries out one stage of a change of rules, as the procedure defines it. */
export interface RuleStepDefinition {
  readonly id: string;
  readonly revision: number;
  readonly risk: 'low' | 'medium' | 'high';
  readonly texts: {
    readonly step: { readonly title: string; readonly description: string; readonly source: string };
    /** Why the stage holds no operation with the options of the run. */
    readonly notNeeded: string;
    readonly alreadyDone: string;
    readonly remedy: string;
    readonly undoRemedy: string;
  };
  readonly summary: (operations: readonly RuleOperation[], nameOf: NameOf) => string;
  /** What becomes of users with the next synchronization; undefined: before anything was read. */
  readonly effects: (facts?: ToldFacts) => readonly Effect[];
  readonly notes: (facts: ToldFacts & Pick<StageFacts, 'operations'>) => readonly string[];
  /** Whether whom it reaches is computed for every user beforehand, because no count of the change tells it. */
  readonly isForetold?: true;
  /** What a created rule is, beside the contributor of that name that it is about. */
  readonly created: (beside: string | undefined) => string;
  /** What else about the rules forbids an operation; asked again before each one. */
  readonly obstacle?: (rules: readonly SyncRule[], change: SealedChange) => Problem | undefined;
  /** What else must be so afterwards. */
  readonly check?: (
    rules: readonly SyncRule[],
    change: SealedChange,
  ) => { readonly problems: readonly string[]; readonly evidence: readonly Evidence[] };
}

/** A step that carries out the stage of its id: one operation after the other, each read back before the next. */
export function ruleStep(
  change: RuleChange,
  definition: RuleStepDefinition,
): Step<HybridSystems, PlainStageFacts, PlainStageFacts> {
  return {
    id: definition.id,
    revision: definition.revision,
    ...definition.texts.step,
    risk: definition.risk,
    effects: () => [...effectOf('rules-changed'), ...definition.effects()],
    probe: async (context) => probeStage(context, change, definition),
    plan: (facts) => planStage(facts, definition),
    // What was captured first is the true original; later attempts must not replace it.
    capture: async (_context, facts, earlier) => success({ state: earlier ?? facts, files: [] }),
    apply: async (context) => applyStage(context, definition),
    verify: async (context) => verifyStage(context, definition),
    undo: {
      kind: 'restores',
      restore: restoreStage,
      verify: async (context, captured) => verifyRestored(context, captured, definition.texts.undoRemedy),
    },
  };
}

export type ChangeProbe =
  | {
      readonly kind: 'found';
      readonly situation: RuleSituation;
      readonly change: SealedChange;
      /** Operations of the whole change that are done. */
      readonly done: number;
    }
  | Extract<Probe<never>, { readonly kind: 'blocked' | 'unknown' }>;

/** Reads rules and activity; blocked while anything could synchronize, or when somebody else has changed the rules. */
export async function probeChange(context: Reading, definition: RuleChange): Promise<ChangeProbe> {
  const situation = await readRuleSituation(context);
  if (!situation.ok) return { kind: 'unknown', failure: situation.failure };
  const planned = await changeOf(definition, context, situation.value);
  if (!planned.ok) return { kind: 'unknown', failure: planned.failure };
  if (planned.value.kind === 'blocked') return blockedBy(planned.value.blockers);
  const restless = unrest(situation.value);
  if (restless !== undefined) return { kind: 'blocked', ...restless };
  const { change } = planned.value;
  const rules = asRunKnows(context, situation.value.rules);
  const standing = standingOf(rules, operationsOf(change));
  if (standing.kind === 'foreign') {
    const problems = foreignProblems(standing, change, rules, context);
    return blockedBy(problems.map((problem) => ({ id: 'changed-meanwhile', ...problem })));
  }
  return { kind: 'found', situation: { ...situation.value, rules }, change, done: standing.done };
}

function namesIn({ contributors }: Pick<SealedChange, 'contributors'>): NameOf {
  return (rule) => ruleNameIn(contributors, rule);
}

async function probeStage(
  context: Reading,
  change: RuleChange,
  definition: RuleStepDefinition,
): Promise<Probe<PlainStageFacts>> {
  const notNeeded = { kind: 'not-needed', reason: definition.texts.notNeeded } as const;
  // Whether the scheduler is on does not matter to a stage that does nothing.
  if (sealedStage(context, definition.id)?.operations.length === 0) return notNeeded;
  const found = await probeChange(context, change);
  if (found.kind !== 'found') return found;
  const { contributors, stages } = found.change;
  const { operations, objects } = stages.find(({ step }) => step === definition.id) ?? { operations: [], objects: 0 };
  if (operations.length === 0) return notNeeded;
  const { from, to } = stageBounds(found.change, definition.id);
  const { rules, scheduler } = found.situation;
  if (found.done < from) return { kind: 'blocked', ...notYet(found.change, found.done, from, rules) };
  const done = Math.min(found.done, to) - from;
  const facts = { operations, done, contributors, objects, stagingMode: scheduler.stagingModeEnabled };
  if (found.done >= to) return { kind: 'already-done', facts, reason: definition.texts.alreadyDone };
  const open = operations.slice(done);
  const problem = definition.obstacle?.(rules, found.change) ?? obstacleTo(rules, open, found.change);
  if (problem !== undefined) return { kind: 'blocked', ...problem };
  if (definition.isForetold === undefined) return { kind: 'ready', facts };
  const reached = await foretell(context, found.change, rules, open);
  return reached.ok
    ? { kind: 'ready', facts: { ...facts, reached: reached.value } }
    : { kind: 'unknown', failure: reached.failure };
}

/** Whom a synchronization reaches once the operations are carried out. */
async function foretell(
  context: Reading,
  change: SealedChange,
  rules: readonly SyncRule[],
  operations: readonly RuleOperation[],
): Promise<Result<Plain<ReachedUsers>>> {
  const after = rulesAfter(rules, operations);
  const waiting = await waitingChanges(context, change, after.ok ? after.rules : rules);
  return waiting.ok ? success({ ...waiting.value.reached }) : waiting;
}

function sealedStage(context: Reading, step: string) {
  return sealedChange(context.captured('backup'))?.stages.find((stage) => stage.step === step);
}

/** Why the rules do not allow the operations, or would be left without cover between two of them. */
function obstacleTo(
  rules: readonly SyncRule[],
  operations: readonly RuleOperation[],
  change: SealedChange,
): Problem | undefined {
  const after = rulesAfter(rules, operations);
  if (!after.ok) return conflictText(after.conflict, namesIn(change));
  const [gap] = coverageGaps(rules, operations);
  return gap === undefined ? undefined : texts.gap(gap.attributes.length, gap.sourceObjectType);
}

function conflictText(conflict: RuleConflict, nameOf: NameOf): Problem {
  switch (conflict.kind) {
    case 'identifier-taken':
      return texts.appeared(nameOf(conflict.holder));
    case 'precedence-taken':
      return texts.precedenceTaken(conflict.rule.precedence, nameOf(conflict.holder));
    case 'not-as-expected':
      return conflict.found === undefined
        ? texts.gone(nameOf(conflict.expected))
        : texts.changedMeanwhile(nameOf(conflict.expected), differenceText(conflict.differences));
  }
}

function planStage(facts: PlainStageFacts, definition: RuleStepDefinition): StepPlan {
  const { operations, done, ...told } = readStageFacts(facts);
  const { contributors } = told;
  const open = operations.slice(done);
  return {
    summary: definition.summary(open, namesIn({ contributors })),
    changes: open.flatMap((operation) => plannedChanges(operation, contributors, definition.created)),
    commands: open.map(commands.commandsFor),
    effects: [...ruleEffects(open), ...definition.effects(told)],
    notes: definition.notes({ ...told, operations: open }),
    objects: [],
    confirmation: undefined,
  };
}

/** Looks before each operation where the whole change stands: only a state that belongs to it is gone on from. */
async function applyStage(context: Writing, definition: RuleStepDefinition): Promise<Result<void>> {
  const change = sealedChange(context.captured('backup'));
  if (change === undefined) return nothingSealed(definition.texts.step.title);
  const all = operationsOf(change);
  const { from, to } = stageBounds(change, definition.id);
  for (let index = from; index < to; index += 1) {
    const operation = all[index];
    if (operation === undefined) break;
    const during = operationName(operation, change.contributors);
    context.progress({ text: during, done: index - from, total: to - from });
    const still = await requireStillness(context, during);
    if (!still.ok) return still;
    const rules = await readRules(context);
    if (!rules.ok) return rules;
    const standing = standingOf(rules.value, all);
    if (standing.kind === 'foreign') {
      return refused(during, foreignProblems(standing, change, rules.value, context)[0]);
    }
    if (standing.done > index) continue;
    if (standing.done < index) return refused(during, notYet(change, standing.done, index, rules.value));
    const problem = definition.obstacle?.(rules.value, change) ?? obstacleTo(rules.value, all.slice(index, to), change);
    if (problem !== undefined) return refused(during, problem, conflictOf(rules.value, operation));
    const done = await carryOut(context, operation, during);
    if (!done.ok) return done;
  }
  return success(undefined);
}

function refused(during: string, problem: Problem | undefined, conflict?: RuleConflict): Result<never> {
  const code = conflict?.kind === 'precedence-taken' ? 'duplicate-precedence' : 'object-conflict';
  return failed({ code, during, raw: problem?.reason ?? '', retry: 'pointless' });
}

async function verifyStage(context: Reading, definition: RuleStepDefinition): Promise<Verification> {
  const rules = await readRules(context);
  if (!rules.ok) return { kind: 'unknown', failure: rules.failure };
  const change = sealedChange(context.captured('backup'));
  if (change === undefined) return { kind: 'unknown', failure: nothingSealed(definition.texts.step.title).failure };
  const { from, to } = stageBounds(change, definition.id);
  const operations = operationsOf(change).slice(from, to);
  const standing = standingOf(rules.value, operationsOf(change));
  const checked = definition.check?.(rules.value, change) ?? { problems: [], evidence: [] };
  const problems = [
    ...(standing.kind === 'foreign'
      ? foreignProblems(standing, change, rules.value, context).map(({ reason }) => reason)
      : []),
    ...(standing.kind === 'at' && standing.done < to ? [texts.notYet(definition.id).reason] : []),
    ...sharedWith(operations, rules.value, namesIn(change)),
    ...checked.problems,
  ];
  const evidence = [
    ...ruleEvidence(operations, change.contributors, rules.value),
    { label: texts.sharedNumbers, after: sharedNumbers(rules.value) },
    ...checked.evidence,
  ];
  return problems.length === 0
    ? { kind: 'passed', evidence, objects: [] }
    : { kind: 'failed', reason: problems.join('\n'), remedy: definition.texts.remedy, evidence, objects: [] };
}

/** A server that accepts two rules of one number must not have got them from this run. */
function sharedWith(
  operations: readonly RuleOperation[],
  rules: readonly SyncRule[],
  nameOf: NameOf,
): readonly string[] {
  const touched = new Set(operations.map(ruleIdOf));
  return rules
    .filter(({ id }) => touched.has(id))
    .flatMap((rule) => {
      const others = rules.filter(({ id, precedence }) => precedence === rule.precedence && id !== rule.id);
      return others.length === 0 ? [] : [texts.shared(rule.precedence, [rule, ...others].map(nameOf))];
    });
}
