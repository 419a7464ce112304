import type { ConnectorDifference } from '../sync-rules/comparison/compare-connectors.ts';
import type { ConnectorMatch } from '../sync-rules/comparison/pair-connectors.ts';
import type { RuleMatch } from '../sync-rules/comparison/pair-rules.ts';
import type { ComparedAspect } from '../report/server-comparison/document.ts';
import { counted } from './counted.ts';

/** Texts of a comparison of two servers. */
export const compareTexts = {
  title: 'Comparison of two configurations',
  titleDefaults: 'Comparison with the default rules',
  on: 'First',
  with: 'Second',
  /** The side that is no server. */
  defaults: (version: string) => `the default rules of Microsoft Entra Connect ${version}, as this product knows them`,
  baselineRemark: (version: string) =>
    `The default rules are those that this product knows of version ${version}, with Exchange in every forest: not every rule and not every flow of a real installation. So flows and rules beyond them, and other numbers in the same order, are no difference; what does differ may also come with another version or another choice at installation, and need not be a change that somebody made.`,
  summary: 'Summary',
  added: 'Rules only on the second side',
  removed: 'Rules only on the first side',
  addedDefaults: 'Default rules that the server does not have',
  removedDefaults: 'Rules beyond the default rules that are known',
  changed: 'Rules that differ',
  changedDefaults: 'Default rules that differ from those that are known',
  copies: 'Copies of rules',
  notComparable: 'Rules of which one side tells no more than name and number',
  connectors: 'Connectors and OU scope',
  settings: 'Settings',
  matches: 'How connectors were matched',
  remarks: 'What a reader must know',
  nothing: 'None.',
  same: 'The two are the same, as far as both are known.',
  sameRules: (count: number) => `${counted(count, 'rule')} the same`,
  counts: (added: number, removed: number, changed: number, same: number) =>
    `${counted(added, 'rule')} only on the second side, ${counted(removed, 'rule')} only on the first, ${counted(changed, 'rule')} different, ${counted(same, 'rule')} the same.`,
  otherCounts: (connectors: number, settings: number) =>
    `${counted(connectors, 'difference')} of connectors and OU scope, ${counted(settings, 'setting')} different.`,
  renumbered: (count: number) =>
    `${counted(count, 'rule')} of these ${count === 1 ? 'has' : 'have'} only another number, in the same order.`,
  incomplete: (side: string, part: string, reason: string) =>
    `${side}: ${part} are not known as a whole, so that what is missing there may still exist. ${reason}`,
  parts: { rules: 'rules', connectors: 'connectors', settings: 'settings' },
  ruleColumns: ['Precedence', 'Rule', 'Connector', 'Direction', 'Object types', 'Kind', 'State'],
  changedColumns: ['Rule', 'Connector', 'What differs', 'Number, first', 'Number, second', 'Matched by'],
  differenceColumns: ['Rule', 'Connector', 'Part', 'What', 'How', 'First', 'Second'],
  copyColumns: ['Copy', 'Copy of', 'Part', 'What', 'Original', 'Copy has'],
  headerColumns: ['Rule, first', 'Number, first', 'Rule, second', 'Number, second'],
  connectorColumns: ['Connector', 'Partition', 'What', 'First', 'Second'],
  settingColumns: ['Setting', 'First', 'Second'],
  matchColumns: ['First', 'Second', 'Matched by'],
  identical: 'no difference beyond its name, number and state',
  onlyHere: 'whole connector',
  notThere: 'not there',
  notSet: 'not set',
  kinds: { default: 'default rule', copy: 'copy', custom: 'custom rule' },
  state: (disabled: boolean) => (disabled ? 'disabled' : 'enabled'),
  way: { inbound: 'inbound', outbound: 'outbound' },
  objectTypes: (source: string, target: string) => `${source} → ${target}`,
  unknownConnector: (id: string) => `connector ${id}`,
} as const;

export const aspectTexts: Readonly<Record<ComparedAspect, string>> = {
  flow: 'flows',
  scope: 'scoping filter',
  join: 'join rules',
  precedence: 'precedence',
  state: 'enabled or disabled',
  version: 'version of the default rule',
  other: 'other fields',
};

/** Why two rules are taken for each other. */
export const ruleMatchTexts: Readonly<Record<RuleMatch, string>> = {
  identifier: 'the same identifier',
  tag: 'the tag of the default rule',
  name: 'name, direction and object types',
  'name-only': 'the name, although direction or object types differ',
  clone: 'copies of the same rule',
  content: 'flows, scope and joins are the same under another name',
};

export const connectorMatchTexts: Readonly<Record<ConnectorMatch, string>> = {
  identifier: 'the same identifier',
  entra: 'both lead to Microsoft Entra ID',
  forest: 'the same forest',
  name: 'the same name',
  rules: 'rules of the same name that no other connector has',
  'only-one-left': 'the only ones without another counterpart',
};

export const connectorDifferenceTexts: Readonly<Record<ConnectorDifference['about'], string>> = {
  name: 'Name',
  partition: 'Partition on one side only',
  selected: 'Selected',
  included: 'OUs in scope on one side only',
  excluded: 'OUs left out on one side only',
  attributes: 'Attributes selected on one side only',
};
