import type { AttributeSyntax, AttributeType } from '../../../../shared/entra-connect/rules/model.ts';

/** Types of the attributes that are not a single text, the same in AD, metaverse and Entra ID (entra-connect.md §2.1). */

const binary =
  'mS-DS-ConsistencyGuid objectGUID objectSid sourceAnchorBinary onPremiseSecurityIdentifier thumbnailPhoto ' +
  'msExchArchiveGUID msExchMailboxGuid msExchMasterAccountSid msExchBlockedSendersHash msExchSafeRecipientsHash ' +
  'msExchSafeSendersHash cloudMSExchBlockedSendersHash cloudMSExchSafeRecipientsHash cloudMSExchSafeSendersHash';
const binaryLists = 'userCertificate userSMIMECertificate';
const booleans =
  'accountEnabled cloudFiltered cloudMastered cloudSOAExchMailbox hideDLMembership isCriticalSystemObject mailEnabled ' +
  'msExchBypassAudit msExchEnableModeration msExchHideFromAddressLists msExchMailboxAuditEnable ' +
  'msExchRequireAuthToSendTo oOFReplyToOriginator reportToOriginator reportToOwner securityEnabled';
const integers =
  'cloudMSExchArchiveStatus cloudMSExchRecipientDisplayType countryCode groupType memberCount msDS-HABSeniorityIndex ' +
  'msExchAuditAdmin msExchAuditDelegate msExchAuditDelegateAdmin msExchAuditOwner msExchELCMailboxFlags ' +
  'msExchGroupDepartRestriction msExchGroupJoinRestriction msExchMailboxAuditLogAgeLimit msExchModerationFlags ' +
  'msExchRecipientDisplayType msExchRecipientTypeDetails msExchRemoteRecipientType msExchResourceCapacity ' +
  'userAccountControl';
const references = 'assistant managedBy manager msExchTeamMailboxSharePointLinkedBy homeMDB';
const referenceLists =
  'altRecipient authOrig cloudMSExchDelegateListLink cloudPublicDelegates dLMemRejectPerms dLMemSubmitPerms member ' +
  'msExchBypassModerationFromDLMembersBL msExchBypassModerationFromDLMembersLink msExchBypassModerationLink ' +
  'msExchCoManagedByLink msExchDelegateListLink msExchModeratedByLink msExchTeamMailboxOwners publicDelegates unauthOrig';
const textLists =
  'cloudMSExchUCVoiceMailSettings cloudMSExchUserHoldPolicies description msExchArchiveName ' +
  'msExchExtensionCustomAttribute1 msExchExtensionCustomAttribute2 msExchExtensionCustomAttribute3 ' +
  'msExchExtensionCustomAttribute4 msExchExtensionCustomAttribute5 msExchResourceMetaData msExchResourceSearchProperties ' +
  'msExchSenderHintTranslations msExchUCVoiceMailSettings msExchUserHoldPolicies otherFacsimileTelephoneNumber ' +
  'otherHomePhone otherIpPhone otherMobile otherPager otherTelephone postOfficeBox proxyAddresses url';
/** A 64-bit number in AD, a formatted date once `pwdLastSet` has been through its rule. */
const adIntegers = 'pwdLastSet';
/** Lists in AD of which one value travels. */
const singleInMetaverse = 'description postOfficeBox url';

const multiValued = new Set(words(`${binaryLists} ${referenceLists} ${textLists}`).map(spelledAlike));
const syntaxes: ReadonlyMap<string, AttributeSyntax> = new Map<string, AttributeSyntax>([
  ...words(`${binary} ${binaryLists}`).map((name) => [spelledAlike(name), 'binary'] as const),
  ...words(booleans).map((name) => [spelledAlike(name), 'boolean'] as const),
  ...words(integers).map((name) => [spelledAlike(name), 'integer'] as const),
  ...words(`${references} ${referenceLists}`).map((name) => [spelledAlike(name), 'reference'] as const),
]);

export type SchemaSide = 'ad' | 'metaverse' | 'entra';

/** The type of an attribute on one side; whatever is not listed is a single text. */
export function attributeType(side: SchemaSide, name: string): AttributeType {
  if (side === 'ad' && words(adIntegers).includes(name)) return { name, syntax: 'integer', multiValued: false };
  const single = side !== 'ad' && words(singleInMetaverse).includes(name);
  const key = spelledAlike(name);
  return { name, syntax: syntaxes.get(key) ?? 'string', multiValued: multiValued.has(key) && !single };
}

/** `msDS-HABSeniorityIndex` of AD is `msDsHabSeniorityIndex` in Entra ID. */
function spelledAlike(name: string): string {
  return name.replaceAll('-', '').toLowerCase();
}

function words(names: string): readonly string[] {
  return names.split(' ');
}
