import type { ConnectorId } from '../../../shared/base/identifiers.ts';
import type { SyncPolicy } from '../../../shared/systems/sync-server/sync-server.ts';
import type { Connector, RunStepType } from '../../../shared/entra-connect/rules/model.ts';
import type { LabServer } from '../state.ts';
import { isStagingMode } from './global-parameters.ts';

/** One run of a cycle. */
export interface CycleRun {
  readonly connectorId: ConnectorId;
  readonly connectorName: string;
  readonly type: RunStepType;
}

/**
 * What a cycle runs, in the scheduler's order: imports AD, import Entra, sync AD, sync Entra, export Entra, export AD
 * (entra-connect.md §8). A staging server exports nothing. What a connector is required to do in full, it does in full.
 */
export function cycleRuns(server: LabServer, policy: SyncPolicy): readonly CycleRun[] {
  const connectors = [...server.connectors].sort((left, right) => (left.createdAt < right.createdAt ? -1 : 1));
  const ad = connectors.filter(({ kind }) => kind === 'ad');
  const entra = connectors.filter(({ kind }) => kind === 'entra');
  const run = (type: (connector: Connector) => RunStepType) => (connector: Connector) => {
    return { connectorId: connector.id, connectorName: connector.name, type: type(connector) };
  };
  const isFull = (connector: Connector, what: 'fullImportRequired' | 'fullSyncRequired'): boolean => {
    return policy === 'Initial' || (server.connectorOverrides.get(connector.id)?.[what] ?? false);
  };
  const imports = [...ad, ...entra].map(
    run((connector) => (isFull(connector, 'fullImportRequired') ? 'full-import' : 'delta-import')),
  );
  const synchronizations = [...ad, ...entra].map(
    run((connector) => (isFull(connector, 'fullSyncRequired') ? 'full-synchronization' : 'delta-synchronization')),
  );
  const exports = isStagingMode(server.globalParameters) ? [] : [...entra, ...ad].map(run(() => 'export'));
  return [...imports, ...synchronizations, ...exports];
}
