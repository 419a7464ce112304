import type { GuidSource } from '../../sync-engine/guid-source.ts';
import type { DirectoryRow } from '../../state.ts';
import { seededRandom, type Random } from '../random.ts';
import { DirectoryBuilder } from './directory-builder.ts';
import { legacyExchangeDn, universalDistributionGroup, universalSecurityGroup } from './exchange-values.ts';
import { contactsPerThousand, countsOf, groupsPerThousand, type PersonKind } from './kinds.ts';
import { People, unitOf } from './people.ts';
import type { PopulationPlan } from './plan.ts';

const contactUnit = 'Contacts';
const groupUnit = 'Groups';
const mostMembers = 40;
const groupTopics = ['All Staff', 'Büro München', 'Projekt Ærø', 'Managers', 'Printer Users', 'VPN Users'] as const;

/** A builder for the objects of this forest; the SIDs of its domain follow from the seed. */
export function builderFor(plan: PopulationPlan, guids: GuidSource): DirectoryBuilder {
  const random = seededRandom(plan.seed);
  const word = () => random.below(0x1_0000_0000);
  return new DirectoryBuilder(guids, [word(), word(), word()]);
}

/** Invents the objects of one forest; the same plan and GUID source give the same objects, byte for byte. */
export function populate(plan: PopulationPlan, guids: GuidSource): readonly DirectoryRow[] {
  const builder = builderFor(plan, guids);
  populateWith(builder, plan, guids);
  return builder.rows;
}

/** The same into a builder that may hold other objects already. */
export function populateWith(builder: DirectoryBuilder, plan: PopulationPlan, guids: GuidSource): void {
  const random = seededRandom(plan.seed + 1);
  createContainers(builder, plan);
  const people = new People(builder, guids, random, plan);
  const members = kindsInOrder(plan, random).map((kind, index) =>
    people.add(kind, classOf(plan, index), containerOf(plan, kind)),
  );
  addContacts(builder, plan);
  addGroups(builder, plan, members, random);
}

function createContainers(builder: DirectoryBuilder, plan: PopulationPlan): void {
  const units = new Set([...Object.values(unitOf), contactUnit, groupUnit]);
  for (const unit of units) builder.container(`OU=${unit},${plan.synchronizedContainer}`);
  if (plan.otherContainer !== undefined) builder.container(plan.otherContainer);
}

/** Kinds in a shuffled order, so that every slice of the directory holds a bit of everything. */
function kindsInOrder(plan: PopulationPlan, random: Random): readonly PersonKind[] {
  const kinds = [...countsOf(plan.users, plan.shares)].flatMap(([kind, count]) => Array<PersonKind>(count).fill(kind));
  for (let last = kinds.length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    const kind = kinds[last];
    const otherKind = kinds[other];
    if (kind === undefined || otherKind === undefined) continue;
    kinds[last] = otherKind;
    kinds[other] = kind;
  }
  return kinds;
}

/** Spreads the inetOrgPersons evenly. */
function classOf(plan: PopulationPlan, index: number): 'user' | 'inetOrgPerson' {
  const share = plan.inetOrgPersonsPerThousand / 1000;
  return Math.floor((index + 1) * share) > Math.floor(index * share) ? 'inetOrgPerson' : 'user';
}

function containerOf(plan: PopulationPlan, kind: PersonKind): string {
  const inScope = `OU=${unitOf[kind]},${plan.synchronizedContainer}`;
  return kind === 'outside-scope' ? (plan.otherContainer ?? inScope) : inScope;
}

function addContacts(builder: DirectoryBuilder, plan: PopulationPlan): void {
  const count = Math.ceil((plan.users * contactsPerThousand) / 1000);
  for (let number = 1; number <= count; number += 1) {
    const cn = `Partner ${number}`;
    const mail = `contact${number}.${plan.organization.toLowerCase()}@partner.example`;
    builder.add('contact', `CN=${cn},OU=${contactUnit},${plan.synchronizedContainer}`, {
      cn,
      displayName: `Partner Nº ${number}`,
      givenName: 'Partner',
      sn: String(number),
      mail,
      mailNickname: `contact${number}`,
      proxyAddresses: [`SMTP:${mail}`],
      targetAddress: `SMTP:${mail}`,
      legacyExchangeDN: legacyExchangeDn(plan.organization, `contact${number}`),
      msExchRecipientDisplayType: 6n,
      company: 'Partner GmbH',
    });
  }
}

/** Every second group only has members, every other one has an address too; one of them is nested in the next. */
function addGroups(builder: DirectoryBuilder, plan: PopulationPlan, people: readonly string[], random: Random): void {
  const count = Math.ceil((plan.users * groupsPerThousand) / 1000);
  let previous: string | undefined;
  for (let number = 1; number <= count; number += 1) {
    const cn = `${groupTopics[number % groupTopics.length] ?? ''} ${number}`;
    const isMailEnabled = number % 2 === 0;
    const alias = `group${number}`;
    const mail = `${alias}@${plan.forestName}`;
    const members = new Set(Array.from({ length: 1 + random.below(mostMembers) }, () => random.pick(people)));
    if (previous !== undefined) members.add(previous);
    const address = isMailEnabled
      ? {
          mail,
          mailNickname: alias,
          proxyAddresses: [`SMTP:${mail}`],
          legacyExchangeDN: legacyExchangeDn(plan.organization, alias),
        }
      : {};
    previous = builder.addPrincipal('group', `CN=${cn},OU=${groupUnit},${plan.synchronizedContainer}`, {
      cn,
      displayName: cn,
      sAMAccountName: alias,
      groupType: number % 4 === 0 ? universalDistributionGroup : universalSecurityGroup,
      member: [...members],
      ...address,
    }).distinguishedName;
  }
}
