import {
  isWithheld,
  type AttributeChange,
  type ConnectorSpaceObject,
  type MetaverseObject,
  type PreviewedExport,
  type PreviewResult,
} from '../../../shared/systems/sync-server/sync-server.ts';
import { base64FromBytes } from '../../../shared/base/base64.ts';
import type { AttributeType, Schema } from '../../../shared/entra-connect/rules/model.ts';
import { equalValues, type AttributeValue, type AttributeValues } from '../../../shared/entra-connect/rules/values.ts';
import { typeOfValues } from './wire-object.ts';

/**
 * The XML that objects of the module carry (`SerializedXml`), as far as the worker reads it: the names are those of the engine's
 * developer reference and of the product's own diagnostics.
 */

type Attributes = ReadonlyMap<string, AttributeValues>;

/** What the product gives in the place of the XML of a group with too many members (ADSyncObjectSyncDiagnostics.ps1). */
const tooManyMembers = 'Maximum Group member count exceeded';

/** `CsObject.SerializedXml`: what the server knows of the directory, and whether something is on its way there or from there. */
export function connectorSpaceXml(object: ConnectorSpaceObject, schema: Schema): string {
  const { id, distinguishedName, objectType, pendingImport, pendingExport, isExportCutOff, attributes } = object;
  if (isWithheld(object)) return tooManyMembers;
  const delta = (element: string, operation: string) =>
    `<${element}><delta${attribute('operation', operation)}${attribute('dn', distinguishedName)}/></${element}>`;
  const known = (element: string) => `<${element}>${entry(distinguishedName, attributes, schema)}</${element}>`;
  const isImported = pendingImport === 'add' || pendingImport === 'update';
  const isNew = pendingExport === 'add' && attributes.size === 0;
  const parts = [
    ...(isImported ? [known('pending-import-hologram')] : []),
    // What is gone from the connected directory is obsolete (FIM reference, `delta`).
    ...(pendingImport === 'none' ? [] : [delta('pending-import', isImported ? pendingImport : 'obsolete')]),
    ...(pendingExport === 'none'
      ? []
      : [delta(isExportCutOff ? 'escrowed-export' : 'unapplied-export', pendingExport)]),
    ...(isImported || isNew ? [] : [known('synchronized-hologram')]),
  ];
  return `<cs-objects><cs-object${attribute('cs-dn', distinguishedName)}${attribute('id', braced(id))}${attribute('object-type', objectType)}>${parts.join('')}</cs-object></cs-objects>`;
}

/** `MvObject.SerializedXml`. */
export function metaverseXml({ id, objectType }: MetaverseObject): string {
  return `<mv-objects><mv-object${attribute('id', braced(id))}><entry${attribute('dn', braced(id))}><primary-objectclass>${escaped(objectType)}</primary-objectclass></entry></mv-object></mv-objects>`;
}

/** An export of a preview with what the preview itself does not tell: the object as it stands. */
export interface ExportOfPreview {
  readonly planned: PreviewedExport;
  /** Undefined for an object that is not there yet. */
  readonly object: ConnectorSpaceObject | undefined;
  readonly schema: Schema;
}

/** `PreviewResult.SerializedXml`. `metaverseId` is undefined where the object has none yet. */
export function previewXml(
  preview: PreviewResult,
  metaverseId: string | undefined,
  schema: Schema,
  exports: readonly ExportOfPreview[],
): string {
  if (preview.error !== undefined) {
    return `<preview><error${attribute('type', preview.error)}/></preview>`;
  }
  const isNew = metaverseId === undefined;
  const operation = preview.metaverse.length === 0 ? 'none' : isNew ? 'add' : 'update';
  const changes = preview.metaverse.map((change) => changedAttribute(change, schema, isNew)).join('');
  const flows = flowElements(preview.metaverse, 'import-flow', 'mv-attribute');
  const object = isNew ? '<mv-object/>' : `<mv-object${attribute('id', braced(metaverseId))}/>`;
  return [
    '<preview>',
    `<import-flow-rules><import-attribute-flow has-error="false">${flows}</import-attribute-flow></import-flow-rules>`,
    `<mv>${object}<mv-changes><delta${attribute('operation', operation)}>${changes}</delta></mv-changes></mv>`,
    ...exports.map(exportElement),
    '</preview>',
  ].join('');
}

function exportElement({ planned, object, schema }: ExportOfPreview): string {
  const { connectorId, connectorName, distinguishedName, operation, changes } = planned;
  const after = new Map(object?.attributes);
  for (const { attribute: name, after: values } of changes) {
    if (values === undefined) after.delete(name);
    else after.set(name, values);
  }
  const identity = [
    attribute('id', braced(object?.id ?? '00000000-0000-0000-0000-000000000000')),
    attribute('ma-id', braced(connectorId)),
    attribute('ma-name', connectorName),
  ].join('');
  const state = operation === 'delete' ? '' : entry(distinguishedName, after, schema);
  return [
    '<cs-export>',
    `<export-before-change${identity}><cs-operation>none</cs-operation></export-before-change>`,
    `<export-flow-rules><export-attribute-flow has-error="false">${flowElements(changes, 'export-flow', 'cd-attribute')}</export-attribute-flow></export-flow-rules>`,
    `<export-after-change${identity}><cs-operation>${operation}</cs-operation>${state}</export-after-change>`,
    '</cs-export>',
  ].join('');
}

/** The engine keeps the name of the rule in the status of the flow. */
function flowElements(changes: readonly AttributeChange[], element: string, names: string): string {
  return changes
    .filter(({ ruleName }) => ruleName !== undefined)
    .map(
      ({ attribute: name, ruleName = '' }) => `<${element}${attribute(names, name)}${attribute('status', ruleName)}/>`,
    )
    .join('');
}

function entry(distinguishedName: string, attributes: Attributes, schema: Schema): string {
  const content = [...attributes].map(([name, values]) => valuesElement(name, values, schema, '', '')).join('');
  return `<entry${attribute('dn', distinguishedName)}>${content}</entry>`;
}

function changedAttribute({ attribute: name, before, after }: AttributeChange, schema: Schema, isNew: boolean): string {
  if (isNew) return valuesElement(name, after ?? [], schema, '', '');
  if (after === undefined) return valuesElement(name, [], schema, 'delete', '', before);
  if (before === undefined) return valuesElement(name, after, schema, 'add', '');
  if (before.length === 1 && after.length === 1) return valuesElement(name, after, schema, 'replace', '');
  const added = after.filter((value) => !before.some((other) => equalValues(other, value)));
  const removed = before.filter((value) => !after.some((other) => equalValues(other, value)));
  const [type, values] = [schema.attributes.get(name), [...after, ...before]];
  const content = `${valueElements(added, type, values, 'add')}${valueElements(removed, type, values, 'delete')}`;
  return attributeElement(name, type, values, 'update', content);
}

function valuesElement(
  name: string,
  values: AttributeValues,
  schema: Schema,
  operation: string,
  valueOperation: string,
  like: AttributeValues = values,
): string {
  const type = schema.attributes.get(name);
  return attributeElement(name, type, like, operation, valueElements(values, type, like, valueOperation));
}

function attributeElement(
  name: string,
  type: AttributeType | undefined,
  like: AttributeValues,
  operation: string,
  content: string,
): string {
  const changed = operation === '' ? '' : attribute('operation', operation);
  const kind = typeOfValues(like, type).toLowerCase();
  const multivalued = attribute('multivalued', String(type?.multiValued ?? like.length > 1));
  return kind === 'reference'
    ? `<dn-attr${attribute('name', name)}${changed}${multivalued}>${content}</dn-attr>`
    : `<attr${attribute('name', name)}${changed}${attribute('type', kind)}${multivalued}>${content}</attr>`;
}

function valueElements(
  values: AttributeValues,
  type: AttributeType | undefined,
  like: AttributeValues,
  operation: string,
): string {
  const changed = operation === '' ? '' : attribute('operation', operation);
  const isReference = typeOfValues(like, type) === 'Reference';
  return values
    .map((value) =>
      isReference
        ? `<dn-value${changed}><dn>${escaped(String(value))}</dn></dn-value>`
        : `<value${changed}${typeof value === 'object' ? ' encoding="base64"' : ''}>${escaped(textOf(value))}</value>`,
    )
    .join('');
}

/** Integers as hexadecimal two's complement. */
function textOf(value: AttributeValue): string {
  switch (typeof value) {
    case 'bigint':
      return `0x${BigInt.asUintN(64, value).toString(16)}`;
    case 'object':
      return base64FromBytes(value);
    default:
      return String(value);
  }
}

function braced(id: string): string {
  return `{${id.toUpperCase()}}`;
}

function attribute(name: string, value: string): string {
  return ` ${name}="${escaped(value)}"`;
}

const special = /[&<>"\p{Cc}\p{Cs}\ufffe\uffff]/gu;

function escaped(text: string): string {
  return text.replaceAll(special, (character) => `&#x${character.charCodeAt(0).toString(16)};`);
}
