import type { EntraObjectId } from '../../../shared/base/identifiers.ts';
import type { CloudWork, LabState } from '../state.ts';

const minute = 60_000;

/** Minutes from a licence and an empty ExchangeGuid to the mailbox. */
const mailboxMinutes = 10;

/** Sends the latest changes of Entra ID to Exchange Online; what changes at one moment arrives together. */
export function orderForwardSync(state: LabState): void {
  const dueAt = later(state.now, state.readings.forwardSyncMinutes);
  const upTo = state.tenant.highestChangeNumber;
  const { exchangeOnline } = state;
  const rest = exchangeOnline.due.filter((work) => work.kind !== 'forward-sync' || work.dueAt !== dueAt);
  exchangeOnline.due = [...rest, { kind: 'forward-sync', dueAt, upTo }];
}

/** Lets mailboxes appear after their time; ordering one twice changes nothing. */
export function orderMailboxes(state: LabState, users: readonly EntraObjectId[]): void {
  const { exchangeOnline } = state;
  const ordered = new Set(exchangeOnline.due.flatMap((work) => (work.kind === 'mailboxes' ? work.users : [])));
  const fresh = users.filter((user) => !ordered.has(user));
  if (fresh.length === 0) return;
  const dueAt = later(state.now, mailboxMinutes);
  exchangeOnline.due = [...exchangeOnline.due, { kind: 'mailboxes', dueAt, users: fresh }];
}

/** When the next work is due, ISO UTC. */
export function nextDue(state: LabState): string | undefined {
  return state.exchangeOnline.due.reduce<string | undefined>(
    (first, { dueAt }) => (first === undefined || dueAt < first ? dueAt : first),
    undefined,
  );
}

/** Takes the work that is due by now off the list, earliest first. */
export function takeDue(state: LabState): readonly CloudWork[] {
  const { exchangeOnline, now } = state;
  const due = exchangeOnline.due.filter(({ dueAt }) => dueAt <= now);
  if (due.length > 0) exchangeOnline.due = exchangeOnline.due.filter(({ dueAt }) => dueAt > now);
  return due.toSorted((left, right) => (left.dueAt < right.dueAt ? -1 : left.dueAt > right.dueAt ? 1 : 0));
}

/** A moment some minutes later, ISO UTC. */
export function later(moment: string, minutes: number): string {
  return new Date(Date.parse(moment) + minutes * minute).toISOString();
}
