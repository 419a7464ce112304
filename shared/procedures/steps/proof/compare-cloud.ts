import { success, type Result } from '../../../base/failure.ts';
import { zeroGuid } from '../../../base/guid.ts';
import { entraConnectorId, type EntraObjectId } from '../../../base/identifiers.ts';
import { proveTexts } from './texts.ts';
import type { CloudRecipient } from '../../../systems/exchange-online.ts';
import { hasMailbox, keepWanted } from '../../../user-flow/cloud-mailbox.ts';
import { progressOf } from '../../../user-flow/object-census.ts';
import { readAll } from '../../../systems/paging.ts';
import type { Reading } from '../../../systems/contexts.ts';
import { awaitRecipients } from '../synchronize/await-recipients.ts';
import { guidText } from '../../../user-flow/guid-text.ts';
import type { RecipientFacts } from '../../../user-flow/user.ts';
import { visitCloudRecipients, type MailboxesBefore } from './cloud-before.ts';

/** What the Entra connector space holds for the treated objects. */
export interface EntraComparison {
  readonly objects: number;
  readonly holding: number;
  readonly firstHolding: readonly string[];
  readonly exportErrors: number;
  readonly firstErrors: readonly string[];
  /** By metaverse object, of all who are asked for: the GUID that stands there, empty for none. */
  readonly guids: ReadonlyMap<string, string>;
}

const listed = 100;

export async function compareEntra(
  context: Reading,
  treatedIds: ReadonlySet<string> | 'all',
  wanted: ReadonlySet<string>,
): Promise<Result<EntraComparison>> {
  const counts = { objects: 0, holding: 0, exportErrors: 0 };
  const firstHolding: string[] = [];
  const firstErrors: string[] = [];
  const guids = new Map<string, string>();
  const during = proveTexts.readingEntra;
  const read = await readAll(
    context,
    during,
    (window) =>
      context.systems.syncServer.connectorSpace(
        entraConnectorId,
        { ...window, attributes: ['msExchMailboxGuid'] },
        context,
      ),
    (objects, done, total) => {
      for (const object of objects) {
        const id = object.metaverseObjectId;
        if (id === undefined) continue;
        const guid = guidText(object.attributes.get('msExchMailboxGuid'));
        if (wanted.has(id)) guids.set(id, guid);
        if (treatedIds !== 'all' && !treatedIds.has(id)) continue;
        counts.objects += 1;
        if (guid !== '') {
          counts.holding += 1;
          if (firstHolding.length < listed) firstHolding.push(object.distinguishedName);
        }
        if (object.exportError !== undefined) {
          counts.exportErrors += 1;
          if (firstErrors.length < listed) firstErrors.push(`${object.distinguishedName}: ${object.exportError}`);
        }
      }
      context.progress(progressOf(during, done, total));
    },
  );
  return read.ok ? success({ ...counts, firstHolding, firstErrors, guids }) : read;
}

/** What Exchange Online holds of the treated GUIDs. */
export interface CloudComparison {
  /** Mail users that still hold one of the GUIDs: they cannot get a mailbox. */
  readonly mailUsersHolding: number;
  readonly firstHolding: readonly string[];
  /** Mailboxes that hold one of the GUIDs: they were moved with Microsoft's tools before. */
  readonly mailboxesHolding: number;
  /** Mailboxes that were not there before, each with a GUID of its own. */
  readonly newMailboxes: number;
  /** Mailboxes from before that are gone. */
  readonly lostMailboxes: number;
  /** The mail users that hold one, as far as they are known to Entra ID. */
  readonly holders: readonly EntraObjectId[];
  /** Those asked for. */
  readonly recipients: ReadonlyMap<EntraObjectId, RecipientFacts>;
}

/** Entra ID to Exchange Online is a matter of minutes to hours (graph-exchange.md §0.2). */
export const forwardSync = { seconds: 4 * 3600, every: 120, during: proveTexts.waitingForCloud };

/** Looks until no mail user holds one of the GUIDs any more, or the time is up. */
export async function compareCloud(
  context: Reading,
  treatedGuids: ReadonlySet<string>,
  before: MailboxesBefore,
  wanted: ReadonlySet<EntraObjectId> = new Set(),
): Promise<Result<CloudComparison>> {
  return awaitRecipients(context, forwardSync, {
    readAll: async () => readCloud(context, treatedGuids, before, wanted),
    awaited: ({ holders }) => holders,
    isSettled: (recipient) => recipient === undefined || !isHolding(recipient, treatedGuids),
    isComplete: ({ mailUsersHolding }) => mailUsersHolding === 0,
    tell: ({ mailUsersHolding }) => {
      context.progress({ text: proveTexts.stillHolding(mailUsersHolding) });
    },
  });
}

/** A mail user with one of the GUIDs: it cannot get a mailbox. */
function isHolding(recipient: CloudRecipient, guids: ReadonlySet<string>): boolean {
  const { exchangeGuid } = recipient;
  return !hasMailbox(recipient) && exchangeGuid !== zeroGuid && guids.has(exchangeGuid);
}

async function readCloud(
  context: Reading,
  treatedGuids: ReadonlySet<string>,
  before: MailboxesBefore,
  wanted: ReadonlySet<EntraObjectId>,
): Promise<Result<CloudComparison>> {
  const counts = { mailUsersHolding: 0, mailboxesHolding: 0, newMailboxes: 0 };
  const firstHolding: string[] = [];
  const holders: EntraObjectId[] = [];
  const recipients = new Map<EntraObjectId, RecipientFacts>();
  let keptMailboxes = 0;
  const read = await visitCloudRecipients(context, (recipient) => {
    const { exchangeGuid, externalDirectoryObjectId: id } = recipient;
    const isMailbox = hasMailbox(recipient);
    keepWanted(recipients, wanted, recipient);
    const isOld = exchangeGuid !== zeroGuid && treatedGuids.has(exchangeGuid);
    if (isMailbox && id !== undefined && before.has(id)) keptMailboxes += 1;
    if (isMailbox && isOld) counts.mailboxesHolding += 1;
    if (isMailbox && !isOld && id !== undefined && !before.has(id)) counts.newMailboxes += 1;
    if (isHolding(recipient, treatedGuids)) {
      counts.mailUsersHolding += 1;
      if (id !== undefined) holders.push(id);
      if (firstHolding.length < listed) firstHolding.push(recipient.primarySmtpAddress);
    }
  });
  if (!read.ok) return read;
  return success({ ...counts, firstHolding, holders, recipients, lostMailboxes: before.size - keptMailboxes });
}
