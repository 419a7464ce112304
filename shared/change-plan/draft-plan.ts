import type { Clock } from '../base/clock.ts';
import type { Effect } from '../engine/contract/effect.ts';
import type { UndoKind } from '../engine/journal/journal-parts.ts';
import type { Procedure } from '../engine/contract/step.ts';
import { failed, success, type Result } from '../base/failure.ts';
import { ruleChangePlanTexts as texts } from '../procedures/steps/plan-texts.ts';
import { notUndoneSentence, undoSentence } from '../procedures/steps/effect-texts.ts';
import { ownerTexts } from '../procedures/steps/mailbox-owners/texts.ts';
import type { SystemReaders } from '../systems/systems.ts';
import type { Gathering } from '../user-flow/object-census.ts';
import { asWhenPlanned, changeHash } from '../procedures/steps/rules/approved-change.ts';
import { comparisonsOfChange } from '../procedures/comparisons.ts';
import { serverBlockers, type Blocker } from '../procedures/steps/rules/blockers.ts';
import { firstUserByHand } from '../procedures/steps/first-user/first-user-choice.ts';
import { guidEffectOf, type ChangePlan, type RuleChange } from '../procedures/steps/rules/rule-change.ts';
import { operationsOf, type SealedChange } from '../procedures/steps/rules/sealed-change.ts';
import {
  readRuleSituation,
  readSituation,
  type RuleSituation,
  type Situation,
} from '../procedures/steps/idle/situation.ts';
import type { HybridSystems, Reading } from '../systems/contexts.ts';
import { affectedUsers } from './affected-users.ts';
import { lastFullRuns } from './durations.ts';
import { planFacts } from './facts.ts';
import { changePlanSchemaId, type ChangePlanBody, type PlannedStep } from './model.ts';
import { writablePlan } from '../procedures/steps/rules/writable-plan.ts';

/** What a change plan is made of. */
export interface PlanRequest {
  /** New; the rules that the change creates are identified after it. */
  readonly id: string;
  readonly procedure: Procedure<HybridSystems>;
  readonly change: RuleChange;
  readonly options: Readonly<Record<string, string>>;
  readonly target: { readonly text: string; readonly readers: SystemReaders; readonly clock: Clock };
  readonly product: { readonly name: string; readonly version: string };
  readonly plannedBy: { readonly operator: string; readonly machine: string };
  readonly customer: string | undefined;
  readonly ticket: string | undefined;
}

/** The plan of a change on a target that is only read. An export tells of rules alone: whom they apply to stays unknown. */
export async function draftPlan(
  request: PlanRequest,
  gathering: Pick<Gathering, 'signal' | 'progress'>,
): Promise<Result<ChangePlanBody>> {
  const plannedAt = request.target.clock.now().toISOString();
  const context = (options: Readonly<Record<string, string>>) =>
    asWhenPlanned(reading(request, options, gathering), { id: request.id, plannedAt });
  const offline = await isOffline(context(request.options));
  const readers = offline ? withoutObjects(request.target.readers) : request.target.readers;
  const progress = offline ? () => undefined : gathering.progress;
  const given = { ...context(request.options), systems: readers, progress };
  const situation = offline ? await readRules(given) : await readSituation(given);
  if (!situation.ok) return situation;
  const first = await writablePlan(request.change, given, situation.value);
  if (!first.ok) return first;
  const options = pinnedOptions(request, first.value);
  const planned = await writablePlan(request.change, { ...given, options }, situation.value);
  if (!planned.ok) return planned;
  const { rules, connectors, scheduler } = situation.value;
  const words = request.change.planWords;
  const blockers = [
    ...ofServer(request.change, options, situation.value, plannedAt),
    ...(planned.value.kind === 'blocked' ? planned.value.blockers : []),
  ];
  const body: ChangePlanBody = {
    schema: changePlanSchemaId,
    product: request.product,
    id: request.id,
    plannedAt,
    plannedBy: request.plannedBy,
    ...(request.customer !== undefined && { customer: request.customer }),
    ...(request.ticket !== undefined && { ticket: request.ticket }),
    target: request.target.text,
    procedure: request.procedure.id,
    title: request.procedure.title,
    options: { ...options },
    blockers,
    facts: planFacts({ rules, connectors, stagingMode: scheduler.stagingModeEnabled }),
    operations: [],
    comparisons: [],
    steps: request.procedure.steps.map(({ effects, undo, ...step }) => plannedStep(step, effects(options), undo.kind)),
    risks: [...(request.change.risks ?? []), ...(words?.risks ?? texts.risks)].map((risk) => ({ ...risk })),
    duration: [],
    prerequisites: [
      ...(offline ? uncounted(request.procedure, options) : []),
      ...firstUserByHand(request.procedure, options, scheduler.stagingModeEnabled),
      ...texts.prerequisites,
    ],
    verification: [...(words?.verification ?? texts.verification)],
    undo: undoChapter(request.procedure, options),
  };
  return planned.value.kind === 'blocked' || blockers.length > 0
    ? success(body)
    : withChange(
        body,
        { sealed: planned.value.change, of: request.change },
        { ...given, options },
        connectors,
        offline,
      );
}

type StepTexts = Pick<PlannedStep, 'id' | 'title' | 'description' | 'source' | 'risk'>;

function plannedStep(
  { id, title, description, source, risk }: StepTexts,
  effects: readonly Effect[],
  undo: UndoKind,
): PlannedStep {
  return { ...{ id, title, description, source, risk }, undo: undoSentence(effects, undo), effects: [...effects] };
}

/** How it is undone, what is asked beforehand, and what no undo takes back. */
function undoChapter({ steps }: Procedure<HybridSystems>, options: Readonly<Record<string, string>>): string[] {
  const left = notUndoneSentence(steps.flatMap(({ effects }) => effects(options)));
  return [...texts.undo, ...ownerTexts.undoChapter, ...(left === undefined ? [] : [left])];
}

/** Choices of users that nobody could count. */
function uncounted({ options }: Procedure<HybridSystems>, chosen: Readonly<Record<string, string>>): readonly string[] {
  return options.flatMap(({ name, input, standard }) => {
    const value = chosen[name] ?? standard;
    return input === undefined || value === standard ? [] : [texts.uncounted(name, value)];
  });
}

async function withChange(
  body: ChangePlanBody,
  { sealed: change, of: definition }: { readonly sealed: SealedChange; readonly of: RuleChange },
  context: Reading,
  connectors: RuleSituation['connectors'],
  offline: boolean,
): Promise<Result<ChangePlanBody>> {
  const counted = offline ? undefined : await affectedUsers(context, change, connectors, guidEffectOf(definition));
  if (counted?.ok === false) return counted;
  const users = counted?.value;
  const runs = offline ? [] : await lastFullRuns(context);
  const operations = operationsOf(change);
  const words = definition.planWords;
  const remote = change.remoteMailboxes?.length ?? 0;
  const risk = remote === 0 ? undefined : definition.remoteMailboxRisk?.(remote, context.options);
  return success({
    ...body,
    risks: risk === undefined ? body.risks : [risk, ...body.risks],
    changeHash: changeHash(change),
    operations: [...operations] as ChangePlanBody['operations'],
    comparisons: comparisonsOfChange(body.procedure, change).map((one) => ({ ...one, parts: [...one.parts] })),
    ...users,
    ...(users !== undefined && words !== undefined && { effect: words.affected(users.account.affected) }),
    duration: [
      texts.duration.rules(operations.length),
      ...(runs.length === 0
        ? [texts.duration.unknown]
        : runs.map((run) => texts.duration.lastRun(run.connectorName, run.runProfileName, run.minutes))),
      texts.duration.effect,
    ],
  });
}

/** What about a server that runs forbids the procedure now. */
function ofServer(
  change: RuleChange,
  options: Readonly<Record<string, string>>,
  situation: RuleSituation | Situation,
  plannedAt: string,
): readonly Blocker[] {
  const understood = change.readOptions(options);
  if (!('server' in situation) || !understood.ok) return [];
  return serverBlockers(situation, understood.value, new Date(plannedAt));
}

/** A phase of a step reads with this; here nothing has been captured, and nothing is written. */
function reading(
  { id, target }: Pick<PlanRequest, 'id' | 'target'>,
  options: Readonly<Record<string, string>>,
  { signal, progress }: Pick<Gathering, 'signal' | 'progress'>,
): Reading {
  const during = 'evidence file';
  return {
    runId: id,
    approvedPlan: undefined,
    signal,
    clock: target.clock,
    options,
    systems: target.readers,
    captured: () => undefined,
    evidenceFile: async (path) => failed({ code: 'not-found', during, raw: path, retry: 'pointless' }),
    wasApplied: () => false,
    progress,
  };
}

/** A target that holds a configuration, but no server that runs. */
async function isOffline(context: Reading): Promise<boolean> {
  const status = await context.systems.syncServer.connectorRunStatus(context);
  return !status.ok && status.failure.code === 'not-available';
}

/** For a target without objects every list of them is empty, and nothing runs; what that means is said in the plan. */
function withoutObjects(readers: SystemReaders): SystemReaders {
  const none = async () => success({ items: [], total: 0, next: undefined });
  const idle = async () => success([]);
  return {
    ...readers,
    syncServer: { ...readers.syncServer, connectorSpace: none, metaverse: none, connectorRunStatus: idle },
  };
}

/** What an export holds of it. One that lacks something says all that it lacks. */
async function readRules(context: Reading): Promise<Result<RuleSituation>> {
  const { syncServer } = context.systems;
  const reads = [
    await syncServer.rules(context),
    await syncServer.connectors(context),
    await syncServer.scheduler(context),
    await syncServer.metaverseSchema(context),
    await syncServer.globalParameters(context),
  ];
  const missing = reads.flatMap((read) => (!read.ok && read.failure.code === 'not-available' ? [read.failure] : []));
  if (missing.length > 0) {
    const raw = missing.map(({ during, raw: reason }) => `${during}: ${reason}`).join('; ');
    return failed({ code: 'not-in-export', during: texts.planning, raw, retry: 'pointless' });
  }
  return readRuleSituation(context);
}

/** The rules that were chosen, by name: another day or another system must not choose others. */
function pinnedOptions({ options }: PlanRequest, planned: ChangePlan): Readonly<Record<string, string>> {
  if (planned.kind === 'blocked' || options['contributors'] !== 'auto') return options;
  return { ...options, contributors: planned.change.contributors.map(({ rule }) => rule.id).join(',') };
}
