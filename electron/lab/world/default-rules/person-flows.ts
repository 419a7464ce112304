import type { AttributeFlow } from '../../../../shared/entra-connect/rules/model.ts';
import * as expression from './expressions.ts';
import { computed, constant, direct, directs, firstValueShortened, numbered, renamed, trimmed } from './flows.ts';

/** Attribute flows of users and inetOrgPersons (entra-connect.md §2.2 for the Exchange ones). */

export const extensionAttributes = numbered('extensionAttribute', 15);

const domainAndForest: readonly AttributeFlow[] = [
  computed('domainFQDN', '%Domain.FQDN%'),
  computed('domainNetBios', '%Domain.Netbios%'),
  computed('forestFQDN', '%Forest.FQDN%'),
  computed('forestNetBios', '%Forest.Netbios%'),
];

const accountIdentity: readonly AttributeFlow[] = [
  ...domainAndForest,
  direct('objectSid'),
  computed('objectSidString', 'StringFromSid([objectSid])'),
  computed('pwdLastSet', expression.passwordLastSet),
  computed('sourceAnchor', expression.userSourceAnchor),
  computed('sourceAnchorBinary', expression.userSourceAnchorBinary),
  computed('userPrincipalName', expression.principalName),
];

/** The forest of the enabled account decides who somebody is. */
export const accountEnabledFlows: readonly AttributeFlow[] = [
  constant('accountEnabled', 'True'),
  direct('cn'),
  computed('contributingConnectorUser', '%Connector.ID%'),
  ...accountIdentity,
];

const addressBookFlows: readonly AttributeFlow[] = [
  direct('accountName', 'sAMAccountName'),
  direct('cn'),
  computed('displayName', expression.displayNameOrName),
  ...trimmed('c co company department facsimileTelephoneNumber givenName homePhone initials ipPhone l mail middleName'),
  ...trimmed('mobile otherFacsimileTelephoneNumber otherHomePhone otherIpPhone otherMobile otherPager otherTelephone'),
  ...trimmed('pager physicalDeliveryOfficeName postalCode preferredLanguage sn st streetAddress telephoneNumber title'),
  ...trimmed(`wWWHomePage ${extensionAttributes}`),
  computed('info', 'Left(Trim([info]),448)'),
  ...firstValueShortened('description postOfficeBox url'),
  ...directs('assistant countryCode manager thumbnailPhoto'),
  computed('proxyAddresses', expression.uniqueAddresses),
];

/** Address book data from the forest of the mailbox. */
export const commonFromExchangeFlows: readonly AttributeFlow[] = [
  computed('accountEnabled', expression.accountEnabled),
  computed('sourceObjectType', expression.userSourceObjectType),
  ...addressBookFlows,
];

export const commonFlows: readonly AttributeFlow[] = [...commonFromExchangeFlows, ...accountIdentity];

const audit = 'msExchAuditAdmin msExchAuditDelegate msExchAuditDelegateAdmin msExchAuditOwner msExchBypassAudit';
const litigation = 'msExchLitigationHoldDate msExchLitigationHoldOwner';
const mailboxAudit = 'msExchMailboxAuditEnable msExchMailboxAuditLogAgeLimit';
const customAttributes = numbered('msExchExtensionCustomAttribute', 5);
const teamMailbox =
  'msExchTeamMailboxExpiration msExchTeamMailboxOwners msExchTeamMailboxSharePointLinkedBy msExchTeamMailboxSharePointUrl';
const resource = 'msExchResourceCapacity msExchResourceDisplay msExchResourceMetaData msExchResourceSearchProperties';
const moderation =
  'msExchBypassModerationLink msExchEnableModeration msExchModeratedByLink msExchModerationFlags msExchSenderHintTranslations';
const junkMail = 'msExchBlockedSendersHash msExchSafeRecipientsHash msExchSafeSendersHash';
const retention =
  'msExchELCExpirySuspensionEnd msExchELCExpirySuspensionStart msExchELCMailboxFlags msExchRetentionComment ' +
  'msExchRetentionURL msExchUserHoldPolicies';

/** Everything Exchange knows of a recipient, the mailbox GUID among it; revision 4 of the flow list. */
export const exchangeFlows: readonly AttributeFlow[] = [
  ...directs('authOrig dLMemRejectPerms dLMemSubmitPerms legacyExchangeDN mailNickname publicDelegates unauthOrig'),
  computed('contributingConnectorExchange', '%Connector.ID%'),
  ...trimmed(`${extensionAttributes} telephoneAssistant`),
  ...directs('msDS-HABSeniorityIndex msDS-PhoneticDisplayName msExchArchiveGUID msExchArchiveName msExchAssistantName'),
  direct('msExchBypassModerationFromDLMembersLink', 'msExchBypassModerationFromDLMembersBL'),
  ...directs(`${moderation} ${junkMail} ${retention} ${resource}`),
  ...directs('msExchDelegateListLink msExchHideFromAddressLists msExchImmutableId msExchMailboxGuid'),
  ...directs('msExchMasterAccountSid msExchRecipientDisplayType msExchRecipientTypeDetails msExchRequireAuthToSendTo'),
  ...directs('targetAddress userCertificate userSMIMECertificate'),
  ...directs(`altRecipient ${audit} ${customAttributes} ${litigation} ${mailboxAudit} msExchRemoteRecipientType`),
  ...directs(teamMailbox),
  direct('usageLocation', 'msExchUsageLocation'),
];

const renamedAddressBook = renamed({
  alias: 'mailNickname',
  city: 'l',
  country: 'co',
  countryLetterCode: 'c',
  state: 'st',
  surname: 'sn',
});

export const outgoingJoinFlows: readonly AttributeFlow[] = [
  direct('accountEnabled'),
  ...renamed({
    commonName: 'cn',
    dnsDomainName: 'domainFQDN',
    lastPasswordChangeTimestamp: 'pwdLastSet',
    netBiosName: 'domainNetBios',
    onPremisesSamAccountName: 'accountName',
    onPremiseSecurityIdentifier: 'objectSid',
  }),
  computed('dn', expression.entraDistinguishedName),
  computed('sourceAnchor', expression.steadySourceAnchor),
  computed('usageLocation', expression.unlessEmpty('usageLocation')),
];

export const outgoingIdentityFlows: readonly AttributeFlow[] = [
  ...directs('accountEnabled displayName givenName mail proxyAddresses userPrincipalName'),
  ...renamed({ alias: 'mailNickname', surname: 'sn' }),
];

/** What Exchange Online gets to know of a user; the only rule that sends the mailbox GUID out. */
export const outgoingExchangeFlows: readonly AttributeFlow[] = [
  ...directs('accountEnabled assistant authOrig company department description displayName dLMemRejectPerms'),
  ...directs(`dLMemSubmitPerms ${extensionAttributes} facsimileTelephoneNumber givenName homePhone info initials`),
  ...directs('legacyExchangeDN manager mobile otherFacsimileTelephoneNumber otherHomePhone otherTelephone pager'),
  ...directs('physicalDeliveryOfficeName postalCode proxyAddresses publicDelegates streetAddress targetAddress'),
  ...directs('telephoneAssistant telephoneNumber thumbnailPhoto title unauthOrig userCertificate userPrincipalName'),
  ...directs('userSMIMECertificate wWWHomePage'),
  ...renamedAddressBook,
  computed('countryCode', expression.unlessEmpty('countryCode')),
  ...renamed({
    msDsHabSeniorityIndex: 'msDS-HABSeniorityIndex',
    msDsPhoneticDisplayName: 'msDS-PhoneticDisplayName',
    msExchArchiveGuid: 'msExchArchiveGUID',
    msExchElcExpirySuspensionEnd: 'msExchELCExpirySuspensionEnd',
    msExchElcExpirySuspensionStart: 'msExchELCExpirySuspensionStart',
    msExchElcMailboxFlags: 'msExchELCMailboxFlags',
    msExchResourceMetadata: 'msExchResourceMetaData',
    msExchRetentionUrl: 'msExchRetentionURL',
  }),
  ...directs(
    `msExchArchiveName msExchAssistantName ${audit} ${junkMail} ${customAttributes} ${litigation} ${mailboxAudit}`,
  ),
  ...directs('msExchDelegateListLink msExchEnableModeration msExchHideFromAddressLists msExchImmutableId'),
  ...directs('msExchMailboxGuid msExchModeratedByLink msExchModerationFlags msExchRecipientDisplayType'),
  ...directs('msExchRecipientTypeDetails msExchRemoteRecipientType msExchRequireAuthToSendTo msExchResourceCapacity'),
  ...directs(
    'msExchResourceDisplay msExchResourceSearchProperties msExchRetentionComment msExchSenderHintTranslations',
  ),
  ...directs(
    'msExchTeamMailboxExpiration msExchTeamMailboxOwners msExchTeamMailboxSharePointUrl msExchUserHoldPolicies',
  ),
];

/** What Exchange Online tells about a mailbox it owns. */
export const cloudMailboxFlows: readonly AttributeFlow[] = [
  computed('cloudSOAExchMailbox', expression.cloudOwnsMailbox),
  ...directs(
    'cloudLegacyExchangeDN cloudMSExchArchiveStatus cloudMSExchBlockedSendersHash cloudMSExchDelegateListLink',
  ),
  ...directs('cloudMSExchRecipientDisplayType cloudMSExchSafeRecipientsHash cloudMSExchSafeSendersHash'),
  ...directs('cloudMSExchUCVoiceMailSettings cloudMSExchUserHoldPolicies cloudPublicDelegates'),
];

/** What comes back to the on-premises object once the cloud owns the mailbox (entra-connect.md §2.3). */
export const mailboxWritebackFlows: readonly AttributeFlow[] = [
  computed('msExchBlockedSendersHash', expression.whenCloudOwnsMailbox('cloudMSExchBlockedSendersHash')),
  computed('msExchSafeRecipientsHash', expression.whenCloudOwnsMailbox('cloudMSExchSafeRecipientsHash')),
  computed('msExchSafeSendersHash', expression.whenCloudOwnsMailbox('cloudMSExchSafeSendersHash')),
  direct('msExchUCVoiceMailSettings', 'cloudMSExchUCVoiceMailSettings'),
  computed('msExchUserHoldPolicies', expression.unlessEmpty('cloudMSExchUserHoldPolicies')),
  computed('proxyAddresses', expression.cloudLegacyAddress, 'MergeCaseInsensitive'),
];
