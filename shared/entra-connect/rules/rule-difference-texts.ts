import type { ComparedPart } from '../../base/comparison.ts';
import type { AttributeFlow, JoinCondition, ScopeCondition } from './model.ts';
import type { RuleField } from './rule-difference.ts';
import { counted } from '../../base/words/counted.ts';

/** Two rules side by side, in words. */

/** Headings of the parts of a rule, as the rules editor calls its pages. */
export const rulePartTexts = {
  field: 'Description',
  'scope-group': 'Scoping filter',
  'join-group': 'Join rules',
  flow: 'Transformations',
  uninterpreted: 'Other elements',
} as const;

export const ruleFieldTexts: Readonly<Record<RuleField, string>> = {
  id: 'Identifier',
  internalId: 'Internal identifier',
  version: 'Version',
  name: 'Name',
  description: 'Description',
  immutableTag: 'Tag of a default rule',
  direction: 'Direction',
  disabled: 'Disabled',
  connectorId: 'Connector',
  sourceObjectType: 'Source object type',
  targetObjectType: 'Target object type',
  linkType: 'Link type',
  precedence: 'Precedence',
  precedenceAfter: 'Precedence after',
  precedenceBefore: 'Precedence before',
  softDeleteExpiryInterval: 'Soft-delete expiry',
  enablePasswordSync: 'Password synchronization',
};

export const ruleComparisonTexts = {
  created: (name: string, beside: string) => `${beside} and ${name}, which is created`,
  createdAlone: (name: string) => `${name}, which is created`,
  changed: (name: string) => `${name}, changed`,
  deleted: (name: string, standIn: string) => `${name}, which is deleted, and ${standIn}`,
  present: 'Rule today',
  absent: 'Not there',
  newRule: 'New rule',
  deletedRule: 'Deleted',
  stays: 'Stays',
  before: 'Before',
  after: 'After',
  yesNo: (value: boolean) => (value ? 'yes' : 'no'),
  group: (index: number) => `Group ${index + 1}`,
} as const;

/** A flow as a plan tells it: `Direct mail, Update`. */
export function flowText({ source, applyOnce, mergeType }: AttributeFlow): string {
  const text =
    source.type === 'direct'
      ? `Direct ${source.attributes.join(', ')}`
      : source.type === 'constant'
        ? `Constant ${source.value}`
        : `Expression ${source.expression}`;
  return `${text}${applyOnce ? ', Apply Once' : ''}, ${mergeType}`;
}

/** A flow with everything that can tell it from another. */
export function wholeFlowText(flow: AttributeFlow): string {
  const { source, uninterpreted } = flow;
  return [
    flowText(flow),
    ...(source.type === 'expression' && source.attributes.length > 0
      ? [`Sources: ${source.attributes.join(', ')}`]
      : []),
    ...uninterpreted.map(({ xml }) => xml),
  ].join('\n');
}

export function scopeText(group: readonly ScopeCondition[]): string {
  return group
    .map(({ attribute, operator, value }) => [attribute, operator, value].filter((word) => word !== '').join(' '))
    .join('\n');
}

export function joinText(group: readonly JoinCondition[]): string {
  return group
    .map(
      ({ connectorSpaceAttribute, metaverseAttribute, caseSensitive }) =>
        `${connectorSpaceAttribute} = ${metaverseAttribute}${caseSensitive ? ', case-sensitive' : ''}`,
    )
    .join('\n');
}

/** Where a part of a diff stands, in a word beside its mark. */
export const standingTexts: Readonly<Record<ComparedPart['standing'], string>> = {
  changed: 'changed',
  added: 'new',
  removed: 'gone',
  same: 'same',
};

export const comparisonTexts = {
  part: 'Part',
  label: 'What',
  standing: 'How',
  counts: (differences: number, same: number) =>
    `${counted(differences, 'difference')}; ${counted(same, 'part')} the same`,
  same: (count: number) => `${counted(count, 'part')} the same`,
  identical: 'Nothing is different.',
} as const;
