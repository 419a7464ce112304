import { counted } from '../base/words/counted.ts';

/** Texts of the change plan: what a change board reads before anything happens. */

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
