import type { Json } from '../../../shared/base/json.ts';
import type { ConnectorSpaceObject, MetaverseObject } from '../../../shared/systems/sync-server/sync-server.ts';
import type { AttributeType, Schema } from '../../../shared/entra-connect/rules/model.ts';
import type { AttributeValues } from '../../../shared/entra-connect/rules/values.ts';
import { moduleText } from '../ports/module-text.ts';

/** Objects as the stand-in module and the lab tell each other of them: values are text, as the module's own types have them. */

/** Type of an attribute's values, by the words of `SchemaAttributeType`; a reference only the schema knows. */
export function typeOfValues(values: AttributeValues, type: AttributeType | undefined): string {
  const [value] = values;
  switch (typeof value) {
    case 'bigint':
      return 'Integer';
    case 'boolean':
      return 'Boolean';
    case 'object':
      return 'Binary';
    default:
      return type?.syntax === 'reference' ? 'Reference' : 'String';
  }
}

interface Origin {
  readonly ruleName: string;
  readonly connectorName: string;
}

function wireOfAttribute(name: string, values: AttributeValues, schema: Schema, origin: Origin): Json {
  const type = schema.attributes.get(name);
  return {
    name,
    type: typeOfValues(values, type),
    isMultiValued: type?.multiValued ?? values.length > 1,
    values: values.map(moduleText),
    ...origin,
  };
}

export function wireOfConnectorSpaceObject(
  object: ConnectorSpaceObject,
  connector: { readonly name: string; readonly category: string; readonly schema: Schema },
  xml: string,
): Json {
  const { id, connectorId, distinguishedName, objectType } = object;
  const { attributes, metaverseObjectId, synchronizationError, exportError } = object;
  const nobody = { ruleName: '', connectorName: '' };
  return {
    ...{ id, connectorId, distinguishedName, objectType },
    connectorName: connector.name,
    connectorType: connector.category,
    metaverseObjectId: metaverseObjectId ?? null,
    synchronizationError: synchronizationError ?? null,
    exportError: exportError ?? null,
    attributes: [...attributes].map(([name, values]) => wireOfAttribute(name, values, connector.schema, nobody)),
    xml,
  };
}

export function wireOfMetaverseObject(
  object: MetaverseObject,
  schema: Schema,
  connectorNames: ReadonlyMap<string, string>,
  xml: string,
): Json {
  return {
    id: object.id,
    lineage: object.lineage.map((link) => ({ ...link, connectorName: connectorNames.get(link.connectorId) ?? '' })),
    attributes: [...object.attributes].map(([name, { values, ruleName, connectorName }]) =>
      wireOfAttribute(name, values, schema, { ruleName, connectorName }),
    ),
    xml,
  };
}
