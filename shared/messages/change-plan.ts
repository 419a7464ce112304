import { anyInvocation } from './any-invocation.ts';
import type { RecipientKind } from '../recipient-kind.ts';
import { counted } from './counted.ts';
import type { Problem } from './problem.ts';

/** Texts of the change plan: what a change board reads before anything happens. */

export const approvedChangeTexts = {
  notAsApproved: {
    reason: 'What this run would do now is not what the change plan says.',
    remedy: 'Make a new change plan on the present server and have it approved.',
  } satisfies Problem,
} as const;

/** What is otherwise than when the plan was made. */
export const planFactTexts = {
  stagingMode: (now: boolean) =>
    now ? 'The server is now in staging mode.' : 'The server is no longer in staging mode.',
  connectorGone: (name: string) => `The connector “${name}” is not there.`,
  connectorRenamed: (before: string, after: string) => `The connector “${before}” is now named “${after}”.`,
  connectorNew: (name: string) => `The connector “${name}” is new.`,
  ruleGone: (name: string) => `The rule “${name}” is not there.`,
  ruleChanged: (name: string, what: string | undefined) =>
    what === undefined || what === ''
      ? `The rule “${name}” has been changed.`
      : `The rule “${name}” has been changed: ${what}.`,
  ruleNew: (name: string) => `The rule “${name}” is new.`,
} as const;

export const recipientKindTexts: Readonly<Record<RecipientKind, string>> = {
  'on-premises-mailbox': 'Mailbox on premises',
  'remote-mailbox': 'Mailbox in Exchange Online already',
  'mail-user': 'Mail user',
  other: 'Other recipient',
  'not-a-recipient': 'No recipient type',
};

/** What holds for every change of rules. Sources: entra-connect.md §0, §4, §5; procedures.md. */
export const ruleChangePlanTexts = {
  planning: 'Plan the change',
  uncounted: (option: string, chosen: string) =>
    `The choice ${option}=${chosen} is about somebody: an export holds no users, so it could not be counted. The run counts, and does not begin where it is about nobody; apply.ps1 does not count: look at the members or the attribute before it.`,
  risks: [
    {
      risk: 'A synchronization in the middle of the change could clear every Exchange attribute of every user.',
      mitigation:
        'The scheduler is off and nothing runs from before the first operation until all of them have been read back. At no moment between two operations is an attribute without an enabled rule that was flowed before.',
    },
    {
      risk: 'Every affected user who holds an Exchange Online license gets an empty cloud mailbox as soon as the change is exported, and mail may begin to arrive there.',
      mitigation:
        'The licensed users are counted beforehand; the migration follows at once. With group-based licensing this holds for every member of the group.',
    },
    {
      risk: 'The change has another effect than planned.',
      mitigation:
        'A preview of users of each kind, without writing, stops before anything synchronizes unless the removal of msExchMailboxGuid is the only effect. Every object is compared afterwards.',
    },
    {
      risk: 'The server is no longer as it was when this plan was made.',
      mitigation:
        'The plan carries the hash of what it rests on. A server that does not match is refused, with what differs.',
    },
    {
      risk: 'A staging server that takes over brings the value back, because rules are not replicated.',
      mitigation: 'The same change is made on every staging server before it takes over.',
    },
  ],
  prerequisites: [
    'A version of Microsoft Entra Connect that is in support and synchronizes.',
    'No configuration wizard is open, the scheduler is not suspended, and no synchronization runs when the change begins.',
    'No deletion waits for export to Microsoft Entra ID.',
    'The account is local administrator and member of the group ADSyncAdmins on the Entra Connect server.',
    'The rules are exactly as this plan names them: nobody changes rules between approval and change.',
    'Whoever owns the users knows of the pause: while the scheduler is off, changes in AD do not reach Microsoft 365.',
  ],
  verification: [
    'Every operation is read back from the server, field by field, before the next begins.',
    'No number is shared by two rules, and no other rule has been touched.',
    'A preview of single users shows nothing but the removal of msExchMailboxGuid.',
    'Every step of the full synchronization ends with success; nothing is deleted; no export is left over.',
    'In the metaverse msExchMailboxGuid is absent, while mailNickname, legacyExchangeDN and targetAddress are still there.',
  ],
  undo: [
    `${anyInvocation('undo --run <run folder>')}: takes back the steps that were carried out, last one first, and proves each one.`,
    'By hand: undo.ps1 in this folder takes back whatever apply.ps1 has carried out.',
    'A full synchronization follows, so that the cloud gets the former values again.',
  ],
  duration: {
    rules: (operations: number) =>
      `Rules: ${counted(operations, 'operation')}, a few minutes with the checks. The scheduler is off from before the first one until after the preview.`,
    lastRun: (connector: string, profile: string, minutes: number) =>
      `Full synchronization: “${profile}” on ${connector} took ${counted(minutes, 'minute')} the last time.`,
    unknown:
      'Full synchronization: not known from this target. It reads every object again; the run history of the server shows how long the last one took.',
    effect: 'Until the cloud follows: minutes to hours after the export.',
  },
} as const;

export const changePlanTexts = {
  title: (procedure: string) => `Change plan: ${procedure}`,
  facts: {
    customer: 'Customer',
    ticket: 'Change ticket',
    target: 'Server',
    plannedAt: 'Planned at (UTC)',
    plannedBy: 'Planned by',
    options: 'Options',
    product: 'Made with',
    id: 'Plan',
    hash: 'Hash of the plan',
    factsHash: 'Hash of the facts',
  },
  plannedBy: (operator: string, machine: string) => `${operator} on ${machine}`,
  sections: {
    summary: 'Summary',
    blocked: 'What forbids the change',
    change: 'What would be changed',
    affected: 'Who is affected',
    risks: 'Risk and mitigation',
    prerequisites: 'What must be true before',
    steps: 'What would run',
    duration: 'How long it takes',
    verification: 'How it is verified',
    undo: 'How it is undone',
    facts: 'What this plan rests on',
    signatures: 'Approval',
  },
  summary: (rules: number, operations: number) =>
    `${counted(operations, 'operation')} on ${counted(rules, 'synchronization rule')}, each verified by reading it back, each undoable.`,
  affectedSum: (users: number) => `${counted(users, 'user')} would lose msExchMailboxGuid in the cloud.`,
  affectedUnknown:
    'Not known: the plan was made from an export of the configuration, which holds no users. Make the plan on the server itself to have them counted.',
  nobody: 'Nobody has the attribute at present: the change affects nobody yet.',
  blocked: 'The change cannot be made as the server stands. Settle what follows, then make a new plan.',
  operationColumns: ['No.', 'Operation', 'Rule', 'Precedence'],
  beforeAndAfter: 'Rules before and after',
  operation: { create: 'Create', replace: 'Change', remove: 'Delete' },
  accountColumns: ['Last station', 'Users who stop here', 'Users', 'Licensed', 'Affected'],
  sum: 'Sum',
  affectedColumns: ['Connector', 'Object type', 'Kind of user', 'Users'],
  riskColumns: ['Risk', 'Mitigation'],
  stepColumns: ['No.', 'Step', 'Risk', 'Undo'],
  ruleColumns: ['Precedence', 'Rule', 'SHA-256'],
  factsText:
    'The plan is valid only while this configuration is unchanged. Hybrid Preflight and both scripts check it before they change anything.',
  connectors: 'Connectors',
  rules: 'Rules',
  byHand:
    'Without Hybrid Preflight: apply.ps1 and undo.ps1 in this folder make and take back the same change, with the same checks.',
  rehearsed: 'Commands and effects of each step, as found by carrying the procedure out on a copy of the lab.',
  signatureColumns: ['Role', 'Name', 'Date', 'Signature'],
  signatureRoles: ['Requested by', 'Approved by (change board)', 'Carried out by'],
  approval: (hash: string) => `The approval is for the plan with the hash ${hash} and for no other.`,
} as const;

export const runWithPlanTexts = {
  missing: (path: string) => `${path} cannot be read.`,
  unreadable: (path: string, why: string) => `${path} is no change plan: ${why}`,
  altered: (path: string) => `${path} has been altered since it was written.`,
  otherProcedure: (procedure: string) => `The change plan is for the procedure ${procedure}.`,
  options:
    'The options are part of the change plan: use --plan without --option. Only reason can be added if the plan has none.',
  reason: (planned: string) => `The change plan contains a reason already: ${planned}`,
  blocked: 'The change plan says that the change cannot be made.',
  remedy: 'Make a new change plan and have it approved.',
  stale: (differences: readonly string[]) =>
    `The server is no longer as the change plan found it:\n${differences.join('\n')}`,
} as const;
