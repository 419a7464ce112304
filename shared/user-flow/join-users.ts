import type { EntraObjectId, MetaverseObjectId } from '../base/identifiers.ts';
import type { DirectoryRecipient } from '../systems/directory.ts';
import { recipientKind } from '../entra-connect/recipient-kind.ts';
import { commonName } from '../entra-connect/evaluation/distinguished-names.ts';
import type { EntraSpaceFacts, FlowUser, FlowUsers, RecipientFacts, SpaceFacts, TenantFacts } from './user.ts';

/** An object of a connector space of AD: it has a mailbox GUID, or AD says that it has one. */
export interface SpaceUser extends Omit<SpaceFacts, 'hasGuid'> {
  readonly connectorName: string;
  readonly objectType: string;
  readonly distinguishedName: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly recipientTypeDetails: bigint | undefined;
  /** Empty: AD has got one since the last import. */
  readonly guid: string;
  readonly hasArchive: boolean;
}

export interface DirectoryUser extends DirectoryRecipient {
  readonly forest: string;
}

/** What was read of every system; undefined: it is not connected. */
export interface ReadSystems {
  /** Of AD: those with a mailbox GUID. */
  readonly directory: readonly DirectoryUser[] | undefined;
  readonly space: readonly SpaceUser[];
  readonly entraSpace: ReadonlyMap<MetaverseObjectId, EntraSpaceFacts>;
  /** By source anchor. */
  readonly tenant: ReadonlyMap<string, TenantFacts> | undefined;
  readonly exchangeOnline: ReadonlyMap<EntraObjectId, RecipientFacts> | undefined;
}

/** Finds every user of AD with a mailbox GUID again in each system; pure. */
export function joinUsers(read: ReadSystems): FlowUsers {
  const { directory, tenant, exchangeOnline } = read;
  const users =
    directory === undefined ? read.space.map((one) => ofSpace(one, true)) : joinedWithDirectory(directory, read);
  return {
    users: users.map((user) => inCloud(user, read)),
    from: directory === undefined ? 'connector-space' : 'directory',
    to: exchangeOnline !== undefined ? 'exchange-online' : tenant !== undefined ? 'tenant' : 'entra-space',
    isTenantRead: tenant !== undefined,
  };
}

type OnPremises = Omit<FlowUser, 'entraSpace' | 'tenant' | 'recipient'>;

/** By distinguished name; whoever was renamed since the last import is found by the GUID. */
function joinedWithDirectory(
  directory: readonly DirectoryUser[],
  { space }: Pick<ReadSystems, 'space'>,
): readonly OnPremises[] {
  const byName = new Map(space.map((one) => [one.distinguishedName.toLowerCase(), one]));
  const known = new Set(directory.map(({ distinguishedName }) => distinguishedName.toLowerCase()));
  const renamed = new Map(
    space
      .filter((one) => one.guid !== '' && !known.has(one.distinguishedName.toLowerCase()))
      .map((one) => [one.guid, one]),
  );
  const found = new Set<SpaceUser>();
  const users = directory.map((user): OnPremises => {
    const own = byName.get(user.distinguishedName.toLowerCase()) ?? renamed.get(user.mailboxGuid ?? '');
    const isFree = own !== undefined && !found.has(own);
    if (isFree) found.add(own);
    return ofDirectory(user, isFree ? own : undefined);
  });
  const gone = space.filter((one) => one.guid !== '' && !found.has(one)).map((one) => ofSpace(one, false));
  return [...users, ...gone];
}

function ofDirectory(user: DirectoryUser, space: SpaceUser | undefined): OnPremises {
  const { forest, objectType, distinguishedName, userPrincipalName = '', mailboxGuid, archiveGuid } = user;
  return {
    place: forest,
    objectType,
    distinguishedName,
    userPrincipalName,
    displayName: space?.displayName || commonName(distinguishedName),
    kind: recipientKind(user.recipientTypeDetails),
    guid: mailboxGuid ?? '',
    hasArchive: archiveGuid !== undefined,
    isInDirectory: true,
    space: space && spaceFacts(space),
  };
}

function ofSpace(one: SpaceUser, isInDirectory: boolean): OnPremises {
  const { connectorName, objectType, distinguishedName, userPrincipalName, displayName, guid, hasArchive } = one;
  return {
    place: connectorName,
    objectType,
    distinguishedName,
    userPrincipalName,
    displayName: displayName || commonName(distinguishedName),
    kind: recipientKind(one.recipientTypeDetails),
    guid,
    hasArchive,
    isInDirectory,
    space: spaceFacts(one),
  };
}

function spaceFacts({ id, connectorId, guid, hasNickname, metaverseId }: SpaceUser): SpaceFacts {
  return { id, connectorId, hasGuid: guid !== '', hasNickname, metaverseId };
}

function inCloud(user: OnPremises, { entraSpace, tenant, exchangeOnline }: ReadSystems): FlowUser {
  const metaverseId = user.space?.metaverseId;
  const own = metaverseId === undefined ? undefined : entraSpace.get(metaverseId);
  const inTenant = own === undefined ? undefined : tenant?.get(own.anchor);
  const id = inTenant?.id ?? own?.entraId;
  return {
    ...user,
    entraSpace: own,
    tenant: inTenant,
    recipient: id === undefined ? undefined : exchangeOnline?.get(id),
  };
}
