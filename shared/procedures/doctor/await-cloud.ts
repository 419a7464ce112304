import { success, type Result } from '../../base/failure.ts';
import { zeroGuid } from '../../base/guid.ts';
import type { EntraObjectId } from '../../base/identifiers.ts';
import { predictionTexts as texts } from './texts.ts';
import type { CloudRecipient } from '../../systems/exchange-online.ts';
import { hasMailbox, keepWanted } from '../../user-flow/cloud-mailbox.ts';
import { awaitRecipients } from '../steps/synchronize/await-recipients.ts';
import { readMailboxesBefore, visitCloudRecipients } from '../steps/proof/cloud-before.ts';
import { forwardSync } from '../steps/proof/compare-cloud.ts';
import type { Round } from '../steps/rules/rule-change.ts';
import { wantedUsers } from '../steps/run-users/after.ts';
import type { UserBefore } from '../steps/run-users/user-lines.ts';
import type { Reading } from '../../systems/contexts.ts';
import type { RecipientFacts } from '../../user-flow/user.ts';

/** What Exchange Online holds of the users to whom the change has given or taken the GUID in Microsoft Entra ID. */
export interface CloudFollowed {
  /** Recipients who are to follow. */
  readonly expected: number;
  readonly behind: readonly EntraObjectId[];
  readonly firstBehind: readonly string[];
  /** Mailboxes from before the change that are gone. */
  readonly lostMailboxes: number;
  readonly recipients: ReadonlyMap<EntraObjectId, RecipientFacts>;
}

const listed = 100;

/**
 * Looks until every recipient whose GUID changed in the connector space of Microsoft Entra ID has the same one, or the time is
 * up; whoever has a mailbox keeps its own. `entra`: GUIDs there by metaverse object, empty for none.
 */
export async function awaitCloud(
  context: Reading,
  round: Round,
  users: readonly UserBefore[],
  entra: ReadonlyMap<string, string>,
): Promise<Result<CloudFollowed>> {
  const mailboxes = await readMailboxesBefore(context, round);
  if (!mailboxes.ok) return mailboxes;
  const wanted = wantedUsers(users).entraIds;
  const followers = followersAmong(users, entra);
  const isFollowing = (id: EntraObjectId, recipient: CloudRecipient | undefined) =>
    recipient === undefined || hasMailbox(recipient) || guidOf(recipient) === followers.get(id);
  return awaitRecipients(context, forwardSync, {
    readAll: async () => {
      const behind: EntraObjectId[] = [];
      const firstBehind: string[] = [];
      const recipients = new Map<EntraObjectId, RecipientFacts>();
      let expected = 0;
      let kept = 0;
      const read = await visitCloudRecipients(context, (recipient) => {
        const id = recipient.externalDirectoryObjectId;
        if (id === undefined) return;
        const isMailbox = hasMailbox(recipient);
        if (isMailbox && mailboxes.value.has(id)) kept += 1;
        keepWanted(recipients, wanted, recipient);
        if (!followers.has(id) || isMailbox) return;
        expected += 1;
        if (isFollowing(id, recipient)) return;
        behind.push(id);
        if (firstBehind.length < listed) firstBehind.push(recipient.primarySmtpAddress);
      });
      if (!read.ok) return read;
      return success({ expected, behind, firstBehind, recipients, lostMailboxes: mailboxes.value.size - kept });
    },
    awaited: ({ behind }) => behind,
    isSettled: (recipient) => {
      const id = recipient?.externalDirectoryObjectId;
      return id === undefined || isFollowing(id, recipient);
    },
    isComplete: ({ behind }) => behind.length === 0,
    tell: ({ expected, behind }) => {
      context.progress({ text: texts.waitingForCloud(behind.length), done: expected - behind.length, total: expected });
    },
  });
}

function guidOf({ exchangeGuid }: CloudRecipient): string {
  return exchangeGuid === zeroGuid ? '' : exchangeGuid;
}

/** The GUID that Exchange Online is to have by now, of everybody whose GUID in Microsoft Entra ID the change has changed. */
function followersAmong(
  users: readonly UserBefore[],
  entra: ReadonlyMap<string, string>,
): ReadonlyMap<EntraObjectId, string> {
  const followers = new Map<EntraObjectId, string>();
  for (const { metaverseId, entraId, state } of users) {
    const now = metaverseId === null ? undefined : entra.get(metaverseId);
    if (entraId !== null && now !== undefined && now !== state.entra) followers.set(entraId as EntraObjectId, now);
  }
  return followers;
}
