import * as expression from './expressions.ts';
import { computed, directs } from './flows.ts';
import * as person from './person-flows.ts';
import * as recipient from './recipient-flows.ts';
import { differs, equals, isPresent, joinOn, lacksBit, startsOtherwise, type RuleTemplate } from './template.ts';

const disabledAccountBit = '2';
const notCritical = differs('isCriticalSystemObject', 'TRUE');

function fromAd(name: string, tag: string, source: string, target: string) {
  return {
    name: `In from AD - ${name}`,
    tag: `Microsoft.InfromAD${tag}`,
    side: 'ad',
    direction: 'inbound',
    source,
    target,
    link: 'Join',
  } as const;
}

function fromEntra(name: string, tag: string, source: string, target: string) {
  return {
    ...fromAd(name, tag, source, target),
    name: `In from AAD - ${name}`,
    tag: `Microsoft.InfromAAD${tag}`,
    side: 'entra',
  } as const;
}

/** AD admins keep an object out of the cloud by a prefix in adminDescription. */
function unlessMarked(kind: 'User_' | 'Group_') {
  return startsOtherwise('adminDescription', kind);
}

interface PersonKind {
  readonly label: string;
  readonly tag: string;
  readonly type: string;
  readonly scopeExtra: readonly ReturnType<typeof unlessMarked>[];
}

const user: PersonKind = { label: 'User', tag: 'User', type: 'user', scopeExtra: [unlessMarked('User_')] };
const inetOrgPerson: PersonKind = {
  label: 'InetOrgPerson',
  tag: 'InetOrgPerson',
  type: 'inetOrgPerson',
  scopeExtra: [],
};
const people = [user, inetOrgPerson] as const;

function personJoin(kind: PersonKind): RuleTemplate {
  return {
    ...fromAd(`${kind.label} Join`, `${kind.tag}Join.003`, kind.type, 'person'),
    link: 'Provision',
    scope: [[notCritical, ...kind.scopeExtra]],
    join: [joinOn('mS-DS-ConsistencyGuid', 'sourceAnchorBinary'), joinOn('objectGUID', 'sourceAnchorBinary')],
    flows: [computed('cloudFiltered', expression.cloudFilteredUser)],
  };
}

function personAccountEnabled(kind: PersonKind): RuleTemplate {
  return {
    ...fromAd(`${kind.label} AccountEnabled`, `${kind.tag}AccountEnabled.004`, kind.type, 'person'),
    passwordSync: kind.type === 'user',
    scope: [[lacksBit('userAccountControl', disabledAccountBit)]],
    flows: person.accountEnabledFlows,
  };
}

function personCommonFromExchange(kind: PersonKind): RuleTemplate {
  return {
    ...fromAd(`${kind.label} Common from Exchange`, `${kind.tag}CommonfromExchange.004`, kind.type, 'person'),
    description: `Attributes from the forest where the ${kind.type} has an Exchange mailbox.`,
    scope: [[isPresent('mailNickname'), ...kind.scopeExtra]],
    flows: person.commonFromExchangeFlows,
  };
}

function personCommon(kind: PersonKind): RuleTemplate {
  const base = fromAd(`${kind.label} Common`, `${kind.tag}Common.004`, kind.type, 'person');
  return { ...base, scope: kind.scopeExtra.length === 0 ? [] : [kind.scopeExtra], flows: person.commonFlows };
}

function personExchange(kind: PersonKind): RuleTemplate {
  return {
    ...fromAd(`${kind.label} Exchange`, `${kind.tag}Exchange.004`, kind.type, 'person'),
    description: `${kind.label} object with Exchange schema in Active Directory.`,
    scope: [[isPresent('mailNickname')]],
    flows: person.exchangeFlows,
  };
}

const groupScope = [[differs('isCriticalSystemObject', 'True'), unlessMarked('Group_')]] as const;

/** Inbound rules of an AD connector, in the product's order: joins, then who somebody is, then what is known of them. */
export const inboundAdTemplates: readonly RuleTemplate[] = [
  ...people.map(personJoin),
  ...people.map(personAccountEnabled),
  ...people.map(personCommonFromExchange),
  ...people.map(personCommon),
  ...people.map(personExchange),
  {
    ...fromAd('Group Join', 'GroupJoin.003', 'group', 'group'),
    link: 'Provision',
    scope: groupScope,
    join: [joinOn('objectGUID', 'sourceAnchorBinary')],
    flows: recipient.groupJoinFlows,
  },
  {
    ...fromAd('Group Exchange', 'GroupExchange.004', 'group', 'group'),
    scope: groupScope,
    flows: recipient.groupExchangeFlows,
  },
  {
    ...fromAd('Group Common', 'GroupCommon.004', 'group', 'group'),
    scope: groupScope,
    flows: recipient.groupCommonFlows,
  },
  {
    ...fromAd('Contact Join', 'ContactJoin.003', 'contact', 'person'),
    link: 'Provision',
    join: [joinOn('mail', 'mail')],
    flows: recipient.contactJoinFlows,
  },
  { ...fromAd('Contact Common', 'ContactCommon.004', 'contact', 'person'), flows: recipient.contactCommonFlows },
];

const bySourceAnchor = [joinOn('sourceAnchor', 'sourceAnchor', true)];

/** Inbound rules of the Entra connector that recognise what the cloud already has. */
export const inboundEntraTemplates: readonly RuleTemplate[] = [
  {
    ...fromEntra('User Join', 'UserJoin.004', 'user', 'person'),
    scope: [[equals('cloudMastered', 'False')]],
    join: bySourceAnchor,
    flows: [...directs('accountEnabled countryCode usageLocation'), ...recipient.cloudAnchorFlows],
  },
  {
    ...fromEntra('Contact Join', 'ContactJoin.003', 'contact', 'person'),
    join: bySourceAnchor,
    flows: recipient.cloudAnchorFlows,
  },
  {
    ...fromEntra('Group Join', 'GroupJoin.004', 'group', 'group'),
    scope: [[differs('cloudMastered', 'True')]],
    join: bySourceAnchor,
    flows: recipient.cloudAnchorFlows,
  },
];

/** Inbound rules of Exchange hybrid writeback. */
export const inboundHybridTemplates: readonly RuleTemplate[] = [
  {
    ...fromEntra('Contact Exchange Hybrid', 'ContactExchangeHybrid.003', 'contact', 'person'),
    flows: recipient.cloudRecipientFlows,
  },
  {
    ...fromEntra('Group Exchange Hybrid', 'GroupExchangeHybrid.003', 'group', 'group'),
    flows: recipient.cloudRecipientFlows,
  },
  { ...fromEntra('User Exchange Hybrid', 'UserExchangeHybrid.003', 'user', 'person'), flows: person.cloudMailboxFlows },
];
