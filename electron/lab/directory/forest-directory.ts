import { guidToBytes } from '../../../shared/base/guid.ts';
import { directoryErrors } from '../texts.ts';
import { AttributeBag } from '../sync-engine/attribute-bag.ts';
import type {
  ConnectedDirectory,
  ExportChange,
  ExportOutcome,
  ImportedChange,
  ImportedObject,
} from '../sync-engine/connected-directory.ts';
import { nextGuid } from '../sync-engine/guid-source.ts';
import {
  directoryByDistinguishedName,
  distinguishedNameKey,
  type DirectoryRow,
  type LabForest,
  type LabState,
} from '../state.ts';

/** A forest as its AD connector sees it: a delta import reads by change number, an export writes objects. */
export function forestDirectory(state: LabState, forest: LabForest): ConnectedDirectory {
  return {
    changeNumber: () => forest.highestChangeNumber,
    *readAll() {
      for (const row of forest.objects.values()) if (row.deletedAt === undefined) yield importedObject(row);
    },
    find(distinguishedName) {
      const [row] = forest.objects.find(directoryByDistinguishedName, distinguishedNameKey(distinguishedName));
      return row === undefined ? undefined : importedObject(row);
    },
    *readChanges(watermark) {
      for (const row of forest.objects.values()) if (row.changeNumber > watermark) yield importedChange(row);
    },
    export: (change) => exportToForest(state, forest, change),
  };
}

/** Puts an object into the forest with the next change number; every change to AD goes through here. */
export function writeDirectoryRow(forest: LabForest, row: Omit<DirectoryRow, 'changeNumber'>): void {
  forest.highestChangeNumber += 1;
  forest.objects.put({ ...row, changeNumber: forest.highestChangeNumber });
}

function importedObject(row: DirectoryRow): ImportedObject {
  return {
    anchor: row.id,
    distinguishedName: row.distinguishedName,
    objectType: row.objectClass,
    attributes: row.attributes,
  };
}

function importedChange(row: DirectoryRow): ImportedChange {
  return row.deletedAt === undefined
    ? { kind: 'present', object: importedObject(row) }
    : { kind: 'gone', anchor: row.id };
}

function exportToForest(state: LabState, forest: LabForest, change: ExportChange): ExportOutcome {
  const present = target(forest, change);
  if (change.operation === 'add')
    return present === undefined ? create(state, forest, change) : refusal('taken', change);
  if (present === undefined) {
    // Whoever deleted it first, it is gone.
    return change.operation === 'delete' ? { kind: 'exported', anchor: change.anchor } : refusal('missing', change);
  }
  if (change.operation === 'delete') {
    writeDirectoryRow(forest, { ...present, attributes: AttributeBag.empty, deletedAt: state.now });
  } else {
    const replacements = change.replacements.map(({ attribute, values }) => [attribute, values] as const);
    writeDirectoryRow(forest, { ...present, attributes: present.attributes.with(replacements) });
  }
  return { kind: 'exported', anchor: present.id };
}

function create(
  state: LabState,
  forest: LabForest,
  change: ExportChange & { readonly operation: 'add' },
): ExportOutcome {
  const id = nextGuid(state.guids);
  const attributes = change.attributes.with([['objectGUID', [guidToBytes(id)]]]);
  const { distinguishedName, objectType: objectClass } = change;
  writeDirectoryRow(forest, { id, distinguishedName, objectClass, attributes, deletedAt: undefined });
  return { kind: 'exported', anchor: id };
}

function target(forest: LabForest, change: ExportChange): DirectoryRow | undefined {
  const anchored =
    change.operation !== 'add' && change.anchor !== undefined ? forest.objects.get(change.anchor) : undefined;
  const row =
    anchored ?? forest.objects.find(directoryByDistinguishedName, distinguishedNameKey(change.distinguishedName))[0];
  return row?.deletedAt === undefined ? row : undefined;
}

function refusal(reason: keyof typeof directoryErrors, change: ExportChange): ExportOutcome {
  return { kind: 'refused', error: directoryErrors[reason](change.distinguishedName) };
}
