import { recipientKindTexts } from '../../shared/entra-connect/recipient-kind-texts.ts';

/** What the evidence of a finding is called for people; scripts know it by its key. */
const labels: Readonly<Record<string, string>> = {
  ...recipientKindTexts,
  ConnectorIdentityType: 'Connector identity',
  action: 'What to do',
  actor: 'Resolved with',
  cloudManaged: 'Managed in the cloud',
  count: 'Count',
  deleted: 'Deleted, not synchronized yet',
  effect: 'Effect on the mailbox GUID',
  exportCutOff: 'Export was cut off',
  exportDeletes: 'Pending deletions',
  getBack: 'Get the GUID back',
  hybridConfigured: 'Hybrid configuration',
  kinds: 'Kinds of users',
  lastCycleAt: 'Last sync cycle',
  licensedByGroup: 'Licensed through a group',
  licensedDirectly: 'Licensed directly',
  lose: 'Lose the GUID',
  mailUsersWithGuid: 'Mail users with a GUID',
  mailboxes: 'Mailboxes',
  missing: 'Missing flows',
  objects: 'Objects',
  partitions: 'Partitions',
  recipients: 'Users',
  rules: 'Rules',
  schemaVersion: 'Schema version',
  servers: 'Servers',
  synced: 'Synchronized users',
  users: 'Users',
  version: 'Version',
  withheld: 'Withheld by the server',
  withMailboxGuid: 'With a mailbox GUID',
};

/** A key without a label of its own is one that a system gave: an attribute, the name of a rule. */
export function evidenceLabel(key: string): string {
  return labels[key] ?? key;
}
