import type { AttributeBag } from '../../../../electron/lab/sync-engine/attribute-bag.ts';
import type {
  ConnectorSpaceRow,
  LabState,
  MetaverseRow,
  PendingExport,
  PendingImport,
} from '../../../../electron/lab/state.ts';
import { valueKey } from '../../../../shared/entra-connect/rules/values.ts';

/** Everything that synchronization keeps, as plain data with its identifiers: for "nothing changed". */
export function contentOf(state: LabState) {
  return {
    now: state.now,
    guids: { ...state.guids },
    server: state.server,
    metaverse: [...state.metaverse.values()].map((row) => ({ ...row, attributes: plain(row.attributes) })),
    connectorSpaces: [...state.connectorSpaces].map(([connectorId, { objects, watermark }]) => ({
      connectorId,
      watermark,
      objects: [...objects.values()].map((row) => ({ ...row, ...plainRow(row) })),
    })),
  };
}

/** The same without identifiers and order, so that two labs with different histories can be compared. */
export function comparableContentOf(state: LabState) {
  const names = new Map([...state.metaverse.values()].map((row) => [row.id as string, nameOf(state, row)]));
  const named = (attributes: Readonly<Record<string, readonly string[]>>) =>
    Object.fromEntries(
      Object.entries(attributes).map(([name, values]) => [
        name,
        values.map((value) => names.get(value.slice(1)) ?? value).sort(),
      ]),
    );
  const metaverse = [...state.metaverse.values()].map((row) => ({
    name: nameOf(state, row),
    objectType: row.objectType,
    attributes: named(plain(row.attributes)),
    origins: row.origins,
    links: row.links.map(({ connectorId }) => connectorId).sort(),
  }));
  const objects = [...state.connectorSpaces].flatMap(([connectorId, space]) =>
    [...space.objects.values()].map((row) => ({
      connectorId,
      name: row.distinguishedName,
      link: row.link,
      joinedTo: names.get(row.metaverseObjectId ?? ''),
      error: row.synchronizationError?.type,
      ...plainRow(row),
    })),
  );
  return { metaverse: sortedByName(metaverse), objects: sortedByName(objects) };
}

function plainRow({ attributes, pendingImport, pendingExport, awaitingConfirmation }: ConnectorSpaceRow) {
  return {
    attributes: plain(attributes),
    pendingImport: plainChange(pendingImport),
    pendingExport: plainChange(pendingExport),
    awaitingConfirmation: plainChange(awaitingConfirmation),
  };
}

function plainChange(change: PendingImport | PendingExport | undefined) {
  if (change === undefined || change.operation === 'delete') return change;
  return { ...change, attributes: plain(change.attributes) };
}

function plain(attributes: AttributeBag): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries([...attributes.entries()].map(([name, values]) => [name, values.map(valueKey).sort()]));
}

function nameOf(state: LabState, row: MetaverseRow): string {
  return row.links
    .map(
      ({ connectorId, objectId }) =>
        state.connectorSpaces.get(connectorId)?.objects.get(objectId)?.distinguishedName ?? objectId,
    )
    .sort()
    .join(' + ');
}

function sortedByName<Item extends { readonly name: string }>(items: readonly Item[]): readonly Item[] {
  return [...items].sort((left, right) => (left.name < right.name ? -1 : 1));
}
