import type {
  ConnectorSpaceObject,
  ConnectorStatistics,
  MetaverseAttribute,
  MetaverseObject,
} from '../../../shared/systems/sync-server/sync-server.ts';
import type { AttributeValues } from '../../../shared/entra-connect/rules/values.ts';
import { exportedAttributes } from '../sync-engine/source-views.ts';
import type { ConnectorSpace, ConnectorSpaceRow, LabState, MetaverseRow } from '../state.ts';

/** More members than Microsoft Entra ID takes of one group (250,000): the server gives a text instead of the object. */
const mostMembers = 250_000;

/** `Get-ADSyncCSObject`: the attributes are those of the connected directory as far as the server knows them. */
export function connectorSpaceObject(
  space: ConnectorSpace,
  row: ConnectorSpaceRow,
  attributes: readonly string[],
): ConnectorSpaceObject {
  const known = exportedAttributes(row);
  const object = {
    id: row.id,
    connectorId: space.connectorId,
    distinguishedName: row.distinguishedName,
    objectType: row.objectType,
    metaverseObjectId: row.metaverseObjectId,
    synchronizationError: row.synchronizationError?.text,
    exportError: row.exportError?.text,
  };
  if ((known.get('member')?.length ?? 0) > mostMembers) {
    const unknown = 'unknown' as const;
    return { ...object, pendingImport: unknown, pendingExport: unknown, isExportCutOff: false, attributes: new Map() };
  }
  return {
    ...object,
    pendingImport: row.pendingImport?.operation ?? 'none',
    pendingExport: row.pendingExport?.operation ?? 'none',
    isExportCutOff: row.pendingExport?.isCutOff ?? false,
    attributes: new Map(
      attributes
        .map((name) => [name, known.get(name)] as const)
        .filter((entry): entry is readonly [string, AttributeValues] => entry[1] !== undefined),
    ),
  };
}

/** Turns metaverse rows into what `Get-ADSyncMVObject` shows, with the names of rules and connectors. */
export function metaverseReader(
  state: LabState,
  attributes: readonly string[],
): (row: MetaverseRow) => MetaverseObject {
  const ruleNames = new Map<string, string>(state.server.rules.map(({ id, name }) => [id, name]));
  const connectorNames = new Map<string, string>(state.server.connectors.map(({ id, name }) => [id, name]));
  return (row) => {
    const values = new Map<string, MetaverseAttribute>();
    for (const name of attributes) {
      const present = row.attributes.get(name);
      const origin = row.origins[row.attributes.names.indexOf(name)];
      if (present === undefined || origin === undefined) continue;
      values.set(name, {
        values: present,
        ruleName: ruleNames.get(origin.ruleId) ?? '',
        connectorName: connectorNames.get(origin.connectorId) ?? '',
      });
    }
    return {
      id: row.id,
      objectType: row.objectType,
      lineage: row.links.map(({ connectorId, objectId }) => ({
        connectorId,
        connectorSpaceObjectId: objectId,
        distinguishedName: state.connectorSpaces.get(connectorId)?.objects.get(objectId)?.distinguishedName ?? '',
      })),
      attributes: values,
    };
  };
}

/** `Get-ADSyncConnectorStatistics`. */
export function connectorStatistics({ objects }: ConnectorSpace): ConnectorStatistics {
  const exports = { add: 0, update: 0, delete: 0 };
  const imports = { add: 0, update: 0, delete: 0 };
  let importNoChange = 0;
  for (const { pendingExport, pendingImport } of objects.values()) {
    if (pendingExport !== undefined) exports[pendingExport.operation] += 1;
    if (pendingImport === undefined) importNoChange += 1;
    else imports[pendingImport.operation] += 1;
  }
  return {
    exportAdds: exports.add,
    exportUpdates: exports.update,
    exportDeletes: exports.delete,
    importAdds: imports.add,
    importUpdates: imports.update,
    importDeletes: imports.delete,
    importNoChange,
    totalConnectors: [...objects.values()].filter(({ metaverseObjectId }) => metaverseObjectId !== undefined).length,
  };
}
