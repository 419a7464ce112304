import type { Result } from '../base/failure.ts';
import type { EntraObjectId, MetaverseObjectId } from '../base/identifiers.ts';
import { readingTexts as texts } from './texts.ts';
import type { CloudRecipient, ExchangeOnlineReader } from '../systems/exchange-online.ts';
import type { TenantReader, TenantUser } from '../systems/tenant.ts';
import { licenceHolding, type MailboxProducts } from './exchange-licences.ts';
import { progressOf, type Gathering } from './object-census.ts';
import { readAll } from '../systems/paging.ts';
import type { EntraSpaceFacts, RecipientFacts, TenantFacts } from './user.ts';

type EntraSpace = ReadonlyMap<MetaverseObjectId, EntraSpaceFacts>;

/** Whom to look for in the cloud, and what was found of them. */
export interface CloudCollector {
  readonly tenant: Map<string, TenantFacts>;
  readonly recipients: Map<EntraObjectId, RecipientFacts>;
  readonly seeUser: (user: TenantUser, products: MailboxProducts) => void;
  readonly seeRecipient: (recipient: CloudRecipient) => void;
}

/** Keeps of tenant and Exchange Online what concerns the users of a connector space of Microsoft Entra ID. */
export function collectCloud(entraSpace: EntraSpace): CloudCollector {
  const anchors = new Set([...entraSpace.values()].map(({ anchor }) => anchor).filter((anchor) => anchor !== ''));
  const ids = new Set([...entraSpace.values()].flatMap(({ entraId }) => entraId ?? []));
  const tenant = new Map<string, TenantFacts>();
  const recipients = new Map<EntraObjectId, RecipientFacts>();
  return {
    tenant,
    recipients,
    seeUser(user, products) {
      const { id, immutableId } = user;
      if (immutableId === undefined || !anchors.has(immutableId)) return;
      ids.add(id);
      tenant.set(immutableId, { id, holding: licenceHolding(user, products), errors: exchangeErrors(user) });
    },
    seeRecipient({ externalDirectoryObjectId: id, recipientTypeDetails, exchangeGuid: guid }) {
      if (id === undefined || !ids.has(id)) return;
      recipients.set(id, { isMailbox: recipientTypeDetails === 'UserMailbox', guid });
    },
  };
}

/** `exchange/NAMPRD09-001-01` is Exchange. */
export function serviceOf(service: string): string {
  return service.split('/')[0] ?? service;
}

/** What Exchange Online says of every user whose mailbox AD still has: the GUID itself, told once more (graph-exchange.md §1.3 N). */
function isWaitingForMigration(text: string): boolean {
  return /on-premises mailbox hasn.t been migrated to Exchange Online/i.test(text);
}

/** Unresolved errors of Exchange, beside the one that the GUID brings about. */
function exchangeErrors({ serviceProvisioningErrors }: TenantUser): readonly string[] {
  return serviceProvisioningErrors
    .filter(({ service, resolved }) => !resolved && serviceOf(service).toLowerCase() === 'exchange')
    .flatMap(({ detail }) => errorDescriptions(detail))
    .filter((text) => !isWaitingForMigration(text));
}

/** The descriptions in the XML of an error (graph-exchange.md §1.3); the whole text where it has none. */
export function errorDescriptions(detail: string): readonly string[] {
  const found = [...detail.matchAll(/<(?:[\w-]+:)?ErrorDescription[^>]*>([\s\S]*?)<\/(?:[\w-]+:)?ErrorDescription>/g)];
  const texts = found.map(([, text = '']) => unescaped(text).trim()).filter((text) => text !== '');
  return texts.length === 0 ? [detail] : texts;
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** Visits every user of the tenant. */
export async function visitTenantUsers(
  tenant: TenantReader,
  gathering: Gathering,
  visit: (user: TenantUser) => void,
): Promise<Result<void>> {
  return readAll(
    gathering,
    texts.tenant,
    (window) => tenant.users(window, gathering),
    (users, done, total) => {
      users.forEach(visit);
      gathering.progress(progressOf(texts.tenant, done, total));
    },
  );
}

/** Visits every active recipient of Exchange Online. */
export async function visitRecipients(
  exchangeOnline: ExchangeOnlineReader,
  gathering: Gathering,
  visit: (recipient: CloudRecipient) => void,
): Promise<Result<void>> {
  return readAll(
    gathering,
    texts.exchangeOnline,
    (window) => exchangeOnline.recipients(window, gathering),
    (recipients, done, total) => {
      recipients.forEach(visit);
      gathering.progress(progressOf(texts.exchangeOnline, done, total));
    },
  );
}
