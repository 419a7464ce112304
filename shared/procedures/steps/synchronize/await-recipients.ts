import { success, type Result } from '../../../base/failure.ts';
import type { EntraObjectId } from '../../../base/identifiers.ts';
import type { CloudRecipient } from '../../../systems/exchange-online.ts';
import { persistently, waitUntil } from '../../../systems/patience.ts';
import type { Reading } from '../../../systems/contexts.ts';

/** What is waited for at the recipients of Exchange Online. */
interface Awaiting<Seen> {
  /** Reads every recipient. */
  readonly readAll: () => Promise<Result<Seen>>;
  /** Recipients that are not yet as they should be, as far as they can be asked for one by one. */
  readonly awaited: (seen: Seen) => readonly EntraObjectId[];
  /** Whether a recipient has become what it should be; undefined: it is not there. */
  readonly isSettled: (recipient: CloudRecipient | undefined) => boolean;
  readonly isComplete: (seen: Seen) => boolean;
  readonly tell: (seen: Seen) => void;
}

/** Recipients that are asked for one by one between two readings of all: few enough not to weigh on a tenant. */
const watched = 20;

/**
 * Waits until all recipients are as they should be, or the time is up; what comes back was read from all of them last.
 * All of them are read once, then only a few of those awaited, and all of them again when these few are settled.
 */
export async function awaitRecipients<Seen>(
  context: Reading,
  limit: { readonly seconds: number; readonly every: number; readonly during: string },
  { readAll, awaited, isSettled, isComplete, tell }: Awaiting<Seen>,
): Promise<Result<Seen>> {
  const deadline = context.clock.now().getTime() + limit.seconds * 1000;
  for (;;) {
    const seen = await persistently(context, readAll);
    if (!seen.ok || isComplete(seen.value)) return seen;
    const left = Math.max(0, Math.floor((deadline - context.clock.now().getTime()) / 1000));
    if (left === 0) return seen;
    tell(seen.value);
    let few: readonly EntraObjectId[] = awaited(seen.value).slice(0, watched);
    let isFirstLook = true;
    const waited = await waitUntil(context, { ...limit, seconds: left }, async () => {
      // They have just been read with all the others.
      const open = isFirstLook ? success(few) : await unsettled(context, few, isSettled);
      if (!open.ok) return open;
      const isOver = !isFirstLook && open.value.length === 0;
      few = open.value;
      isFirstLook = false;
      return success({ kind: isOver ? 'there' : 'not-yet', value: undefined } as const);
    });
    if (!waited.ok) return waited;
  }
}

/** The users from the first one that is not settled yet; whoever comes before is settled. */
async function unsettled(
  context: Reading,
  users: readonly EntraObjectId[],
  isSettled: (recipient: CloudRecipient | undefined) => boolean,
): Promise<Result<readonly EntraObjectId[]>> {
  for (const [index, user] of users.entries()) {
    const recipient = await persistently(context, () => context.systems.exchangeOnline.recipientOf(user, context));
    if (!recipient.ok) return recipient;
    if (!isSettled(recipient.value)) return success(users.slice(index));
  }
  return success([]);
}
