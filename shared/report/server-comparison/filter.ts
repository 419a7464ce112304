import { compareTexts as texts } from './texts.ts';
import type { ComparedPart } from '../../base/comparison.ts';
import type { ServerComparison } from './document.ts';

/** Kinds of differences that a comparison can be narrowed to. */
export const differenceKinds = [
  ...(['added', 'removed', 'flow', 'scope', 'join', 'precedence', 'state', 'version', 'other'] as const),
  ...(['connectors', 'metaverse', 'settings'] as const),
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** What is to be shown; undefined: everything. Names are compared without case, a part of one is enough. */
export interface ComparisonFilter {
  readonly rule?: string;
  readonly connector?: string;
  readonly attribute?: string;
  readonly kind?: DifferenceKind;
}

/** Narrows the lists of a comparison; outcome and counts stay those of the whole, and a remark says so. */
export function filtered(comparison: ServerComparison, filter: ComparisonFilter): ServerComparison {
  const { rule, connector, attribute, kind } = filter;
  if (rule === undefined && connector === undefined && attribute === undefined && kind === undefined) return comparison;
  const { rules, connectors } = comparison;
  const isRule = (...names: readonly string[]) => names.some((name) => contains(name, rule));
  const isConnector = (...names: readonly string[]) => names.some((name) => contains(name, connector));
  const isKind = (...kinds: readonly DifferenceKind[]) => kind === undefined || kinds.includes(kind);
  const ofAttribute = (parts: readonly ComparedPart[]) =>
    attribute === undefined || parts.some((part) => aboutAttribute(part, attribute));
  const whole = (list: typeof rules.added, of: 'added' | 'removed') =>
    list.filter((one) => isKind(of) && isRule(one.name) && isConnector(one.connector) && ofAttribute(one.content));
  // What is not about a rule is shown where no rule and no attribute is asked for.
  const beside = rule === undefined && attribute === undefined;
  return {
    ...comparison,
    rules: {
      ...rules,
      added: whole(rules.added, 'added'),
      removed: whole(rules.removed, 'removed'),
      changed: rules.changed.filter(
        (one) =>
          isKind(...one.aspects) &&
          isRule(one.on.name, one.with.name) &&
          isConnector(one.connector) &&
          ofAttribute(one.differences),
      ),
      swaps: rules.swaps.filter(
        ({ first, second, attributes }) =>
          isKind('precedence') &&
          isRule(first.name, second.name) &&
          isConnector(first.connector, second.connector) &&
          attributes.some((name) => contains(name, attribute)),
      ),
      winners: rules.winners.filter(
        (one) =>
          isKind('precedence') &&
          isRule(one.on.name, one.with.name) &&
          isConnector(one.objects) &&
          contains(one.attribute, attribute),
      ),
      copies: rules.copies.filter(
        ({ copy, original, differences }) =>
          isKind('added', 'removed') &&
          isRule(copy.name, original.name) &&
          isConnector(copy.connector) &&
          ofAttribute(differences),
      ),
      mailboxGuid: rules.mailboxGuid.filter(({ objects }) => kind === undefined && isConnector(objects) && beside),
      notComparable: rules.notComparable.filter(
        (one) => kind === undefined && isRule(one.on?.name ?? '', one.with?.name ?? '') && attribute === undefined,
      ),
    },
    connectors: {
      ...connectors,
      changes: beside && isKind('connectors') ? connectors.changes.filter((one) => isConnector(one.connector)) : [],
    },
    metaverse:
      rule === undefined && connector === undefined && isKind('metaverse')
        ? comparison.metaverse.filter(({ name }) => contains(name, attribute))
        : [],
    settings: beside && connector === undefined && isKind('settings') ? comparison.settings : [],
    remarks: [texts.filtered(Object.values({ rule, connector, attribute, kind }).filter((one) => one !== undefined)), ...comparison.remarks], // prettier-ignore
  };
}

/** A flow is about its target; scope, joins and expressions are about what they name. */
function aboutAttribute({ label, before = '', after = '' }: ComparedPart, attribute: string): boolean {
  return [label, before, after].some((text) => contains(text, attribute));
}

function contains(text: string, part: string | undefined): boolean {
  return part === undefined || text.toLowerCase().includes(part.toLowerCase());
}
