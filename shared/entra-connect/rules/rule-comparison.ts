import { assertNever } from '../../base/assert-never.ts';
import {
  joinText,
  ruleComparisonTexts as texts,
  ruleFieldTexts,
  rulePartTexts,
  scopeText,
  wholeFlowText,
} from './rule-difference-texts.ts';
import type { ComparedPart } from '../../base/comparison.ts';
import type { SyncRule } from './model.ts';
import { contentOf, isSame, partsOf, type RuleField, type RulePart } from './rule-difference.ts';

/** Every part of two rules in words, in the order of the rules editor. */
export function comparedParts(before: SyncRule, after: SyncRule): readonly ComparedPart[] {
  const parts = Map.groupBy(partsOf(before, after), ({ kind }) => kind);
  return inEditorOrder.flatMap((kind) => parts.get(kind) ?? []).map(comparedPart);
}

/** Everything that a rule says, which is on one side only: its fields, scope, joins and flows. */
export function wholeRuleParts(rule: SyncRule, side: 'before' | 'after'): readonly ComparedPart[] {
  const standing = side === 'after' ? 'added' : 'removed';
  const fields = toldFields.map((field) => {
    const value = rule[field];
    const text = typeof value === 'boolean' ? texts.yesNo(value) : String(value);
    return { part: rulePartTexts.field, label: ruleFieldTexts[field], standing, [side]: text } as const;
  });
  const parts = Map.groupBy(contentOf(rule, side), ({ kind }) => kind);
  return [...fields, ...inEditorOrder.flatMap((kind) => parts.get(kind) ?? []).map(comparedPart)];
}

/** Without the identifiers of one server, and what its default is in almost every rule. */
const toldFields = [
  ...(['description', 'direction', 'sourceObjectType', 'targetObjectType', 'linkType'] as const),
  ...(['precedence', 'disabled', 'immutableTag', 'enablePasswordSync'] as const),
] satisfies readonly RuleField[];

const inEditorOrder = Object.keys(rulePartTexts) as readonly RulePart['kind'][];

/** One part of two rules in words. */
export function comparedPart(part: RulePart): ComparedPart {
  const { before, after } = part;
  return {
    part: rulePartTexts[part.kind],
    label: labelOf(part),
    standing: before === undefined ? 'added' : after === undefined ? 'removed' : isSame(part) ? 'same' : 'changed',
    ...(before !== undefined && { before: textOf(part, 'before') }),
    ...(after !== undefined && { after: textOf(part, 'after') }),
  };
}

function labelOf(part: RulePart): string {
  switch (part.kind) {
    case 'field':
      return ruleFieldTexts[part.field];
    case 'flow':
      return part.destination;
    case 'join-group':
    case 'scope-group':
      return texts.group(part.index);
    case 'uninterpreted':
      return part.path;
    default:
      return assertNever(part);
  }
}

function textOf(part: RulePart, side: 'before' | 'after'): string {
  switch (part.kind) {
    case 'field':
      return typeof part[side] === 'boolean' ? texts.yesNo(part[side]) : String(part[side]);
    case 'flow':
      return part[side] === undefined ? '' : wholeFlowText(part[side]);
    case 'join-group':
      return joinText(part[side] ?? []);
    case 'scope-group':
      return scopeText(part[side] ?? []);
    case 'uninterpreted':
      return part[side]?.xml ?? '';
    default:
      return assertNever(part);
  }
}
