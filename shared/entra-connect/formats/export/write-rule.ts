import { assertNever } from '../../../base/assert-never.ts';
import type { Guid } from '../../../base/guid.ts';
import type {
  AttributeFlow,
  Direction,
  FlowSource,
  JoinCondition,
  ScopeCondition,
  SyncRule,
} from '../../rules/model.ts';
import { UninterpretedParts } from './uninterpreted-parts.ts';
import { writeError, type WriteError } from './problems.ts';
import { characterXmlCannotHold, escapeText } from './xml-text.ts';

export type RuleText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly errors: readonly WriteError[] };

const directionSpelling: Readonly<Record<Direction, string>> = { inbound: 'Inbound', outbound: 'Outbound' };
/** Path of a flow's element; what a flow keeps is told apart by the flow, not by a number. */
const mappingPath = 'synchronizationRule/attribute-mappings/mapping';

/** Writes a rule as the product does: element order, spelling and indentation of `Get-ADSyncServerConfiguration`. */
export function writeRule(rule: SyncRule): RuleText {
  const parts = new UninterpretedParts(rule.uninterpreted);
  const errors: WriteError[] = [];
  const element = elementWriter(parts);
  const root = 'synchronizationRule';
  const field = (name: string, text: string): string => element(`${root}/${name}`, name, 1, text);
  const flows = rule.flows.map((flow) => writeFlow(flow, rule, errors));
  const lines = [
    field('id', braced(rule.id)),
    field('internal-id', braced(rule.internalId)),
    field('version', String(rule.version)),
    field('name', rule.name),
    field('description', rule.description),
    field('immutable-tag', rule.immutableTag),
    field('direction', directionSpelling[rule.direction]),
    field('disabled', capitalised(rule.disabled)),
    field('connector', braced(rule.connectorId)),
    field('sourceObjectType', rule.sourceObjectType),
    field('targetObjectType', rule.targetObjectType),
    field('linkType', rule.linkType),
    field('precedence', String(rule.precedence)),
    field('precedence-after', braced(rule.precedenceAfter)),
    field('precedence-before', braced(rule.precedenceBefore)),
    field('softDeleteExpiryInterval', rule.softDeleteExpiryInterval),
    field('EnablePasswordSync', String(rule.enablePasswordSync)),
    element(`${root}/attribute-mappings`, 'attribute-mappings', 1, flows),
    writeGroups(element, 'relationshipCriteria', 'condition', rule.joinGroups, joinFields),
    writeGroups(element, 'synchronizationCriteria', 'scope', rule.scopeGroups, scopeFields),
  ];
  const text = element(root, root, 0, lines);
  errors.push(...parts.problems(rule.name), ...forbiddenCharacters(text, rule.name));
  return errors.length === 0 ? { ok: true, text } : { ok: false, errors };
}

function writeFlow(flow: AttributeFlow, rule: SyncRule, errors: WriteError[]): string {
  const parts = new UninterpretedParts(flow.uninterpreted);
  const element = elementWriter(parts);
  if (flow.source.type === 'direct' && flow.source.attributes.length === 0) {
    errors.push(writeError(rule.name, 'flow-without-source', flow.destination));
  }
  const text = element(
    mappingPath,
    'mapping',
    2,
    [
      element(`${mappingPath}/dest`, 'dest', 3, flow.destination),
      ...writeSource(flow.source, element),
      element(`${mappingPath}/valueMergeType`, 'valueMergeType', 3, flow.mergeType),
    ],
    flow.applyOnce ? ' execute-once="true"' : '',
  );
  errors.push(...parts.problems(rule.name));
  return text;
}

function writeSource(source: FlowSource, element: WriteElement): readonly string[] {
  const attributes = (names: readonly string[]): string => {
    const written = names.map((name, index) =>
      element(`${mappingPath}/src/attr[${String(index + 1)}]`, 'attr', 4, name),
    );
    return element(`${mappingPath}/src`, 'src', 3, written);
  };
  switch (source.type) {
    case 'direct':
      return [attributes(source.attributes)];
    case 'constant':
      return [element(`${mappingPath}/src`, 'src', 3, source.value)];
    case 'expression':
      return [
        ...(source.attributes.length === 0 ? [] : [attributes(source.attributes)]),
        element(`${mappingPath}/expression`, 'expression', 3, source.expression),
      ];
    default:
      return assertNever(source);
  }
}

type Fields = readonly (readonly [name: string, text: string])[];

function writeGroups<Clause>(
  element: WriteElement,
  name: string,
  clauseName: string,
  groups: readonly (readonly Clause[])[],
  fieldsOf: (clause: Clause) => Fields,
): string {
  const path = `synchronizationRule/${name}`;
  const written = groups.map((group, groupIndex) => {
    const groupPath = `${path}/conditions[${String(groupIndex + 1)}]`;
    const clauses = group.map((clause, clauseIndex) => {
      const clausePath = `${groupPath}/${clauseName}[${String(clauseIndex + 1)}]`;
      const fields = fieldsOf(clause).map(([field, text]) => element(`${clausePath}/${field}`, field, 4, text));
      return element(clausePath, clauseName, 3, fields);
    });
    return element(groupPath, 'conditions', 2, clauses);
  });
  return element(path, name, 1, written);
}

/** The product writes `caseSensitive` first, and only when it is True. */
function joinFields(condition: JoinCondition): Fields {
  return [
    ...(condition.caseSensitive ? ([['caseSensitive', 'True']] as const) : []),
    ['csAttribute', condition.connectorSpaceAttribute],
    ['ilmAttribute', condition.metaverseAttribute],
  ];
}

function scopeFields(condition: ScopeCondition): Fields {
  return [
    ['csAttribute', condition.attribute],
    ['csOperator', condition.operator],
    ['csValue', condition.value],
  ];
}

/** Writes an element with its text or its children, and whatever was kept of it. */
type WriteElement = (
  path: string,
  name: string,
  depth: number,
  content: string | readonly string[],
  attributes?: string,
) => string;

function elementWriter(parts: UninterpretedParts): WriteElement {
  return (path, name, depth, content, attributes = '') => {
    const indent = '  '.repeat(depth);
    const kept = parts.takeElements(path);
    const start = `${indent}<${name}${attributes}${parts.takeAttributes(path)}`;
    if (typeof content === 'string') {
      if (content === '' && kept.length === 0) return `${start} />`;
      return `${start}>${escapeText(content)}${kept.join('')}</${name}>`;
    }
    const children = [...content, ...kept.map((xml) => `${indent}  ${xml}`)];
    return children.length === 0 ? `${start} />` : `${start}>\n${children.join('\n')}\n${indent}</${name}>`;
  };
}

function forbiddenCharacters(text: string, subject: string): readonly WriteError[] {
  const character = characterXmlCannotHold(text);
  return character === undefined ? [] : [writeError(subject, 'character-not-allowed', character)];
}

function braced(guid: Guid): string {
  return `{${guid}}`;
}

function capitalised(value: boolean): string {
  return value ? 'True' : 'False';
}
