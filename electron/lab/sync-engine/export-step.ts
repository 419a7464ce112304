import type { RunStepError } from '../../../shared/systems/sync-server/sync-server.ts';
import type { Connector, GlobalParameters } from '../../../shared/entra-connect/rules/model.ts';
import type { ConnectorSpaceRow, PendingExport } from '../state.ts';
import type { ConnectedDirectory, ExportChange, ExportOutcome } from './connected-directory.ts';
import { Counters, type CounterName } from './counters.ts';
import { deletionThresholdOf } from '../../../shared/systems/sync-server/deletion-threshold.ts';
import { mostErrorsKept, stoppedByUser, type StepControl, type StepOutcome, type StepProgress } from './progress.ts';
import { differences, exportedAttributes } from './source-views.ts';
import type { Rows } from './table.ts';

export interface ExportRequest {
  readonly connector: Connector;
  readonly objects: Rows<ConnectorSpaceRow>;
  readonly directory: ConnectedDirectory;
  readonly globalParameters: GlobalParameters;
}

const operationOrder = ['add', 'update', 'delete'] as const satisfies readonly PendingExport['operation'][];
const exportCounters: Readonly<Record<PendingExport['operation'], CounterName>> = {
  add: 'ExportAdd',
  update: 'ExportUpdate',
  delete: 'ExportDelete',
};

/**
 * Exports what is pending. More deletions to Entra ID than the threshold allows stop the step before the first object
 * (entra-connect.md §3.4, §7.4).
 */
export function* runExport(request: ExportRequest, control: StepControl): Generator<StepProgress, StepOutcome> {
  const counters = new Counters();
  const errors: RunStepError[] = [];
  const pending = [...request.objects.values()].filter(({ pendingExport }) => pendingExport !== undefined);
  const deletions = pending.filter(({ pendingExport }) => pendingExport?.operation === 'delete').length;
  const threshold = deletionThresholdOf(request.globalParameters);
  if (request.connector.kind === 'entra' && threshold.enabled && deletions > threshold.count) {
    return { result: 'stopped-deletion-threshold-exceeded', counters, errors };
  }
  let done = 0;
  const inOrder = operationOrder.flatMap((operation) =>
    pending.flatMap((row) => (row.pendingExport?.operation === operation ? [{ row, change: row.pendingExport }] : [])),
  );
  for (const { row, change } of inOrder) {
    const { operation } = change;
    const outcome = exportObject(request, row, change);
    counters.add(outcome.kind === 'exported' ? exportCounters[operation] : 'ExportFailure');
    if (outcome.kind === 'refused' && errors.length < mostErrorsKept) {
      errors.push({ distinguishedName: row.distinguishedName, ...outcome.error });
    }
    done += 1;
    if (done % control.batchSize !== 0) continue;
    yield { done, total: pending.length };
    if (!control.shouldStop()) continue;
    // The next batch is on its way when the export is stopped.
    for (const cut of inOrder.slice(done, done + control.batchSize)) {
      request.objects.put({ ...cut.row, pendingExport: { ...cut.change, isCutOff: true } });
    }
    return { result: stoppedByUser, counters, errors };
  }
  yield { done, total: pending.length };
  return { result: counters.get('ExportFailure') === 0 ? 'success' : 'completed-export-errors', counters, errors };
}

/** Exports what is pending of one object, and notes what came of it. */
export function exportObject(
  { directory, objects }: Pick<ExportRequest, 'directory' | 'objects'>,
  row: ConnectorSpaceRow,
  { isCutOff: _cutOff, ...change }: PendingExport,
): ExportOutcome {
  const outcome = directory.export(changeOf(row, change));
  objects.put(rowAfter(row, change, outcome));
  return outcome;
}

function changeOf(row: ConnectorSpaceRow, pendingExport: PendingExport): ExportChange {
  const { distinguishedName, objectType, anchor } = row;
  switch (pendingExport.operation) {
    case 'add':
      return { operation: 'add', distinguishedName, objectType, attributes: pendingExport.attributes };
    case 'update':
      return {
        operation: 'update',
        distinguishedName,
        objectType,
        anchor,
        attributes: pendingExport.attributes,
        replacements: differences(exportedAttributes(row), pendingExport.attributes).map(([attribute, values]) => ({
          attribute,
          values,
        })),
      };
    case 'delete':
      return { operation: 'delete', distinguishedName, objectType, anchor };
  }
}

/** A refused change stays pending and is tried again by the next export; an accepted one waits for an import to confirm it. */
function rowAfter(row: ConnectorSpaceRow, pendingExport: PendingExport, outcome: ExportOutcome): ConnectorSpaceRow {
  switch (outcome.kind) {
    case 'refused':
      return { ...row, pendingExport, exportError: outcome.error };
    case 'exported':
      return {
        ...row,
        anchor: outcome.anchor ?? row.anchor,
        pendingExport: undefined,
        awaitingConfirmation: pendingExport,
        exportError: undefined,
      };
  }
}
