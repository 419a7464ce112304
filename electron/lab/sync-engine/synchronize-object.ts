import type { ConnectorId, MetaverseObjectId } from '../../../shared/base/identifiers.ts';
import type { ConnectorSpaceRow, MetaverseRow } from '../state.ts';
import type { ObjectError } from '../../../shared/entra-connect/evaluation/error-texts.ts';
import type { CounterName } from './counters.ts';
import { linkObject, unlink, type LinkOutcome } from './link-object.ts';
import { flowIntoMetaverse } from './metaverse-flow.ts';
import { flowOutbound, releaseObjects } from './outbound-flow.ts';
import type { ObjectKey, Session } from './session.ts';
import { differences, exportedAttributes } from './source-views.ts';

/** What came of one object; with an error nothing of it was written but the error itself. */
export type ObjectOutcome =
  | { readonly kind: 'done'; readonly counter: CounterName | undefined }
  | { readonly kind: 'failed'; readonly distinguishedName: string; readonly error: ObjectError };

const done = (counter: CounterName | undefined): ObjectOutcome => ({ kind: 'done', counter });

/** Synchronizes one connector space object: link, flow into the metaverse, flow to every connector; all of it or nothing. */
export function synchronizeObject(session: Session, { connectorId, id }: ObjectKey): ObjectOutcome {
  const row = session.objects(connectorId).get(id);
  if (row === undefined) return done(undefined);
  session.begin();
  const outcome =
    row.pendingImport?.operation === 'delete'
      ? removeObject(session, connectorId, row)
      : processObject(session, connectorId, row);
  if (outcome.kind === 'done') return outcome;
  session.rollBack();
  session.objects(connectorId).put({ ...row, synchronizationError: outcome.error });
  return outcome;
}

/** Computes a metaverse object again, all of it or nothing. */
export function refreshMetaverse(session: Session, id: MetaverseObjectId): ObjectError | undefined {
  session.begin();
  const error = flowThroughMetaverse(session, id, false);
  if (error === undefined || error === 'deleted') return undefined;
  session.rollBack();
  return error;
}

/** The object is gone from its directory. */
function removeObject(session: Session, connectorId: ConnectorId, row: ConnectorSpaceRow): ObjectOutcome {
  session.deleteObject(connectorId, unlink(session, connectorId, row));
  if (row.metaverseObjectId === undefined) return done('DisconnectorRemains');
  const error = flowThroughMetaverse(session, row.metaverseObjectId, false);
  if (error === 'deleted') return done('ConnectorDeleteRemoveMv');
  return error === undefined
    ? done('ConnectorDeleteLeaveMv')
    : { kind: 'failed', distinguishedName: row.distinguishedName, error };
}

function processObject(session: Session, connectorId: ConnectorId, before: ConnectorSpaceRow): ObjectOutcome {
  // An object on its way out of the directory is not looked at until an import says that it is still there.
  if (before.pendingExport?.operation === 'delete' || before.awaitingConfirmation?.operation === 'delete')
    return done('DisconnectorRemains');
  const row = withImportApplied(before);
  if (row !== before) session.putObject(connectorId, row);
  if (row.anchor === undefined && row.metaverseObjectId === undefined) return done('DisconnectorRemains');
  const outcome = linkImported(session, connectorId, row);
  const failed = (error: ObjectError): ObjectOutcome => ({
    kind: 'failed',
    distinguishedName: row.distinguishedName,
    error,
  });
  switch (outcome.kind) {
    case 'failed':
      return failed(outcome.error);
    case 'unlinked': {
      if (outcome.left === undefined) return done('DisconnectorRemains');
      const error = flowThroughMetaverse(session, outcome.left, false);
      if (error === 'deleted') return done('ConnectorFilteredRemoveMv');
      return error === undefined ? done('ConnectorFilteredLeaveMv') : failed(error);
    }
    case 'linked': {
      const error = flowThroughMetaverse(session, outcome.metaverseObjectId, outcome.how === 'projected');
      if (error === 'deleted') return done('ConnectorFilteredRemoveMv');
      if (error !== undefined) return failed(error);
      return done(
        outcome.how === 'before'
          ? 'ConnectorFlow'
          : outcome.how === 'joined'
            ? 'DisconnectorJoinedFlow'
            : 'DisconnectorProjectedFlow',
      );
    }
  }
}

/** An object that the server is about to create belongs to its metaverse object whatever inbound rules say. */
function linkImported(session: Session, connectorId: ConnectorId, row: ConnectorSpaceRow): LinkOutcome {
  if (row.anchor === undefined && row.metaverseObjectId !== undefined) {
    return { kind: 'linked', how: 'before', metaverseObjectId: row.metaverseObjectId };
  }
  const view = session.connectorSpaceView(connectorId, row);
  const inScope = session.configuration.inboundRules(connectorId, row.objectType).filter((rule) => rule.inScope(view));
  return linkObject(session, connectorId, row, view, inScope);
}

/** The import becomes the object's known state; a pending export keeps what it wanted to change. */
function withImportApplied(row: ConnectorSpaceRow): ConnectorSpaceRow {
  const { pendingImport, pendingExport } = row;
  if (pendingImport === undefined || pendingImport.operation === 'delete') {
    return row.synchronizationError === undefined ? row : { ...row, synchronizationError: undefined };
  }
  const { attributes } = pendingImport;
  const wanted = pendingExport === undefined || pendingExport.operation === 'delete' ? undefined : pendingExport;
  const desired =
    wanted === undefined ? attributes : attributes.with(differences(exportedAttributes(row), wanted.attributes));
  return {
    ...row,
    attributes,
    pendingImport: undefined,
    awaitingConfirmation: undefined,
    pendingExport: desired.equals(attributes) ? undefined : { operation: 'update', attributes: desired },
    synchronizationError: undefined,
  };
}

/** Times that a metaverse object is computed again because its own outbound rules took or gave it a contributor. */
const mostPasses = 5;

function flowThroughMetaverse(
  session: Session,
  id: MetaverseObjectId,
  isNew: boolean,
): ObjectError | 'deleted' | undefined {
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const row = session.state.metaverse.get(id);
    if (row === undefined) return undefined;
    const flow = flowIntoMetaverse(session, row, isNew);
    if (flow.kind === 'failed') return flow.error;
    if (flow.kind === 'unsupported') {
      releaseObjects(session, row);
      const released = session.state.metaverse.get(id);
      if (released !== undefined) session.deleteMetaverse(released);
      return 'deleted';
    }
    session.handled.add(id);
    const error = flowOutbound(session, flow.row);
    if (error !== undefined || sameContributors(session, flow.row, session.state.metaverse.get(id))) return error;
  }
  return undefined;
}

/** Whether outbound rules left the imported objects of a metaverse object alone; one that is yet to be created says nothing. */
function sameContributors(session: Session, before: MetaverseRow, after: MetaverseRow | undefined): boolean {
  if (after === undefined || after.links === before.links) return true;
  const remaining = new Set(after.links.map(({ objectId }) => objectId));
  if (before.links.some(({ objectId }) => !remaining.has(objectId))) return false;
  return after.links
    .slice(before.links.length)
    .every(({ connectorId, objectId }) => session.objects(connectorId).get(objectId)?.anchor === undefined);
}
