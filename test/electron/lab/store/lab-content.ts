import { nextGuid } from '../../../../electron/lab/sync-engine/guid-source.ts';
import type { AttributeBag } from '../../../../electron/lab/sync-engine/attribute-bag.ts';
import type { LabState, PendingExport } from '../../../../electron/lab/state.ts';
import { partsOf, tablesOf } from '../../../../electron/lab/store/sections.ts';
import { writePart } from '../../../../electron/lab/store/part-text.ts';
import { writeShard } from '../../../../electron/lab/store/shard-text.ts';
import { guidToBytes, zeroGuid } from '../../../../shared/base/guid.ts';
import {
  entraConnectorId,
  type ConnectorSpaceObjectId,
  type EntraObjectId,
  type MetaverseObjectId,
  type RuleId,
} from '../../../../shared/base/identifiers.ts';
import { attributes, forestConnectorId } from '../empty-lab.ts';

/** Everything a state holds, as text, to compare two states. */
export function contentOf(state: LabState): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ['parts', writePart(partsOf(state))],
    ...tablesOf(state).map(({ name, table, column }) => {
      const rows = [...table.values()];
      return [name, writeShard({ table: name, shard: 0, rows: rows.length }, rows, column)] as const;
    }),
  ]);
}

/** Users with a row in every table and every kind of value. */
export function addUsers(state: LabState, count: number): LabState {
  for (let index = 0; index < count; index += 1) {
    const objectGuid = nextGuid(state.guids);
    const metaverseId = nextGuid(state.guids) as MetaverseObjectId;
    const spaceId = nextGuid(state.guids) as ConnectorSpaceObjectId;
    const entraId = nextGuid(state.guids) as EntraObjectId;
    const distinguishedName = `CN=User ${objectGuid},OU=CORP,DC=contoso,DC=com`;
    const bag = attributes({
      mailNickname: `user${objectGuid}`,
      msExchMailboxGuid: guidToBytes(objectGuid),
      msExchRecipientTypeDetails: 34359738368n * BigInt(index),
      proxyAddresses: [`SMTP:${objectGuid}@contoso.com`, `smtp:"ü\n"${index}@contoso.com`],
      ...(index % 3 === 0 ? { accountEnabled: index % 2 === 0 } : {}),
    });
    state.forests[0]!.objects.put({
      id: objectGuid,
      distinguishedName,
      objectClass: 'user',
      attributes: bag,
      changeNumber: index,
      deletedAt: index % 7 === 0 ? state.now : undefined,
    });
    state.connectorSpaces.get(forestConnectorId)!.objects.put({
      id: spaceId,
      distinguishedName,
      objectType: 'user',
      anchor: objectGuid,
      attributes: bag,
      pendingImport: index % 5 === 0 ? { operation: 'update', attributes: bag, distinguishedName } : undefined,
      pendingExport: pendingExportOf(index, bag),
      awaitingConfirmation: index % 5 === 2 ? { operation: 'add', attributes: bag } : undefined,
      metaverseObjectId: metaverseId,
      link: 'projected',
      synchronizationError: index % 11 === 0 ? { type: 'ambiguous-join', text: 'two' } : undefined,
      exportError: undefined,
    });
    state.metaverse.put({
      id: metaverseId,
      objectType: 'person',
      attributes: bag,
      origins: bag.names.map(() => ({ ruleId: `rule-${index % 2}` as RuleId, connectorId: forestConnectorId })),
      links: [{ connectorId: forestConnectorId, objectId: spaceId }],
    });
    state.tenant.objects.put({
      id: entraId,
      objectType: 'user',
      sourceAnchor: objectGuid,
      attributes: bag,
      changeNumber: index,
      deletedAt: undefined,
      cloud: {
        userPrincipalName: `${objectGuid}@contoso.com`,
        displayName: `User ${index}`,
        userType: 'Member',
        usageLocation: index % 2 === 0 ? 'DE' : undefined,
        licenses: [],
        memberOf: [],
        serviceProvisioningErrors: [],
      },
    });
    state.exchangeOnline.recipients.put({
      id: nextGuid(state.guids),
      externalDirectoryObjectId: entraId,
      displayName: `User ${index}`,
      primarySmtpAddress: `${objectGuid}@contoso.com`,
      recipientTypeDetails: 'MailUser',
      exchangeGuid: objectGuid,
      archiveGuid: zeroGuid,
      exchangeCloudManaged: false,
      softDeletedAt: undefined,
      itemCount: 0,
      skuId: undefined,
    });
  }
  state.connectorSpaces.get(entraConnectorId)!.watermark = 7;
  return state;
}

/** A deletion, one that an export was sending when it was stopped, an update of that kind, or nothing. */
function pendingExportOf(index: number, attributes: AttributeBag): PendingExport | undefined {
  if (index % 5 === 1) return index % 2 === 0 ? { operation: 'delete' } : { operation: 'delete', isCutOff: true };
  return index % 5 === 3 ? { operation: 'update', attributes, isCutOff: true } : undefined;
}
