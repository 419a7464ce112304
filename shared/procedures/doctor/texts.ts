import type { RuleOperation } from '../../entra-connect/rules/rule-operation.ts';
import { ruleChangePlanTexts } from '../steps/plan-texts.ts';
import { counted } from '../../base/words/counted.ts';
import type { Problem } from '../../base/words/problem.ts';

/** Texts of `repair-recipe` and `restore-default`. Sources: procedures.md (assess 5, finish), entra-connect.md §4, §5. */

const source = 'Microsoft Entra Connect documentation, “Fix modified default rules”';

export const newRuleTexts = {
  place: (objectType: string, connector: string) => `${objectType} of ${connector}`,
  copyName: (original: string, date: string) => `${original} - Cloned - ${date}`,
  overrideName: (objectType: string) =>
    `In from AD - ${objectType.charAt(0).toUpperCase()}${objectType.slice(1)} - msExchMailboxGuid AuthoritativeNull`,
  overrideDescription:
    'Made by Hybrid Preflight: removes msExchMailboxGuid so that Exchange Online can make and keep mailboxes. To take it back, remove this rule and run a full synchronization. Do not take it back for users who own a cloud mailbox with another GUID.',
} as const;

function operationNames(operations: readonly RuleOperation[]): string {
  return operations
    .map((one) => {
      switch (one.kind) {
        case 'create':
          return `create “${one.rule.name}” (${one.rule.precedence})`;
        case 'replace':
          return `change “${one.after.name}”`;
        case 'remove':
          return `remove “${one.rule.name}” (${one.rule.precedence})`;
      }
    })
    .join(', ');
}

const ofRuleSteps = {
  notNeeded: 'No rule has to be changed.',
  alreadyDone: 'The rules are as they are to be.',
  remedy: 'Look at what differs. Undo this run, then assess again.',
  undoRemedy:
    'Put the rules back by hand with the re-creation scripts in the run folder under evidence/backup/rules, with the scheduler off. Two rules of one number cannot be had again.',
  summary(operations: readonly RuleOperation[]) {
    const names = operationNames(operations);
    return `${names.charAt(0).toUpperCase()}${names.slice(1)}.`;
  },
  created: (beside: string) => (beside === '' ? 'new rule' : `new rule beside ${beside}`),
};

const [middleOfChange, , , serverChanged, stagingServer] = ruleChangePlanTexts.risks;
const [operationsRead, numbersUnique, , cycleEnds] = ruleChangePlanTexts.verification;

const verification = [
  operationsRead,
  numbersUnique,
  'A preview of single users shows that no attribute but msExchMailboxGuid would go.',
  cycleEnds,
  'For every single user, the rule that won in the metaverse and what the Entra connector holds are what was computed from the rules.',
];

export const repairPlanWords = {
  affected: (users: number) =>
    `${counted(users, 'user')} ${users === 1 ? 'is' : 'are'} concerned: who still has msExchMailboxGuid in the cloud loses it, and attributes that a copy had lost come back.`,
  risks: [
    middleOfChange,
    {
      risk: 'Every user who loses the GUID by this and holds an Exchange Online license gets an empty cloud mailbox as soon as the change is exported, and mail may begin to arrive there.',
      mitigation: 'The migration follows at once. With group-based licensing this holds for every member of the group.',
    },
    {
      risk: 'Somebody relies on a rule that is moved or removed.',
      mitigation:
        'Only rules that carry msExchMailboxGuid are touched; each is backed up, and the whole change can be undone.',
    },
    serverChanged,
    stagingServer,
  ],
  verification,
} as const;

export const restorePlanWords = {
  affected: (users: number) =>
    `${counted(users, 'user')} ${users === 1 ? 'is' : 'are'} concerned: msExchMailboxGuid reaches the cloud for them again, and Exchange attributes that were lost come back.`,
  risks: [
    middleOfChange,
    {
      risk: 'A user who owns a cloud mailbox with another GUID gets the old one back, which is wrong and can cut the user off from the mailbox.',
      mitigation:
        'Such users are named one by one before anything is changed; the run does not begin while there are any, or keeps the GUID out for exactly them (option mailbox-owners).',
    },
    {
      risk: 'A default rule that is made anew is not what Microsoft ships with this version.',
      mitigation:
        'It is made from its copy or its sister rule on the same server; an upgrade of Microsoft Entra Connect brings it up to date.',
    },
    serverChanged,
    stagingServer,
  ],
  verification,
} as const;

export const repairTexts = {
  ...ofRuleSteps,
  title: 'Repair what somebody has left of a recipe',
  step: {
    title: 'Repair the rules',
    description:
      'Brings the rules into a state in which the mailbox GUID does not reach the cloud and an upgrade does not bring it back: default rules as Microsoft ships them, disabled beside a complete copy that contributes no GUID, or with an override that applies first. At no moment is an attribute without a rule.',
    source,
  },
  notes: (sparing: boolean): readonly string[] => [
    ...(sparing ? ['The override excludes remote mailboxes: they keep their mailbox GUID.'] : []),
    'Rules are not copied between servers: every staging server needs the same repair before it takes over.',
  ],
  nothing: {
    reason: 'There is nothing to repair: no leftover of a recipe needs it.',
    remedy: 'Assess the server: what is in place can be adopted, or taken back with restore-default.',
  },
  cannotRepair: (title: string): Problem => ({
    reason: `${title}: rules alone cannot repair this, because no number is free where one is needed, or nothing is there to go by.`,
    remedy: 'Move or remove custom rules below 100 that are no longer needed; then assess again.',
  }),
  keepsGuid: (users: number): Problem => ({
    reason: `For ${counted(users, 'user')} the GUID would stay although the rules were repaired.`,
    remedy: 'This server does not do what is documented. Undo this run and look at the contributors in the assessment.',
  }),
} as const;

const repairOfProduct =
  'Repair or upgrade Microsoft Entra Connect: it creates deleted default rules again, enabled. Keep the scheduler off meanwhile, then assess again.';

export const restoreTexts = {
  ...ofRuleSteps,
  title: 'Put the out-of-box rules back',
  step: {
    title: 'Restore the default rules',
    description:
      'Puts the out-of-box Exchange rules back in force as Microsoft ships them, first; then removes what stood in their place. At no moment is an attribute without a rule.',
    source,
  },
  notes: (): readonly string[] => [
    'Users without an Exchange Online mailbox get none as long as the GUID is synchronized.',
    'A default rule that had to be made anew is made from its copy or from its sister rule on this server; an upgrade of Microsoft Entra Connect brings it up to date.',
  ],
  nothing: {
    reason: 'There is nothing to restore: the out-of-box rules are in force.',
    remedy: 'Nothing has to be done.',
  },
  lost: (place: string): Problem => ({
    reason: `${place}: the default rule is gone, and no unchanged Exchange rule is left on this server to make it from.`,
    remedy: repairOfProduct,
  }),
  lostOutbound: {
    reason:
      'The default rule that exports the mailbox GUID to Microsoft Entra ID (Out to AAD - User ExchangeOnline) is gone, and there is nothing on this server to make it from.',
    remedy: repairOfProduct,
  },
  keepsGuid: (users: number): Problem => ({
    reason: `${counted(users, 'user')} would not change.`,
    remedy: 'Undo this run and look at the contributors in the assessment.',
  }),
} as const;

export const predictionTexts = {
  step: {
    title: 'Prove the effect',
    description:
      'Computes from the rules what becomes of the mailbox GUID of every single user, and lays it beside what the metaverse and the Entra connector hold: the rule that won, and whether the cloud gets it. Exchange Online, where it is connected, is waited for until it has followed.',
    source: 'Hybrid Preflight: a change counts when its effect was read back',
  },
  summary:
    'Compare what the rules are to do with what they have done, for every user with a mailbox GUID. In a large environment, reading every object takes a while.',
  staging: 'This server is staging: only the metaverse is compared.',
  waitsForCloud: 'Exchange Online follows within minutes to hours; it is waited for where it is connected.',
  waitingForCloud: (count: number) => `${counted(count, 'recipient')} not yet as in Microsoft Entra ID`,
  cloudFollowed: 'Recipients in Exchange Online whose mailbox GUID followed, without those who have a mailbox',
  cloudBehindTitle: 'Recipients in Exchange Online whose mailbox GUID did not follow',
  cloudBehind: (count: number): Problem => ({
    reason: `${counted(count, 'recipient')} in Exchange Online ${count === 1 ? 'does' : 'do'} not have the mailbox GUID that Microsoft Entra ID holds.`,
    remedy: 'Exchange Online may need more time: try again later. Check these users for provisioning errors.',
  }),
  cloudNotRead: 'not checked: it was not read before the change',
  cloudStaging: 'not checked: this server is staging, and nothing was exported',
  users: 'Users with a mailbox GUID in AD',
  reaching: 'Of them: the GUID reaches the cloud',
  removed: 'Of them: the GUID does not reach the cloud',
  differing: 'Users who are not as computed',
  columns: ['Object', 'Computed', 'Found'],
  state: (rule: string | undefined, inCloud: boolean | undefined) =>
    `metaverse: ${rule === undefined ? 'no GUID' : `GUID by “${rule}”`}${inCloud === undefined ? '' : `; cloud: ${inCloud ? 'GUID' : 'no GUID'}`}`,
  differ: (count: number) =>
    `For ${counted(count, 'user')} metaverse or cloud hold something else than the rules are to give.`,
  remedy:
    'Changes may still be on their way, or single objects fail to synchronize. Look at the errors of the synchronization, let it run once more, and try again.',
} as const;
