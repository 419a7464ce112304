import { counted, enumerated } from '../../base/words/counted.ts';
import type { Problem } from '../../base/words/problem.ts';

/** Texts of the procedure `null-override`. Sources: procedures.md, entra-connect.md. */

export const nullOverrideTitle = 'Clear msExchMailboxGuid with a rule of its own (AuthoritativeNull)';

/** Where the documented way comes from. */
const documented =
  'Microsoft Entra Connect documentation, “Fix modified default rules”, override the value of an existing attribute';

export const nullOverrideOptionTexts = {
  pilot:
    'Whom the rule is about first: attribute=value (for one user, userPrincipalName=anna@contoso.com), memberOf=<distinguished name of a group> (direct members only), or none. After the pilot is proved, the same rule is widened to the whole scope.',
  scope:
    'Whom the rule is about in the end: everyone, attribute=value, or memberOf=<distinguished name of a group>. Remote mailboxes are always left out: their mailbox already lives in Exchange Online.',
  alsoExclude:
    'Further values of msExchRecipientTypeDetails to leave out, separated by commas (for example 4 for shared mailboxes, 16 for rooms, 32 for equipment).',
  contributors:
    'Rules whose connector and object type get an override: a comma-separated list of rule identifiers, or auto: wherever an enabled rule brings in a mailbox GUID.',
} as const;

type ToldChoice =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'attribute'; readonly attribute: string; readonly value: string }
  | { readonly kind: 'group'; readonly distinguishedName: string };

export const overridePlanTexts = {
  ruleName: (objectType: string) =>
    `In from AD - ${objectType.charAt(0).toUpperCase()}${objectType.slice(1)} - msExchMailboxGuid AuthoritativeNull`,
  description:
    'Made by Hybrid Preflight (null-override): removes msExchMailboxGuid so that Exchange Online can make mailboxes. To take it back, remove this rule and run a full synchronization. Do not take it back for users who own a cloud mailbox with another GUID.',
  choice(choice: ToldChoice): string {
    switch (choice.kind) {
      case 'everyone':
        return 'everyone';
      case 'attribute':
        return `${choice.attribute} = ${choice.value}`;
      case 'group':
        return `direct members of ${choice.distinguishedName}`;
    }
  },
} as const;

export const overrideSelectionTexts = {
  noFreeNumber: (rule: string, below: number): Problem => ({
    reason: `No number from 0 to ${below - 1} is free: the override has to be asked before ${rule} and every other rule that gives these objects a GUID.`,
    remedy: 'Move or remove a custom rule below 100 that is no longer needed, then assess again.',
  }),
  unknownAttribute: (attribute: string, connector: string): Problem => ({
    reason: `The connector ${connector} does not read the attribute ${attribute}, or it is of a kind that a scope cannot compare.`,
    remedy:
      'Choose an attribute that the connector reads, for example extensionAttribute1 to extensionAttribute15 or userPrincipalName.',
  }),
  narrower: (override: string, scope: string, wanted: string): Problem => ({
    reason: `${override} clears msExchMailboxGuid with AuthoritativeNull already, but not for everybody whom this run is to be about. It covers: ${scope}. Asked for: ${wanted}.`,
    remedy:
      'If it is the pilot of another run of null-override, go on with that run (resume): it widens the very same rule. If somebody else made it, widen its scope in the Synchronization Rules Editor or remove it, then assess again; or give the option scope for exactly those it covers. A second rule beside it is not made.',
  }),
  nobodyInPilot: (pilot: string): Problem => ({
    reason: `The pilot (${pilot}) is about nobody who would lose a mailbox GUID: it would prove nothing.`,
    remedy:
      'Check the spelling. The value must be in AD and imported; of a group only the direct members count; remote mailboxes, and users without mailNickname or mailbox GUID, do not.',
  }),
  nobodyInScope: (scope: string): Problem => ({
    reason: `The scope (${scope}) is about nobody who would lose a mailbox GUID.`,
    remedy: 'Check the spelling of the option scope, and whether the value is in AD and imported.',
  }),
} as const;

/** What it means when the preview shows GUIDs that would stay. */
export function overrideKeepsGuid(users: number): Problem {
  return {
    reason: `For ${counted(users, 'user')} the GUID would stay although the override is about them.`,
    remedy:
      'Another rule is asked before the override, or this server does not do what is documented. Undo this run and look at the contributors in the assessment.',
  };
}

const untouchedLine = (untouched: number) =>
  untouched === 0
    ? []
    : [
        `${counted(untouched, 'user')} with a mailbox GUID but without mailNickname ${untouched === 1 ? 'is' : 'are'} not concerned: their Exchange attributes do not synchronize at all.`,
      ];

const standing = [
  'The default rules are not touched: they go on with every other attribute, and later improvements of them arrive.',
  'Remote mailboxes are left out by the scope of the rule.',
  'Rules are not copied between servers: run the script in the run folder under evidence/staging on every staging server, or a failover brings the GUIDs back.',
];

export const addOverrideTexts = {
  step: {
    title: 'Add the override',
    description:
      'Adds one rule for each connector and object type that clears msExchMailboxGuid with AuthoritativeNull, below 100 and before every rule that brings the GUID in. No other rule is changed.',
    source: documented,
  },
  summary: (rules: readonly { readonly name: string; readonly precedence: number }[]) =>
    `Add ${rules.map(({ name, precedence }) => `${name} at ${precedence}`).join(' and ')}.`,
  notes: (untouched: number) => [...untouchedLine(untouched), ...standing],
  created: (contributor: string) => `new rule before ${contributor}, which stays as it is`,
  notNeeded: 'Nothing is to be added.',
  alreadyDone: 'The override is there.',
  askedBefore: (rule: string, rival: string, precedence: number): Problem => ({
    reason: `${rival} (precedence ${precedence}) is asked before ${rule} and would give the value; it did not when the run began.`,
    remedy: 'Find out who changed it. Undo this run, then start again from the present state.',
  }),
  remedy: 'Try again: what is missing is completed. Or undo: the override is removed.',
  undoRemedy: 'Try the undo again, or remove the rule in the Synchronization Rules Editor with the scheduler off.',
} as const;

export const widenOverrideTexts = {
  step: {
    title: 'Widen the override to everybody in scope',
    description:
      'Changes the scope of the very rule that the pilot has proved, in place, so that there is never a second one. Connectors and object types without a pilot user get their rule now.',
    source: documented,
  },
  summary: (names: readonly string[]) => `Widen ${enumerated(names)} to the whole scope.`,
  notes: (untouched: number) => [
    ...untouchedLine(untouched),
    'Look at the pilot users first: each should have a mailbox in Exchange Online, and be able to send and receive.',
  ],
  notNeeded: 'Not needed: this run has no pilot, so the override is about its whole scope from the beginning.',
  alreadyDone: 'The override is about its whole scope.',
  remedy: 'Try again: what is missing is completed. Or undo down to this step: the pilot stays.',
  undoRemedy: 'Try the undo again.',
} as const;

/** What the titles of the steps end in that follow the widening. */
export const widenedSuffix = '(widened)';

export const stagingFileTexts = {
  purpose: 'For staging servers: adds the override of this run, or changes it in place. Running it again does no harm.',
  pilotPurpose: 'For staging servers, as long as only the pilot is in force on the active server.',
  removal: 'For staging servers: removes the override of this run again.',
  howTo:
    'Run in Windows PowerShell 5.1 as a member of ADSyncAdmins, with the ADSync module loaded and no synchronization running.',
} as const;
