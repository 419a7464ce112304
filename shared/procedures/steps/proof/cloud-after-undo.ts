import { success, type Result } from '../../../base/failure.ts';
import { zeroGuid } from '../../../base/guid.ts';
import type { EntraObjectId } from '../../../base/identifiers.ts';
import { undoneTexts as texts } from '../licences/texts.ts';
import type { CloudRecipient } from '../../../systems/exchange-online.ts';
import { hasMailbox, keepWanted } from '../../../user-flow/cloud-mailbox.ts';
import type { Reading } from '../../../systems/contexts.ts';
import type { RecipientFacts } from '../../../user-flow/user.ts';
import { awaitRecipients } from '../synchronize/await-recipients.ts';
import { readRecipientsBefore, visitCloudRecipients, type RecipientBefore } from './cloud-before.ts';
import { forwardSync } from './compare-cloud.ts';
import type { Round } from '../rules/rule-change.ts';

/** What Exchange Online holds after an undo, beside what was sealed before the change; names up to `listed`. */
export interface CloudAfterUndo {
  /** Recipients who had the GUID of AD and are to have it again. */
  readonly expected: number;
  /** Of them: without it. */
  readonly missing: readonly EntraObjectId[];
  readonly firstMissing: readonly string[];
  /** Mailboxes that were not there before the change. */
  readonly mailboxes: number;
  /** Mailboxes from before the change that are gone. */
  readonly lostMailboxes: number;
  /** Who has a mailbox although the undo did not know of it. */
  readonly unlisted: readonly string[];
  /** Those asked for. */
  readonly recipients: ReadonlyMap<EntraObjectId, RecipientFacts>;
}

const listed = 100;

/**
 * Looks until every recipient that had the GUID has it again, or the time is up. `kept`: users whose GUID stays cleared;
 * `named`: users whose mailbox the undo knew of; undefined: it could not know. `wanted`: recipients to tell of.
 */
export async function compareCloudAfterUndo(
  context: Reading,
  round: Round,
  kept: ReadonlySet<string>,
  named: ReadonlySet<string> | undefined,
  wanted: ReadonlySet<EntraObjectId>,
): Promise<Result<CloudAfterUndo>> {
  const before = await readRecipientsBefore(context, round);
  if (!before.ok) return before;
  const isBack = (id: EntraObjectId, recipient: CloudRecipient | undefined) =>
    recipient === undefined || hasMailbox(recipient) || recipient.exchangeGuid === before.value.get(id)?.guid;
  return awaitRecipients(context, forwardSync, {
    readAll: async () => readCloud(context, before.value, kept, named, wanted),
    awaited: ({ missing }) => missing,
    isSettled: (recipient) => {
      const id = recipient?.externalDirectoryObjectId;
      return id === undefined || isBack(id, recipient);
    },
    isComplete: ({ missing }) => missing.length === 0,
    tell: ({ expected, missing }) => {
      context.progress({
        text: texts.waitingForGuids(missing.length),
        done: expected - missing.length,
        total: expected,
      });
    },
  });
}

async function readCloud(
  context: Reading,
  before: ReadonlyMap<EntraObjectId, RecipientBefore>,
  kept: ReadonlySet<string>,
  named: ReadonlySet<string> | undefined,
  wanted: ReadonlySet<EntraObjectId>,
): Promise<Result<CloudAfterUndo>> {
  const missing: EntraObjectId[] = [];
  const firstMissing: string[] = [];
  const unlisted: string[] = [];
  const recipients = new Map<EntraObjectId, RecipientFacts>();
  let withGuid = 0;
  let mailboxes = 0;
  let keptMailboxes = 0;
  const read = await visitCloudRecipients(context, (recipient) => {
    const { externalDirectoryObjectId: id, exchangeGuid, primarySmtpAddress } = recipient;
    keepWanted(recipients, wanted, recipient);
    const sealed = id === undefined ? undefined : before.get(id);
    if (id === undefined || sealed === undefined) return;
    if (sealed.isMailbox) {
      if (hasMailbox(recipient)) keptMailboxes += 1;
      return;
    }
    if (hasMailbox(recipient)) {
      mailboxes += 1;
      const hadGuid = sealed.guid !== zeroGuid;
      if (hadGuid && named?.has(id) === false && unlisted.length < listed) unlisted.push(primarySmtpAddress);
      return;
    }
    if (sealed.guid === zeroGuid || kept.has(id)) return;
    if (exchangeGuid === sealed.guid) {
      withGuid += 1;
      return;
    }
    missing.push(id);
    if (firstMissing.length < listed) firstMissing.push(primarySmtpAddress);
  });
  if (!read.ok) return read;
  const mailboxesBefore = [...before.values()].filter(({ isMailbox }) => isMailbox).length;
  return success({
    ...{ missing, firstMissing, mailboxes, unlisted, recipients },
    expected: withGuid + missing.length,
    lostMailboxes: mailboxesBefore - keptMailboxes,
  });
}
