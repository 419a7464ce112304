import type { ConnectorId, MetaverseObjectId } from '../../../shared/base/identifiers.ts';
import type { ConnectorSpaceRow, LinkKind, MetaverseRow } from '../state.ts';
import { AttributeBag } from './attribute-bag.ts';
import type { CompiledRule } from '../../../shared/entra-connect/evaluation/compiled-rule.ts';
import { objectErrors, type ObjectError } from '../../../shared/entra-connect/evaluation/error-texts.ts';
import { canLink, joiningRules, provisioningRule } from '../../../shared/entra-connect/evaluation/inbound-share.ts';
import { findMetaverseObject } from './join-search.ts';
import type { Session } from './session.ts';
import type { ConnectorSpaceView } from './source-views.ts';

/** What linking did to a connector space object; the object is already written. */
export type LinkOutcome =
  | {
      readonly kind: 'linked';
      readonly how: 'before' | 'joined' | 'projected';
      readonly metaverseObjectId: MetaverseObjectId;
    }
  /** Not linked; `left` is the metaverse object that it has just left. */
  | { readonly kind: 'unlinked'; readonly left: MetaverseObjectId | undefined }
  | { readonly kind: 'failed'; readonly error: ObjectError };

/**
 * Decides which metaverse object belongs to a connector space object. Joins are evaluated once: a linked object stays until
 * every rule that could have linked it is out of scope (declarative-provisioning doc, Join).
 */
export function linkObject(
  session: Session,
  connectorId: ConnectorId,
  row: ConnectorSpaceRow,
  view: ConnectorSpaceView,
  inScope: readonly CompiledRule[],
): LinkOutcome {
  const linking = inScope.filter(canLink);
  if (row.metaverseObjectId !== undefined)
    return stayOrLeave(session, connectorId, row, row.metaverseObjectId, linking);
  if (linking.length === 0) return { kind: 'unlinked', left: undefined };
  return joinOrProject(session, connectorId, row, view, linking);
}

function stayOrLeave(
  session: Session,
  connectorId: ConnectorId,
  row: ConnectorSpaceRow,
  metaverseObjectId: MetaverseObjectId,
  linking: readonly CompiledRule[],
): LinkOutcome {
  const heldByInboundRule = row.link === 'projected' || row.link === 'joined';
  if (linking.length === 0 && heldByInboundRule) {
    unlink(session, connectorId, row);
    return { kind: 'unlinked', left: metaverseObjectId };
  }
  if (linking.length > 0 && row.link === 'joined-outbound') session.putObject(connectorId, { ...row, link: 'joined' });
  return { kind: 'linked', how: 'before', metaverseObjectId };
}

function joinOrProject(
  session: Session,
  connectorId: ConnectorId,
  row: ConnectorSpaceRow,
  view: ConnectorSpaceView,
  linking: readonly CompiledRule[],
): LinkOutcome {
  const joining = joiningRules(linking);
  if (joining.conflict) {
    return { kind: 'failed', error: objectErrors.severalJoinRules(joining.rules.map(({ rule }) => rule.name)) };
  }
  const [joiningRule] = joining.rules;
  const found =
    joiningRule === undefined ? undefined : findMetaverseObject(session, joiningRule, (name) => view.attribute(name));
  if (found !== undefined) {
    const sibling = found.links.find((link) => link.connectorId === connectorId);
    if (sibling !== undefined) {
      // "It isn't possible to have several objects in the same connector space joined to the same metaverse object."
      const taken = session.objects(connectorId).get(sibling.objectId)?.distinguishedName ?? sibling.objectId;
      return { kind: 'failed', error: objectErrors.severalObjectsOfOneConnector(taken) };
    }
    link(session, connectorId, row, found, 'joined');
    return { kind: 'linked', how: 'joined', metaverseObjectId: found.id };
  }
  const provisioning = provisioningRule(linking);
  if (provisioning === undefined) return { kind: 'unlinked', left: undefined };
  const created: MetaverseRow = {
    id: session.newId() as MetaverseObjectId,
    objectType: provisioning.rule.targetObjectType,
    attributes: AttributeBag.empty,
    origins: [],
    links: [],
  };
  link(session, connectorId, row, created, 'projected');
  return { kind: 'linked', how: 'projected', metaverseObjectId: created.id };
}

/** Joins an object to a metaverse object; both are written. */
export function link(
  session: Session,
  connectorId: ConnectorId,
  row: ConnectorSpaceRow,
  metaverse: MetaverseRow,
  kind: Exclude<LinkKind, 'none'>,
): ConnectorSpaceRow {
  const linked: ConnectorSpaceRow = { ...row, metaverseObjectId: metaverse.id, link: kind };
  session.putMetaverse({ ...metaverse, links: [...metaverse.links, { connectorId, objectId: row.id }] });
  session.putObject(connectorId, linked);
  return linked;
}

/** Takes an object away from its metaverse object; both are written. */
export function unlink(session: Session, connectorId: ConnectorId, row: ConnectorSpaceRow): ConnectorSpaceRow {
  const metaverse =
    row.metaverseObjectId === undefined ? undefined : session.state.metaverse.get(row.metaverseObjectId);
  if (metaverse !== undefined) {
    session.putMetaverse({ ...metaverse, links: metaverse.links.filter(({ objectId }) => objectId !== row.id) });
  }
  const free: ConnectorSpaceRow = { ...row, metaverseObjectId: undefined, link: 'none', pendingExport: undefined };
  session.putObject(connectorId, free);
  return free;
}
