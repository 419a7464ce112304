import { assertNever } from '../../base/assert-never.ts';
import { assessTitles as titles, serverTexts as texts } from '../texts.ts';
import type { AutoUpgrade, SchedulerSettings, ServerFacts } from '../../systems/sync-server/sync-server.ts';
import type { GlobalParameters } from '../../entra-connect/rules/model.ts';
import { judgeVersion } from '../../entra-connect/server-version.ts';
import type { Finding } from '../assessment.ts';
import type { AssessmentFacts } from '../facts.ts';
import { credentialFinding } from './credential.ts';
import { about, failing, investigate, notRun, passed, type Judgement } from './finding.ts';

const millisecondsPerDay = 24 * 3600 * 1000;
/** A server must synchronize within this time (entra-connect.md §6). */
const longestPauseDays = 7;

/** Findings about the server and its scheduler (procedures.md, `assess` 1 and 2). */
export function serverFindings(facts: AssessmentFacts): readonly Finding[] {
  const now = new Date(facts.observedAt);
  const { scheduler, globalParameters } = facts;
  return [
    about('server.version', titles.version, facts.server, (server) => versionJudgement(server, now)),
    about('server.staging', titles.staging, scheduler, ({ stagingModeEnabled }) =>
      stagingModeEnabled ? investigate(texts.stagingOn, texts.stagingRemedy) : passed(texts.stagingOff),
    ),
    about('server.auto-upgrade', titles.autoUpgrade, facts.autoUpgrade, autoUpgradeJudgement),
    credentialFinding(facts),
    about('server.deletion-threshold', titles.threshold, facts.deletionThreshold, ({ enabled, count }) =>
      enabled ? passed(texts.thresholdOn(count), { count }) : investigate(texts.thresholdOff, texts.thresholdRemedy),
    ),
    about('server.hybrid-writeback', titles.hybridWriteback, globalParameters, (parameters) =>
      isOn(parameters, 'Microsoft.OptionalFeature.HybridExchange')
        ? investigate(texts.writebackOn, texts.writebackRemedy)
        : passed(texts.writebackOff),
    ),
    about('server.attribute-filter', titles.attributeFilter, globalParameters, filterJudgement),
    about('server.last-cycle', titles.lastCycle, facts.server, (server) => lastCycleJudgement(server, now)),
    about('scheduler.state', titles.scheduler, scheduler, ({ syncCycleEnabled }) =>
      syncCycleEnabled ? passed(texts.schedulerOn) : investigate(texts.schedulerOff, texts.schedulerOffRemedy),
    ),
    about('scheduler.suspended', titles.suspended, scheduler, ({ schedulerSuspended }) =>
      schedulerSuspended ? failing(texts.suspendedYes, texts.suspendedRemedy) : passed(texts.suspendedNo),
    ),
    activityFinding(facts),
  ];
}

function versionJudgement({ productVersion: version }: ServerFacts, now: Date): Judgement {
  const verdict = judgeVersion(version, now);
  const evidence = { version };
  switch (verdict.kind) {
    case 'blocked':
      return failing(texts.blocked(version, verdict.minimum, verdict.since), texts.upgrade, evidence);
    case 'recalled':
      return failing(texts.recalled(version), texts.upgrade, evidence);
    case 'blocked-soon':
      return investigate(texts.blockedSoon(version, verdict.minimum, verdict.from), texts.upgrade, evidence);
    case 'out-of-support':
      return investigate(texts.outOfSupport(version, verdict.since), texts.upgrade, evidence);
    case 'unreadable':
      return investigate(texts.unreadable(version), texts.checkVersion, evidence);
    case 'supported':
      return passed(texts.supported(version, verdict.until), evidence);
    default:
      return assertNever(verdict);
  }
}

function autoUpgradeJudgement({ state, suspensionReason }: AutoUpgrade): Judgement {
  return state === 'Enabled'
    ? investigate(texts.autoUpgradeOn, texts.autoUpgradeRemedy)
    : passed(texts.autoUpgradeOff(state, suspensionReason));
}

function filterJudgement(parameters: GlobalParameters): Judgement {
  if (!isOn(parameters, 'Microsoft.OptionalFeature.FilterAAD')) return passed(texts.filterOff);
  const excluded = parameters.get('Microsoft.AADFilter.AttributeExclusionList') ?? '';
  return excluded.toLowerCase().includes('msexchmailboxguid')
    ? investigate(texts.guidFiltered, texts.guidFilteredRemedy)
    : passed(texts.filterOn(excluded));
}

function lastCycleJudgement({ lastCycleAt }: ServerFacts, now: Date): Judgement {
  if (lastCycleAt === undefined) return notRun(texts.noCycle);
  const days = Math.max(0, Math.floor((now.getTime() - Date.parse(lastCycleAt)) / millisecondsPerDay));
  return days >= longestPauseDays
    ? failing(texts.lastCycle(days), texts.lastCycleRemedy, { lastCycleAt })
    : passed(texts.lastCycle(days), { lastCycleAt });
}

function activityFinding({ scheduler, runStatus }: AssessmentFacts): Finding {
  return about('scheduler.idle', titles.idle, scheduler, (settings: SchedulerSettings) => {
    const busy = runStatus.ok ? runStatus.value.map(({ connectorName }) => connectorName) : [];
    if (settings.syncCycleInProgress === true || busy.length > 0) {
      return investigate(texts.running(busy), texts.runningRemedy);
    }
    const known = settings.syncCycleInProgress !== undefined && runStatus.ok;
    return known ? passed(texts.idle) : notRun(texts.idleUnknown);
  });
}

function isOn(parameters: GlobalParameters, name: string): boolean {
  return parameters.get(name)?.toLowerCase() === 'true';
}
