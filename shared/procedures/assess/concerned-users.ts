import { sameType } from '../../sync-rules/contributor-reach.ts';
import type { Diagnosis } from '../../sync-rules/doctor/diagnosis.ts';
import type { SyncRule } from '../../sync-rules/model.ts';
import type { ObjectTypeCensus } from '../object-census.ts';
import type { Census } from '../rule-change/census.ts';
import type { StudiedFacts } from './study.ts';

/** Users with a mailbox GUID that synchronizes; `atMost`: the scope of a rule may leave out some of them. */
export interface ConcernedUsers {
  readonly users: number;
  readonly atMost: boolean;
}

/** Whom a finding of the doctor concerns, from what was counted in the connector spaces; undefined: nothing was. */
export function concernedUsers({ place, rules }: Diagnosis, { census }: StudiedFacts): ConcernedUsers | undefined {
  const counted = place === undefined ? countedOnServer(rules, census) : census.get(place.connectorId);
  if (counted === undefined) return undefined;
  const ofPlace =
    place === undefined ? counted : counted.filter(({ objectType }) => sameType(objectType, place.objectType));
  // Of a place the first rule is the one that shows it; the others are compared with it.
  const shown = place === undefined ? rules : rules.slice(0, 1);
  return {
    users: ofPlace.reduce((sum, one) => sum + one.synchronized, 0),
    atMost: shown.some(mayLeaveOut),
  };
}

/** The objects that inbound rules are about; of outbound ones, and where no rule shows it, those of every connector. */
function countedOnServer(rules: readonly SyncRule[], census: Census): readonly ObjectTypeCensus[] | undefined {
  if (census.size === 0) return undefined;
  const isAboutAll = rules.length === 0 || rules.some(({ direction }) => direction === 'outbound');
  return [...census].flatMap(([connectorId, types]) =>
    types.filter(
      ({ objectType }) =>
        isAboutAll ||
        rules.some((rule) => rule.connectorId === connectorId && sameType(rule.sourceObjectType, objectType)),
    ),
  );
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
