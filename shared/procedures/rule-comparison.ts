import { assertNever } from '../assert-never.ts';
import {
  joinText,
  ruleComparisonTexts as texts,
  ruleFieldTexts,
  rulePartTexts,
  scopeText,
  wholeFlowText,
} from '../messages/rule-comparison.ts';
import type { ComparedPart } from '../report/comparison.ts';
import type { SyncRule } from '../sync-rules/model.ts';
import { isSame, partsOf, type RulePart } from '../sync-rules/rule-difference.ts';

/** Every part of two rules in words, in the order of the rules editor. */
export function comparedParts(before: SyncRule, after: SyncRule): readonly ComparedPart[] {
  const parts = Map.groupBy(partsOf(before, after), ({ kind }) => kind);
  return inEditorOrder.flatMap((kind) => parts.get(kind) ?? []).map(comparedPart);
}

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
