import { effectOfKinds, type CertainFate } from '../entra-connect/doctor/place-effect.ts';
import { sameType } from '../entra-connect/contributors/contributor-reach.ts';
import type { UserKind } from '../entra-connect/prediction/user-kinds.ts';
import { holdsGuidInCloud } from '../user-flow/buckets.ts';
import type { FlowUser, FlowUsers } from '../user-flow/user.ts';

/** Users for whom the rules in place have not had their effect yet: the next full synchronization changes their GUID. */
export interface NextSynchronization {
  readonly lose: readonly FlowUser[];
  readonly getBack: readonly FlowUser[];
  /** Whether it hangs on what Apply Once does to a stored value, which Microsoft does not document. */
  readonly uncertain: boolean;
}

/** What rules that tell these kinds of users apart do; only of users for whom every reading of them comes to the same. */
export function nextSynchronization({ users }: FlowUsers, kinds: readonly UserKind[]): NextSynchronization {
  const synchronized = users.filter(isSettled);
  // Whoever is joined to another user with a GUID may have it from there.
  const joined = Map.groupBy(synchronized, ({ space }) => space?.metaverseId);
  const fates = new Map<string, CertainFate | undefined>();
  const fateOf = (user: FlowUser) => {
    const key = JSON.stringify([user.space?.connectorId, user.objectType.toLowerCase(), user.kind, user.space?.hasNickname]); // prettier-ignore
    if (!fates.has(key)) fates.set(key, onlyFateOf(kindsLike(user, kinds)));
    return fates.get(key);
  };
  const meets = (fate: CertainFate) => (user: FlowUser) =>
    (joined.get(user.space?.metaverseId) ?? []).every((one) => fateOf(one) === fate);
  const lose = synchronized.filter((user) => holdsGuidInCloud(user) && meets('removed')(user));
  const getBack = synchronized.filter((user) => !holdsGuidInCloud(user) && meets('reaches')(user));
  return {
    lose,
    getBack,
    uncertain: lose.some((user) => effectOfKinds(kindsLike(user, kinds)).uncertain),
  };
}

/** Joined on both sides, and not waiting for anything else. */
function isSettled({ space, entraSpace }: FlowUser): boolean {
  return (
    space?.hasGuid === true &&
    space.metaverseId !== undefined &&
    entraSpace !== undefined &&
    !entraSpace.isWaitingForFirstExport &&
    entraSpace.exportError === undefined
  );
}

/** Kinds are invented with the usual mailbox and a remote one; rules may tell further ones apart. */
function kindsLike({ space, objectType, kind }: FlowUser, kinds: readonly UserKind[]): readonly UserKind[] {
  const own = kinds.filter(
    (one) =>
      one.connectorId === space?.connectorId &&
      one.hasNickname === space.hasNickname &&
      sameType(one.objectType, objectType),
  );
  const alike = own.filter(({ recipient }) => recipient === kind);
  return alike.length > 0 ? alike : own.filter(({ recipient }) => recipient === 'on-premises-mailbox');
}

function onlyFateOf(kinds: readonly UserKind[]): CertainFate | undefined {
  const [fate, ...others] = kinds.length === 0 ? [] : effectOfKinds(kinds).fates;
  return others.length === 0 ? fate : undefined;
}
