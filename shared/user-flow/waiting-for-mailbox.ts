import { bucketOf } from './buckets.ts';
import { isLicensed } from './flow.ts';
import type { FlowUser, FlowUsers } from './user.ts';

/** Users who get an empty mailbox as soon as the GUID is cleared: licensed, with the GUID in the cloud, and no mailbox. */
export function waitingForMailbox(read: FlowUsers): readonly FlowUser[] {
  return read.users.filter((user) => {
    if (!isLicensed(user)) return false;
    switch (bucketOf(user, read)) {
      case 'blocked':
        return true;
      // Without Exchange Online, AD alone tells whose mailbox is there already.
      case 'guid-in-entra':
        return user.kind !== 'remote-mailbox';
      default:
        return false;
    }
  });
}
