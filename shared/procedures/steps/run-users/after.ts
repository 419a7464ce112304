import type { EntraObjectId } from '../../../base/identifiers.ts';
import type { FileToSeal } from '../../../engine/contract/step.ts';
import type { RecipientFacts } from '../../../user-flow/user.ts';
import { recipientState } from './before.ts';
import {
  absent,
  notRead,
  unreadState,
  writeUsersAfter,
  type UserAfter,
  type UserBefore,
  type UserState,
} from './user-lines.ts';

/** What a proof has read of each system; undefined: it did not read it. */
export interface StatesRead {
  /** GUIDs by metaverse object, empty for none. */
  readonly metaverse?: ReadonlyMap<string, string> | undefined;
  /** GUIDs in the connector space of Microsoft Entra ID, by metaverse object, empty for none. */
  readonly entra?: ReadonlyMap<string, string> | undefined;
  readonly exchangeOnline?: ReadonlyMap<EntraObjectId, RecipientFacts> | undefined;
}

/** What a proof has to look for. */
export interface WantedUsers {
  readonly metaverseIds: ReadonlySet<string>;
  readonly entraIds: ReadonlySet<EntraObjectId>;
}

export function wantedUsers(users: readonly UserBefore[]): WantedUsers {
  return {
    metaverseIds: new Set(users.flatMap(({ metaverseId }) => metaverseId ?? [])),
    entraIds: new Set(users.flatMap(({ entraId }) => (entraId === null ? [] : [entraId as EntraObjectId]))),
  };
}

/** The file that a proof seals: every user as it was read back, with what the proof says of it. */
export function usersAfterFile(step: string, users: readonly UserAfter[]): FileToSeal {
  return { path: `${step}/users.jsonl`, text: writeUsersAfter(users) };
}

/** A user as it was read back. Whoever was in no system before was not looked for there. */
export function stateAfter({ metaverseId, entraId }: UserBefore, read: StatesRead): UserState {
  const guid = (guids: ReadonlyMap<string, string> | undefined) =>
    guids === undefined || metaverseId === null ? notRead : (guids.get(metaverseId) ?? absent);
  const recipients = read.exchangeOnline;
  return {
    metaverse: guid(read.metaverse),
    entra: guid(read.entra),
    ...(recipients === undefined || entraId === null
      ? { exchangeOnline: notRead, mailbox: notRead }
      : recipientState(recipients.get(entraId as EntraObjectId))),
  };
}

/** Whether a GUID was read, and stands there. */
function holdsGuid(cell: string): boolean {
  return cell !== '' && cell !== absent && cell !== notRead;
}

function isUnread({ metaverse, entra, exchangeOnline }: UserState): boolean {
  return [metaverse, entra, exchangeOnline].every((cell) => cell === notRead);
}

/** A user as a proof of the cleared GUID sees it: nowhere is the old GUID left, as far as was read. */
export function clearedUser(user: UserBefore, read: StatesRead, isStaging: boolean): UserAfter {
  const state = stateAfter(user, read);
  if (isUnread(state)) return { id: user.id, state: unreadState, verdict: 'not-told' };
  const isGone = state.metaverse === absent;
  const isInEntra = !isStaging && holdsGuid(state.entra);
  const isBlocked = state.mailbox === 'no' && state.exchangeOnline === user.state.metaverse;
  const isLeft = holdsGuid(state.metaverse) || isInEntra || (isBlocked && holdsGuid(state.exchangeOnline));
  return { id: user.id, state, verdict: isGone || isLeft ? 'not-as-planned' : 'as-planned' };
}

/**
 * A user as the proof of an undo sees it: everything is as it was before, as far as was read. `isKept`: the GUID stays cleared,
 * because the user has a mailbox. Whoever has got a mailbox does not get the old GUID in Exchange Online.
 */
export function restoredUser(user: UserBefore, read: StatesRead, isKept: boolean): UserAfter {
  const state = stateAfter(user, read);
  if (isUnread(state)) return { id: user.id, state, verdict: 'not-told' };
  const expected = (before: string) => (isKept && holdsGuid(before) ? '' : before);
  const isSame = (now: string, before: string) => now === notRead || before === notRead || now === expected(before);
  const isCloudSame = state.mailbox === 'yes' || isKept || isSame(state.exchangeOnline, user.state.exchangeOnline);
  const isBack = isSame(state.metaverse, user.state.metaverse) && isSame(state.entra, user.state.entra) && isCloudSame;
  return { id: user.id, state, verdict: isBack ? 'as-planned' : 'not-as-planned' };
}
