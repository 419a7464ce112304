import type { ConnectorId } from '../../../shared/base/identifiers.ts';
import type { RunStepType } from '../../../shared/entra-connect/rules/model.ts';
import type { ConnectorOverride, LabState } from '../state.ts';
import { configurationOf } from '../../../shared/entra-connect/evaluation/configuration.ts';
import type { ConnectedDirectory } from './connected-directory.ts';
import { Counters } from './counters.ts';
import { runExport } from './export-step.ts';
import { runImport } from './import-step.ts';
import { stoppedByUser, type StepControl, type StepOutcome, type StepProgress } from './progress.ts';
import { runSynchronization } from './synchronization-step.ts';

/** One step of a run profile. */
export interface StepRequest {
  readonly connectorId: ConnectorId;
  readonly type: RunStepType;
  /** What the connector is connected to; synchronization does not touch it. */
  readonly directory: ConnectedDirectory;
}

/**
 * Runs one step over the lab, in batches: iterate to the end and take the outcome as the return value. Staging mode is not
 * looked at: an export run by hand exports there, too (entra-connect.md §7.1); `cycleRuns` plans none.
 */
export function* runStep(
  state: LabState,
  request: StepRequest,
  control: StepControl,
): Generator<StepProgress, StepOutcome> {
  const { connectorId, type } = request;
  const configuration = configurationOf(state.server);
  const connector = configuration.connector(connectorId);
  const space = state.connectorSpaces.get(connectorId);
  if (space === undefined) throw new Error(`No connector space for connector ${connectorId}`);
  switch (type) {
    case 'full-import':
    case 'delta-import': {
      const referenceAttributes = configuration.referenceSources(connectorId);
      const kind = type === 'full-import' ? 'full' : 'delta';
      const { directory } = request;
      const outcome = yield* runImport(
        { connector, space, directory, guids: state.guids, referenceAttributes, kind },
        control,
      );
      if (kind === 'full') fulfil(state, connectorId, outcome, { fullImportRequired: false });
      return outcome;
    }
    case 'full-synchronization': {
      const outcome = yield* runSynchronization(state, connectorId, 'full', control);
      fulfil(state, connectorId, outcome, { fullSyncRequired: false });
      return outcome;
    }
    case 'delta-synchronization':
      return yield* runSynchronization(state, connectorId, 'delta', control);
    case 'export': {
      const { globalParameters } = state.server;
      return yield* runExport(
        { connector, objects: space.objects, directory: request.directory, globalParameters },
        control,
      );
    }
    case 'other':
      return { result: 'success', counters: new Counters(), errors: [] };
  }
}

/** A full step that ran to its end is no longer required. */
function fulfil(
  state: LabState,
  connectorId: ConnectorId,
  outcome: StepOutcome,
  done: Partial<ConnectorOverride>,
): void {
  const required = state.server.connectorOverrides.get(connectorId);
  if (required === undefined || outcome.result === stoppedByUser) return;
  state.server.connectorOverrides.set(connectorId, { ...required, ...done });
}
