import type { ConnectorId } from '../../../shared/base/identifiers.ts';
import type { JoinCondition } from '../../../shared/entra-connect/rules/model.ts';
import type { AttributeValue, AttributeValues } from '../../../shared/entra-connect/rules/values.ts';
import type { ConnectorSpaceRow, MetaverseRow } from '../state.ts';
import type { CompiledRule } from '../../../shared/entra-connect/evaluation/compiled-rule.ts';
import { accepts } from '../../../shared/entra-connect/evaluation/configuration.ts';
import type { Session } from './session.ts';
import type { RowIndex } from './table.ts';

/** Reads an attribute of the object that looks for its counterpart. */
type AttributeReader = (name: string) => AttributeValues | undefined;

/**
 * The metaverse object that the join groups of a rule find. "The groups are processed in order from top to bottom. When one
 * group finds exactly one match … no other join rules are evaluated. If zero or more than one object is found, processing
 * continues to the next group" (declarative-provisioning doc).
 */
export function findMetaverseObject(
  session: Session,
  { rule }: CompiledRule,
  attribute: AttributeReader,
): MetaverseRow | undefined {
  return firstSingleMatch(rule.joinGroups, (group) => {
    const [first] = group;
    if (first === undefined) return [];
    const found = candidates(attribute(first.connectorSpaceAttribute), (key) =>
      session.state.metaverse.find(metaverseByAttribute(first.metaverseAttribute), key),
    );
    return found.filter(
      (row) =>
        accepts(rule.targetObjectType, row.objectType) &&
        group.every((condition) =>
          matches(
            condition,
            attribute(condition.connectorSpaceAttribute),
            row.attributes.get(condition.metaverseAttribute),
          ),
        ),
    );
  });
}

/** The free connector space object that the join groups of an outbound rule find. */
export function findConnectorSpaceObject(
  session: Session,
  connectorId: ConnectorId,
  { rule }: CompiledRule,
  attribute: AttributeReader,
): ConnectorSpaceRow | undefined {
  return firstSingleMatch(rule.joinGroups, (group) => {
    const [first] = group;
    if (first === undefined) return [];
    const found = candidates(attribute(first.metaverseAttribute), (key) =>
      session.objects(connectorId).find(freeObjectByAttribute(first.connectorSpaceAttribute), key),
    );
    return found.filter(
      (row) =>
        accepts(rule.targetObjectType, row.objectType) &&
        group.every((condition) =>
          matches(
            condition,
            row.attributes.get(condition.connectorSpaceAttribute),
            attribute(condition.metaverseAttribute),
          ),
        ),
    );
  });
}

function firstSingleMatch<Row>(
  groups: readonly (readonly JoinCondition[])[],
  find: (group: readonly JoinCondition[]) => readonly Row[],
): Row | undefined {
  for (const group of groups) {
    const found = find(group);
    if (found.length === 1) return found[0];
  }
  return undefined;
}

function candidates<Row extends { readonly id: string }>(
  values: AttributeValues | undefined,
  find: (key: string) => readonly Row[],
): readonly Row[] {
  if (values === undefined) return [];
  if (values.length === 1) return find(joinKey(values[0] as AttributeValue));
  const found = new Map<string, Row>();
  for (const value of values) for (const row of find(joinKey(value))) found.set(row.id, row);
  return [...found.values()];
}

/** One value in common is a match; texts compare without regard to case unless the condition says otherwise. */
function matches(
  condition: JoinCondition,
  left: AttributeValues | undefined,
  right: AttributeValues | undefined,
): boolean {
  if (left === undefined || right === undefined) return false;
  return left.some((one) =>
    right.some((other) => {
      if (condition.caseSensitive && typeof one === 'string' && typeof other === 'string') return one === other;
      return joinKey(one) === joinKey(other);
    }),
  );
}

function joinKey(value: AttributeValue): string {
  switch (typeof value) {
    case 'string':
      return `s${value.toLowerCase()}`;
    case 'bigint':
      return `i${value}`;
    case 'boolean':
      return value ? 'b1' : 'b0';
    default:
      return `x${String.fromCharCode(...value)}`;
  }
}

const metaverseIndexes = new Map<string, RowIndex<MetaverseRow>>();
const connectorSpaceIndexes = new Map<string, RowIndex<ConnectorSpaceRow>>();

function metaverseByAttribute(name: string): RowIndex<MetaverseRow> {
  const known = metaverseIndexes.get(name);
  if (known !== undefined) return known;
  const index: RowIndex<MetaverseRow> = {
    name: `attribute ${name}`,
    keysOf: (row) => joinKeys(row.attributes.get(name)),
  };
  metaverseIndexes.set(name, index);
  return index;
}

/** Only objects that have no metaverse object and exist in the connected directory. */
function freeObjectByAttribute(name: string): RowIndex<ConnectorSpaceRow> {
  const known = connectorSpaceIndexes.get(name);
  if (known !== undefined) return known;
  const index: RowIndex<ConnectorSpaceRow> = {
    name: `free, attribute ${name}`,
    keysOf: (row) => {
      if (row.metaverseObjectId !== undefined || row.anchor === undefined || row.pendingImport?.operation === 'delete')
        return undefined;
      return joinKeys(row.attributes.get(name));
    },
  };
  connectorSpaceIndexes.set(name, index);
  return index;
}

function joinKeys(values: AttributeValues | undefined): string | readonly string[] | undefined {
  if (values === undefined) return undefined;
  return values.length === 1 ? joinKey(values[0] as AttributeValue) : [...new Set(values.map(joinKey))];
}
