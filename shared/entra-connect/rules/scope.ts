import { assertNever } from '../../base/assert-never.ts';
import type { ScopeCondition, SyncRule } from './model.ts';
import { booleanOf, hexFromBytes, type AttributeValue, type AttributeValues } from './values.ts';

/** What a scope filter may ask of an object. */
export interface ScopeSubject {
  attribute(name: string): AttributeValues | undefined;
  /** Whether the object is a direct member of a group of the rule's connector space. */
  isMemberOf(groupDistinguishedName: string): boolean;
}

export type ScopePredicate = (subject: ScopeSubject) => boolean;

/** Groups are joined by OR, the clauses of a group by AND; a rule without groups takes every object. */
export function compileScope(
  rule: Pick<SyncRule, 'scopeGroups'>,
  parameter: (name: string) => string | undefined,
): ScopePredicate {
  const groups = rule.scopeGroups
    .filter((group) => group.length > 0)
    .map((group) => group.map((condition) => compileCondition(condition, parameter)));
  if (groups.length === 0) return () => true;
  return (subject) => groups.some((clauses) => clauses.every((clause) => clause(subject)));
}

/**
 * A clause over several values holds when one of them satisfies it; a negated clause when none satisfies its opposite. So
 * an absent attribute fails every positive clause and satisfies every negated one: `cloudMastered NOTEQUAL True` of the
 * out-of-box rules takes objects without that attribute. ISIN is "the multi-valued variation of EQUAL" and ISNOTIN of
 * NOTEQUAL (declarative-provisioning doc, Scope).
 */
function compileCondition(condition: ScopeCondition, parameter: (name: string) => string | undefined): ScopePredicate {
  const { attribute, operator } = condition;
  const expected = expandParameters(condition.value, parameter);
  const matches = (test: (value: AttributeValue) => boolean): ScopePredicate => {
    return (subject) => subject.attribute(attribute)?.some(test) ?? false;
  };
  const not = (predicate: ScopePredicate): ScopePredicate => {
    return (subject) => !predicate(subject);
  };
  const text = expected.toLowerCase();
  switch (operator) {
    case 'EQUAL':
    case 'ISIN':
      return matches(equalTo(expected));
    case 'NOTEQUAL':
    case 'ISNOTIN':
      return not(matches(equalTo(expected)));
    case 'LESSTHAN':
      return matches((value) => compareTo(value, expected) < 0);
    case 'LESSTHAN_OR_EQUAL':
      return matches((value) => compareTo(value, expected) <= 0);
    case 'GREATERTHAN':
      return matches((value) => compareTo(value, expected) > 0);
    case 'GREATERTHAN_OR_EQUAL':
      return matches((value) => compareTo(value, expected) >= 0);
    case 'CONTAINS':
      return matches((value) => lowerText(value).includes(text));
    case 'NOTCONTAINS':
      return not(matches((value) => lowerText(value).includes(text)));
    case 'STARTSWITH':
      return matches((value) => lowerText(value).startsWith(text));
    case 'NOTSTARTSWITH':
      return not(matches((value) => lowerText(value).startsWith(text)));
    case 'ENDSWITH':
      return matches((value) => lowerText(value).endsWith(text));
    case 'NOTENDSWITH':
      return not(matches((value) => lowerText(value).endsWith(text)));
    case 'ISNULL':
      return (subject) => subject.attribute(attribute) === undefined;
    case 'ISNOTNULL':
      return (subject) => subject.attribute(attribute) !== undefined;
    case 'ISBITSET':
      return matches(hasBits(expected));
    case 'ISBITNOTSET':
      return not(matches(hasBits(expected)));
    case 'ISMEMBEROF':
      return (subject) => subject.isMemberOf(expected);
    case 'ISNOTMEMBEROF':
      return (subject) => !subject.isMemberOf(expected);
    default:
      return assertNever(operator);
  }
}

/** `%Connector.ID%` in a scope value, as in Out to AD - InetOrgPerson Exchange Hybrid; an unknown parameter stays as written. */
function expandParameters(value: string, parameter: (name: string) => string | undefined): string {
  return value.replace(/%([^%\s]+)%/g, (whole, name: string) => parameter(name) ?? whole);
}

/** Texts compare without regard to case, integers as numbers, booleans as written. */
function equalTo(expected: string): (value: AttributeValue) => boolean {
  const text = expected.toLowerCase();
  const number = integerOf(expected);
  const boolean = booleanOf(expected);
  return (value) => {
    switch (typeof value) {
      case 'string':
        return value.length === text.length && value.toLowerCase() === text;
      case 'bigint':
        return value === number;
      case 'boolean':
        return value === boolean;
      default:
        return lowerText(value) === text;
    }
  };
}

/** Negative, zero or positive; NaN, which no comparison accepts, where the two have no order. */
function compareTo(value: AttributeValue, expected: string): number {
  if (typeof value === 'bigint') {
    const number = integerOf(expected);
    return number === undefined ? Number.NaN : value < number ? -1 : value > number ? 1 : 0;
  }
  if (typeof value !== 'string') return Number.NaN;
  const left = value.toLowerCase();
  const right = expected.toLowerCase();
  return left < right ? -1 : left > right ? 1 : 0;
}

/** All bits of the mask, decimal or after `&H` or `0x`. */
function hasBits(mask: string): (value: AttributeValue) => boolean {
  const bits = integerOf(mask);
  return (value) => {
    const number = typeof value === 'bigint' ? value : typeof value === 'string' ? integerOf(value) : undefined;
    return bits !== undefined && number !== undefined && (number & bits) === bits;
  };
}

function integerOf(text: string): bigint | undefined {
  const trimmed = text.trim();
  if (/^-?\d+$/.test(trimmed)) return BigInt(trimmed);
  const hexadecimal = /^(?:&H|0x)([0-9a-f]+)$/i.exec(trimmed)?.[1];
  return hexadecimal === undefined ? undefined : BigInt(`0x${hexadecimal}`);
}

function lowerText(value: AttributeValue): string {
  switch (typeof value) {
    case 'string':
      return value.toLowerCase();
    case 'bigint':
      return value.toString();
    case 'boolean':
      return value ? 'true' : 'false';
    default:
      return hexFromBytes(value).toLowerCase();
  }
}
