import type { RuleId } from '../../../base/identifiers.ts';
import { ownerTexts as texts } from './texts.ts';
import type { Problem } from '../../../base/words/problem.ts';
import { guidFlowsOf, guidWord } from '../../../entra-connect/doctor/places.ts';
import type { ScopeCondition, SyncRule } from '../../../entra-connect/rules/model.ts';
import { firstStandardPrecedence, freePrecedenceBelow, planOverride } from '../../../entra-connect/rules/override.ts';
import type { RuleOperation } from '../../../entra-connect/rules/rule-operation.ts';
import type { MailboxOwner } from './mailbox-owner.ts';
import type { RulesAround } from './read-owners.ts';

/** A scope with more groups than this is no longer something a person can check. */
const mostKept = 200;

/** Rules that keep the mailbox GUID cleared for named users, or why there can be none. */
export type KeptPlan =
  | { readonly kind: 'possible'; readonly operations: readonly RuleOperation[] }
  | { readonly kind: 'impossible'; readonly problem: Problem };

/**
 * One override for each connector and object type, scoped to exactly these users by the name that no other object there
 * has. It is asked before every rule that gives a value, now and then; one that an earlier undo has made is widened.
 */
export function planKept(
  owners: readonly MailboxOwner[] | undefined,
  rules: RulesAround,
  idFor: (key: string) => RuleId,
): KeptPlan {
  if (owners === undefined) return impossible(texts.unknown);
  if (owners.length > mostKept) return impossible(texts.tooMany(owners.length, mostKept));
  const nameless = owners.filter(({ objects }) => objects.every(({ userPrincipalName }) => userPrincipalName === null));
  if (nameless.length > 0) return impossible(texts.nameless(nameless.map(({ distinguishedName: name }) => name)));
  const operations: RuleOperation[] = [];
  const present = [...rules.now, ...rules.then];
  const first = Math.min(firstStandardPrecedence, ...present.filter(givesValue).map(({ precedence }) => precedence));
  for (const [key, named] of namesByPlace(owners)) {
    const pattern = rules.then.find((rule) => isContributor(rule) && key === placeOf(rule));
    if (pattern === undefined) continue;
    const id = idFor(`kept ${key}`);
    const before = rules.now.find((rule) => rule.id === id);
    const scopeGroups = [...(before?.scopeGroups ?? []), ...named.map(scopeFor)];
    const taken = [...present, ...operations.flatMap((one) => (one.kind === 'create' ? [one.rule] : []))];
    const precedence = before?.precedence ?? freePrecedenceBelow(taken, first);
    if (precedence === undefined) return impossible(texts.noPrecedence(first));
    const after = planOverride(pattern, {
      ...{ id, precedence, scopeGroups: distinct(scopeGroups) },
      name: texts.ruleName(pattern.sourceObjectType),
      description: texts.ruleDescription,
    });
    if (before === undefined) operations.push({ kind: 'create', rule: after });
    else if (after.scopeGroups.length > before.scopeGroups.length) {
      operations.push({ kind: 'replace', before, after: { ...before, scopeGroups: after.scopeGroups } });
    }
  }
  return { kind: 'possible', operations };
}

function impossible(problem: Problem): KeptPlan {
  return { kind: 'impossible', problem };
}

function isContributor(rule: SyncRule): boolean {
  return rule.direction === 'inbound' && !rule.disabled && guidFlowsOf(rule).length > 0;
}

function givesValue(rule: SyncRule): boolean {
  return isContributor(rule) && guidWord(rule) === 'value';
}

function namesByPlace(owners: readonly MailboxOwner[]): ReadonlyMap<string, readonly string[]> {
  const named = owners.flatMap(({ objects }) =>
    objects.flatMap(({ connectorId, objectType, userPrincipalName: name }) =>
      name === null ? [] : [{ place: placeOf({ connectorId, sourceObjectType: objectType }), name }],
    ),
  );
  return new Map([...Map.groupBy(named, ({ place }) => place)].map(([key, all]) => [key, all.map(({ name }) => name)]));
}

function placeOf({ connectorId, sourceObjectType }: Pick<SyncRule, 'connectorId' | 'sourceObjectType'>): string {
  return `${connectorId} ${sourceObjectType.toLowerCase()}`;
}

function scopeFor(value: string): readonly ScopeCondition[] {
  return [{ attribute: 'userPrincipalName', operator: 'EQUAL', value }];
}

function distinct(groups: readonly (readonly ScopeCondition[])[]): readonly (readonly ScopeCondition[])[] {
  return [...new Map(groups.map((group) => [JSON.stringify(group).toLowerCase(), group])).values()];
}
