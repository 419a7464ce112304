import { success, type Result } from '../../../base/failure.ts';
import type { Guid } from '../../../base/guid.ts';
import type { EntraObjectId } from '../../../base/identifiers.ts';
import { licenceTexts } from './texts.ts';
import type { LicenseAssignment, SubscribedSku, TenantUser } from '../../../systems/tenant.ts';
import { hasMailbox } from '../../../user-flow/cloud-mailbox.ts';
import {
  licenceHolding,
  mailboxLicences,
  mailboxProducts,
  type LicenceHolding,
} from '../../../user-flow/exchange-licences.ts';
import { progressOf } from '../../../user-flow/object-census.ts';
import { readAll } from '../../../systems/paging.ts';
import { persistently } from '../../../systems/patience.ts';
import type { Reading } from '../../../systems/contexts.ts';
import { readBefore } from '../proof/before-state.ts';
import { visitCloudRecipients } from '../proof/cloud-before.ts';
import type { Round } from '../rules/rule-change.ts';

/** A user of this run as the cloud sees it. */
export interface Person {
  readonly id: EntraObjectId;
  readonly userPrincipalName: string;
  readonly usageLocation: string | undefined;
  readonly holding: LicenceHolding;
  /** Direct assignments that give a mailbox. */
  readonly direct: readonly LicenseAssignment[];
  /** Groups through which the user is licensed. */
  readonly groups: readonly string[];
  readonly hasMailbox: boolean;
}

export interface People {
  readonly people: readonly Person[];
  readonly skus: readonly SubscribedSku[];
  /** Whether Exchange Online could be asked who has a mailbox. */
  readonly mailboxesKnown: boolean;
}

/** The users whose GUID this run has taken out of the flow, with licence and mailbox; the tenant is read page by page. */
export async function readPeople(context: Reading, rounds: readonly Round[]): Promise<Result<People>> {
  const anchors = new Set<string>();
  for (const round of rounds) {
    const before = await readBefore(context, round);
    if (!before.ok) return before;
    for (const { part, anchor } of before.value) if (part === 'treated' && anchor !== '') anchors.add(anchor);
  }
  const skus = await persistently(context, () => context.systems.tenant.subscribedSkus(context));
  if (!skus.ok) return skus;
  const mailboxes = await mailboxOwners(context);
  if (!mailboxes.ok) return mailboxes;
  const products = mailboxProducts(skus.value);
  const people: Person[] = [];
  const read = await readAll(
    context,
    licenceTexts.readingUsers,
    (window) => context.systems.tenant.users(window, context),
    (users, done, total) => {
      for (const user of users) {
        if (user.immutableId === undefined || !anchors.has(user.immutableId)) continue;
        people.push(personOf(user, products, mailboxes.value?.has(user.id) ?? false));
      }
      context.progress(progressOf(licenceTexts.readingUsers, done, total));
    },
  );
  return read.ok ? success({ people, skus: skus.value, mailboxesKnown: mailboxes.value !== undefined }) : read;
}

function personOf(user: TenantUser, products: ReturnType<typeof mailboxProducts>, hasMailbox: boolean): Person {
  const licences = mailboxLicences(user, products);
  return {
    id: user.id,
    userPrincipalName: user.userPrincipalName,
    usageLocation: user.usageLocation,
    holding: licenceHolding(user, products),
    direct: licences.filter(({ assignedByGroup }) => assignedByGroup === undefined),
    groups: licences.flatMap(({ assignedByGroup }) => (assignedByGroup === undefined ? [] : [assignedByGroup])),
    hasMailbox,
  };
}

/** GUIDs of the users with a mailbox of their own GUID; undefined: Exchange Online is not connected. */
export async function mailboxOwners(context: Reading): Promise<Result<ReadonlyMap<EntraObjectId, Guid> | undefined>> {
  const owners = new Map<EntraObjectId, Guid>();
  const read = await visitCloudRecipients(context, (recipient) => {
    const { externalDirectoryObjectId: id } = recipient;
    if (hasMailbox(recipient) && id !== undefined) owners.set(id, recipient.exchangeGuid);
  });
  if (read.ok) return success(owners);
  return read.failure.code === 'not-available' ? success(undefined) : read;
}

/** The product a consultant named by identifier or part number. */
export function findSku(skus: readonly SubscribedSku[], named: string): SubscribedSku | undefined {
  const wanted = named.toLowerCase();
  return skus.find(({ skuId, partNumber }) => (skuId as string) === wanted || partNumber.toLowerCase() === wanted);
}
