import { guidFromBytes } from '../../../shared/base/guid.ts';
import { entraConnectorId, type EntraObjectId } from '../../../shared/base/identifiers.ts';
import { recipientKind } from '../../../shared/entra-connect/recipient-kind.ts';
import { mailboxGuidAttribute } from '../../../shared/entra-connect/attributes.ts';
import { writeEntraRow } from '../cloud/entra/entra-rows.ts';
import { activeUser } from '../cloud/entra/licenses.ts';
import { moveMailboxIn } from '../cloud/exchange-online/mailboxes.ts';
import type { DirectoryRow, LabState } from '../state.ts';

const product = 'ENTERPRISEPACK';
const usualLocation = 'DE';

/**
 * Gives every synchronized remote mailbox of AD its mailbox in Exchange Online, licensed, as Microsoft's tools left it when
 * they moved it there: the GUID is the same on both sides (entra-connect.md §5, risk 5).
 */
export function moveRemoteMailboxes(state: LabState): void {
  const sku = state.tenant.subscribedSkus.find(({ partNumber }) => partNumber === product);
  if (sku === undefined) return;
  const users = entraUsersByAnchor(state);
  for (const row of state.forests.flatMap(({ objects }) => [...objects.values()])) {
    const guid = remoteMailboxGuid(row);
    const id = users.get(row.id);
    const user = guid === undefined || id === undefined ? undefined : activeUser(state, id);
    if (guid === undefined || user === undefined) continue;
    const license = {
      skuId: sku.skuId,
      assignedByGroup: undefined,
      disabledPlans: [],
      state: 'Active',
      error: 'None',
    } as const;
    const usageLocation = user.cloud.usageLocation ?? user.attributes.text('countryLetterCode') ?? usualLocation;
    writeEntraRow(state, { ...user, cloud: { ...user.cloud, usageLocation, licenses: [license] } });
    moveMailboxIn(state, user.id, guid);
  }
}

function remoteMailboxGuid({ attributes, deletedAt }: DirectoryRow) {
  const type = attributes.first('msExchRecipientTypeDetails');
  if (deletedAt !== undefined || typeof type !== 'bigint' || recipientKind(type) !== 'remote-mailbox') return undefined;
  const guid = attributes.first(mailboxGuidAttribute);
  return guid instanceof Uint8Array ? guidFromBytes(guid) : undefined;
}

/** The user of Entra ID that an object of AD became, by objectGUID. */
function entraUsersByAnchor(state: LabState): ReadonlyMap<string, EntraObjectId> {
  const users = new Map<string, EntraObjectId>();
  const cloudObjects = state.connectorSpaces.get(entraConnectorId)?.objects;
  for (const { connectorId } of state.forests) {
    for (const { anchor, metaverseObjectId } of state.connectorSpaces.get(connectorId)?.objects.values() ?? []) {
      const metaverse = metaverseObjectId === undefined ? undefined : state.metaverse.get(metaverseObjectId);
      const link = metaverse?.links.find((one) => one.connectorId === entraConnectorId);
      const id = link === undefined ? undefined : cloudObjects?.get(link.objectId)?.anchor;
      if (anchor !== undefined && id !== undefined) users.set(anchor, id as EntraObjectId);
    }
  }
  return users;
}
