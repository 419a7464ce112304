import type { SyncRule } from './model.ts';
import { clonePrefix, isExchangeRule, looksLikeExchangeRule } from './origin.ts';

type Copied = Pick<SyncRule, 'name' | 'immutableTag' | 'sourceObjectType' | 'flows'>;

/** What Microsoft calls the Exchange rule of an object type, on servers of every language (entra-connect.md §2). */
export function exchangeRuleName(objectType: string): string {
  return `In from AD - ${exchangeRuleKind(objectType)} Exchange`;
}

/** The object type as names and tags of default rules spell it. */
export function exchangeRuleKind(objectType: string): 'User' | 'InetOrgPerson' {
  return objectType.toLowerCase() === 'user' ? 'User' : 'InetOrgPerson';
}

/**
 * The name of the rule that a copy was made of: told by what the copy brings in, whatever language its name is in; else by
 * its name. Undefined: it is no copy.
 */
export function originalNameOf(copy: Copied): string | undefined {
  if (looksLikeExchangeRule(copy)) return exchangeRuleName(copy.sourceObjectType);
  const at = copy.name.indexOf(clonePrefix);
  return at === -1 ? undefined : copy.name.slice(0, at);
}

/** The rule that a copy was made of, among the rules of its connector; undefined: it is not there. */
export function originalOf(copy: SyncRule, ofConnector: readonly SyncRule[]): SyncRule | undefined {
  const candidates = ofConnector.filter(
    (rule) =>
      rule.id !== copy.id &&
      rule.direction === copy.direction &&
      rule.sourceObjectType.toLowerCase() === copy.sourceObjectType.toLowerCase(),
  );
  const name = originalNameOf(copy);
  const standard = looksLikeExchangeRule(copy) ? candidates.find(isExchangeRule) : undefined;
  return standard ?? candidates.find((rule) => rule.name === name);
}
