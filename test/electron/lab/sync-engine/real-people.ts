import { AttributeBag } from '../../../../electron/lab/sync-engine/attribute-bag.ts';
import { guidToBytes, type Guid } from '../../../../shared/base/guid.ts';
import type { ConnectorId } from '../../../../shared/base/identifiers.ts';
import type { AttributeValue, AttributeValues } from '../../../../shared/entra-connect/rules/values.ts';
import type { SmallLab } from './small-lab.ts';

export const container = 'OU=People,OU=CORP,DC=contoso,DC=com';

export interface RealObject {
  readonly name: string;
  readonly objectType: 'user' | 'inetOrgPerson' | 'contact' | 'group';
  readonly attributes?: Readonly<Record<string, AttributeValue | AttributeValues | undefined>>;
  readonly container?: string;
}

/** An invented AD object with what the real rules look at; number n decides its identifiers. Returns its anchor. */
export function addReal(lab: SmallLab, connectorId: ConnectorId, number: number, object: RealObject): string {
  const { name, objectType, attributes = {}, container: ou = container } = object;
  const hex = number.toString(16).padStart(12, '0');
  const guid = `0f0e0d0c-0000-4000-8000-${hex}` as Guid;
  const alias = name.toLowerCase().replaceAll(' ', '.');
  const common = {
    objectGUID: guidToBytes(guid),
    cn: name,
    displayName: name,
    mail: `${alias}@contoso.com`,
    mailNickname: alias,
    proxyAddresses: [`SMTP:${alias}@contoso.com`, `smtp:${alias}@old.contoso.com`],
    legacyExchangeDN: `/o=Contoso/ou=Exchange Administrative Group/cn=Recipients/cn=${alias}`,
  };
  const all = { ...common, ...byType(objectType, number, alias, hex), ...attributes };
  lab.directory(connectorId).put({
    anchor: guid,
    distinguishedName: `CN=${name},${ou}`,
    objectType,
    attributes: AttributeBag.from(
      Object.entries(all).map(([attribute, value]) => [
        attribute,
        value === undefined ? undefined : Array.isArray(value) ? (value as AttributeValues) : [value as AttributeValue],
      ]),
    ),
  });
  return guid;
}

/** The mailbox GUID that a mailbox user of this number holds. */
export function mailboxGuidOf(number: number): Uint8Array {
  return guidToBytes(`aaaaaaaa-0000-4000-8000-${number.toString(16).padStart(12, '0')}` as Guid);
}

function byType(objectType: RealObject['objectType'], number: number, alias: string, hex: string) {
  switch (objectType) {
    case 'user':
    case 'inetOrgPerson':
      return {
        objectSid: sidOf(number),
        sAMAccountName: alias,
        userPrincipalName: `${alias}@contoso.com`,
        userAccountControl: 512n,
        givenName: 'Given',
        sn: `Name ${hex}`,
        pwdLastSet: 133_000_000_000_000_000n + BigInt(number),
        msExchMailboxGuid: mailboxGuidOf(number),
        msExchRecipientTypeDetails: 1n,
        msExchRecipientDisplayType: 1_073_741_824n,
        targetAddress: `SMTP:${alias}@contoso.mail.onmicrosoft.com`,
      };
    case 'contact':
      return { targetAddress: `SMTP:${alias}@partner.example`, givenName: 'Given' };
    case 'group':
      return { objectSid: sidOf(number), sAMAccountName: alias, groupType: -2_147_483_646n };
  }
}

function sidOf(number: number): Uint8Array {
  const bytes = new Uint8Array(28);
  bytes.set([1, 5, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  new DataView(bytes.buffer).setUint32(24, 1000 + number, true);
  return bytes;
}
