import type { ConnectorDifference } from '../../entra-connect/comparison/compare-connectors.ts';
import type { ConnectorMatch } from '../../entra-connect/comparison/pair-connectors.ts';
import type { RuleMatch } from '../../entra-connect/comparison/pair-rules.ts';
import type { ComparedAspect } from './document.ts';
import type { SchemaDifference } from '../../entra-connect/comparison/compare-schemas.ts';
import type { PartitionPair } from '../../entra-connect/comparison/domain-map.ts';
import { counted, enumerated, quotedList } from '../../base/words/counted.ts';

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
  addedContent: 'Content of the rules only on the second side',
  removedContent: 'Content of the rules only on the first side',
  filtered: (words: readonly string[]) =>
    `The lists are narrowed to ${quotedList(words)}. The counts are those of the whole comparison.`,
  contentInFiles: 'What each of these rules does is in the files that --out <folder> writes.',
  swaps: 'Rules that changed places',
  winners: 'Attributes that another rule wins',
  mailboxGuid: 'What the rules do to msExchMailboxGuid',
  metaverse: 'Metaverse schema',
  domains: 'Domains that were taken for each other',
  swapped: (first: string, second: string, attributes: readonly string[]) =>
    `${quotedList([first, second])} changed places. ${attributes.length === 0 ? 'No attribute is won by another of the two.' : `Another of the two wins ${enumerated(attributes)}.`}`,
  otherWinners: (count: number) => `Another rule wins ${counted(count, 'attribute')} where both apply.`,
  otherMetaverse: (count: number) => `${counted(count, 'difference')} of the metaverse schema.`,
  otherVersion: (count: number) =>
    `${counted(count, 'default rule')} ${count === 1 ? 'has' : 'have'} the tag of another version. What else differs in ${count === 1 ? 'it' : 'them'} may come with that version: Hybrid Preflight does not have the default rules of every version.`,
  unmatchedConnector: (connector: string, candidates: readonly string[]) =>
    `The rules of ${connector} are compared with nothing: nothing tells which connector of the other side it is.${candidates.length === 0 ? '' : ` Possible: ${enumerated(candidates)}.`}`,
  domainMatched: (on: string, other: string) =>
    `${on} and ${other} were taken for the same domain; OUs are compared relative to it.`,
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
  contentColumns: ['Rule', 'Connector', 'Part', 'What', 'Content'],
  swapColumns: ['Rule', 'Rule', 'Precedence, first', 'Precedence, second', 'Attributes that another rule wins'],
  winnerColumns: ['Attribute', 'Objects', 'Wins on the first', 'Wins on the second'],
  mailboxGuidColumns: ['Objects', 'First', 'Second'],
  metaverseColumns: ['Name', 'What', 'First', 'Second'],
  connectorColumns: ['Connector', 'Partition or name', 'What', 'First', 'Second', 'Consequence'],
  settingColumns: ['Setting', 'First', 'Second'],
  matchColumns: ['First', 'Second', 'Matched by'],
  identical: 'no difference beyond its name, number and state',
  onlyHere: 'whole connector',
  notThere: 'not there',
  notSet: 'not set',
  kinds: { default: 'default rule', copy: 'copy', custom: 'custom rule' },
  state: (disabled: boolean) => (disabled ? 'disabled' : 'enabled'),
  way: { inbound: 'inbound', outbound: 'outbound' },
  precedences: (first: number, second: number) => `${first}, ${second}`,
  winner: (name: string, precedence: number) => `${name} (${precedence})`,
  objectsOf: (connector: string, source: string, target: string) => `${connector}: ${source} → ${target}`,
  guidOf: 'msExchMailboxGuid',
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
  domain: 'as given with --map-domain',
  name: 'the same name',
  rules: 'rules of the same name that no other connector has',
  'default-rules': 'default rules that no other connector has',
  'only-one-left': 'the only ones without another counterpart',
};

export const domainMatchTexts: Readonly<Record<PartitionPair['matchedBy'], string>> = {
  name: 'the same name',
  given: 'as given with --map-domain',
  'only-one-left': 'the only domains without another counterpart',
};

export const metaverseDifferenceTexts: Readonly<Record<SchemaDifference['about'], string>> = {
  attribute: 'Attribute on one side only',
  'multi-valued': 'Multi-valued',
  syntax: 'Syntax',
  'object-type': 'Object type on one side only',
  'attribute-of-type': 'Attribute of an object type on one side only',
};

/** What a side that selects less does to objects of a connector; undefined: nothing by that alone. */
export const connectorConsequences: Readonly<Partial<Record<ConnectorDifference['about'], string>>> = {
  'object-types':
    'Objects of a type that is deselected are deleted from the connector space with the next full import, and from Microsoft Entra ID with the export after that.',
  selected:
    'Objects of a partition that is deselected are deleted from the connector space with the next full import, and from Microsoft Entra ID with the export after that.',
  included:
    'Objects of an OU that is no longer included are deleted from the connector space with the next full import, and from Microsoft Entra ID with the export after that.',
  excluded:
    'Objects of an OU that is excluded are deleted from the connector space with the next full import, and from Microsoft Entra ID with the export after that.',
};

/** Parameters of connectors that people know by another name. */
export const connectorParameterTexts: Readonly<Record<string, string>> = {
  'forest-login-user': 'Account that signs in to AD',
  'forest-login-domain': 'Domain of the account that signs in to AD',
  UserName: 'Account that signs in to Microsoft Entra ID',
  'password-hash-sync-config/enabled': 'Password hash synchronization',
};

export const connectorDifferenceTexts: Readonly<Record<ConnectorDifference['about'], string>> = {
  name: 'Name',
  partition: 'Partition on one side only',
  selected: 'Selected',
  'object-types': 'Object types selected on one side only',
  included: 'OUs in scope on one side only',
  excluded: 'OUs left out on one side only',
  attributes: 'Attributes selected on one side only',
  'run-profile': 'Run profile',
  parameter: 'Connector parameter',
};
