import { zeroGuid, type Guid } from '../../../../shared/base/guid.ts';
import type { EntraObjectId } from '../../../../shared/base/identifiers.ts';
import { nextGuid } from '../../sync-engine/guid-source.ts';
import type { LabState } from '../../state.ts';
import { writeEntraRow } from '../entra/entra-rows.ts';
import { activeUser, type EntraUser } from '../entra/licenses.ts';
import { mailboxProduct } from '../entra/service-plans.ts';
import { mailboxObstacle } from './forward-sync.ts';
import { recipientOfUser } from './recipient-index.ts';
import { syncedRecipient } from './synced-recipient.ts';

/**
 * Makes the mailbox of a licensed user, with a new ExchangeGuid; nothing happens when a licence is gone, a GUID came back
 * meanwhile, or there is a mailbox already (entra-connect.md §5, graph-exchange.md §1.3 N).
 */
export function makeMailbox(state: LabState, userId: EntraObjectId): void {
  const user = activeUser(state, userId);
  const skuId = mailboxProduct(state, user?.cloud);
  if (user === undefined || skuId === undefined) return;
  const { recipients } = state.exchangeOnline;
  const active = recipients.find(recipientOfUser, userId).find(({ softDeletedAt }) => softDeletedAt === undefined);
  if (active?.recipientTypeDetails === 'UserMailbox') return;
  const synced = syncedRecipient(user);
  const exchangeCloudManaged = active?.exchangeCloudManaged ?? false;
  if (mailboxObstacle(state, synced, exchangeCloudManaged) !== undefined) return;
  recipients.put({
    id: active?.id ?? nextGuid(state.guids),
    externalDirectoryObjectId: userId,
    displayName: synced.displayName,
    primarySmtpAddress: synced.primarySmtpAddress,
    recipientTypeDetails: 'UserMailbox',
    exchangeGuid: nextGuid(state.guids),
    archiveGuid: active?.archiveGuid ?? zeroGuid,
    exchangeCloudManaged,
    softDeletedAt: undefined,
    itemCount: 0,
    skuId,
  });
  writeBack(state, user);
}

/** Items of a mailbox that was in use before it was moved. */
const movedItems = 1_500;

/** What a move with Microsoft's tools leaves in the cloud: the mailbox with its items and the GUID that it had on-premises. */
export function moveMailboxIn(state: LabState, userId: EntraObjectId, exchangeGuid: Guid): void {
  const user = activeUser(state, userId);
  const skuId = mailboxProduct(state, user?.cloud);
  if (user === undefined || skuId === undefined) return;
  const { recipients } = state.exchangeOnline;
  const active = recipients.find(recipientOfUser, userId).find(({ softDeletedAt }) => softDeletedAt === undefined);
  if (active?.recipientTypeDetails !== 'MailUser') return;
  recipients.put({ ...active, recipientTypeDetails: 'UserMailbox', exchangeGuid, itemCount: movedItems, skuId });
  writeBack(state, user);
}

/** The cloud tells the server of its mailbox: Exchange hybrid writeback begins (entra-connect.md §2.3). */
function writeBack(state: LabState, user: EntraUser): void {
  const legacyName = `/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=${user.id}`;
  writeEntraRow(state, {
    ...user,
    attributes: user.attributes.with([
      ['cloudLegacyExchangeDN', [legacyName]],
      ['cloudMSExchRecipientDisplayType', [cloudMailboxDisplayType]],
    ]),
  });
}

/** A user mailbox: the low byte is 0 (entra-connect.md §2.3). */
const cloudMailboxDisplayType = 0x4000_0000n;
