import { success, type Result } from '../../failure.ts';
import { zeroGuid } from '../../guid.ts';
import type { EntraObjectId } from '../../identifiers.ts';
import type { SystemReaders } from '../../ports/systems.ts';
import type { TenantUser } from '../../ports/tenant.ts';
import { licenceHolding, mailboxProducts, type MailboxProducts } from '../exchange-licences.ts';
import { progressOf, type Gathering } from '../object-census.ts';
import { readAll } from '../paging.ts';
import { persistently } from '../patience.ts';
import type { AssessmentFacts, CloudRecipientCensus, LicensedCensus, TenantCensus } from './facts.ts';

type CloudFacts = Pick<
  AssessmentFacts,
  | 'organization'
  | 'tenant'
  | 'recycleBin'
  | 'exchangeOrganization'
  | 'cloudRecipients'
  | 'softDeletedRecipients'
  | 'licensed'
>;

/** Synced users with a license that gives a mailbox; the value: whether AD holds a mailbox GUID for them. */
type LicensedUsers = ReadonlyMap<EntraObjectId, boolean>;
const nobody: LicensedUsers = new Map<EntraObjectId, boolean>();

/** Facts of the tenant and of Exchange Online, and who of the licensed still waits for a mailbox. */
export async function gatherCloud(
  readers: SystemReaders,
  mailboxAnchors: ReadonlySet<string>,
  gathering: Gathering,
): Promise<CloudFacts> {
  const { tenant, exchangeOnline } = readers;
  const organization = await persistently(gathering, () => tenant.organization(gathering));
  const skus = await persistently(gathering, () => tenant.subscribedSkus(gathering));
  const people: Result<People> = skus.ok
    ? await readPeople(readers, mailboxProducts(skus.value), mailboxAnchors, gathering)
    : skus;
  const recycleBin = await countOf('Reading the recycle bin', gathering, (window) =>
    tenant.deletedUsers(window, gathering),
  );
  const exchangeOrganization = await persistently(gathering, () => exchangeOnline.organization(gathering));
  const recipients = await readRecipients(readers, people.ok ? people.value.licensed : nobody, gathering);
  const softDeletedRecipients = await countOf('Reading the soft-deleted recipients', gathering, (window) =>
    exchangeOnline.softDeletedRecipients(window, gathering),
  );
  return {
    organization,
    tenant: people.ok ? success(people.value.census) : people,
    recycleBin,
    exchangeOrganization,
    cloudRecipients: recipients.ok ? success(recipients.value.census) : recipients,
    softDeletedRecipients,
    licensed: people.ok ? success(waiting(people.value.licensed, recipients, mailboxAnchors)) : people,
  };
}

interface People {
  readonly census: TenantCensus;
  readonly licensed: LicensedUsers;
}

async function readPeople(
  readers: SystemReaders,
  products: MailboxProducts,
  mailboxAnchors: ReadonlySet<string>,
  gathering: Gathering,
): Promise<Result<People>> {
  const during = 'Reading the users of the tenant';
  const counts = { users: 0, synced: 0, licensedDirectly: 0, licensedByGroup: 0, syncedWithoutUsageLocation: 0 };
  const errors = new Map<string, number>();
  const licensed = new Map<EntraObjectId, boolean>();
  const count = (user: TenantUser) => {
    counts.users += 1;
    for (const service of unresolvedServices(user)) errors.set(service, (errors.get(service) ?? 0) + 1);
    if (!user.syncEnabled) return;
    counts.synced += 1;
    if (user.usageLocation === undefined) counts.syncedWithoutUsageLocation += 1;
    const holding = licenceHolding(user, products);
    if (holding === 'none') return;
    counts[holding === 'direct' ? 'licensedDirectly' : 'licensedByGroup'] += 1;
    licensed.set(user.id, user.immutableId !== undefined && mailboxAnchors.has(user.immutableId));
  };
  const read = await readAll(
    gathering,
    during,
    (window) => readers.tenant.users(window, gathering),
    (users, done, total) => {
      users.forEach(count);
      gathering.progress(progressOf(during, done, total));
    },
  );
  if (!read.ok) return read;
  const provisioningErrors = [...errors].map(([service, users]) => ({ service, users }));
  return success({ census: { ...counts, provisioningErrors }, licensed });
}

/** Services with an unresolved error of this user, each once; `exchange/NAMPRD09-001-01` is `exchange`. */
function unresolvedServices(user: TenantUser): ReadonlySet<string> {
  const unresolved = user.serviceProvisioningErrors.filter((error) => !error.resolved);
  return new Set(unresolved.map((error) => error.service.split('/')[0] ?? error.service));
}

interface Recipients {
  readonly census: CloudRecipientCensus;
  /** Licensed users whose mailbox is held back by the GUID. */
  readonly heldBack: number;
}

async function readRecipients(
  readers: SystemReaders,
  licensed: LicensedUsers,
  gathering: Gathering,
): Promise<Result<Recipients>> {
  const during = 'Reading the recipients of Exchange Online';
  const counts = { mailUsersWithGuid: 0, mailboxes: 0, cloudManaged: 0 };
  let heldBack = 0;
  const read = await readAll(
    gathering,
    during,
    (window) => readers.exchangeOnline.recipients(window, gathering),
    (recipients, done, total) => {
      for (const recipient of recipients) {
        if (recipient.exchangeCloudManaged) counts.cloudManaged += 1;
        if (recipient.recipientTypeDetails === 'UserMailbox') counts.mailboxes += 1;
        if (recipient.recipientTypeDetails !== 'MailUser' || recipient.exchangeGuid === zeroGuid) continue;
        counts.mailUsersWithGuid += 1;
        const user = recipient.externalDirectoryObjectId;
        if (user !== undefined && licensed.has(user)) heldBack += 1;
      }
      gathering.progress(progressOf(during, done, total));
    },
  );
  return read.ok ? success({ census: counts, heldBack }) : read;
}

/** Exchange Online knows best, then AD; the tenant alone can only give an upper bound. */
function waiting(
  licensed: LicensedUsers,
  recipients: Result<Recipients>,
  mailboxAnchors: ReadonlySet<string>,
): LicensedCensus {
  if (recipients.ok) return { basis: 'exchange-online', users: recipients.value.heldBack };
  if (mailboxAnchors.size === 0) return { basis: 'tenant', users: licensed.size };
  return { basis: 'directory', users: [...licensed.values()].filter((hasGuid) => hasGuid).length };
}

async function countOf<Item>(
  during: string,
  gathering: Gathering,
  read: Parameters<typeof readAll<Item>>[2],
): Promise<Result<number>> {
  let count = 0;
  const result = await readAll(gathering, during, read, (items) => {
    count += items.length;
  });
  return result.ok ? success(count) : result;
}
