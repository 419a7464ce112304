import { bucketTexts } from '../../user-flow/texts.ts';
import { flowListTexts as texts, licenseValues, listColumns, type ListText } from './texts.ts';
import { recipientKindTexts } from '../../entra-connect/recipient-kind-texts.ts';
import { commonName, parentOf } from '../../entra-connect/evaluation/distinguished-names.ts';
import { uncoveredTypes } from '../../procedures/steps/rules/census.ts';
import { sameType } from '../../entra-connect/contributors/contributor-reach.ts';
import { bucketOf, buckets, mayFlow, type Bucket } from '../../user-flow/buckets.ts';
import { isLicensed, usersByBucket } from '../../user-flow/flow.ts';
import { waitingForMailbox } from '../../user-flow/waiting-for-mailbox.ts';
import type { FlowUser, FlowUsers } from '../../user-flow/user.ts';
import type { Recommendation } from '../assessment.ts';
import { concernedUsersOf } from '../concerned-users.ts';
import { affectedUsersOf } from '../consequences.ts';
import { diagnosesById, nextSynchronizationId } from '../findings/doctor.ts';
import { remoteMailboxNamesIn } from '../remote-mailboxes.ts';
import type { StudiedFacts } from '../study.ts';
import { listOf, type OfferedList } from './offered-list.ts';

const { columns, shown, others: usual, othersOfBucket, othersWithReason } = listColumns.flow;

/** Where the reason of each user is its own. */
const ownReasons: readonly Bucket[] = ['export-error', 'provisioning-error'];

/** Lists of users of AD with a mailbox GUID: by where they stop, by what the paths do to them, by findings about the rules. */
export function flowLists(facts: StudiedFacts, recommendation: Recommendation): readonly OfferedList[] {
  if (!facts.users.ok) return [];
  const read = facts.users.value;
  const members = usersByBucket(read);
  const list = (id: string, text: ListText, users: readonly FlowUser[], others: readonly string[] = usual) =>
    listOf({ id, ...text, columns, shown: { ...shown, others } }, users, (user) =>
      flowRow(user, bucketOf(user, read), read),
    );
  const path = recommendation.afterwards ?? recommendation;
  return [
    ...buckets.flatMap((bucket) => {
      const users = members.get(bucket) ?? [];
      const licensed = users.filter(isLicensed);
      const others = ownReasons.includes(bucket) ? othersWithReason : othersOfBucket;
      return [
        list(`bucket.${bucket}`, bucketTexts[bucket], users, others),
        ...(licensed.length === users.length
          ? []
          : [list(`bucket.${bucket}.licensed`, texts.licensedIn(bucketTexts[bucket]), licensed, others)]),
      ];
    }),
    list('users-affected', texts.affected, affectedUsersOf(facts, path.procedure)),
    ...recommendation.alternatives.map(({ procedure }) =>
      list(`users-affected.${procedure}`, texts.affected, affectedUsersOf(facts, procedure)),
    ),
    list('users-licensed', texts.licensed, waitingForMailbox(read)),
    list('users-untouched', bucketTexts['no-nickname'], members.get('no-nickname') ?? []),
    remoteList(facts, read),
    list('contributors.coverage', texts.uncovered, uncoveredUsers(facts, read)),
    { ...list('users-lose-next', texts.loseNext, facts.next.lose), of: nextSynchronizationId },
    { ...list('users-get-back-next', texts.getBackNext, facts.next.getBack), of: nextSynchronizationId },
    ...diagnosesById(facts).map(([id, found]) => list(id, texts.concerned, concernedUsersOf(found, facts))),
  ];
}

/** Name, UPN, distinguished name, OU, object type, mailbox, where the user is, why, license. */
function flowRow(user: FlowUser, bucket: Bucket, { isTenantRead }: FlowUsers): readonly string[] {
  const { displayName, userPrincipalName, distinguishedName, objectType, kind, tenant, entraSpace } = user;
  const reason =
    bucket === 'export-error'
      ? entraSpace?.exportError
      : bucket === 'provisioning-error'
        ? tenant?.errors.join('; ')
        : undefined;
  return [
    displayName,
    userPrincipalName,
    distinguishedName,
    parentOf(distinguishedName),
    objectType,
    recipientKindTexts[kind],
    bucketTexts[bucket].title,
    reason ?? bucketTexts[bucket].why,
    tenant !== undefined
      ? licenseValues.holding[tenant.holding]
      : isTenantRead
        ? licenseValues.notInTenant
        : licenseValues.notRead,
  ];
}

/** Remote mailboxes whose GUID null-clone would clear, as the reasons of the paths count them. */
function remoteList(facts: StudiedFacts, { users }: FlowUsers): OfferedList {
  const known = new Map(users.map((user) => [user.distinguishedName, user]));
  return listOf(
    { id: 'users-remote', ...texts.remoteCleared, ...listColumns.remote },
    remoteMailboxNamesIn(facts) ?? [],
    (name) => {
      const user = known.get(name);
      return [user?.displayName ?? commonName(name), user?.userPrincipalName ?? '', name, user?.place ?? ''];
    },
  );
}

function uncoveredUsers({ rules, connectors, census }: StudiedFacts, { users }: FlowUsers): readonly FlowUser[] {
  if (!rules.ok || !connectors.ok) return [];
  const uncovered = uncoveredTypes({ rules: rules.value, connectors: connectors.value }, census);
  return users.filter(
    ({ space, entraSpace, objectType }) =>
      space?.hasGuid === true &&
      mayFlow({ space, entraSpace }) &&
      uncovered.some((one) => one.connectorId === space.connectorId && sameType(one.objectType, objectType)),
  );
}
