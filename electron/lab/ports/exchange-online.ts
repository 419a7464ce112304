import { success } from '../../../shared/base/failure.ts';
import type { CloudRecipient, ExchangeOnlineReader } from '../../../shared/systems/exchange-online.ts';
import { recipientOfUser } from '../cloud/exchange-online/recipient-index.ts';
import type { LabMachine } from '../machine.ts';
import type { RecipientRow } from '../state.ts';
import { filtered, windowOf } from './windows.ts';

/** The lab's Exchange Online. */
export function labExchangeOnline({ state }: LabMachine): ExchangeOnlineReader {
  const { exchangeOnline } = state;
  const isActive = ({ softDeletedAt }: RecipientRow) => softDeletedAt === undefined;
  const isSoftDeleted = ({ softDeletedAt }: RecipientRow) => softDeletedAt !== undefined;
  return {
    organization: async () =>
      success({ attributesCloudManagedByDefault: exchangeOnline.attributesCloudManagedByDefault }),
    recipients: async (window) =>
      success(windowOf(filtered(exchangeOnline.recipients.values(), isActive), window, recipientOf)),
    softDeletedRecipients: async (window) =>
      success(windowOf(filtered(exchangeOnline.recipients.values(), isSoftDeleted), window, recipientOf)),
    async recipientOf(user) {
      const row = exchangeOnline.recipients.find(recipientOfUser, user).find(isActive);
      return success(row && recipientOf(row));
    },
  };
}

function recipientOf({ id: _id, skuId: _skuId, ...recipient }: RecipientRow): CloudRecipient {
  return recipient;
}
