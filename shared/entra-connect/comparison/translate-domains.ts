import type { AttributeFlow, SyncRule } from '../rules/model.ts';
import type { DomainMap } from './domain-map.ts';

/** A rule whose scoping filter, constants and expressions name the domains of another server: as distinguished names and as DNS names. */
export function withDomains(rule: SyncRule, domains: DomainMap): SyncRule {
  const names = namesOf(domains);
  if (names.size === 0) return rule;
  const pattern = anyOf([...names.keys()]);
  const translated = (text: string) => text.replace(pattern, (found) => names.get(keyOf(found)) ?? found);
  return withTexts(rule, translated);
}

/** Those of some domains, as distinguished names, that a rule names. */
export function domainsNamedIn(rule: SyncRule, domains: readonly string[]): readonly string[] {
  const texts: string[] = [];
  withTexts(rule, (text) => {
    texts.push(text);
    return text;
  });
  return domains.filter((domain) => texts.some((text) => anyOf([domain, dnsNameOf(domain)]).test(text)));
}

/** `dc=contoso,dc=dev` → `contoso.dev`. */
export function dnsNameOf(distinguishedName: string): string {
  return distinguishedName
    .split(',')
    .map((part) => part.trim().replace(/^dc=/i, ''))
    .join('.');
}

/** Both forms of each domain, in lower case, to the same form of its counterpart. */
function namesOf(domains: DomainMap): ReadonlyMap<string, string> {
  return new Map(
    [...domains].flatMap(([one, two]) => [
      [one, two.replaceAll('dc=', 'DC=')] as const,
      [dnsNameOf(one), dnsNameOf(two)] as const,
    ]),
  );
}

/** The names as wholes, longer ones first: a part of another domain's name is none. */
function anyOf(names: readonly string[]): RegExp {
  const alternatives = names
    .toSorted((one, two) => two.length - one.length)
    .map((name) =>
      name.includes('=')
        ? String.raw`(?<![\w=-])${name
            .split(',')
            .map(escaped)
            .join(String.raw`\s*,\s*`)}(?![\w-]|\s*,\s*dc=)`
        : String.raw`(?<![\w.-])${escaped(name)}(?![\w-]|\.\w)`,
    );
  return new RegExp(alternatives.join('|'), 'gi');
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

function keyOf(found: string): string {
  return found.toLowerCase().replaceAll(/\s*,\s*/g, ',');
}

function withTexts(rule: SyncRule, change: (text: string) => string): SyncRule {
  return {
    ...rule,
    scopeGroups: rule.scopeGroups.map((group) => group.map((one) => ({ ...one, value: change(one.value) }))),
    flows: rule.flows.map((flow) => ({ ...flow, source: changedSource(flow.source, change) })),
  };
}

function changedSource(source: AttributeFlow['source'], change: (text: string) => string): AttributeFlow['source'] {
  switch (source.type) {
    case 'direct':
      return source;
    case 'constant':
      return { ...source, value: change(source.value) };
    case 'expression':
      return { ...source, expression: change(source.expression) };
  }
}
