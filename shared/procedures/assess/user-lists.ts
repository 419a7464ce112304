import type { ObjectTable } from '../../engine/step.ts';
import { recipientKindTexts } from '../../messages/change-plan.ts';
import { bucketTexts, listTexts as texts } from '../../messages/user-flow.ts';
import { parentOf } from '../../sync-rules/engine/distinguished-names.ts';
import { bucketOf, buckets, type Bucket } from '../user-flow/buckets.ts';
import { usersByBucket } from '../user-flow/flow.ts';
import { waitingForMailbox } from '../user-flow/waiting-for-mailbox.ts';
import type { FlowUser, FlowUsers } from '../user-flow/user.ts';
import type { Recommendation } from './assessment.ts';
import { affectedUsersOf } from './consequences.ts';
import type { ForestFacts, NamedUser } from './facts.ts';
import { forestFindingId, withoutNickname } from './findings/directory.ts';
import type { StudiedFacts } from './study.ts';

/** The names behind a count. Its id is that of the finding or the consequence that counts them, or `bucket.<bucket>`. */
export interface UserList extends ObjectTable {
  /** Why they are on the list. */
  readonly why: string;
}

/** A list that has not been drawn up yet: rows are made when somebody wants to see them. */
export interface OfferedList extends Omit<UserList, 'rows'> {
  readonly count: number;
  readonly rows: () => readonly (readonly string[])[];
}

/** Every list that an assessment can show, in the order of the account and then of the findings; none of them is empty. */
export function userListsOf(
  facts: StudiedFacts,
  { procedure }: Pick<Recommendation, 'procedure'>,
): readonly OfferedList[] {
  const lists = [
    ...(facts.users.ok ? flowLists(facts.users.value, affectedUsersOf(facts, procedure)) : []),
    ...(facts.forests.ok ? facts.forests.value.flatMap((one) => forestLists(one, facts)) : []),
    ...errorList(facts),
  ];
  return lists.filter(({ count }) => count > 0);
}

function flowLists(read: FlowUsers, affected: readonly FlowUser[]): readonly OfferedList[] {
  const members = usersByBucket(read);
  const row = (user: FlowUser) => flowRow(user, bucketOf(user, read), read);
  const of = (
    id: string,
    { title, why }: { readonly title: string; readonly why: string },
    users: readonly FlowUser[],
  ) => ({
    id,
    title,
    why,
    columns: texts.columns,
    count: users.length,
    rows: () => users.map(row),
  });
  return [
    ...buckets.map((bucket) => of(`bucket.${bucket}`, bucketTexts[bucket], members.get(bucket) ?? [])),
    of('users-affected', texts.affected, affected),
    of('users-licensed', texts.licensed, waitingForMailbox(read)),
    of('users-untouched', bucketTexts['no-nickname'], members.get('no-nickname') ?? []),
  ];
}

/** Name, UPN, OU, object type, mailbox, where the user is, why, license. */
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
    parentOf(distinguishedName),
    objectType,
    recipientKindTexts[kind],
    bucketTexts[bucket].title,
    reason ?? bucketTexts[bucket].why,
    tenant !== undefined ? texts.holding[tenant.holding] : isTenantRead ? texts.notInTenant : texts.notRead,
  ];
}

function forestLists({ forest, recipients }: ForestFacts, facts: StudiedFacts): readonly OfferedList[] {
  if (!recipients.ok) return [];
  const { named } = recipients.value;
  const id = (name: string) => forestFindingId(name, forest, facts);
  const of = (
    name: string,
    { title, why }: { readonly title: string; readonly why: string },
    users: readonly NamedUser[],
  ) => ({
    id: id(name),
    title,
    why,
    columns: texts.directoryColumns,
    count: users.length,
    rows: () => users.map((user) => directoryRow(user, why)),
  });
  const duplicates = recipients.value.duplicateGuids;
  return [
    of('recipients', texts.remote, named.remote),
    of('no-mail-nickname', texts.withoutNickname, withoutNickname(forest, named, facts)),
    of('archive-guids', texts.archives, named.archives),
    {
      id: id('duplicate-guids'),
      ...texts.duplicates,
      columns: texts.duplicateColumns,
      count: duplicates.reduce((sum, { distinguishedNames }) => sum + distinguishedNames.length, 0),
      rows: () => duplicates.flatMap(({ guid, distinguishedNames }) => distinguishedNames.map((name) => [guid, name])),
    },
  ];
}

function directoryRow(user: NamedUser, why: string): readonly string[] {
  const { distinguishedName, userPrincipalName, objectType, kind } = user;
  return [userPrincipalName, distinguishedName, parentOf(distinguishedName), objectType, recipientKindTexts[kind], why];
}

function errorList({ tenant }: StudiedFacts): readonly OfferedList[] {
  if (!tenant.ok) return [];
  const { errors } = tenant.value;
  return [
    {
      id: 'tenant.provisioning-errors',
      ...texts.errors,
      columns: texts.errorColumns,
      count: errors.length,
      rows: () =>
        errors.map(({ displayName, userPrincipalName, service, text }) => [
          displayName,
          userPrincipalName,
          service,
          text,
        ]),
    },
  ];
}

/** A list with its rows. */
export function drawnUp({ id, title, why, columns, rows }: OfferedList): UserList {
  return { id, title, why, columns, rows: rows() };
}
