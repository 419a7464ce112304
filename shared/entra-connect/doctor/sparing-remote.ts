import type { SyncRule } from '../rules/model.ts';
import type { NewRules } from './new-rules.ts';
import { isAboutGuidOnly } from './places.ts';

/** A rule that had no effect on remote mailboxes is not to begin with one; a rule with other flows keeps its scope for them. */
export function sparingRemote(rule: SyncRule, names: NewRules): SyncRule {
  return isAboutGuidOnly(rule) ? { ...rule, scopeGroups: withoutRemote(rule.scopeGroups, names) } : rule;
}

/** Each group without remote mailboxes, unless it names the recipient types that it is about. */
export function withoutRemote(
  scopeGroups: SyncRule['scopeGroups'],
  { overrideScope }: NewRules,
): SyncRule['scopeGroups'] {
  const exclusions = overrideScope.flat();
  const typeAttributes = new Set(exclusions.map(({ attribute }) => attribute.toLowerCase()));
  const groups = scopeGroups.length === 0 ? [[]] : scopeGroups;
  return groups.map((group) => {
    const ofType = group.filter(({ attribute }) => typeAttributes.has(attribute.toLowerCase()));
    if (ofType.some(({ operator }) => operator !== 'NOTEQUAL')) return group;
    const excluded = new Set(ofType.map(({ value }) => value));
    return [...group, ...exclusions.filter(({ value }) => !excluded.has(value))];
  });
}
