import type { Connector, RunStepType } from '../../../shared/entra-connect/rules/model.ts';
import type { SyncPolicy } from '../../../shared/systems/sync-server/sync-server.ts';
import type { ConnectorId } from '../../../shared/base/identifiers.ts';
import { cycleRuns } from '../sync-engine/cycle-runs.ts';
import type { LabCycle, LabState } from '../state.ts';

const builtInNames: readonly (readonly [RunStepType, string])[] = [
  ['full-import', 'Full Import'],
  ['delta-import', 'Delta Import'],
  ['full-synchronization', 'Full Synchronization'],
  ['delta-synchronization', 'Delta Synchronization'],
  ['export', 'Export'],
];

/** The runs of a cycle, by the names of the connectors' run profiles. */
export function cyclePlan(state: LabState, policy: SyncPolicy): LabCycle['remaining'] {
  return cycleRuns(state.server, policy).map(({ connectorId, type }) => ({
    connectorId,
    runProfileName: profileName(state.server.connectors, connectorId, type),
  }));
}

/** The steps of a run profile of a connector; the built-in profiles hold one step each. */
export function stepsOfProfile(connector: Connector, runProfileName: string): readonly RunStepType[] {
  const own = connector.runProfiles.find(({ name }) => name === runProfileName)?.steps;
  const builtIn = builtInNames.filter(([, name]) => name === runProfileName).map(([step]) => step);
  return own ?? builtIn;
}

function profileName(connectors: readonly Connector[], connectorId: ConnectorId, step: RunStepType): string {
  const profiles = connectors.find(({ id }) => id === connectorId)?.runProfiles;
  const own = profiles?.find(({ steps }) => steps.length === 1 && steps[0] === step);
  return own?.name ?? builtInNames.find(([type]) => type === step)?.[1] ?? step;
}
