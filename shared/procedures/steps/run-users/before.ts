import { success, type Result } from '../../../base/failure.ts';
import { zeroGuid } from '../../../base/guid.ts';
import type { BeforeEntry } from '../proof/before-state.ts';
import { mayHaveSynchronized, type Round } from '../rules/rule-change.ts';
import { withNew } from '../proof/state-before.ts';
import type { Reading } from '../../../systems/contexts.ts';
import { isAffected, type Concern } from '../../../user-flow/affected.ts';
import { bucketOf } from '../../../user-flow/buckets.ts';
import type { FlowUser, FlowUsers, RecipientFacts } from '../../../user-flow/user.ts';
import { absent, notRead, readUsersBefore, writeUsersBefore, type UserBefore, type UserState } from './user-lines.ts';

/** Where the users whom a round is about are sealed before it. */
export function usersBeforeFile({ folder }: Pick<Round, 'folder'>): string {
  return `${folder}users.jsonl`;
}

/** The users of the account whom a change is about; pure. */
export function usersBefore(
  flow: FlowUsers,
  concern: Concern,
  metaverse: readonly BeforeEntry[],
): readonly UserBefore[] {
  const guids = new Map(metaverse.map(({ id, guid }) => [id, guid]));
  return flow.users.flatMap((user): readonly UserBefore[] => {
    const { space, displayName, userPrincipalName, distinguishedName, objectType, kind, guid } = user;
    if (space === undefined || !concern.concerned.has(space.id)) return [];
    const metaverseId = space.metaverseId ?? null;
    return [
      {
        ...{ id: space.id, metaverseId, entraId: user.tenant?.id ?? user.entraSpace?.entraId ?? null },
        ...{ name: displayName, userPrincipalName, distinguishedName, objectType, kind, guid },
        bucket: bucketOf(user, flow),
        isAffected: isAffected(user, concern),
        holding: user.tenant?.holding ?? (flow.isTenantRead ? absent : notRead),
        state: {
          metaverse: metaverseId === null ? absent : (guids.get(metaverseId) ?? absent),
          ...stateInCloud(user, flow),
        },
      },
    ];
  });
}

/** Whoever is not known in Microsoft Entra ID was not looked for in Exchange Online. */
function stateInCloud({ entraSpace, tenant, recipient }: FlowUser, { to }: FlowUsers): Omit<UserState, 'metaverse'> {
  const isRead = to === 'exchange-online' && (tenant?.id ?? entraSpace?.entraId) !== undefined;
  return { entra: entraSpace?.guid ?? absent, ...(isRead ? recipientState(recipient) : unreadRecipient) };
}

const unreadRecipient = { exchangeOnline: notRead, mailbox: notRead } as const;

/** What Exchange Online holds of a user; undefined: no recipient. */
export function recipientState(recipient: RecipientFacts | undefined): Pick<UserState, 'exchangeOnline' | 'mailbox'> {
  if (recipient === undefined) return { exchangeOnline: absent, mailbox: absent };
  const { isMailbox, guid } = recipient;
  return { exchangeOnline: guid === zeroGuid ? '' : guid, mailbox: isMailbox ? 'yes' : 'no' };
}

/** The lines to seal. Once the round may have synchronized, what was sealed then stays, and only new users are added. */
export async function sealUsersBefore(
  context: Reading,
  round: Round,
  today: readonly UserBefore[],
): Promise<Result<string>> {
  const isFirst = !mayHaveSynchronized(context, round) || context.captured(round.steps.preview) === undefined;
  if (isFirst) return success(writeUsersBefore(today));
  const sealed = await readSealedUsers(context, round);
  return sealed.ok ? success(writeUsersBefore(withNew(sealed.value, today, ({ id }) => id))) : sealed;
}

/** The users whom a round is about, as they were sealed before it. */
export async function readSealedUsers(
  context: Reading,
  round: Pick<Round, 'folder'>,
): Promise<Result<readonly UserBefore[]>> {
  const text = await context.evidenceFile(usersBeforeFile(round));
  return text.ok ? success(readUsersBefore(text.value)) : text;
}
