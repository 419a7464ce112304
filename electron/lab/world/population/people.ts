import { guidToBytes } from '../../../../shared/base/guid.ts';
import { distinguishedNameParts } from '../../../../shared/entra-connect/evaluation/distinguished-names.ts';
import { nextGuid, type GuidSource } from '../../sync-engine/guid-source.ts';
import type { Random } from '../random.ts';
import type { DirectoryBuilder, NewAttributes } from './directory-builder.ts';
import {
  disabledAccount,
  enabledAccount,
  legacyExchangeDn,
  mailboxDatabase,
  recipientNumbers,
} from './exchange-values.ts';
import { escapedName, fileTime } from './identifiers.ts';
import { holdsMailboxGuid, type PersonKind } from './kinds.ts';
import { nameOf, type PersonName } from './names.ts';
import type { PopulationPlan } from './plan.ts';

interface Place {
  readonly c: string;
  readonly co: string;
  readonly countryCode: bigint;
  readonly l: string;
  readonly st: string;
  readonly postalCode: string;
  readonly telephone: string;
}

const places: readonly Place[] = [
  {
    c: 'DE',
    co: 'Germany',
    countryCode: 276n,
    l: 'München',
    st: 'Bayern',
    postalCode: '80331',
    telephone: '+49 89 5550',
  },
  {
    c: 'DE',
    co: 'Germany',
    countryCode: 276n,
    l: 'Hamburg',
    st: 'Hamburg',
    postalCode: '20095',
    telephone: '+49 40 5550',
  },
  {
    c: 'PL',
    co: 'Poland',
    countryCode: 616n,
    l: 'Kraków',
    st: 'Małopolskie',
    postalCode: '30-001',
    telephone: '+48 12 555',
  },
  {
    c: 'ES',
    co: 'Spain',
    countryCode: 724n,
    l: 'Málaga',
    st: 'Andalucía',
    postalCode: '29001',
    telephone: '+34 952 55',
  },
  {
    c: 'US',
    co: 'United States',
    countryCode: 840n,
    l: 'Seattle',
    st: 'WA',
    postalCode: '98101',
    telephone: '+1 206 555',
  },
];
const departments = [
  'Einkauf',
  'Engineering',
  'Finance',
  'Human Resources',
  'IT',
  'Légal',
  'Marketing',
  'Sales',
] as const;
const titles = ['Analyst', 'Consultant', 'Directeur', 'Engineer', 'Manager', 'Specialist', 'Werkstudentin'] as const;
const mailboxDatabases = 4;
/** Every so many people are named in an address book as `Surname, Given`: a comma that must be escaped in the DN. */
const surnameFirstEvery = 50;
/** Roughly this share of people have a manager. */
const managedShare = 0.7;
const longestAccountName = 20;

/** Where people of a kind are kept. */
export const unitOf: Readonly<Record<PersonKind, string>> = {
  mailbox: 'Staff',
  'mailbox-with-archive': 'Staff',
  'disabled-mailbox': 'Leavers',
  'mailbox-without-nickname': 'Staff',
  'remote-mailbox': 'Staff',
  'mail-user': 'External',
  'shared-mailbox': 'Shared',
  room: 'Resources',
  equipment: 'Resources',
  'system-mailbox': 'System',
  'plain-user': 'Service',
  'outside-scope': 'Staff',
};

/** Invents people one after the other; account names and names within a container never collide. */
export class People {
  readonly #builder: DirectoryBuilder;
  readonly #guids: GuidSource;
  readonly #random: Random;
  readonly #plan: PopulationPlan;
  readonly #logins = new Map<string, number>();
  readonly #managers: string[] = [];
  #count = 0;

  constructor(builder: DirectoryBuilder, guids: GuidSource, random: Random, plan: PopulationPlan) {
    this.#builder = builder;
    this.#guids = guids;
    this.#random = random;
    this.#plan = plan;
  }

  /** The distinguished name of the new user or inetOrgPerson. */
  add(kind: PersonKind, objectClass: 'user' | 'inetOrgPerson', container: string): string {
    const index = this.#count;
    this.#count += 1;
    const name = this.#named(kind, index);
    const login = this.#uniqueLogin(kind, name.login);
    const displayName = displayNameOf(kind, name, index);
    const distinguishedName = this.#uniqueDistinguishedName(displayName, login, container);
    this.#builder.addPrincipal(objectClass, distinguishedName, {
      ...this.#account(kind, login),
      ...this.#addressBook(kind, name, displayName, distinguishedName),
      ...this.#recipient(kind, login),
    });
    if (kind === 'mailbox' && index % 9 === 0) this.#managers.push(distinguishedName);
    return distinguishedName;
  }

  #named(kind: PersonKind, index: number): PersonName {
    switch (kind) {
      case 'room':
        return { given: 'Room', surname: String(index), login: `room.${index}` };
      case 'equipment':
        return { given: 'Beamer', surname: String(index), login: `equipment.${index}` };
      case 'shared-mailbox':
        return { given: 'Team', surname: this.#random.pick(departments), login: `shared.${index}` };
      case 'system-mailbox':
        return { given: 'SystemMailbox', surname: `{${nextGuid(this.#guids)}}`, login: `sm_${index}` };
      default:
        return nameOf(index);
    }
  }

  /** At most 20 characters, unique in the domain. */
  #uniqueLogin(kind: PersonKind, wanted: string): string {
    const base = kind === 'plain-user' ? `svc.${wanted}` : wanted;
    const earlier = this.#logins.get(base) ?? 0;
    this.#logins.set(base, earlier + 1);
    const suffix = earlier === 0 ? '' : String(earlier + 1);
    const login = base.slice(0, longestAccountName - suffix.length) + suffix;
    if (login === base) return login;
    if (!this.#logins.has(login)) {
      this.#logins.set(login, 1);
      return login;
    }
    return this.#uniqueLogin(kind, wanted);
  }

  #uniqueDistinguishedName(displayName: string, login: string, container: string): string {
    const plain = `CN=${escapedName(displayName)},${container}`;
    return this.#builder.has(plain) ? `CN=${escapedName(`${displayName} (${login})`)},${container}` : plain;
  }

  #account(kind: PersonKind, login: string): NewAttributes {
    const isDisabled = ['disabled-mailbox', 'shared-mailbox', 'room', 'equipment', 'system-mailbox'].includes(kind);
    const passwordAge = this.#random.below(90) * 86_400_000;
    return {
      sAMAccountName: login,
      userPrincipalName: `${login}@${this.#plan.forestName}`,
      userAccountControl: isDisabled ? disabledAccount : enabledAccount,
      pwdLastSet: fileTime(new Date(Date.parse(this.#plan.now) - passwordAge).toISOString()),
    };
  }

  #addressBook(kind: PersonKind, name: PersonName, displayName: string, distinguishedName: string): NewAttributes {
    const [relativeName = ''] = distinguishedNameParts(distinguishedName);
    const cn = relativeName.slice('CN='.length).replaceAll(/\\(.)/g, '$1');
    if (kind === 'system-mailbox' || kind === 'plain-user') return { cn, displayName };
    const { telephone, ...place } = this.#random.pick(places);
    const manager = this.#random.next() < managedShare && this.#managers.length > 0 ? this.#managers : undefined;
    return {
      cn,
      displayName,
      givenName: name.given,
      sn: name.surname,
      ...place,
      telephoneNumber: `${telephone}${String(this.#random.below(10_000)).padStart(4, '0')}`,
      department: this.#random.pick(departments),
      title: this.#random.pick(titles),
      company: this.#plan.organization,
      manager: manager === undefined ? undefined : this.#random.pick(manager),
    };
  }

  #recipient(kind: PersonKind, login: string): NewAttributes {
    const numbers = recipientNumbers[kind];
    if (numbers === undefined) return {};
    const { forestName, organization, tenantDomain, domain } = this.#plan;
    const mail = `${login}@${forestName}`;
    // Accounts of two forests may share a name, addresses of one tenant may not.
    const routing = `${login}.${organization.toLowerCase()}@${routingDomain(tenantDomain)}`;
    const nickname = kind === 'system-mailbox' ? `SystemMailbox{${nextGuid(this.#guids)}}` : login;
    return {
      mail,
      mailNickname: kind === 'mailbox-without-nickname' ? undefined : nickname,
      proxyAddresses: addressesOf(kind, mail, routing),
      legacyExchangeDN: legacyExchangeDn(organization, `${nextGuid(this.#guids).slice(0, 8)}-${login}`),
      msExchRecipientTypeDetails: numbers.typeDetails,
      msExchRecipientDisplayType: numbers.displayType,
      msExchRemoteRecipientType: numbers.remoteRecipientType,
      msExchMailboxGuid: holdsMailboxGuid(kind) ? guidToBytes(nextGuid(this.#guids)) : undefined,
      ...this.#archive(kind),
      homeMDB: numbers.onPremises
        ? mailboxDatabase(organization, 1 + this.#random.below(mailboxDatabases), domain)
        : undefined,
      targetAddress: targetAddressOf(kind, `${login}.${organization.toLowerCase()}`, routing),
      ...(kind === 'room' || kind === 'equipment' ? { msExchResourceCapacity: 8n } : {}),
    };
  }

  #archive(kind: PersonKind): NewAttributes {
    if (kind !== 'mailbox-with-archive') return {};
    return { msExchArchiveGUID: guidToBytes(nextGuid(this.#guids)), msExchArchiveName: ['In-Place Archive'] };
  }
}

/** `contoso.onmicrosoft.com` → `contoso.mail.onmicrosoft.com`. */
function routingDomain(tenantDomain: string): string {
  return tenantDomain.replace(/\.onmicrosoft\.com$/, '.mail.onmicrosoft.com');
}

function addressesOf(kind: PersonKind, mail: string, routing: string): readonly string[] {
  return kind === 'mail-user' ? [`SMTP:${mail}`] : [`SMTP:${mail}`, `smtp:${routing}`];
}

/** Where mail for somebody without a mailbox here goes. */
function targetAddressOf(kind: PersonKind, unique: string, routing: string): string | undefined {
  switch (kind) {
    case 'remote-mailbox':
      return `SMTP:${routing}`;
    case 'mail-user':
      return `SMTP:${unique}@partner.example`;
    default:
      return undefined;
  }
}

function displayNameOf(kind: PersonKind, name: PersonName, index: number): string {
  if (kind === 'system-mailbox') return `${name.given}${name.surname}`;
  return index % surnameFirstEvery === 1 ? `${name.surname}, ${name.given}` : `${name.given} ${name.surname}`;
}
