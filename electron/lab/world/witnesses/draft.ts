import { guidToBytes, type Guid } from '../../../../shared/base/guid.ts';
import type { Connector } from '../../../../shared/entra-connect/rules/model.ts';
import type { AttributeValue, AttributeValues } from '../../../../shared/entra-connect/rules/values.ts';
import { enabledAccount, legacyExchangeDn, universalSecurityGroup } from '../population/exchange-values.ts';
import { fileTime } from '../population/identifiers.ts';
import type { ClauseSubject } from './clauses.ts';

/** An object that is being invented for a rule. */
export interface Draft extends ClauseSubject {
  readonly id: Guid;
  readonly connector: Connector;
  readonly objectType: string;
  readonly distinguishedName: string;
}

/** What a draft begins with. */
export interface DraftSeed {
  readonly id: Guid;
  readonly sid: Uint8Array;
  readonly connector: Connector;
  readonly objectType: string;
  /** Where it is to be. */
  readonly container: string;
  /** Makes names unique. */
  readonly number: number;
  /** Somebody to refer to. */
  readonly colleague: string;
  /** ISO UTC. */
  readonly now: string;
}

const workstationAccount = 4096n;

/** An ordinary object of its type, with as much as such objects usually have: most rules apply to it as it is. */
export function ordinaryDraft(seed: DraftSeed): Draft {
  const cn =
    seed.objectType === 'foreignSecurityPrincipal' ? `S-1-5-21-1-2-3-${seed.number}` : `Rehearsal ${seed.number}`;
  const usual: Readonly<Record<string, AttributeValue | AttributeValues>> = {
    objectGUID: guidToBytes(seed.id),
    cn,
    ...usualAttributes(seed, cn),
  };
  const known = Object.entries(usual).filter(([name]) => seed.connector.schema.attributes.has(name));
  return {
    id: seed.id,
    connector: seed.connector,
    objectType: seed.objectType,
    distinguishedName: `CN=${cn},${seed.container}`,
    attributes: new Map(known.map(([name, value]) => [name, listOf(value)])),
    memberOf: [],
  };
}

function usualAttributes(seed: DraftSeed, cn: string): Readonly<Record<string, AttributeValue | AttributeValues>> {
  const alias = `rehearsal${seed.number}`;
  const mail = `${alias}@${seed.connector.forestName || 'example.com'}`;
  const recipient = {
    mail,
    mailNickname: alias,
    proxyAddresses: [`SMTP:${mail}`],
    legacyExchangeDN: legacyExchangeDn('Rehearsal', alias),
  };
  switch (seed.objectType) {
    case 'user':
    case 'inetOrgPerson':
      return {
        ...recipient,
        displayName: cn,
        givenName: 'Rehearsal',
        sn: String(seed.number),
        sAMAccountName: alias,
        userPrincipalName: mail,
        userAccountControl: enabledAccount,
        pwdLastSet: fileTime(seed.now),
        objectSid: seed.sid,
        c: 'DE',
        countryCode: 276n,
        msExchMailboxGuid: guidToBytes(seed.id),
        msExchRecipientTypeDetails: 1n,
        msExchRecipientDisplayType: 1_073_741_824n,
      };
    case 'contact':
      return { ...recipient, displayName: cn, targetAddress: `SMTP:${mail}` };
    case 'group':
      return {
        ...recipient,
        displayName: cn,
        sAMAccountName: alias,
        groupType: universalSecurityGroup,
        member: [seed.colleague],
        objectSid: seed.sid,
      };
    case 'computer':
      return {
        displayName: cn,
        sAMAccountName: `${alias}$`,
        userAccountControl: workstationAccount,
        objectSid: seed.sid,
        operatingSystem: 'Windows 11 Enterprise',
        operatingSystemVersion: '10.0 (26100)',
        // Only its presence is asked for; the lab issues no certificates.
        userCertificate: guidToBytes(seed.id),
      };
    default:
      return { displayName: cn };
  }
}

function listOf(value: AttributeValue | AttributeValues): AttributeValues {
  return Array.isArray(value) ? (value as AttributeValues) : [value as AttributeValue];
}
