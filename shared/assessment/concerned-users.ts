import { sameType } from '../entra-connect/contributors/contributor-reach.ts';
import type { Diagnosis } from '../entra-connect/doctor/diagnosis.ts';
import type { SyncRule } from '../entra-connect/rules/model.ts';
import type { ConnectorId } from '../base/identifiers.ts';
import { mayFlow } from '../user-flow/buckets.ts';
import type { FlowUser } from '../user-flow/user.ts';
import type { StudiedFacts } from './study.ts';

/** Users with a mailbox GUID that synchronizes; `atMost`: the scope of a rule may leave out some of them. */
export interface ConcernedUsers {
  readonly users: number;
  readonly atMost: boolean;
}

/** Whom a finding of the doctor concerns, from what was counted in the connector spaces; undefined: nothing was. */
export function concernedUsers(found: Diagnosis, { census }: StudiedFacts): ConcernedUsers | undefined {
  const { place, rules } = found;
  if (place === undefined ? census.size === 0 : !census.has(place.connectorId)) return undefined;
  const isAbout = kindsOf(found);
  const counted = [...census].flatMap(([connectorId, types]) =>
    types.filter(({ objectType }) => isAbout({ connectorId, objectType })),
  );
  // Of a place the first rule is the one that shows it; the others are compared with it.
  const shown = place === undefined ? rules : rules.slice(0, 1);
  return { users: counted.reduce((sum, one) => sum + one.synchronized, 0), atMost: shown.some(mayLeaveOut) };
}

/** The same users one by one. */
export function concernedUsersOf(found: Diagnosis, { users }: StudiedFacts): readonly FlowUser[] {
  if (!users.ok) return [];
  const isAbout = kindsOf(found);
  return users.value.users.filter(
    ({ space, entraSpace, objectType }) =>
      space?.hasGuid === true &&
      mayFlow({ space, entraSpace }) &&
      entraSpace !== undefined &&
      isAbout({ ...space, objectType }),
  );
}

interface Kind {
  readonly connectorId: ConnectorId;
  readonly objectType: string;
}

/** The objects of a place; else those that inbound rules are about; of outbound ones, and where no rule shows it, all. */
function kindsOf({ place, rules }: Diagnosis): (kind: Kind) => boolean {
  if (place !== undefined)
    return (kind) => kind.connectorId === place.connectorId && sameType(kind.objectType, place.objectType);
  const isAboutAll = rules.length === 0 || rules.some(({ direction }) => direction === 'outbound');
  return ({ connectorId, objectType }) =>
    isAboutAll || rules.some((rule) => rule.connectorId === connectorId && sameType(rule.sourceObjectType, objectType));
}

/** A scope that asks for no more than mailNickname has everybody who is counted in it. */
function mayLeaveOut({ scopeGroups }: SyncRule): boolean {
  return (
    scopeGroups.length > 0 &&
    !scopeGroups.some((group) =>
      group.every(({ attribute, operator }) => attribute.toLowerCase() === 'mailnickname' && operator === 'ISNOTNULL'),
    )
  );
}
