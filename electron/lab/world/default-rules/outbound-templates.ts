import * as person from './person-flows.ts';
import * as recipient from './recipient-flows.ts';
import { differs, equals, isBelow, isPresent, joinOn, type RuleTemplate } from './template.ts';

const largestGroup = '50000';
const mastered = differs('cloudMastered', 'True');
const unfiltered = differs('cloudFiltered', 'True');
const anchored = isPresent('sourceAnchor');
const bySourceAnchor = [joinOn('sourceAnchor', 'sourceAnchor')];
const userScope = [[equals('sourceObjectType', 'User'), mastered]];
const contactScope = [[equals('sourceObjectType', 'Contact')]];

function toEntra(name: string, tag: string, source: string, target: string) {
  return {
    name: `Out to AAD - ${name}`,
    tag: `Microsoft.OuttoAAD${tag}`,
    side: 'entra',
    direction: 'outbound',
    source,
    target,
    link: 'Join',
  } as const;
}

function toAd(name: string, tag: string, source: string, target: string) {
  return {
    ...toEntra(name, tag, source, target),
    name: `Out to AD - ${name}`,
    tag: `Microsoft.OuttoAD${tag}`,
    side: 'ad',
  } as const;
}

/** A group goes to the cloud when it grants access or has an address, and new only while it is small enough. */
function groupScope() {
  return (['securityEnabled', 'mailEnabled'] as const).flatMap((reason) =>
    [isPresent('cloudAnchor'), isBelow('memberCount', largestGroup)].map((size) => [
      unfiltered,
      anchored,
      mastered,
      equals(reason, 'True'),
      size,
    ]),
  );
}

/** Outbound rules of the Entra connector. */
export const outboundEntraTemplates: readonly RuleTemplate[] = [
  {
    ...toEntra('User Join', 'UserJoin.006', 'person', 'user'),
    link: 'Provision',
    passwordSync: true,
    scope: [[equals('sourceObjectType', 'User'), mastered, unfiltered, anchored, isPresent('accountEnabled')]],
    join: bySourceAnchor,
    flows: person.outgoingJoinFlows,
  },
  {
    ...toEntra('User Identity', 'UserIdentity.005', 'person', 'user'),
    scope: userScope,
    flows: person.outgoingIdentityFlows,
  },
  {
    ...toEntra('User ExchangeOnline', 'UserExchangeOnline.004', 'person', 'user'),
    scope: userScope,
    flows: person.outgoingExchangeFlows,
  },
  {
    ...toEntra('Contact Join', 'ContactJoin.003', 'person', 'contact'),
    link: 'Provision',
    scope: [[equals('sourceObjectType', 'Contact'), unfiltered, equals('mailEnabled', 'True')]],
    join: bySourceAnchor,
    flows: recipient.outgoingContactJoinFlows,
  },
  {
    ...toEntra('Contact Identity', 'ContactIdentity.003', 'person', 'contact'),
    scope: contactScope,
    flows: recipient.outgoingContactIdentityFlows,
  },
  {
    ...toEntra('Contact ExchangeOnline', 'ContactExchangeOnline.003', 'person', 'contact'),
    scope: contactScope,
    flows: recipient.outgoingContactExchangeFlows,
  },
  {
    ...toEntra('Group Join', 'GroupJoin.006', 'group', 'group'),
    link: 'Provision',
    scope: groupScope(),
    join: bySourceAnchor,
    flows: recipient.outgoingGroupJoinFlows,
  },
  {
    ...toEntra('Group Identity', 'GroupIdentity.004', 'group', 'group'),
    scope: [[anchored, mastered]],
    flows: recipient.outgoingGroupIdentityFlows,
  },
  {
    ...toEntra('Group ExchangeOnline', 'GroupExchangeOnline.005', 'group', 'group'),
    scope: [[anchored, mastered]],
    flows: recipient.outgoingGroupExchangeFlows,
  },
];

const byAnchor = [joinOn('mS-DS-ConsistencyGuid', 'sourceAnchorBinary'), joinOn('objectGUID', 'sourceAnchorBinary')];

/** Outbound rules of an AD connector: Exchange hybrid writeback and the joins it needs. */
export const outboundAdTemplates: readonly RuleTemplate[] = [
  { ...toAd('Contact Join', 'ContactJoin.003', 'person', 'contact'), join: [joinOn('mail', 'mail')], flows: [] },
  {
    ...toAd('Group Join', 'GroupJoin.004', 'group', 'group'),
    scope: [[mastered]],
    join: [joinOn('objectGUID', 'sourceAnchorBinary')],
    flows: [],
  },
  { ...toAd('InetOrgPerson Join', 'InetOrgPersonJoin.003', 'person', 'inetOrgPerson'), join: byAnchor, flows: [] },
  {
    ...toAd('User Join SOAInAD', 'UserJoinSOAInAD.004', 'person', 'user'),
    scope: [[mastered]],
    join: byAnchor,
    flows: [],
  },
  {
    ...toAd('Contact Exchange Hybrid', 'ContactExchangeHybrid.003', 'person', 'contact'),
    flows: recipient.recipientWritebackFlows,
  },
  {
    ...toAd('Group Exchange Hybrid', 'GroupExchangeHybrid.004', 'group', 'group'),
    scope: [[mastered]],
    flows: recipient.recipientWritebackFlows,
  },
  {
    ...toAd('InetOrgPerson Exchange Hybrid', 'InetOrgPersonExchangeHybrid.003', 'person', 'inetOrgPerson'),
    scope: [[equals('contributingConnectorExchange', '%Connector.ID%')]],
    flows: person.mailboxWritebackFlows,
  },
  {
    ...toAd('User Exchange Hybrid', 'UserExchangeHybrid.003', 'person', 'user'),
    scope: [[equals('contributingConnectorExchange', '%Connector.ID%')]],
    flows: person.mailboxWritebackFlows,
  },
];
