import { failed, type Result } from '../../shared/base/failure.ts';
import type { DirectoryReader } from '../../shared/systems/directory.ts';
import type { ExchangeOnlineReader } from '../../shared/systems/exchange-online.ts';
import type { Tenant } from '../../shared/systems/tenant.ts';

/** The answer of a system that this target does not hold. */
export function notAvailable(during: string, reason: string): () => Promise<Result<never>> {
  return () => Promise.resolve(failed({ code: 'not-available', during, raw: reason, retry: 'pointless' }));
}

/** A Directory, Tenant and ExchangeOnline that are not there; every call says why. */
export function notConnected(reason: string): {
  readonly directory: DirectoryReader;
  readonly tenant: Tenant;
  readonly exchangeOnline: ExchangeOnlineReader;
} {
  const answer = (during: string) => notAvailable(during, reason);
  return {
    directory: {
      forests: answer('list the forests'),
      exchange: answer('read Exchange in the forest'),
      recipients: answer('read the recipients of the forest'),
    },
    tenant: {
      organization: answer('read the organization'),
      users: answer('read the users of the tenant'),
      user: answer('read a user of the tenant'),
      deletedUsers: answer('read the recycle bin'),
      subscribedSkus: answer('read the products of the tenant'),
      setUsageLocation: answer('set the usage location of a user'),
      changeLicenses: answer('change the licenses of a user'),
    },
    exchangeOnline: {
      organization: answer('read the Exchange organization'),
      recipients: answer('read the recipients of Exchange Online'),
      softDeletedRecipients: answer('read the soft-deleted recipients'),
      recipientOf: answer('read a recipient of Exchange Online'),
    },
  };
}
