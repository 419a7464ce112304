import { success, type Result } from '../base/failure.ts';
import { zeroGuid } from '../base/guid.ts';
import type { CloudRecipient } from '../systems/exchange-online.ts';
import type { SystemReaders } from '../systems/systems.ts';
import type { TenantUser } from '../systems/tenant.ts';
import {
  licenceHolding,
  mailboxProducts,
  type LicenceHolding,
  type MailboxProducts,
} from '../user-flow/exchange-licences.ts';
import type { Gathering } from '../user-flow/object-census.ts';
import { readAll } from '../systems/paging.ts';
import { persistently } from '../systems/patience.ts';
import type { ReadSystems } from '../user-flow/join-users.ts';
import {
  collectCloud,
  errorDescriptions,
  serviceOf,
  visitRecipients,
  visitTenantUsers,
  type CloudCollector,
} from '../user-flow/read-cloud.ts';
import type { ReadSpaces } from '../user-flow/read-spaces.ts';
import type { AssessmentFacts, CloudRecipientCensus, NamedRecipient, NamedTenantUser, TenantCensus } from './facts.ts';

interface GatheredCloud {
  readonly facts: Pick<
    AssessmentFacts,
    'organization' | 'tenant' | 'recycleBin' | 'exchangeOrganization' | 'cloudRecipients' | 'softDeletedRecipients'
  >;
  /** What was found of the users of AD with a mailbox GUID. */
  readonly found: Pick<ReadSystems, 'tenant' | 'exchangeOnline'>;
  /** Synchronized users with a license that gives a mailbox. */
  readonly licensedInTenant: Result<number>;
}

/** Facts of the tenant and of Exchange Online. */
export async function gatherCloud(
  readers: SystemReaders,
  entraSpace: ReadSpaces['entraSpace'],
  gathering: Gathering,
): Promise<GatheredCloud> {
  const { tenant, exchangeOnline } = readers;
  const collector = collectCloud(entraSpace);
  const organization = await persistently(gathering, () => tenant.organization(gathering));
  const skus = await persistently(gathering, () => tenant.subscribedSkus(gathering));
  const people: Result<TenantCensus> = skus.ok
    ? await readPeople(readers, mailboxProducts(skus.value), collector, gathering)
    : skus;
  const recycleBin = await allOf('Reading the recycle bin', gathering, (window) =>
    tenant.deletedUsers(window, gathering),
  );
  const exchangeOrganization = await persistently(gathering, () => exchangeOnline.organization(gathering));
  const cloudRecipients = await readRecipients(readers, collector, gathering);
  const softDeleted = await allOf('Reading the soft-deleted recipients', gathering, (window) =>
    exchangeOnline.softDeletedRecipients(window, gathering),
  );
  return {
    facts: {
      organization,
      tenant: people,
      recycleBin,
      exchangeOrganization,
      cloudRecipients,
      softDeletedRecipients: softDeleted.ok ? success(softDeleted.value.map(namedRecipient)) : softDeleted,
    },
    found: {
      tenant: people.ok ? collector.tenant : undefined,
      exchangeOnline: cloudRecipients.ok ? collector.recipients : undefined,
    },
    licensedInTenant: people.ok
      ? success(people.value.synced.direct.length + people.value.synced['by-group'].length)
      : people,
  };
}

async function readPeople(
  { tenant }: SystemReaders,
  products: MailboxProducts,
  collector: CloudCollector,
  gathering: Gathering,
): Promise<Result<TenantCensus>> {
  const synced: Record<LicenceHolding, NamedTenantUser[]> = { none: [], direct: [], 'by-group': [] };
  const counted = new Map<string, number>();
  const errors: TenantCensus['errors'][number][] = [];
  const read = await visitTenantUsers(tenant, gathering, (user) => {
    collector.seeUser(user, products);
    const { displayName, userPrincipalName } = user;
    for (const [service, text] of unresolvedErrors(user)) {
      counted.set(service, (counted.get(service) ?? 0) + 1);
      errors.push({ displayName, userPrincipalName, service, text });
    }
    if (user.syncEnabled) synced[licenceHolding(user, products)].push({ displayName, userPrincipalName });
  });
  if (!read.ok) return read;
  const provisioningErrors = [...counted].map(([service, users]) => ({ service, users }));
  return success({ synced, provisioningErrors, errors });
}

/** Services with an unresolved error of this user, each once, with what they say. */
function unresolvedErrors({ serviceProvisioningErrors }: TenantUser): ReadonlyMap<string, string> {
  const unresolved = serviceProvisioningErrors.filter(({ resolved }) => !resolved);
  const byService = Map.groupBy(unresolved, ({ service }) => serviceOf(service));
  return new Map(
    [...byService].map(([service, own]) => [
      service,
      own.flatMap(({ detail }) => errorDescriptions(detail)).join('; '),
    ]),
  );
}

async function readRecipients(
  { exchangeOnline }: SystemReaders,
  collector: CloudCollector,
  gathering: Gathering,
): Promise<Result<CloudRecipientCensus>> {
  const mailUsersWithGuid: NamedRecipient[] = [];
  const mailboxes: NamedRecipient[] = [];
  const cloudManaged: NamedRecipient[] = [];
  const read = await visitRecipients(exchangeOnline, gathering, (recipient) => {
    collector.seeRecipient(recipient);
    const named = namedRecipient(recipient);
    if (recipient.exchangeCloudManaged) cloudManaged.push(named);
    if (recipient.recipientTypeDetails === 'UserMailbox') mailboxes.push(named);
    if (recipient.recipientTypeDetails === 'MailUser' && recipient.exchangeGuid !== zeroGuid) {
      mailUsersWithGuid.push(named);
    }
  });
  return read.ok ? success({ mailUsersWithGuid, mailboxes, cloudManaged }) : read;
}

function namedRecipient(recipient: CloudRecipient): NamedRecipient {
  const { displayName, primarySmtpAddress, recipientTypeDetails, exchangeGuid, softDeletedAt } = recipient;
  return { displayName, primarySmtpAddress, recipientTypeDetails, exchangeGuid, softDeletedAt };
}

async function allOf<Item>(
  during: string,
  gathering: Gathering,
  read: Parameters<typeof readAll<Item>>[2],
): Promise<Result<readonly Item[]>> {
  const all: Item[] = [];
  const result = await readAll(gathering, during, read, (items) => {
    all.push(...items);
  });
  return result.ok ? success(all) : result;
}
