/** Expressions that several built-in rules share (entra-connect.md §2.3). */

const conflictObject = 'InStr(DNComponent(CRef([dn]),1),"\\\\0ACNF:")>0';

function recipientTypeHas(mask: string): string {
  return `CBool(IIF(IsPresent([msExchRecipientTypeDetails]),BitAnd([msExchRecipientTypeDetails],${mask})>0,NULL))`;
}

function anyOf(conditions: readonly string[]): string {
  return conditions.join(' || ');
}

function filteredWhen(conditions: readonly string[]): string {
  return `IIF(${anyOf(conditions)}, True, NULL)`;
}

/** System mailboxes, arbitration mailboxes, service accounts and replication conflicts stay out of the cloud. */
export const cloudFilteredUser = filteredWhen([
  'IsPresent([isCriticalSystemObject])',
  'IsPresent([sAMAccountName]) = False',
  'Left([mailNickname], 14) = "SystemMailbox{"',
  '(Left([mailNickname], 4) = "CAS_" && (InStr([mailNickname], "}") > 0))',
  'Left([sAMAccountName], 4) = "AAD_"',
  'Left([sAMAccountName], 5) = "MSOL_"',
  recipientTypeHas('&H21C07000'),
  `CBool(${conflictObject})`,
]);

export const cloudFilteredGroup = filteredWhen([
  'IsPresent([isCriticalSystemObject])',
  recipientTypeHas('&H40000000'),
  `CBool(${conflictObject})`,
]);

export const cloudFilteredContact = filteredWhen([
  'IsPresent([isCriticalSystemObject])',
  '(Left([mailNickname], 4) = "CAS_" && (InStr([mailNickname], "}") > 0))',
  `CBool(${conflictObject})`,
]);

/** Contacts and groups reach Exchange Online only with an address. */
export const mailEnabled =
  'IIF((IsPresent([proxyAddresses]) && Contains([proxyAddresses], "SMTP:") > 0) || ' +
  '(IsPresent([mail]) && InStr([mail], "@") > 0), True, False)';

const anchorBytes = 'IIF(IsPresent([mS-DS-ConsistencyGuid]),[mS-DS-ConsistencyGuid],[objectGUID])';

/** Linked mailboxes (recipient type 2) leave the anchor to the account's forest. */
function unlessLinkedMailbox(value: string): string {
  return `IIF(IsPresent([msExchRecipientTypeDetails]),IIF([msExchRecipientTypeDetails]=2,NULL,${value}),${value})`;
}

export const userSourceAnchor = unlessLinkedMailbox(`ConvertToBase64(${anchorBytes})`);
export const userSourceAnchorBinary = unlessLinkedMailbox(anchorBytes);
export const userSourceObjectType = unlessLinkedMailbox('"User"');

export const objectSourceAnchor = 'ConvertToBase64([objectGUID])';
export const displayNameOrName = 'IIF(IsNullOrEmpty([displayName]),[cn],[displayName])';
export const accountEnabled = 'IIF(BitAnd([userAccountControl],2)=0,True,False)';
export const passwordLastSet =
  'IIF(IsPresent([pwdLastSet]),CStr(FormatDateTime(DateFromNum([pwdLastSet]),"yyyyMMddHHmmss.0Z")),NULL)';
export const principalName =
  'IIF(IsPresent([userPrincipalName]),[userPrincipalName],IIF(IsPresent([sAMAccountName]),' +
  '([sAMAccountName]&"@"&%Domain.FQDN%),Error("The account has no name.")))';
export const uniqueAddresses = 'RemoveDuplicates(Trim(ImportedValue("proxyAddresses")))';

/** The Entra connector space names an object after its source anchor (entra-connect.md §3.3). */
export const entraDistinguishedName = '"CN={" & ConvertToUTF8Hex([sourceAnchor]) & "}"';
/** An anchor never changes once the cloud has it. */
export const steadySourceAnchor =
  'IIF(IsPresent([cloudSourceAnchor]),IIF([cloudSourceAnchor] = [sourceAnchor],[sourceAnchor],' +
  'Error("SourceAnchor attribute has changed.")),[sourceAnchor])';

export function unlessEmpty(attribute: string): string {
  return `IIF(IsNullOrEmpty([${attribute}]),IgnoreThisFlow,[${attribute}])`;
}

/** A mailbox whose source of authority is the cloud: display type 0 in its low byte. */
export const cloudOwnsMailbox =
  'CBool(IIF(IsNullOrEmpty([cloudMSExchRecipientDisplayType]),NULL,BitAnd([cloudMSExchRecipientDisplayType],&HFF) = 0))';

export function whenCloudOwnsMailbox(attribute: string): string {
  return `IIF([cloudSOAExchMailbox] = True,[${attribute}],IgnoreThisFlow)`;
}

export const cloudLegacyAddress = 'IIF(IsNullOrEmpty([cloudLegacyExchangeDN]),NULL,"x500:" & [cloudLegacyExchangeDN])';
