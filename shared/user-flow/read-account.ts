import { success, type Result } from '../base/failure.ts';
import { entraConnectorId, type ConnectorId } from '../base/identifiers.ts';
import type { SystemReaders } from '../systems/systems.ts';
import type { ConnectorSpaceObject } from '../systems/sync-server/sync-server.ts';
import type { Connector } from '../entra-connect/rules/model.ts';
import { mailboxProducts } from './exchange-licences.ts';
import type { Gathering } from './object-census.ts';
import { persistently } from '../systems/patience.ts';
import { joinUsers, type DirectoryUser } from './join-users.ts';
import { collectCloud, visitRecipients, visitTenantUsers, type CloudCollector } from './read-cloud.ts';
import { visitForest } from './read-directory.ts';
import { readSpaces, unreadSpace, wantedNames, type ReadSpaces } from './read-spaces.ts';
import type { FlowUsers } from './user.ts';

/** What is told while the connector spaces are read, so that nobody reads them a second time. */
export interface SpaceVisitor {
  /** Attributes that it needs, beside those of the account, by connector. */
  readonly attributes: ReadonlyMap<ConnectorId, readonly string[]>;
  readonly see: (object: ConnectorSpaceObject) => void;
}

type Reader = Gathering & { readonly systems: SystemReaders };

/** The account of users up to Microsoft Entra ID; Exchange Online is still to be read, by whoever reads it anyway. */
export interface BegunAccount {
  readonly directory: readonly DirectoryUser[] | undefined;
  readonly spaces: ReadSpaces;
  readonly collector: CloudCollector;
  readonly isTenantRead: boolean;
}

/** Reads AD, the connector spaces and the tenant. AD and the tenant may be closed to us: then the account says so. */
export async function beginAccount(
  context: Reader,
  connectors: readonly Connector[],
  visitor: SpaceVisitor,
): Promise<Result<BegunAccount>> {
  const { syncServer } = context.systems;
  const directory = await readDirectory(context);
  const own = connectors.filter(({ id, kind }) => kind === 'ad' || id === entraConnectorId);
  const wanted = wantedNames(directory ?? []);
  const spaces = await readSpaces(syncServer, own, wanted, context, visitor.see, visitor.attributes);
  const unread = unreadSpace(own, spaces);
  if (unread?.ok === false) return unread;
  const collector = collectCloud(spaces.entraSpace);
  return success({ directory, spaces, collector, isTenantRead: await readTenant(context, collector) });
}

/** The account, once the collector has seen every recipient of Exchange Online; pure. */
export function accountOf(
  { directory, spaces, collector, isTenantRead }: BegunAccount,
  isExchangeOnlineRead: boolean,
): FlowUsers {
  return joinUsers({
    ...{ directory, space: spaces.space, entraSpace: spaces.entraSpace },
    tenant: isTenantRead ? collector.tenant : undefined,
    exchangeOnline: isExchangeOnlineRead ? collector.recipients : undefined,
  });
}

/** The account of users, from AD to Exchange Online, as far as the systems can be read. */
export async function readAccount(
  context: Reader,
  connectors: readonly Connector[],
  visitor: SpaceVisitor,
): Promise<Result<FlowUsers>> {
  const begun = await beginAccount(context, connectors, visitor);
  if (!begun.ok) return begun;
  const recipients = await visitRecipients(context.systems.exchangeOnline, context, begun.value.collector.seeRecipient);
  return success(accountOf(begun.value, recipients.ok));
}

/** Users with a mailbox GUID; undefined: not all forests could be read. */
async function readDirectory(context: Reader): Promise<readonly DirectoryUser[] | undefined> {
  const { directory } = context.systems;
  const forests = await persistently(context, () => directory.forests(context));
  if (!forests.ok) return undefined;
  const users: DirectoryUser[] = [];
  for (const forest of forests.value) {
    const read = await visitForest(directory, forest, context, (recipient) => {
      if (recipient.mailboxGuid !== undefined) users.push({ ...recipient, forest });
    });
    if (!read.ok) return undefined;
  }
  return users;
}

async function readTenant(context: Reader, collector: CloudCollector): Promise<boolean> {
  const { tenant } = context.systems;
  const skus = await persistently(context, () => tenant.subscribedSkus(context));
  if (!skus.ok) return false;
  const products = mailboxProducts(skus.value);
  const read = await visitTenantUsers(tenant, context, (user) => collector.seeUser(user, products));
  return read.ok;
}
