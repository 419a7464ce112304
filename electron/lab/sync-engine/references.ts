import type { ConnectorId, MetaverseObjectId } from '../../../shared/base/identifiers.ts';
import type { AttributeValue, AttributeValues } from '../../../shared/entra-connect/rules/values.ts';
import { findByDistinguishedName } from '../state.ts';
import type { Session } from './session.ts';

/**
 * Distinguished names of a connector space as metaverse objects. What leads to no metaverse object is left out, and `owner`
 * is remembered: the object may get one later in the same session.
 */
export function referencesToMetaverse(
  session: Session,
  connectorId: ConnectorId,
  owner: MetaverseObjectId,
  values: AttributeValues,
): AttributeValues {
  return resolved(session, owner, values, (value) => {
    return findByDistinguishedName(session.objects(connectorId), value)?.metaverseObjectId;
  });
}

/** Metaverse objects as distinguished names of a connector space, in the same way. */
export function referencesToConnectorSpace(
  session: Session,
  connectorId: ConnectorId,
  owner: MetaverseObjectId,
  values: AttributeValues,
): AttributeValues {
  return resolved(session, owner, values, (value) => {
    const link = session.state.metaverse.get(value)?.links.find((candidate) => candidate.connectorId === connectorId);
    return link === undefined ? undefined : session.objects(connectorId).get(link.objectId)?.distinguishedName;
  });
}

function resolved(
  session: Session,
  owner: MetaverseObjectId,
  values: AttributeValues,
  resolve: (value: string) => string | undefined,
): AttributeValues {
  const found: AttributeValue[] = [];
  for (const value of values) {
    const target = typeof value === 'string' ? resolve(value) : undefined;
    if (target !== undefined) found.push(target);
    else session.dangling.add(owner);
  }
  return found;
}
