import { zeroGuid } from '../../../../shared/base/guid.ts';
import type { EntraObjectId } from '../../../../shared/base/identifiers.ts';
import { provisioningTexts } from '../../texts.ts';
import { nextGuid } from '../../sync-engine/guid-source.ts';
import type { EntraRow, LabState, RecipientRow } from '../../state.ts';
import { noteCloudFacts } from '../entra/entra-rows.ts';
import { mailboxProduct } from '../entra/service-plans.ts';
import { orderMailboxes } from '../due-work.ts';
import { findConflict } from './guid-conflicts.ts';
import { provisioningError } from './provisioning-errors.ts';
import { recipientOfUser } from './recipient-index.ts';
import { mailRecipientType, syncedRecipient, type SyncedRecipient } from './synced-recipient.ts';

/** What becomes of an object of Entra ID in Exchange Online. */
type Outcome = 'nothing-more' | 'mailbox-wanted' | { readonly error: string };

/** Brings the changes of Entra ID up to a change number to Exchange Online. */
export function forwardSync(state: LabState, upTo: number): void {
  const { exchangeOnline, tenant } = state;
  const watermark = exchangeOnline.forwardSyncWatermark;
  const wanting: EntraObjectId[] = [];
  for (const row of tenant.objects.values()) {
    if (row.changeNumber <= watermark || row.changeNumber > upTo) continue;
    const outcome = reconcile(state, row);
    if (outcome === 'mailbox-wanted') wanting.push(row.id);
    noteOutcome(state, row, outcome);
  }
  exchangeOnline.forwardSyncWatermark = Math.max(watermark, upTo);
  orderMailboxes(state, wanting);
}

/** Why a licensed user gets no mailbox now; undefined when nothing stands in the way (graph-exchange.md §0, §1.3 N). */
export function mailboxObstacle(state: LabState, synced: SyncedRecipient, isCloudManaged: boolean): string | undefined {
  if (isCloudManaged) return undefined;
  if (synced.exchangeGuid !== zeroGuid) return provisioningTexts.N;
  return state.readings.archiveGuidAlone === 'blocks' && synced.archiveGuid !== zeroGuid
    ? provisioningTexts.N
    : undefined;
}

function reconcile(state: LabState, row: EntraRow): Outcome {
  const recipients = state.exchangeOnline.recipients.find(recipientOfUser, row.id);
  const active = recipients.find(({ softDeletedAt }) => softDeletedAt === undefined);
  if (row.deletedAt !== undefined) {
    if (active !== undefined) softDelete(state, active);
    return 'nothing-more';
  }
  const type = mailRecipientType(row.objectType);
  if (type === undefined) return 'nothing-more';
  const licensed = mailboxProduct(state, row.cloud) !== undefined;
  if (active?.recipientTypeDetails === 'UserMailbox') {
    if (licensed) return updateMailbox(state, active, row);
    softDelete(state, active);
    return putMailRecipient(state, row, undefined, type);
  }
  const formerMailbox = recipients.find(
    ({ recipientTypeDetails, softDeletedAt }) => recipientTypeDetails === 'UserMailbox' && softDeletedAt !== undefined,
  );
  if (licensed && formerMailbox !== undefined && canReconnect(state, row, formerMailbox)) {
    return reconnect(state, active, formerMailbox, row);
  }
  const formerUser = active ?? recipients.find(({ recipientTypeDetails }) => recipientTypeDetails === type);
  const outcome = putMailRecipient(state, row, formerUser, type);
  return outcome === 'nothing-more' && licensed ? wantMailbox(state, row) : outcome;
}

function wantMailbox(state: LabState, row: EntraRow): Outcome {
  const active = state.exchangeOnline.recipients
    .find(recipientOfUser, row.id)
    .find(({ softDeletedAt }) => softDeletedAt === undefined);
  const obstacle = mailboxObstacle(state, syncedRecipient(row), active?.exchangeCloudManaged ?? false);
  return obstacle === undefined ? 'mailbox-wanted' : { error: obstacle };
}

/** Creates, restores or updates the recipient without mailbox; `former` undefined: there is none. */
function putMailRecipient(
  state: LabState,
  row: EntraRow,
  former: RecipientRow | undefined,
  type: RecipientRow['recipientTypeDetails'],
): Outcome {
  const { recipients, attributesCloudManagedByDefault } = state.exchangeOnline;
  const { isMailEnabled, ...synced } = syncedRecipient(row);
  if (former?.exchangeCloudManaged) return restore(state, former);
  if (!isMailEnabled) {
    if (former?.softDeletedAt === undefined && former !== undefined) recipients.delete(former.id);
    return 'nothing-more';
  }
  const conflict = findConflict(state, row, synced);
  if (conflict !== undefined) return { error: conflict };
  const exchangeCloudManaged = former === undefined && row.objectType === 'user' && attributesCloudManagedByDefault;
  recipients.put({
    id: former?.id ?? nextGuid(state.guids),
    externalDirectoryObjectId: row.id,
    recipientTypeDetails: type,
    ...synced,
    // Newly synchronized users arrive without Exchange attributes there (graph-exchange.md §4.4).
    ...(exchangeCloudManaged ? { exchangeGuid: zeroGuid, archiveGuid: zeroGuid } : {}),
    exchangeCloudManaged,
    softDeletedAt: undefined,
    itemCount: 0,
    skuId: undefined,
  });
  return 'nothing-more';
}

/** Synchronized Exchange attributes of a cloud-managed recipient are ignored (graph-exchange.md §4.4). */
function restore(state: LabState, recipient: RecipientRow): Outcome {
  if (recipient.softDeletedAt !== undefined) {
    state.exchangeOnline.recipients.put({ ...recipient, softDeletedAt: undefined });
  }
  return 'nothing-more';
}

/**
 * A mailbox keeps its own GUIDs, whatever is synchronized: what a cleared one would do to it is documented nowhere
 * (entra-connect.md §5). A synchronized archive that is not its own is an error (graph-exchange.md §1.3 A1).
 */
function updateMailbox(state: LabState, mailbox: RecipientRow, row: EntraRow): Outcome {
  if (mailbox.exchangeCloudManaged) return 'nothing-more';
  const { displayName, primarySmtpAddress, archiveGuid } = syncedRecipient(row);
  const skuId = mailboxProduct(state, row.cloud);
  state.exchangeOnline.recipients.put({ ...mailbox, displayName, primarySmtpAddress, skuId });
  const isMismatch = ![zeroGuid, archiveGuid].includes(mailbox.archiveGuid) && archiveGuid !== zeroGuid;
  return isMismatch
    ? { error: provisioningTexts.A1(archiveGuid, mailbox.exchangeGuid, mailbox.archiveGuid) }
    : 'nothing-more';
}

/** The licence came back, or the user did: so does the mailbox, unless AD says that it is somewhere else. */
function canReconnect(state: LabState, row: EntraRow, mailbox: RecipientRow): boolean {
  const { exchangeGuid } = syncedRecipient(row);
  if (exchangeGuid === mailbox.exchangeGuid) return true;
  return mailboxObstacle(state, syncedRecipient(row), mailbox.exchangeCloudManaged) === undefined;
}

function reconnect(state: LabState, mailUser: RecipientRow | undefined, mailbox: RecipientRow, row: EntraRow): Outcome {
  if (mailUser !== undefined) state.exchangeOnline.recipients.delete(mailUser.id);
  const active: RecipientRow = { ...mailbox, softDeletedAt: undefined };
  state.exchangeOnline.recipients.put(active);
  return updateMailbox(state, active, row);
}

/** Kept for 30 days, with its GUIDs and its items (graph-exchange.md §0.1). */
function softDelete(state: LabState, recipient: RecipientRow): void {
  // A contact or group has no such grace.
  const hasGrace = recipient.recipientTypeDetails === 'UserMailbox' || recipient.recipientTypeDetails === 'MailUser';
  if (hasGrace) state.exchangeOnline.recipients.put({ ...recipient, softDeletedAt: state.now, skuId: undefined });
  else state.exchangeOnline.recipients.delete(recipient.id);
}

function noteOutcome(state: LabState, row: EntraRow, outcome: Outcome): void {
  const present = state.tenant.objects.get(row.id);
  if (present?.cloud === undefined) return;
  const serviceProvisioningErrors = typeof outcome === 'object' ? [provisioningError(outcome.error)] : [];
  if (serviceProvisioningErrors.length === 0 && present.cloud.serviceProvisioningErrors.length === 0) return;
  noteCloudFacts(state, present, { serviceProvisioningErrors });
}
