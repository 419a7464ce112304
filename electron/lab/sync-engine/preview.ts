import type { ConnectorId, MetaverseObjectId, RuleId } from '../../../shared/base/identifiers.ts';
import type {
  AttributeChange,
  PreviewedExport,
  PreviewResult,
} from '../../../shared/systems/sync-server/sync-server.ts';
import { findByDistinguishedName, type ConnectorSpaceRow, type MetaverseRow } from '../state.ts';
import { AttributeBag } from './attribute-bag.ts';
import { Session, type SyncState } from './session.ts';
import { differences, exportedAttributes } from './source-views.ts';
import { synchronizeObject } from './synchronize-object.ts';
import { TableOverlay } from './table.ts';

/**
 * What synchronizing one object would do: the same code as the real thing, on overlays, and nothing of it is kept.
 * `undefined`: the connector space has no such object.
 */
export function preview(
  state: SyncState,
  connectorId: ConnectorId,
  distinguishedName: string,
): PreviewResult | undefined {
  const before = findByDistinguishedName(objectsOf(state, connectorId), distinguishedName);
  if (before === undefined) return undefined;
  const overlay = overlayOf(state);
  const session = new Session(overlay, { recordWinners: true });
  const outcome = synchronizeObject(session, { connectorId, id: before.id });
  const nothing = { connectorId, distinguishedName: before.distinguishedName, metaverse: [], exports: [] };
  if (outcome.kind === 'failed') return { ...nothing, error: outcome.error.text };
  const after = session.objects(connectorId).get(before.id);
  const ids = new Set([before.metaverseObjectId, after?.metaverseObjectId].filter((id) => id !== undefined));
  return {
    ...nothing,
    metaverse: [...ids].flatMap((id) => metaverseChanges(session, state, id)),
    exports: [...ids].flatMap((id) => previewedExports(session, state, id)),
    error: undefined,
  };
}

function overlayOf(state: SyncState): SyncState {
  return {
    now: state.now,
    guids: { ...state.guids },
    server: state.server,
    connectorSpaces: new Map(
      [...state.connectorSpaces].map(([id, { objects }]) => [
        id,
        { objects: new TableOverlay<ConnectorSpaceRow>(objects) },
      ]),
    ),
    metaverse: new TableOverlay<MetaverseRow>(state.metaverse),
    readings: state.readings,
  };
}

function objectsOf(state: SyncState, connectorId: ConnectorId) {
  const space = state.connectorSpaces.get(connectorId);
  if (space === undefined) throw new Error(`No connector space for connector ${connectorId}`);
  return space.objects;
}

function metaverseChanges(session: Session, state: SyncState, id: MetaverseObjectId): readonly AttributeChange[] {
  const before = state.metaverse.get(id);
  const after = session.state.metaverse.get(id);
  const names = after?.attributes.names ?? [];
  const clearings = session.clearings?.get(id);
  return changesBetween(
    before?.attributes ?? AttributeBag.empty,
    after?.attributes ?? AttributeBag.empty,
    (attribute) => {
      return ruleName(session, after?.origins[names.indexOf(attribute)]?.ruleId ?? clearings?.get(attribute));
    },
  );
}

function previewedExports(session: Session, state: SyncState, id: MetaverseObjectId): readonly PreviewedExport[] {
  const links = [...(state.metaverse.get(id)?.links ?? []), ...(session.state.metaverse.get(id)?.links ?? [])];
  const exports = new Map<string, PreviewedExport>();
  for (const { connectorId, objectId } of links) {
    const row = session.objects(connectorId).get(objectId) ?? objectsOf(state, connectorId).get(objectId);
    if (row !== undefined && !exports.has(objectId)) exports.set(objectId, previewedExport(session, connectorId, row));
  }
  return [...exports.values()];
}

function previewedExport(session: Session, connectorId: ConnectorId, row: ConnectorSpaceRow): PreviewedExport {
  const { pendingExport } = row;
  const exported = exportedAttributes(row);
  const desired =
    pendingExport === undefined
      ? exported
      : pendingExport.operation === 'delete'
        ? AttributeBag.empty
        : pendingExport.attributes;
  const winners = session.outboundWinners?.get(row.id);
  return {
    connectorId,
    connectorName: session.configuration.connector(connectorId).name,
    distinguishedName: row.distinguishedName,
    operation: pendingExport?.operation ?? 'none',
    changes: changesBetween(exported, desired, (attribute) => ruleName(session, winners?.get(attribute))),
  };
}

function changesBetween(
  before: AttributeBag,
  after: AttributeBag,
  ruleNameOf: (attribute: string) => string | undefined,
): readonly AttributeChange[] {
  return differences(before, after).map(([attribute, values]) => ({
    attribute,
    before: before.get(attribute),
    after: values,
    ruleName: ruleNameOf(attribute),
  }));
}

function ruleName(session: Session, ruleId: RuleId | undefined): string | undefined {
  return ruleId === undefined ? undefined : session.configuration.ruleNames.get(ruleId);
}
