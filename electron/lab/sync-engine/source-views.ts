import type { EvaluationContext } from '../../../shared/entra-connect/expressions/evaluation.ts';
import type { Connector } from '../../../shared/entra-connect/rules/model.ts';
import { equalValueSets, type AttributeValues } from '../../../shared/entra-connect/rules/values.ts';
import type { ConnectorSpaceRow, MetaverseRow } from '../state.ts';
import type { AttributeBag } from './attribute-bag.ts';
import { connectorParameter, objectParameter } from '../../../shared/entra-connect/evaluation/parameters.ts';
import type { ScopeSubject } from '../../../shared/entra-connect/rules/scope.ts';

/** A connector space object as inbound rules see it. */
export class ConnectorSpaceView implements EvaluationContext, ScopeSubject {
  readonly #row: ConnectorSpaceRow;
  readonly #connector: Connector;
  readonly #attributes: AttributeBag;
  readonly #milliseconds: number;
  readonly #isMember: (row: ConnectorSpaceRow, groupDistinguishedName: string) => boolean;

  constructor(
    row: ConnectorSpaceRow,
    connector: Connector,
    milliseconds: number,
    isMember: (row: ConnectorSpaceRow, groupDistinguishedName: string) => boolean,
  ) {
    this.#row = row;
    this.#connector = connector;
    this.#attributes = effectiveAttributes(row);
    this.#milliseconds = milliseconds;
    this.#isMember = isMember;
  }

  attribute(name: string): AttributeValues | undefined {
    return name === 'dn' ? [this.#row.distinguishedName] : this.#attributes.get(name);
  }

  importedAttribute(name: string): AttributeValues | undefined {
    return name === 'dn' ? [this.#row.distinguishedName] : this.#row.attributes.get(name);
  }

  parameter(name: string): string | undefined {
    return objectParameter(this.#connector, this.#row.distinguishedName, name);
  }

  isMemberOf(groupDistinguishedName: string): boolean {
    return this.#isMember(this.#row, groupDistinguishedName);
  }

  now(): number {
    return this.#milliseconds;
  }
}

/** A metaverse object as the outbound rules of one connector see it. */
export class MetaverseView implements EvaluationContext, ScopeSubject {
  readonly #row: MetaverseRow;
  readonly #connector: Connector;
  readonly #milliseconds: number;
  readonly #isMember: (groupDistinguishedName: string) => boolean;

  constructor(
    row: MetaverseRow,
    connector: Connector,
    milliseconds: number,
    isMember: (groupDistinguishedName: string) => boolean,
  ) {
    this.#row = row;
    this.#connector = connector;
    this.#milliseconds = milliseconds;
    this.#isMember = isMember;
  }

  attribute(name: string): AttributeValues | undefined {
    return this.#row.attributes.get(name);
  }

  /** Metaverse attributes are never pending. */
  importedAttribute(name: string): AttributeValues | undefined {
    return this.#row.attributes.get(name);
  }

  parameter(name: string): string | undefined {
    return connectorParameter(this.#connector, name);
  }

  isMemberOf(groupDistinguishedName: string): boolean {
    return this.#isMember(groupDistinguishedName);
  }

  now(): number {
    return this.#milliseconds;
  }
}

/**
 * The object with what is still on its way to the connected directory: "normally, synchronization gets an attribute value
 * from the respective connector space … even if it hasn't been yet exported" (declarative-provisioning doc, ImportedValue).
 * An import that was not synchronized yet does not show.
 */
function effectiveAttributes(row: ConnectorSpaceRow): AttributeBag {
  const { attributes, pendingExport, pendingImport, awaitingConfirmation } = row;
  const desired =
    pendingExport === undefined || pendingExport.operation === 'delete' ? undefined : pendingExport.attributes;
  if (pendingImport === undefined) return desired ?? exportedAttributes(row);
  if (desired !== undefined) return attributes.with(differences(exportedAttributes(row), desired));
  return awaitingConfirmation === undefined || awaitingConfirmation.operation === 'delete'
    ? attributes
    : awaitingConfirmation.attributes;
}

/** What the connected directory holds as far as the server knows: the last import, or an export not yet confirmed. */
export function exportedAttributes({
  attributes,
  pendingImport,
  awaitingConfirmation,
}: ConnectorSpaceRow): AttributeBag {
  if (pendingImport !== undefined && pendingImport.operation !== 'delete') return pendingImport.attributes;
  return awaitingConfirmation === undefined || awaitingConfirmation.operation === 'delete'
    ? attributes
    : awaitingConfirmation.attributes;
}

/** Whether the object exists, or may exist, in the connected directory. */
export function wasExported(row: ConnectorSpaceRow): boolean {
  return row.anchor !== undefined || row.awaitingConfirmation !== undefined;
}

/** What makes one bag of another, in ascending order of names; `undefined` removes an attribute. */
export function differences(
  from: AttributeBag,
  to: AttributeBag,
): readonly (readonly [string, AttributeValues | undefined])[] {
  const changes: (readonly [string, AttributeValues | undefined])[] = [];
  for (const [name, values] of to.entries()) {
    const before = from.get(name);
    if (before === undefined || !equalValueSets(before, values)) changes.push([name, values]);
  }
  for (const name of from.names) if (!to.has(name)) changes.push([name, undefined]);
  return changes.sort(([left], [right]) => (left < right ? -1 : 1));
}
