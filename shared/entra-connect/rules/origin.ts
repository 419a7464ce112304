import { flowsTo } from './flows-to.ts';
import type { AttributeFlow, LinkType, ScopeCondition, SyncRule } from './model.ts';

/** Where a rule comes from, as far as it can be told from the rule itself. */
export type RuleOrigin = 'default' | 'modified-default' | 'clone' | 'custom';

/** What stands between the original's name and the date in the name of a copy made by the editor (entra-connect.md §3.1). */
export const clonePrefix = ' - Cloned - ';

/** How an out-of-box rule differs from its documented default. */
export type Modification =
  | { readonly kind: 'flow-missing' }
  | { readonly kind: 'flow-changed'; readonly flow: AttributeFlow }
  | { readonly kind: 'scope-changed'; readonly scopeGroups: readonly (readonly ScopeCondition[])[] }
  | { readonly kind: 'joins-added' }
  | { readonly kind: 'link-type-changed'; readonly linkType: LinkType };

/** Version-agnostic tags of the two rules that bring the mailbox GUID in (entra-connect.md §2). */
const exchangeRuleTag = /^Microsoft\.InfromAD(User|InetOrgPerson)Exchange\.\d+$/;
/** Whether a rule is, by its tag, one of the two that bring the mailbox GUID in, changed or not. */
export function isExchangeRule({ immutableTag }: Pick<SyncRule, 'immutableTag'>): boolean {
  return exchangeRuleTag.test(immutableTag);
}

/** Attributes that only the Exchange rules bring in (entra-connect.md §2.1, §2.2). */
const telltales: readonly string[] = ['contributingconnectorexchange', 'legacyexchangedn', 'targetaddress'];
const telltalesNeeded = 2;

/** A rule of somebody's own that brings in what only the Exchange rules bring: a copy, whatever its name. */
export function looksLikeExchangeRule(rule: Pick<SyncRule, 'immutableTag' | 'flows'>): boolean {
  if (rule.immutableTag !== '') return false;
  const destinations = new Set(rule.flows.map(({ destination }) => destination.toLowerCase()));
  return telltales.filter((name) => destinations.has(name)).length >= telltalesNeeded;
}

/** Attributes whose flow is Direct, from the attribute of the same name, in every default rule (entra-connect.md §2.1). */
const alwaysDirect: ReadonlySet<string> = new Set(['msexchmailboxguid', 'msexcharchiveguid']);
/** The same within the two Exchange rules (entra-connect.md §2.2). */
const directInExchangeRules: ReadonlySet<string> = new Set(['mailnickname', 'legacyexchangedn', 'targetaddress']);

/**
 * An empty tag means that the rule is not out of the box; a changed out-of-box rule keeps its tag. A copy is known by its name,
 * or, in other languages and by hand, by what it brings in.
 */
export function originOf(rule: SyncRule, attribute: string): RuleOrigin {
  if (rule.immutableTag === '') return isCopy(rule) ? 'clone' : 'custom';
  return modificationsOf(rule, attribute).length === 0 ? 'default' : 'modified-default';
}

/** A copy made by the editor, also one that is called otherwise. */
export function isCopy(rule: Pick<SyncRule, 'name' | 'immutableTag' | 'flows'>): boolean {
  return rule.immutableTag === '' && (rule.name.includes(clonePrefix) || looksLikeExchangeRule(rule));
}

/** What the documented defaults let us see of changes to an out-of-box rule, for one attribute. */
export function modificationsOf(rule: SyncRule, attribute: string): readonly Modification[] {
  if (rule.immutableTag === '') return [];
  const name = attribute.toLowerCase();
  const ofExchange = isExchangeRule(rule);
  const isDirect = alwaysDirect.has(name) || (ofExchange && directInExchangeRules.has(name));
  const flows = flowsTo(rule, attribute);
  return [
    ...(ofExchange && isDirect && flows.length === 0 ? [{ kind: 'flow-missing' } as const] : []),
    ...flows
      .filter((flow) => isDirect && !isPlainDirect(flow))
      .map((flow) => ({ kind: 'flow-changed', flow }) as const),
    ...(ofExchange ? exchangeRuleModifications(rule) : []),
  ];
}

function isPlainDirect(flow: AttributeFlow): boolean {
  const { source } = flow;
  return (
    source.type === 'direct' &&
    source.attributes.length === 1 &&
    source.attributes[0]?.toLowerCase() === flow.destination.toLowerCase() &&
    !flow.applyOnce &&
    flow.mergeType === 'Update'
  );
}

/** Both Exchange rules: link type Join, no join conditions, scope `mailNickname ISNOTNULL` (entra-connect.md §2.2). */
function exchangeRuleModifications(rule: SyncRule): readonly Modification[] {
  return [
    ...(hasDocumentedScope(rule) ? [] : [{ kind: 'scope-changed', scopeGroups: rule.scopeGroups } as const]),
    ...(rule.joinGroups.length === 0 ? [] : [{ kind: 'joins-added' } as const]),
    ...(rule.linkType === 'Join' ? [] : [{ kind: 'link-type-changed', linkType: rule.linkType } as const]),
  ];
}

function hasDocumentedScope(rule: SyncRule): boolean {
  const [group, ...furtherGroups] = rule.scopeGroups;
  const [clause, ...furtherClauses] = group ?? [];
  return (
    furtherGroups.length === 0 &&
    furtherClauses.length === 0 &&
    clause?.attribute.toLowerCase() === 'mailnickname' &&
    clause.operator === 'ISNOTNULL'
  );
}
