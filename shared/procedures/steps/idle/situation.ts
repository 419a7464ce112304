import { failed, success, type Result } from '../../../base/failure.ts';
import { entraConnectorId, type RuleId } from '../../../base/identifiers.ts';
import type {
  ConnectorRunStatus,
  ConnectorStatistics,
  DeletionThreshold,
  RunProfileResult,
  SchedulerSettings,
  ServerFacts,
} from '../../../systems/sync-server/sync-server.ts';
import type { Connector, SyncRule } from '../../../entra-connect/rules/model.ts';
import { ruleOnConnector } from '../../../entra-connect/rules/rule-name.ts';
import { stillnessTexts } from '../texts.ts';
import { readTogether } from '../../../systems/paging.ts';
import type { Reading, Writing } from '../../../systems/contexts.ts';

/** What decides whether rules may be touched now. */
export interface Activity {
  readonly scheduler: SchedulerSettings;
  readonly busy: readonly ConnectorRunStatus[];
}

/** The rules of the server, and whether it is still. */
export interface RuleSituation extends Activity {
  readonly rules: readonly SyncRule[];
  readonly connectors: readonly Connector[];
}

/** Everything that is checked before the first write. */
export interface Situation extends RuleSituation {
  readonly server: ServerFacts;
  readonly threshold: DeletionThreshold;
  readonly entraStatistics: ConnectorStatistics;
  /** Runs of the last days, oldest first. */
  readonly runs: readonly RunProfileResult[];
}

const lookBackDays = 7;

export async function readActivity(context: Reading | Writing): Promise<Result<Activity>> {
  const { syncServer } = context.systems;
  return readTogether<Activity>(context, {
    scheduler: () => syncServer.scheduler(context),
    busy: () => syncServer.connectorRunStatus(context),
  });
}

export async function readRuleSituation(context: Reading | Writing): Promise<Result<RuleSituation>> {
  const { syncServer } = context.systems;
  return readTogether<RuleSituation>(context, {
    scheduler: () => syncServer.scheduler(context),
    busy: () => syncServer.connectorRunStatus(context),
    rules: () => syncServer.rules(context),
    connectors: () => syncServer.connectors(context),
  });
}

export async function readSituation(context: Reading): Promise<Result<Situation>> {
  const { syncServer } = context.systems;
  const since = new Date(context.clock.now().getTime() - lookBackDays * 24 * 3600 * 1000).toISOString();
  const rules = await readRuleSituation(context);
  if (!rules.ok) return rules;
  const more = await readTogether<Omit<Situation, keyof RuleSituation>>(context, {
    server: () => syncServer.facts(context),
    threshold: () => syncServer.deletionThreshold(context),
    entraStatistics: () => syncServer.connectorStatistics(entraConnectorId, context),
    runs: () => syncServer.runHistory(since, context),
  });
  return more.ok ? success({ ...rules.value, ...more.value }) : more;
}

/** Why rules must not be touched now; undefined: the scheduler is off and nothing runs. */
export function unrest(activity: Activity): { readonly reason: string; readonly remedy: string } | undefined {
  const { scheduler, busy } = activity;
  if (scheduler.schedulerSuspended) return stillnessTexts.suspended;
  if (isRunning(activity)) return stillnessTexts.running(busy.map((status) => status.connectorName));
  return scheduler.syncCycleEnabled ? stillnessTexts.schedulerOn : undefined;
}

/** A cycle or a single run profile is going on. */
export function isRunning({ scheduler, busy }: Activity): boolean {
  return scheduler.syncCycleInProgress === true || busy.length > 0;
}

/** Reads once more, right before a write, that nothing could synchronize half a change. */
export async function requireStillness(context: Writing, during: string): Promise<Result<void>> {
  const activity = await readActivity(context);
  if (!activity.ok) return activity;
  const problem = unrest(activity.value);
  if (problem === undefined) return success(undefined);
  const code = activity.value.scheduler.schedulerSuspended ? 'scheduler-suspended' : 'cycle-running';
  return failed({ code, during, raw: `${problem.reason} ${problem.remedy}`, retry: 'pointless' });
}

export function ruleById(rules: readonly SyncRule[], id: RuleId): SyncRule | undefined {
  return rules.find((rule) => rule.id === id);
}

/** Names a rule with its connector. */
export type NameOfRule = (rule: Pick<SyncRule, 'name' | 'connectorId'>) => string;

export function namesWith(connectors: readonly Pick<Connector, 'id' | 'name'>[]): NameOfRule {
  return (rule) => ruleOnConnector(rule.name, connectorName(connectors, rule));
}

/** Name of a connector, its identifier when the server does not name it. */
export function connectorName(
  connectors: readonly Pick<Connector, 'id' | 'name'>[],
  rule: Pick<SyncRule, 'connectorId'>,
): string {
  return connectors.find((connector) => connector.id === rule.connectorId)?.name ?? rule.connectorId;
}
