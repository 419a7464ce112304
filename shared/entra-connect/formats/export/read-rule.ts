import type { ConnectorId, RuleId } from '../../../base/identifiers.ts';
import {
  comparisonOperators,
  type AttributeFlow,
  type ComparisonOperator,
  type Direction,
  type FlowSource,
  type JoinCondition,
  type LinkType,
  type MergeType,
  type ScopeCondition,
  type SyncRule,
  type UninterpretedElement,
} from '../../rules/model.ts';
import { ElementReader } from './element-reader.ts';
import { reportError, type FileReport } from './problems.ts';
import type { XmlElement } from './xml-tree.ts';

const directions: Readonly<Record<string, Direction>> = { Inbound: 'inbound', Outbound: 'outbound' };
const linkTypes: Readonly<Record<string, LinkType>> = spellings(['Provision', 'Join', 'StickyJoin', 'JoinNoFlow']);
const mergeTypes: Readonly<Record<string, MergeType>> = spellings([
  'Update',
  'Replace',
  'Merge',
  'MergeCaseInsensitive',
]);
const operators: Readonly<Record<string, ComparisonOperator>> = spellings(comparisonOperators);

/** Reads a `<synchronizationRule>` (entra-connect.md §1.1); `undefined` when the report received an error. */
export function readRule(root: XmlElement, report: FileReport): SyncRule | undefined {
  const errorsBefore = report.errors.length;
  const uninterpreted: UninterpretedElement[] = [];
  const reader = new ElementReader(root, 'synchronizationRule', report, uninterpreted);
  const rule: SyncRule = {
    id: reader.guid('id') as RuleId,
    internalId: reader.guid('internal-id'),
    version: reader.count('version'),
    name: reader.text('name'),
    description: reader.text('description'),
    immutableTag: reader.text('immutable-tag'),
    direction: reader.oneOf('direction', directions, 'inbound'),
    disabled: reader.boolean('disabled'),
    connectorId: reader.guid('connector') as ConnectorId,
    sourceObjectType: reader.text('sourceObjectType'),
    targetObjectType: reader.text('targetObjectType'),
    linkType: reader.oneOf('linkType', linkTypes, 'Join'),
    precedence: reader.count('precedence'),
    precedenceAfter: reader.guid('precedence-after'),
    precedenceBefore: reader.guid('precedence-before'),
    softDeleteExpiryInterval: reader.interval('softDeleteExpiryInterval'),
    enablePasswordSync: reader.boolean('EnablePasswordSync'),
    flows: readFlows(reader),
    joinGroups: readGroups(reader, 'relationshipCriteria', 'condition', readJoinCondition),
    scopeGroups: readGroups(reader, 'synchronizationCriteria', 'scope', readScopeCondition),
    uninterpreted,
  };
  reader.finish();
  return report.errors.length === errorsBefore ? rule : undefined;
}

function readFlows(rule: ElementReader): readonly AttributeFlow[] {
  const mappings = rule.child('attribute-mappings');
  if (mappings === undefined) return [];
  const flows = mappings.separate('mapping').map(readFlow);
  mappings.finish();
  return flows;
}

function readFlow(mapping: ElementReader): AttributeFlow {
  const flow: AttributeFlow = {
    destination: mapping.text('dest'),
    source: readSource(mapping),
    applyOnce: mapping.booleanAttribute('execute-once'),
    mergeType: mapping.oneOf('valueMergeType', mergeTypes, 'Update'),
    uninterpreted: mapping.kept,
  };
  mapping.finish();
  return flow;
}

/** The kind of a flow is implied: an expression, attributes, or the text of `src` (entra-connect.md §1.1). */
function readSource(mapping: ElementReader): FlowSource {
  const expression = mapping.optionalText('expression');
  if (!mapping.has('src')) {
    if (expression === undefined) reportError(mapping.report, 'missing-element', mapping.element.start, 'src');
    return { type: 'expression', expression: expression ?? '', attributes: [] };
  }
  const source = mapping.child('src');
  if (source === undefined) return { type: 'constant', value: '' };
  if (expression === undefined && !source.has('attr')) {
    return { type: 'constant', value: mapping.text('src') };
  }
  const attributes = source.texts('attr');
  source.finish();
  return expression === undefined ? { type: 'direct', attributes } : { type: 'expression', expression, attributes };
}

function readGroups<Clause>(
  rule: ElementReader,
  name: string,
  clauseName: string,
  readClause: (clause: ElementReader) => Clause,
): readonly (readonly Clause[])[] {
  const criteria = rule.child(name);
  if (criteria === undefined) return [];
  const groups = criteria.numbered('conditions').map((group) => {
    const clauses = group.numbered(clauseName).map(readClause);
    group.finish();
    return clauses;
  });
  criteria.finish();
  return groups;
}

function readJoinCondition(clause: ElementReader): JoinCondition {
  const condition: JoinCondition = {
    connectorSpaceAttribute: clause.text('csAttribute'),
    metaverseAttribute: clause.text('ilmAttribute'),
    caseSensitive: clause.optionalBoolean('caseSensitive'),
  };
  clause.finish();
  return condition;
}

function readScopeCondition(clause: ElementReader): ScopeCondition {
  const condition: ScopeCondition = {
    attribute: clause.text('csAttribute'),
    operator: clause.oneOf('csOperator', operators, 'EQUAL'),
    value: clause.text('csValue'),
  };
  clause.finish();
  return condition;
}

function spellings<Value extends string>(values: readonly Value[]): Readonly<Record<string, Value>> {
  return Object.fromEntries(values.map((value) => [value, value]));
}
