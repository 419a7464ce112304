import type { AttributeFlow } from '../../../../shared/entra-connect/rules/model.ts';
import * as expression from './expressions.ts';
import { computed, constant, direct, directs, firstValueShortened, numbered, renamed, trimmed } from './flows.ts';
import { extensionAttributes } from './person-flows.ts';

/** Attribute flows of contacts and groups. */

const exchangeRecipient =
  'authOrig dLMemRejectPerms dLMemSubmitPerms msDS-PhoneticDisplayName msExchBypassModerationLink ' +
  'msExchHideFromAddressLists msExchModeratedByLink msExchModerationFlags msExchRecipientDisplayType ' +
  'msExchRecipientTypeDetails msExchRequireAuthToSendTo msExchRetentionComment msExchRetentionURL ' +
  'msExchSenderHintTranslations publicDelegates unauthOrig';

const contactPerson =
  'c co company department facsimileTelephoneNumber givenName homePhone initials l mail middleName mobile';
const contactPlace =
  'pager physicalDeliveryOfficeName postalCode sn st streetAddress telephoneNumber title wWWHomePage';
const groupReports = 'oOFReplyToOriginator reportToOriginator reportToOwner';
const customAttributes = numbered('msExchExtensionCustomAttribute', 5);

export const contactJoinFlows: readonly AttributeFlow[] = [
  computed('cloudFiltered', expression.cloudFilteredContact),
  computed('mailEnabled', expression.mailEnabled),
];

export const contactCommonFlows: readonly AttributeFlow[] = [
  direct('cn'),
  computed('displayName', expression.displayNameOrName),
  ...trimmed(`${contactPerson} ${contactPlace} ${extensionAttributes} telephoneAssistant`),
  ...firstValueShortened('description'),
  computed('info', 'Left(Trim([info]),448)'),
  ...directs(
    `assistant countryCode manager msDS-HABSeniorityIndex msExchAssistantName thumbnailPhoto ${exchangeRecipient}`,
  ),
  ...directs('legacyExchangeDN msExchBlockedSendersHash msExchSafeRecipientsHash msExchSafeSendersHash targetAddress'),
  ...directs('userCertificate userSMIMECertificate'),
  computed('mailNickname', 'IIF(IsPresent([mailNickname]),[mailNickname],[cn])'),
  computed('proxyAddresses', expression.uniqueAddresses),
  computed('sourceAnchor', expression.objectSourceAnchor),
  direct('sourceAnchorBinary', 'objectGUID'),
  constant('sourceObjectType', 'Contact'),
];

export const groupJoinFlows: readonly AttributeFlow[] = [
  computed('cloudFiltered', expression.cloudFilteredGroup),
  computed('mailEnabled', expression.mailEnabled),
];

export const groupCommonFlows: readonly AttributeFlow[] = [
  ...directs('cn managedBy member objectSid'),
  ...firstValueShortened('description'),
  computed('displayName', expression.displayNameOrName),
  computed('info', 'Left(Trim([info]),448)'),
  ...trimmed('mail'),
  computed('memberCount', 'ValueCount("member")'),
  computed('objectSidString', 'StringFromSid([objectSid])'),
  computed('proxyAddresses', expression.uniqueAddresses),
  computed('securityEnabled', 'CBool(BitAnd([groupType],-2147483648))'),
  computed('sourceAnchor', expression.objectSourceAnchor),
  direct('sourceAnchorBinary', 'objectGUID'),
];

export const groupExchangeFlows: readonly AttributeFlow[] = [
  ...trimmed(extensionAttributes),
  ...directs(
    `hideDLMembership legacyExchangeDN mailNickname msExchCoManagedByLink ${exchangeRecipient} ${groupReports}`,
  ),
  ...directs('msExchEnableModeration msExchGroupDepartRestriction msExchGroupJoinRestriction'),
];

/** What the cloud tells of an object it already has. */
export const cloudAnchorFlows: readonly AttributeFlow[] = [
  direct('cloudAnchor'),
  computed('cloudSourceAnchor', 'ImportedValue("sourceAnchor")'),
];

export const cloudRecipientFlows: readonly AttributeFlow[] = directs('cloudLegacyExchangeDN cloudPublicDelegates');

export const recipientWritebackFlows: readonly AttributeFlow[] = [
  computed('proxyAddresses', expression.cloudLegacyAddress, 'MergeCaseInsensitive'),
];

const outgoingAnchor: readonly AttributeFlow[] = [
  computed('dn', expression.entraDistinguishedName),
  computed('sourceAnchor', expression.steadySourceAnchor),
];

const outgoingNames = { alias: 'mailNickname', surname: 'sn' };
const outgoingPhonetics = {
  msDsPhoneticDisplayName: 'msDS-PhoneticDisplayName',
  msExchRetentionUrl: 'msExchRetentionURL',
};
const outgoingRecipient =
  'authOrig dLMemRejectPerms dLMemSubmitPerms legacyExchangeDN msExchHideFromAddressLists msExchModeratedByLink ' +
  'msExchModerationFlags msExchRecipientDisplayType msExchRecipientTypeDetails msExchRequireAuthToSendTo ' +
  'msExchRetentionComment msExchSenderHintTranslations proxyAddresses publicDelegates unauthOrig';

export const outgoingContactJoinFlows: readonly AttributeFlow[] = outgoingAnchor;

export const outgoingContactIdentityFlows: readonly AttributeFlow[] = [
  ...directs('displayName givenName proxyAddresses'),
  ...renamed(outgoingNames),
];

export const outgoingContactExchangeFlows: readonly AttributeFlow[] = [
  ...directs('assistant company countryCode department description displayName facsimileTelephoneNumber givenName'),
  ...directs(
    `homePhone info initials manager mobile pager physicalDeliveryOfficeName postalCode ${extensionAttributes}`,
  ),
  ...directs('streetAddress targetAddress telephoneAssistant telephoneNumber thumbnailPhoto title userCertificate'),
  ...directs(`userSMIMECertificate wWWHomePage ${outgoingRecipient} msExchAssistantName msExchBlockedSendersHash`),
  ...directs(`msExchSafeRecipientsHash msExchSafeSendersHash ${customAttributes}`),
  ...renamed({ ...outgoingNames, city: 'l', country: 'co', countryLetterCode: 'c', state: 'st' }),
  ...renamed({ ...outgoingPhonetics, msDsHabSeniorityIndex: 'msDS-HABSeniorityIndex' }),
];

/** The membership itself travels with the Identity rule; a group too large to synchronize is an error. */
export const outgoingGroupJoinFlows: readonly AttributeFlow[] = [
  ...outgoingAnchor,
  direct('commonName', 'cn'),
  direct('onPremiseSecurityIdentifier', 'objectSid'),
  direct('securityEnabled'),
  computed('member', 'IIF(([memberCount]> 50000),Error("The group has too many members."),IgnoreThisFlow)'),
];

export const outgoingGroupIdentityFlows: readonly AttributeFlow[] = [
  ...directs('displayName mail managedBy member proxyAddresses'),
  direct('alias', 'mailNickname'),
];

export const outgoingGroupExchangeFlows: readonly AttributeFlow[] = [
  ...directs(
    `description displayName info managedBy member msExchCoManagedByLink msExchEnableModeration ${groupReports}`,
  ),
  ...directs(`${outgoingRecipient} ${extensionAttributes}`),
  ...renamed({ alias: 'mailNickname', ...outgoingPhonetics }),
];
