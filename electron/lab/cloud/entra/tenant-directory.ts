import type { EntraObjectId } from '../../../../shared/base/identifiers.ts';
import { entraErrors } from '../../texts.ts';
import type { AttributeBag } from '../../sync-engine/attribute-bag.ts';
import type {
  ConnectedDirectory,
  ExportChange,
  ExportOutcome,
  ImportedObject,
} from '../../sync-engine/connected-directory.ts';
import { nextGuid } from '../../sync-engine/guid-source.ts';
import { entraBySourceAnchor, type EntraRow, type EntraUserFacts, type LabState } from '../../state.ts';
import { writeEntraRow } from './entra-rows.ts';
import { uniquenessConflict } from './uniqueness.ts';

type WrittenChange = Exclude<ExportChange, { readonly operation: 'delete' }>;

/** Entra ID as the Entra connector sees it: synchronized objects, matched by their source anchor. */
export function tenantDirectory(state: LabState): ConnectedDirectory {
  const { tenant } = state;
  return {
    changeNumber: () => tenant.highestChangeNumber,
    *readAll() {
      for (const row of tenant.objects.values()) if (row.deletedAt === undefined) yield* imported(row);
    },
    find(distinguishedName) {
      const sourceAnchor = sourceAnchorOf(distinguishedName);
      if (sourceAnchor === undefined) return undefined;
      const rows = tenant.objects.find(entraBySourceAnchor, sourceAnchor);
      return rows.filter((row) => row.deletedAt === undefined).flatMap(imported)[0];
    },
    *readChanges(watermark) {
      for (const row of tenant.objects.values()) {
        if (row.changeNumber <= watermark) continue;
        if (row.deletedAt !== undefined) yield { kind: 'gone', anchor: row.id };
        else for (const object of imported(row)) yield { kind: 'present', object };
      }
    },
    export: (change) => exportToTenant(state, change),
  };
}

/** `CN={hex of the base64 source anchor}` (entra-connect.md §3.3). */
export function distinguishedNameOfAnchor(sourceAnchor: string): string {
  return `CN={${Buffer.from(sourceAnchor).toString('hex').toUpperCase()}}`;
}

/** The source anchor that a name made by `distinguishedNameOfAnchor` holds. */
function sourceAnchorOf(distinguishedName: string): string | undefined {
  const [, hexadecimal] = /^CN=\{((?:[0-9a-f]{2})+)\}$/i.exec(distinguishedName) ?? [];
  return hexadecimal === undefined ? undefined : Buffer.from(hexadecimal, 'hex').toString();
}

/** Devices are exported without the attribute: their name holds the anchor. */
function anchorOf({ attributes, objectType, distinguishedName }: WrittenChange): string | undefined {
  const sourceAnchor = attributes.text('sourceAnchor');
  if (sourceAnchor !== undefined || objectType !== 'device') return sourceAnchor;
  return sourceAnchorOf(distinguishedName);
}

/** An object that never was on-premises is not shown to the connector. */
function imported({ id, sourceAnchor, objectType, attributes }: EntraRow): readonly ImportedObject[] {
  if (sourceAnchor === undefined) return [];
  return [{ anchor: id, distinguishedName: distinguishedNameOfAnchor(sourceAnchor), objectType, attributes }];
}

function exportToTenant(state: LabState, change: ExportChange): ExportOutcome {
  return change.operation === 'delete' ? deleteObject(state, change) : upsertObject(state, change);
}

/** A user goes to the recycle bin; what else is deleted cannot come back (entra-connect.md §7.4). */
function deleteObject(state: LabState, change: ExportChange & { readonly operation: 'delete' }): ExportOutcome {
  const present = change.anchor === undefined ? undefined : state.tenant.objects.get(change.anchor);
  if (present?.deletedAt === undefined && present !== undefined) {
    writeEntraRow(state, { ...present, deletedAt: state.now });
  }
  return { kind: 'exported', anchor: change.anchor };
}

function upsertObject(state: LabState, change: WrittenChange): ExportOutcome {
  const objectType = entraType(change.objectType);
  const sourceAnchor = anchorOf(change);
  if (objectType === undefined) return { kind: 'refused', error: entraErrors.unknownType(change.objectType) };
  if (sourceAnchor === undefined) {
    return { kind: 'refused', error: entraErrors.withoutAnchor(change.distinguishedName) };
  }
  const present = matched(state, objectType, sourceAnchor);
  if (present === undefined && change.operation === 'update') {
    return { kind: 'refused', error: entraErrors.missing(change.distinguishedName) };
  }
  const attributes = writtenAttributes(change, present);
  const error = uniquenessConflict(state, attributes, present?.id);
  if (error !== undefined) return { kind: 'refused', error };
  const id = present?.id ?? (nextGuid(state.guids) as EntraObjectId);
  writeEntraRow(state, {
    id,
    objectType,
    sourceAnchor,
    // The cloud's own name of the object, and who is its master: rules read both back.
    attributes: attributes.with([
      ['cloudAnchor', [`${cloudPrefix(objectType)}_${id}`]],
      ['cloudMastered', [false]],
    ]),
    deletedAt: undefined,
    cloud: objectType === 'user' ? userFacts(attributes, present?.cloud) : undefined,
  });
  return { kind: 'exported', anchor: id };
}

/** The active object of a source anchor, or the user in the recycle bin, who is restored by being written. */
function matched(state: LabState, objectType: EntraRow['objectType'], sourceAnchor: string): EntraRow | undefined {
  const rows = state.tenant.objects
    .find(entraBySourceAnchor, sourceAnchor)
    .filter((row) => row.objectType === objectType);
  return rows.find((row) => row.deletedAt === undefined) ?? (objectType === 'user' ? rows[0] : undefined);
}

function writtenAttributes(change: WrittenChange, present: EntraRow | undefined): AttributeBag {
  if (present === undefined) return change.attributes;
  if (change.operation === 'update') {
    return present.attributes.with(change.replacements.map(({ attribute, values }) => [attribute, values] as const));
  }
  // What is stored but not exported any more stays: the engine no longer manages it (entra-connect.md §0.8).
  return present.attributes.with(change.attributes.entries());
}

function userFacts(attributes: AttributeBag, known: EntraUserFacts | undefined): EntraUserFacts {
  const userPrincipalName = attributes.text('userPrincipalName') ?? known?.userPrincipalName ?? '';
  return {
    userType: known?.userType ?? 'Member',
    licenses: known?.licenses ?? [],
    memberOf: known?.memberOf ?? [],
    serviceProvisioningErrors: known?.serviceProvisioningErrors ?? [],
    userPrincipalName,
    displayName: attributes.text('displayName') ?? userPrincipalName,
    usageLocation: attributes.text('usageLocation') ?? known?.usageLocation,
  };
}

function entraType(objectType: string): EntraRow['objectType'] | undefined {
  switch (objectType) {
    case 'user':
    case 'group':
    case 'contact':
    case 'device':
    case 'servicePrincipal':
      return objectType;
    // Entra ID knows no inetOrgPerson: it is a user there.
    case 'inetOrgPerson':
      return 'user';
    default:
      return undefined;
  }
}

function cloudPrefix(objectType: EntraRow['objectType']): string {
  return `${objectType.charAt(0).toUpperCase()}${objectType.slice(1)}`;
}
