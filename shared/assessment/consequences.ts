import { consequenceTexts as texts } from './texts.ts';
import { getsBackNext, losesNext } from '../entra-connect/doctor/texts.ts';
import { affectedBy } from '../procedures/steps/rules/census.ts';
import type { AffectedObjects, Consequence, Recommendation } from './assessment.ts';
import { assertNever } from '../base/assert-never.ts';
import { holdsGuidInCloud } from '../user-flow/buckets.ts';
import { userFlow, usersIn } from '../user-flow/flow.ts';
import type { FlowUser } from '../user-flow/user.ts';
import type { AssessmentFacts } from './facts.ts';
import type { StudiedFacts } from './study.ts';

/** Objects that null-clone would be about, by connector and type; null-override leaves their remote mailboxes out. */
export function affectedIn({ selection, census }: StudiedFacts): readonly AffectedObjects[] {
  if (!selection.ok || selection.value.kind !== 'selected') return [];
  return selection.value.contributors.flatMap((rule) => {
    const counted = affectedBy(rule, census);
    if (counted === undefined) return [];
    return [
      {
        connectorId: rule.connectorId,
        objectType: rule.sourceObjectType,
        objects: counted.inCloud,
        untouchedWithoutNickname: counted.withGuidWithoutNickname,
      },
    ];
  });
}

/**
 * Users whose GUID the path takes out of Microsoft 365: it is there now. An override leaves remote mailboxes out and is about
 * all others of the connectors and object types that have none yet, whatever rule brings their GUID; a copy is about everybody of the rules that it replaces.
 */
export function affectedUsersOf(facts: StudiedFacts, procedure: Recommendation['procedure']): readonly FlowUser[] {
  if (!facts.users.ok) return [];
  const holders = facts.users.value.users.filter(holdsGuidInCloud);
  switch (procedure) {
    case 'null-override': {
      const kinds = new Set(overriddenIn(facts).map(keyOf));
      return holders.filter(
        ({ space, objectType, kind }) =>
          kind !== 'remote-mailbox' &&
          space !== undefined &&
          [objectType, '*'].some((type) => kinds.has(keyOf({ ...space, objectType: type }))),
      );
    }
    case 'null-clone':
    case 'rebuild': {
      const kinds = new Set(affectedIn(facts).map(keyOf));
      return holders.filter(
        ({ space, objectType }) => space !== undefined && kinds.has(keyOf({ ...space, objectType })),
      );
    }
    case 'repair-recipe':
    case 'restore-default':
    case 'none':
      return [];
    default:
      return assertNever(procedure);
  }
}

/** Connectors and object types that null-override would override. */
function overriddenIn({ overriding }: StudiedFacts): readonly Pick<AffectedObjects, 'connectorId' | 'objectType'>[] {
  if (!overriding.ok || overriding.value.kind !== 'selected') return [];
  return overriding.value.subjects.map(({ contributor }) => ({
    connectorId: contributor.connectorId,
    objectType: contributor.sourceObjectType,
  }));
}

function keyOf({ connectorId, objectType }: Pick<AffectedObjects, 'connectorId' | 'objectType'>): string {
  return `${connectorId} ${objectType.toLowerCase()}`;
}

/** What the recommended path will do to how many users, in plain words (procedures.md, `assess` 8). */
export function consequencesOf(
  facts: StudiedFacts,
  { procedure, isUndecided }: Pick<Recommendation, 'procedure' | 'isUndecided'>,
): readonly Consequence[] {
  const next = nextConsequences(facts);
  // Whom these two concern depends on what every rule does in effect: their own plans compute it user by user.
  switch (procedure) {
    case 'repair-recipe':
      return [{ id: 'users-affected', text: texts.repaired }, ...next, licensedConsequence(facts)];
    case 'restore-default':
      return [{ id: 'users-affected', text: texts.restored }, ...next];
    case 'none':
      if (isUndecided === true) return [{ id: 'users-affected', text: texts.affectedUnknown }];
      return next.length > 0 ? next : [{ id: 'users-affected', count: 0, text: texts.unaffected }];
    default:
      return [...consequencesOfNull(facts, procedure), ...next];
  }
}

/** What happens without any procedure. */
function nextConsequences({ next: { lose, getBack } }: StudiedFacts): readonly Consequence[] {
  return [
    ...(lose.length === 0 ? [] : [{ id: 'users-lose-next', count: lose.length, text: losesNext(lose.length) }]),
    ...(getBack.length === 0
      ? []
      : [{ id: 'users-get-back-next', count: getBack.length, text: getsBackNext(getBack.length) }]),
  ];
}

function consequencesOfNull(facts: StudiedFacts, procedure: Recommendation['procedure']): readonly Consequence[] {
  const known = facts.users.ok;
  const objects = affectedUsersOf(facts, procedure).length;
  const untouched = facts.users.ok ? usersIn(userFlow(facts.users.value), 'no-nickname') : 0;
  return [
    known
      ? { id: 'users-affected', count: objects, text: texts.affected(objects) }
      : { id: 'users-affected', text: texts.affectedUnknown },
    ...(untouched > 0 ? [{ id: 'users-untouched', count: untouched, text: texts.untouched(untouched) }] : []),
    licensedConsequence(facts),
  ];
}

function licensedConsequence({ licensed }: AssessmentFacts): Consequence {
  const id = 'users-licensed';
  if (!licensed.ok) return { id, text: texts.licensedUnknown };
  const { basis, users: count } = licensed.value;
  return { id, count, text: basis === 'tenant' ? texts.licensedAtMost(count) : texts.licensed(count) };
}
