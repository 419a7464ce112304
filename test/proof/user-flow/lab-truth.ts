import type { DirectoryRow, LabState } from '../../../electron/lab/state.ts';
import { guidFromBytes, zeroGuid } from '../../../shared/base/guid.ts';
import { entraConnectorId } from '../../../shared/base/identifiers.ts';

const guidAttribute = 'msExchMailboxGuid';

/** Where a user of AD with a mailbox GUID is, looked at in the lab itself and through no port. */
export type Place =
  | 'not-in-scope'
  | 'no-nickname'
  | 'not-joined'
  | 'not-provisioned'
  | 'no-recipient'
  | 'blocked'
  | 'no-guid'
  | 'cloud-mailbox'
  | 'other';

/** Every user of AD with a mailbox GUID, by distinguished name. */
export function placesIn(state: LabState): ReadonlyMap<string, Place> {
  return new Map(
    state.forests.flatMap((forest) => {
      const space = state.connectorSpaces.get(forest.connectorId)!.objects;
      const byAnchor = new Map([...space.values()].map((row) => [row.anchor, row]));
      return [...forest.objects.values()]
        .filter(({ attributes, deletedAt }) => deletedAt === undefined && attributes.has(guidAttribute))
        .map(
          (row) =>
            [
              row.distinguishedName,
              placeOf(state, row, byAnchor.get(row.id)?.metaverseObjectId, byAnchor.has(row.id)),
            ] as const,
        );
    }),
  );
}

function placeOf(
  state: LabState,
  row: DirectoryRow,
  metaverseId: Parameters<LabState['metaverse']['get']>[0] | undefined,
  isInScope: boolean,
): Place {
  if (!isInScope) return 'not-in-scope';
  if (!row.attributes.has('mailNickname') && !isGuidInCloud(state, metaverseId)) return 'no-nickname';
  if (metaverseId === undefined) return 'not-joined';
  const link = state.metaverse.get(metaverseId)!.links.find(({ connectorId }) => connectorId === entraConnectorId);
  if (link === undefined) return 'not-provisioned';
  const id = state.connectorSpaces.get(entraConnectorId)!.objects.get(link.objectId)!.anchor;
  const recipient = [...state.exchangeOnline.recipients.values()].find(
    (one) => one.externalDirectoryObjectId === id && one.softDeletedAt === undefined,
  );
  if (recipient === undefined) return 'no-recipient';
  if (recipient.recipientTypeDetails === 'UserMailbox') {
    const own = guidFromBytes(row.attributes.first(guidAttribute) as Uint8Array);
    return recipient.exchangeGuid === own ? 'cloud-mailbox' : 'other';
  }
  return recipient.exchangeGuid === zeroGuid ? 'no-guid' : 'blocked';
}

/** Of a user without mailNickname a custom rule may have brought it there. */
function isGuidInCloud(
  { tenant, connectorSpaces, metaverse }: LabState,
  metaverseId: Parameters<LabState['metaverse']['get']>[0] | undefined,
): boolean {
  const links = metaverseId === undefined ? [] : metaverse.get(metaverseId)!.links;
  const link = links.find(({ connectorId }) => connectorId === entraConnectorId);
  const anchor = link && connectorSpaces.get(entraConnectorId)!.objects.get(link.objectId)!.anchor;
  return [...tenant.objects.values()].some(({ id, attributes }) => id === anchor && attributes.has(guidAttribute));
}
