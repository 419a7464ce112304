import { consequenceTexts as texts } from '../../messages/assess.ts';
import { affectedBy } from '../rule-change/census.ts';
import type { AffectedObjects, Consequence, Recommendation } from './assessment.ts';
import type { AssessmentFacts } from './facts.ts';
import type { StudiedFacts } from './study.ts';

/** Objects that null-clone with its standard options would be about, by connector and type. */
export function affectedIn({ selection, census }: StudiedFacts): readonly AffectedObjects[] {
  if (!selection.ok || selection.value.kind !== 'selected') return [];
  return selection.value.contributors.flatMap((rule) => {
    const counted = affectedBy(rule, census);
    if (counted === undefined) return [];
    const { withMailboxGuid, withGuidWithoutNickname } = counted;
    return [
      {
        connectorId: rule.connectorId,
        objectType: rule.sourceObjectType,
        objects: withMailboxGuid - withGuidWithoutNickname,
        untouchedWithoutNickname: withGuidWithoutNickname,
      },
    ];
  });
}

/** What the recommended path will do to how many users, in plain words (procedures.md, `assess` 8). */
export function consequencesOf(
  facts: StudiedFacts,
  { procedure }: Pick<Recommendation, 'procedure'>,
): readonly Consequence[] {
  // Whom these two concern depends on what every rule does in effect: their own plans compute it user by user.
  switch (procedure) {
    case 'repair-recipe':
      return [{ id: 'users-affected', text: texts.repaired }, licensedConsequence(facts)];
    case 'restore-default':
      return [{ id: 'users-affected', text: texts.restored }];
    default:
      return consequencesOfNull(facts);
  }
}

function consequencesOfNull(facts: StudiedFacts): readonly Consequence[] {
  const affected = affectedIn(facts);
  const known = facts.connectorCensus.some(({ objectTypes }) => objectTypes.ok);
  const objects = affected.reduce((sum, one) => sum + one.objects, 0);
  const untouched = affected.reduce((sum, one) => sum + one.untouchedWithoutNickname, 0);
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
