import type { RuleId } from '../../base/identifiers.ts';
import type { ScopeCondition } from '../rules/model.ts';
import { firstStandardPrecedence, freePrecedenceBelow, planOverride } from '../rules/override.ts';
import type { NewRules } from './new-rules.ts';
import { guidFlowsOf, type Place } from './places.ts';
import type { RuleDraft } from './rule-draft.ts';

/** A rule of its own that clears the GUID before any other rule is asked; none where no number is free, or where one did not help. */
export function addOverride(
  place: Place,
  draft: RuleDraft,
  names: NewRules,
  scopeGroups: readonly (readonly ScopeCondition[])[],
): void {
  const { objectType, standard, copies, others } = place;
  const contributors = [...(standard === undefined ? [] : [standard]), ...copies, ...others];
  const givers = contributors.filter((rule) => !rule.disabled && guidFlowsOf(rule).length > 0);
  const first = Math.min(firstStandardPrecedence, ...givers.map(({ precedence }) => precedence));
  const precedence = freePrecedenceBelow(draft.rules, first);
  const [pattern] = contributors;
  const id = overrideIdOf(place, names);
  if (precedence === undefined || pattern === undefined || draft.rules.some((rule) => rule.id === id)) return;
  draft.create(
    planOverride(pattern, {
      id,
      name: names.overrideName(objectType),
      description: names.overrideDescription,
      precedence,
      scopeGroups,
    }),
  );
}

export function overrideIdOf({ connectorId, objectType }: Place, names: NewRules): RuleId {
  return names.idFor(`override ${connectorId} ${objectType.toLowerCase()}`);
}
