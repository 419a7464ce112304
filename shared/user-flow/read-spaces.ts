import { success, type Result } from '../base/failure.ts';
import { entraConnectorId, type ConnectorId, type EntraObjectId, type MetaverseObjectId } from '../base/identifiers.ts';
import { parseGuid } from '../base/guid.ts';
import type { ConnectorSpaceObject, SyncServerReader } from '../systems/sync-server/sync-server.ts';
import type { Connector } from '../entra-connect/rules/model.ts';
import type { AttributeValues } from '../entra-connect/rules/values.ts';
import { censusOf, type Gathering, type ObjectTypeCensus, type TypeCount } from './object-census.ts';
import { guidText } from './guid-text.ts';
import type { SpaceUser } from './join-users.ts';
import type { EntraSpaceFacts } from './user.ts';

/** What the connector spaces hold of users with a mailbox GUID, and how many objects there are of each type. */
export interface ReadSpaces {
  /** In the order of the connectors. */
  readonly census: ReadonlyMap<ConnectorId, Result<readonly ObjectTypeCensus[]>>;
  readonly space: readonly SpaceUser[];
  readonly entraSpace: ReadonlyMap<MetaverseObjectId, EntraSpaceFacts>;
}

const userTypes = new Set(['user', 'inetorgperson']);
const directoryAttributes = [
  'msExchMailboxGuid',
  'mailNickname',
  'msExchRecipientTypeDetails',
  'msExchArchiveGUID',
  'userPrincipalName',
  'displayName',
];
const entraAttributes = ['msExchMailboxGuid', 'sourceAnchor', 'cloudAnchor'];

/** Distinguished names as they compare. */
export function wantedNames(users: readonly { readonly distinguishedName: string }[]): ReadonlySet<string> {
  return new Set(users.map(({ distinguishedName }) => distinguishedName.toLowerCase()));
}

/**
 * Reads every connector space once. `wanted`: names, in lower case, of users of AD who have a GUID there; `further`: attributes
 * that `alsoSees` asks for.
 */
export async function readSpaces(
  syncServer: SyncServerReader,
  connectors: readonly Connector[],
  wanted: ReadonlySet<string>,
  gathering: Gathering,
  alsoSees: (object: ConnectorSpaceObject) => void = () => undefined,
  further: ReadonlyMap<ConnectorId, readonly string[]> = new Map(),
): Promise<ReadSpaces> {
  const asked = (own: readonly string[], { id }: Connector) => [...new Set([...own, ...(further.get(id) ?? [])])];
  const space: SpaceUser[] = [];
  const counts = new Map<ConnectorId, Result<readonly TypeCount[]>>();
  for (const connector of connectors.filter(({ kind }) => kind === 'ad')) {
    const counted = await censusOf(
      syncServer,
      connector,
      gathering,
      asked(directoryAttributes, connector),
      (object) => {
        alsoSees(object);
        if (isWanted(object, wanted)) space.push(spaceUser(object, connector.name));
      },
    );
    counts.set(connector.id, counted);
  }
  const joined = new Set(space.flatMap(({ metaverseId }) => metaverseId ?? []));
  const entraSpace = new Map<MetaverseObjectId, EntraSpaceFacts>();
  for (const connector of connectors.filter(({ kind }) => kind !== 'ad')) {
    const counted = await censusOf(syncServer, connector, gathering, asked(entraAttributes, connector), (object) => {
      alsoSees(object);
      const { metaverseObjectId: id } = object;
      if (connector.id === entraConnectorId && id !== undefined && joined.has(id))
        entraSpace.set(id, entraFacts(object));
    });
    counts.set(connector.id, counted);
  }
  return { census: withCloud(connectors, counts, space, entraSpace), space, entraSpace };
}

/** The first of the spaces that the account needs and that could not be read. */
export function unreadSpace(connectors: readonly Connector[], { census }: ReadSpaces): Result<unknown> | undefined {
  return connectors
    .filter(({ id, kind }) => kind === 'ad' || id === entraConnectorId)
    .map(({ id }) => census.get(id))
    .find((counted) => counted?.ok === false);
}

function isWanted({ objectType, attributes, distinguishedName }: ConnectorSpaceObject, wanted: ReadonlySet<string>) {
  const isHolder = attributes.has('msExchMailboxGuid') || wanted.has(distinguishedName.toLowerCase());
  return isHolder && userTypes.has(objectType.toLowerCase());
}

function spaceUser(object: ConnectorSpaceObject, connectorName: string): SpaceUser {
  const { id, connectorId, objectType, distinguishedName, metaverseObjectId, attributes } = object;
  const [type] = attributes.get('msExchRecipientTypeDetails') ?? [];
  return {
    id,
    connectorId,
    connectorName,
    objectType,
    distinguishedName,
    metaverseId: metaverseObjectId,
    hasNickname: attributes.has('mailNickname'),
    hasArchive: attributes.has('msExchArchiveGUID'),
    userPrincipalName: textOf(attributes.get('userPrincipalName')),
    displayName: textOf(attributes.get('displayName')),
    recipientTypeDetails: typeof type === 'bigint' ? type : undefined,
    guid: guidText(attributes.get('msExchMailboxGuid')),
  };
}

function entraFacts({ attributes, pendingExport, exportError }: ConnectorSpaceObject): EntraSpaceFacts {
  // `User_<object id>` (entra-connect.md §2.3).
  const entraId = parseGuid(textOf(attributes.get('cloudAnchor')).replace(/^[A-Za-z]+_/, ''));
  return {
    guid: guidText(attributes.get('msExchMailboxGuid')),
    anchor: textOf(attributes.get('sourceAnchor')),
    entraId: entraId as EntraObjectId | undefined,
    isWaitingForFirstExport: pendingExport === 'add',
    exportError,
  };
}

function textOf(values: AttributeValues | undefined): string {
  const [value] = values ?? [];
  return typeof value === 'string' ? value : '';
}

const nowhere = { synchronized: 0, inCloud: 0, withoutNickname: 0 };

/** How many of those with a GUID are synchronized to Microsoft Entra ID, and how many have the GUID there. */
function withCloud(
  connectors: readonly Connector[],
  counts: ReadonlyMap<ConnectorId, Result<readonly TypeCount[]>>,
  space: readonly SpaceUser[],
  entraSpace: ReadSpaces['entraSpace'],
): ReadSpaces['census'] {
  const cloud = new Map<string, { synchronized: number; inCloud: number; withoutNickname: number }>();
  const keyOf = (connectorId: ConnectorId, objectType: string) => `${connectorId} ${objectType}`;
  for (const { connectorId, objectType, guid, hasNickname, metaverseId } of space) {
    const own = metaverseId === undefined ? undefined : entraSpace.get(metaverseId);
    if (guid === '' || own === undefined || !(hasNickname || own.guid !== '')) continue;
    const key = keyOf(connectorId, objectType);
    const count = cloud.get(key) ?? { ...nowhere };
    count.synchronized += 1;
    if (own.guid !== '') count.inCloud += 1;
    if (!hasNickname) count.withoutNickname += 1;
    cloud.set(key, count);
  }
  const census = new Map<ConnectorId, Result<readonly ObjectTypeCensus[]>>();
  for (const { id } of connectors) {
    const counted = counts.get(id);
    if (counted === undefined) continue;
    const withCounts = (type: TypeCount): ObjectTypeCensus => {
      const { withoutNickname, ...inCloud } = cloud.get(keyOf(id, type.objectType)) ?? nowhere;
      return { ...type, ...inCloud, withGuidWithoutNickname: type.withGuidWithoutNickname - withoutNickname };
    };
    census.set(id, counted.ok ? success(counted.value.map(withCounts)) : counted);
  }
  return census;
}
