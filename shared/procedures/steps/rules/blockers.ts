import { entraConnectorId } from '../../../base/identifiers.ts';
import { blockerTexts, stillnessTexts } from '../texts.ts';
import { judgeVersion } from '../../../entra-connect/server-version.ts';
import type { RuleChangeOptions } from './options.ts';
import { isRunning, type Situation } from '../idle/situation.ts';

/** Something that must be settled before the first write. */
export interface Blocker {
  readonly id: string;
  readonly reason: string;
  readonly remedy: string;
}

/** Everything about the server that forbids the procedure now (procedures.md, “Blocked when”). */
export function serverBlockers(situation: Situation, options: RuleChangeOptions, now: Date): readonly Blocker[] {
  return [
    ...versionBlockers(situation.server.productVersion, now),
    ...activityBlockers(situation, options),
    ...deletionBlockers(situation),
  ];
}

function versionBlockers(version: string, now: Date): readonly Blocker[] {
  const verdict = judgeVersion(version, now);
  switch (verdict.kind) {
    case 'blocked':
      return [{ id: 'outdated-version', ...blockerTexts.outdated(version, verdict.minimum, verdict.since) }];
    case 'recalled':
      return [{ id: 'recalled-version', ...blockerTexts.recalled(version) }];
    case 'unreadable':
      return [{ id: 'unknown-version', ...blockerTexts.unknownVersion(version) }];
    default:
      return [];
  }
}

function activityBlockers(situation: Situation, options: RuleChangeOptions): readonly Blocker[] {
  const { scheduler, busy } = situation;
  const running = stillnessTexts.running(busy.map((status) => status.connectorName));
  return [
    ...(scheduler.schedulerSuspended ? [{ id: 'scheduler-suspended', ...stillnessTexts.suspended }] : []),
    ...(isRunning(situation) ? [{ id: 'cycle-running', ...running }] : []),
    ...(scheduler.stagingModeEnabled && !options.stagingAcknowledged
      ? [{ id: 'staging', ...blockerTexts.staging }]
      : []),
  ];
}

/** This procedure deletes nobody: deletions that wait already would go out with it. */
function deletionBlockers({ entraStatistics, threshold, runs }: Situation): readonly Blocker[] {
  const pending = entraStatistics.exportDeletes;
  if (pending > 0) {
    const above = threshold.enabled && pending > threshold.count ? threshold.count : undefined;
    return [{ id: 'pending-deletions', ...blockerTexts.pendingDeletions(pending, above) }];
  }
  const lastExport = runs.findLast(
    (run) =>
      run.connectorId === entraConnectorId && run.steps.some((step) => step.result.startsWith('stopped-deletion')),
  );
  const isLatest =
    lastExport !== undefined && !runs.some((run) => run.runNumber > lastExport.runNumber && isGoodExport(run));
  return isLatest ? [{ id: 'deletion-threshold', ...blockerTexts.thresholdExceeded(threshold.count) }] : [];
}

function isGoodExport(run: Situation['runs'][number]): boolean {
  return (
    run.connectorId === entraConnectorId &&
    run.runProfileName.toLowerCase().includes('export') &&
    run.steps.every((step) => step.result === 'success')
  );
}

/** One blocked probe out of everything that blocks. */
export function blockedBy(blockers: readonly Blocker[]): {
  readonly kind: 'blocked';
  readonly reason: string;
  readonly remedy: string;
} {
  return {
    kind: 'blocked',
    reason: blockers.map(({ reason }) => reason).join('\n'),
    remedy: [...new Set(blockers.map(({ remedy }) => remedy))].join('\n'),
  };
}
