import type { ConnectorId } from '../../../shared/base/identifiers.ts';
import type { RunStepError } from '../../../shared/systems/sync-server/sync-server.ts';
import type { ConnectorSpaceRow } from '../state.ts';
import { Counters } from './counters.ts';
import { mostErrorsKept, stoppedByUser, type StepControl, type StepOutcome, type StepProgress } from './progress.ts';
import { Session, type ObjectKey, type SyncState } from './session.ts';
import { settleReferences } from './settle-references.ts';
import { synchronizeObject, type ObjectOutcome } from './synchronize-object.ts';

/**
 * Synchronizes one connector: every object, or those with a pending import or an error of the last time. Objects that joined
 * nothing so far are tried again by a delta, too: the metaverse object they belong to may have come since.
 */
export function* runSynchronization(
  state: SyncState,
  connectorId: ConnectorId,
  kind: 'full' | 'delta',
  control: StepControl,
): Generator<StepProgress, StepOutcome> {
  const session = new Session(state);
  const counters = new Counters();
  const errors: RunStepError[] = [];
  const note = (outcome: ObjectOutcome): void => {
    if (outcome.kind === 'failed') {
      counters.add('FlowFailure');
      const { distinguishedName, error } = outcome;
      if (errors.length < mostErrorsKept) errors.push({ distinguishedName, type: error.type, text: error.text });
    } else if (outcome.counter !== undefined) {
      counters.add(outcome.counter);
    }
  };
  const ids = [...session.objects(connectorId).values()]
    .filter((row) => kind === 'full' || isPending(row))
    .map(({ id }) => id);
  let done = 0;
  let stopped = false;
  for (const id of ids) {
    note(synchronizeObject(session, { connectorId, id }));
    done += 1;
    if (done % control.batchSize !== 0) continue;
    yield { done, total: ids.length };
    if (control.shouldStop()) {
      stopped = true;
      break;
    }
  }
  // Also after a stop: what was synchronized is then complete in itself.
  let revisited = 0;
  for (const outcome of settleReferences(session)) {
    note(outcome);
    revisited += 1;
    if (revisited % control.batchSize === 0) yield { done: done + revisited, total: ids.length + revisited };
  }
  yield { done: ids.length + revisited, total: ids.length + revisited };
  const finished = counters.get('FlowFailure') === 0 ? 'success' : 'completed-sync-errors';
  return { result: stopped ? stoppedByUser : finished, counters, errors };
}

/** Synchronizes one object alone: what it disturbs is put right, what else is pending stays so. */
export function synchronizeAlone(state: SyncState, key: ObjectKey): ObjectOutcome {
  const session = new Session(state);
  const outcome = synchronizeObject(session, key);
  // What comes of the others is not asked here; whoever fails is tried again by the next cycle.
  Array.from(settleReferences(session));
  return outcome;
}

function isPending(row: ConnectorSpaceRow): boolean {
  if (row.pendingImport !== undefined || row.synchronizationError !== undefined) return true;
  return row.metaverseObjectId === undefined && row.anchor !== undefined;
}
