import type { PersonKind } from './kinds.ts';

/** What Exchange stores for each kind of recipient (graph-exchange.md §4.2). */
export interface RecipientNumbers {
  readonly typeDetails: bigint;
  readonly displayType: bigint;
  /** A mailbox database of the forest holds it. */
  readonly onPremises: boolean;
  /** Only for mailboxes in Exchange Online. */
  readonly remoteRecipientType?: bigint;
}

const userMailbox: RecipientNumbers = { typeDetails: 1n, displayType: 1_073_741_824n, onPremises: true };

export const recipientNumbers: Readonly<Record<PersonKind, RecipientNumbers | undefined>> = {
  mailbox: userMailbox,
  'mailbox-with-archive': userMailbox,
  'disabled-mailbox': userMailbox,
  'mailbox-without-nickname': userMailbox,
  'outside-scope': userMailbox,
  'remote-mailbox': {
    typeDetails: 2_147_483_648n,
    displayType: -2_147_483_642n,
    onPremises: false,
    remoteRecipientType: 4n,
  },
  'mail-user': { typeDetails: 128n, displayType: 6n, onPremises: false },
  'shared-mailbox': { typeDetails: 4n, displayType: 0n, onPremises: true },
  room: { typeDetails: 16n, displayType: 7n, onPremises: true },
  equipment: { typeDetails: 32n, displayType: 8n, onPremises: true },
  'system-mailbox': { typeDetails: 8_388_608n, displayType: 10n, onPremises: true },
  'plain-user': undefined,
};

/** Value of userAccountControl. */
export const enabledAccount = 512n;
export const disabledAccount = 514n;

/** Values of groupType (MS-ADTS 2.2.12): universal scope 8, security bit 0x80000000. */
export const universalSecurityGroup = -2_147_483_640n;
export const universalDistributionGroup = 8n;

const recipientsContainer = 'Exchange Administrative Group (FYDIBOHF23SPDLT)';

export function legacyExchangeDn(organization: string, unique: string): string {
  return `/o=${organization}/ou=${recipientsContainer}/cn=Recipients/cn=${unique}`;
}

/** Distinguished name of a mailbox database; the name of the forest's domain comes last. */
export function mailboxDatabase(organization: string, number: number, domain: string): string {
  return (
    `CN=Mailbox Database ${String(number).padStart(2, '0')},CN=Databases,CN=${recipientsContainer},` +
    `CN=Administrative Groups,CN=${organization},CN=Microsoft Exchange,CN=Services,CN=Configuration,${domain}`
  );
}
