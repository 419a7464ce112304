import { guidFromBytes, zeroGuid } from '../../../shared/base/guid.ts';
import { mailboxGuidAttribute } from '../../../shared/entra-connect/attributes.ts';
import { mailboxProduct } from '../cloud/entra/service-plans.ts';
import type { AttributeBag } from '../sync-engine/attribute-bag.ts';
import type { EntraRow, LabState } from '../state.ts';

/** Objects that carry a mailbox GUID, by place: the GUID's way from AD to Exchange Online. */
export interface MailboxGuidCensus {
  readonly directory: number;
  readonly metaverse: number;
  readonly tenant: number;
  readonly mailUsers: number;
}

export interface MailboxCensus {
  readonly mailboxes: number;
  /** Mailboxes whose GUID no object of AD has: made in the cloud. */
  readonly withNewGuid: number;
  readonly licensedUsers: number;
  readonly licensedWithoutMailbox: number;
}

/** Counts where msExchMailboxGuid stands now. */
export function countMailboxGuids(state: LabState): MailboxGuidCensus {
  const carrying = (rows: Iterable<{ readonly attributes: AttributeBag }>) =>
    [...rows].filter(({ attributes }) => attributes.has(mailboxGuidAttribute)).length;
  return {
    directory: state.forests.reduce((sum, { objects }) => sum + carrying(objects.values()), 0),
    metaverse: carrying(state.metaverse.values()),
    tenant: carrying(state.tenant.objects.values()),
    mailUsers: [...state.exchangeOnline.recipients.values()].filter(
      (row) => row.recipientTypeDetails === 'MailUser' && row.exchangeGuid !== zeroGuid,
    ).length,
  };
}

/** Counts the mailboxes of the cloud and the licences that should have made one. */
export function countMailboxes(state: LabState): MailboxCensus {
  const ofDirectory = new Set(state.forests.flatMap(({ objects }) => [...objects.values()].map(guidOf)));
  const mailboxes = [...state.exchangeOnline.recipients.values()].filter(
    (row) => row.recipientTypeDetails === 'UserMailbox' && row.softDeletedAt === undefined,
  );
  const owners = new Set(mailboxes.map((row) => row.externalDirectoryObjectId));
  const licensed = [...state.tenant.objects.values()].filter((row) => isLicensed(state, row));
  return {
    mailboxes: mailboxes.length,
    withNewGuid: mailboxes.filter((row) => !ofDirectory.has(row.exchangeGuid)).length,
    licensedUsers: licensed.length,
    licensedWithoutMailbox: licensed.filter(({ id }) => !owners.has(id)).length,
  };
}

function guidOf({ attributes }: { readonly attributes: AttributeBag }) {
  const value = attributes.first(mailboxGuidAttribute);
  return value instanceof Uint8Array ? guidFromBytes(value) : undefined;
}

function isLicensed(state: LabState, { deletedAt, cloud }: EntraRow): boolean {
  return deletedAt === undefined && mailboxProduct(state, cloud) !== undefined;
}
