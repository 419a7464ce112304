import type { Connector, RunStepType } from '../../../shared/entra-connect/rules/model.ts';
import { tenantDirectory } from '../cloud/entra/tenant-directory.ts';
import { versionBlock } from '../cloud/entra/version-gate.ts';
import { forestDirectory } from '../directory/forest-directory.ts';
import type { ConnectedDirectory } from '../sync-engine/connected-directory.ts';
import { Counters } from '../sync-engine/counters.ts';
import type { StepControl, StepOutcome, StepProgress } from '../sync-engine/progress.ts';
import { runStep } from '../sync-engine/run-step.ts';
import type { LabState } from '../state.ts';

export type RunningStep = Generator<StepProgress, StepOutcome>;

/** One step of a run profile, to be worked off batch by batch. */
export function startStep(state: LabState, connector: Connector, type: RunStepType, control: StepControl): RunningStep {
  const directory = connectedDirectory(state, connector);
  if (typeof directory !== 'string') return runStep(state, { connectorId: connector.id, type, directory }, control);
  if (type === 'full-import' || type === 'delta-import' || type === 'export') return notStarted(directory);
  return runStep(state, { connectorId: connector.id, type, directory: unreachable }, control);
}

/** What a connector is connected to, or why it cannot be reached. */
export function connectedDirectory(state: LabState, connector: Connector): ConnectedDirectory | string {
  switch (connector.kind) {
    case 'ad': {
      const forest = state.forests.find(({ connectorId }) => connectorId === connector.id);
      return forest === undefined ? `There is no forest ${connector.forestName}.` : forestDirectory(state, forest);
    }
    case 'entra':
      return versionBlock(state) ?? tenantDirectory(state);
    case 'other':
      return `The lab has nothing behind the connector ${connector.name}.`;
  }
}

/** Stands in for a directory that a synchronization does not touch. */
const unreachable: ConnectedDirectory = {
  changeNumber: () => refuse(),
  find: () => refuse(),
  readAll: () => refuse(),
  readChanges: () => refuse(),
  export: () => refuse(),
};

function refuse(): never {
  throw new Error('A synchronization does not touch the connected directory.');
}

/** A step that fails before its first object: `no-start-connection` (entra-connect.md §3.4). */
// eslint-disable-next-line require-yield -- it ends before there is any progress
function* notStarted(text: string): RunningStep {
  const type = 'no-start-connection';
  return { result: type, counters: new Counters(), errors: [{ distinguishedName: '', type, text }] };
}
