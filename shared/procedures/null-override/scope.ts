import type { ComparisonOperator, Connector, ScopeCondition } from '../../entra-connect/rules/model.ts';
import { remoteMailboxTypes } from '../../entra-connect/recipient-kind.ts';

/** Whom a rule is about, as an option says it. */
export type Choice =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'attribute'; readonly attribute: string; readonly value: string }
  | { readonly kind: 'group'; readonly distinguishedName: string };

/** The word before the equals sign that names a group. */
const membership = 'memberof';
const attributeName = /^[a-z][a-z0-9-]{0,63}$/i;
// eslint-disable-next-line no-control-regex -- control characters are what this looks for
const unfit = /[\u0000-\u001f\u007f%]/;

/**
 * Reads `everyone`, `extensionAttribute15=pilot` or `memberOf=<distinguished name of a group>`; undefined: none of them.
 * A value with a per cent sign is refused: a scope takes what stands between two of them for a parameter.
 */
export function readChoice(text: string): Choice | undefined {
  if (text === 'everyone') return { kind: 'everyone' };
  const at = text.indexOf('=');
  if (at < 1) return undefined;
  const [name, value] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (!attributeName.test(name) || value === '' || unfit.test(value) || !value.isWellFormed()) return undefined;
  if (name.toLowerCase() !== membership) return { kind: 'attribute', attribute: name, value };
  return value.includes('=') ? { kind: 'group', distinguishedName: value } : undefined;
}

/** The one scope group of a rule: every choice has to hold, and nobody with an excluded kind of recipient is in it. */
export function scopeGroupsOf(
  choices: readonly Choice[],
  excludedTypes: readonly bigint[],
): readonly (readonly ScopeCondition[])[] {
  const exclusions = excludedTypes.map((type) => clause('msExchRecipientTypeDetails', 'NOTEQUAL', String(type)));
  return [[...choices.flatMap(clausesOf), ...exclusions]];
}

type ScopeGroups = readonly (readonly ScopeCondition[])[];

/** The scope of those who are in both; a scope without group is about everybody. */
export function bothScopes(left: ScopeGroups, right: ScopeGroups): ScopeGroups {
  if (left.length === 0) return right.length === 0 ? [[]] : right;
  if (right.length === 0) return left;
  return left.flatMap((group) => right.map((other) => [...group, ...other]));
}

/**
 * Whether a scope surely takes in everybody of certain groups: each of them has to lie within a group of the scope that
 * asks for nothing but what it asks for too.
 */
export function coversScope(scope: ScopeGroups, groups: ScopeGroups): boolean {
  if (scope.length === 0) return true;
  return groups.every((group) => scope.some((own) => own.every((one) => group.some((asked) => isSame(one, asked)))));
}

function isSame(left: ScopeCondition, right: ScopeCondition): boolean {
  const key = ({ attribute, operator, value }: ScopeCondition) => `${attribute} ${operator} ${value}`.toLowerCase();
  return key(left) === key(right);
}

function clausesOf(choice: Choice): readonly ScopeCondition[] {
  switch (choice.kind) {
    case 'everyone':
      return [];
    case 'attribute':
      return [clause(choice.attribute, 'EQUAL', choice.value)];
    case 'group':
      return [clause('dn', 'ISMEMBEROF', choice.distinguishedName)];
  }
}

function clause(attribute: string, operator: ComparisonOperator, value: string): ScopeCondition {
  return { attribute, operator, value };
}

/** Kinds of recipients that are never in scope, and those that the options add: each once. */
export function excludedTypesOf(more: readonly bigint[]): readonly bigint[] {
  return [...new Set([...remoteMailboxTypes, ...more])];
}

/** Whether nobody with a remote mailbox is in the scope of a rule. */
export function excludesRemoteMailboxes({ scopeGroups }: { readonly scopeGroups: ScopeGroups }): boolean {
  const exclusions = scopeGroupsOf([], remoteMailboxTypes).flat();
  return (
    scopeGroups.length > 0 &&
    scopeGroups.every((group) => exclusions.every((one) => group.some((clause) => isSame(clause, one))))
  );
}

/** The attribute as the connector spells it; undefined: it does not read it, or a scope cannot compare it. */
export function comparableAttribute({ attributeInclusions, schema }: Connector, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const known = attributeInclusions.length > 0 ? attributeInclusions : [...schema.attributes.keys()];
  const spelled = known.length === 0 ? name : known.find((one) => one.toLowerCase() === wanted);
  if (spelled === undefined) return undefined;
  const syntax = schema.attributes.get(spelled)?.syntax ?? 'string';
  return syntax === 'binary' || syntax === 'reference' ? undefined : spelled;
}
