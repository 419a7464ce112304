import type { OutcomeWord } from '../../shared/report/model.ts';
import { counted } from '../../shared/base/words/counted.ts';

/** Texts of the page Assessment. */

export const assessScreenTexts = {
  title: 'Assessment',
  run: 'Assess',
  again: 'Assess again',
  notRun: 'Nothing has been read yet. The assessment only reads; it changes nothing.',
  observed: (time: string) => `As observed on ${time} (UTC, the target’s time)`,
  summary: 'Summary',
  goToRecommendation: 'See why, and take it',
  summaryOf: {
    Passed: (count: number) => `${counted(count, 'check')} passed`,
    Failed: (count: number) => `${counted(count, 'check')} failed`,
    Investigate: (count: number) => `${counted(count, 'check')} to investigate`,
    Skipped: (count: number) => `${counted(count, 'check')} skipped`,
    'Not run': (count: number) => `${counted(count, 'check')} not run`,
  } satisfies Record<OutcomeWord, (count: number) => string>,
  findings: 'Findings',
  showOnly: 'Show only',
  all: 'All',
  filter: 'Filter findings',
  noFinding: 'No finding matches.',
  shown: (shown: number, all: number) => `${shown} of ${counted(all, 'finding')}`,
  remedy: 'Remedy',
  evidence: 'Evidence',
  asTableOf: (title: string) => `As a table: ${title}`,
  row: 'row',
  warnings: 'Standing warnings',
} as const;

/** Areas by the first part of a finding's id. */
export const findingAreas: Readonly<Record<string, string>> = {
  'this-server': 'This server',
  server: 'Server',
  scheduler: 'Scheduler',
  connectors: 'Connectors',
  contributors: 'Rules that flow msExchMailboxGuid',
  rules: 'Synchronization rules',
  recipe: 'Traces of an earlier attempt',
  directory: 'Active Directory',
  forest: 'Active Directory',
  tenant: 'Microsoft Entra ID',
  cloud: 'Microsoft 365',
  'exchange-online': 'Exchange Online',
};

export const pictureTexts = {
  heading: 'Who contributes msExchMailboxGuid',
  intro:
    'Rules are asked in order of precedence, the lowest number first. The first one that gives a value wins; a rule that contributes NULL leaves the attribute to the next.',
  noChange: 'No change of these rules is planned.',
  noContributor: 'No rule contributes msExchMailboxGuid: the attribute is empty in the metaverse.',
  unchanged: 'The planned change leaves this as it is.',
  cloud: 'What the cloud receives',
  goesOut: 'The GUID: a licensed user gets no mailbox.',
  perhapsOut: 'The GUID of some users: a licensed user who has one gets no mailbox.',
  goesOutEmpty: 'No GUID: a licensed user gets a mailbox.',
  precedence: (value: number) => `Precedence ${value}`,
  standing: {
    wins: 'wins',
    clears: 'removes the value',
    merges: 'adds its values',
    follows: 'asked if the ones before give nothing',
    fails: 'fails',
    conflicts: 'merge type differs: fails',
    'never-asked': 'never asked',
    'contributes-nothing': 'contributes nothing',
    'join-no-flow': 'flows nothing',
    disabled: 'disabled',
    deleted: 'deleted',
  },
  isNew: (standing: string) => `new, ${standing}`,
} as const;

/** The change plan of a path, before anything runs. */
export const changePlanScreenTexts = {
  open: 'Change plan',
  openOf: (name: string) => `Change plan: ${name}`,
  make: 'Make the change plan',
  making: 'Planning the change…',
  hint: 'Reads only. The plan is what a change board approves; scripts to make the change by hand come with it.',
  heading: 'Change plan',
  frame: 'Change plan',
  blocked: 'Something forbids the change as the server stands. The plan says what, and what to do.',
  folder: 'Folder for the change plan',
  action: 'Save the change plan',
  saved: 'Saved change plan',
} as const;

/** A change plan that was made and approved before. */
export const approvedPlanScreenTexts = {
  heading: 'Carry out an approved change plan',
  intro:
    'Begins exactly the change that the plan names. Nothing is begun where the server is no longer as the plan found it.',
  folder: 'Folder of the change plan',
  look: 'Look at the plan',
  procedure: 'Procedure',
  show: 'Show the whole plan',
  holds: 'The server is as the plan found it',
  stale: 'The server is no longer as the plan found it',
  differences: (count: number) => counted(count, 'difference'),
  otherPath: (recommended: string) =>
    `The assessment recommends another path: ${recommended}. The run follows the plan, and its report says so.`,
  begin: 'Begin what the plan says',
} as const;

export const recommendationScreenTexts = {
  heading: 'Recommended path',
  none: 'No procedure is recommended.',
  reasons: 'Why',
  alternatives: 'Alternatives',
  consequences: 'What will happen to whom',
  notAvailable: 'Not part of this version yet.',
  readOnly:
    'This target can only be read. Rehearse on a lab that is built from the export, or work on the server itself.',
  runPresent: 'A run is already open.',
  goToRun: 'Go to the procedure',
  take: 'Take this path',
  takeAlternative: (name: string) => `Choose instead: ${name}`,
  options: 'Options of the procedure',
  optionsIntro: 'The standard values are right for most environments. Change them only where you know why.',
  first: 'Do this first',
  afterwards: 'Recommended after that, as things are now',
  whyOther: 'Reason for this choice',
  whyOtherHint: 'Why you chose a procedure that is not recommended. Recorded in the report.',
  standard: (value: string) => (value === '' ? 'Standard: not given' : `Standard: ${value}`),
  steps: (count: number) => counted(count, 'step'),
  begin: 'Begin the procedure',
  beginHint: 'Nothing is changed yet: each step is shown before it is applied.',
} as const;

/** Whom a rule is about, as options ask for it. */
export const audienceTexts = {
  everyone: 'Everyone',
  none: 'No pilot',
  attribute: 'By an attribute',
  group: 'By a group',
  attributeName: 'Attribute',
  attributeValue: 'Value',
  attributeExample: 'userPrincipalName',
  groupName: 'Distinguished name of the group',
  groupExample: 'CN=Pilot,OU=Groups,DC=contoso,DC=com',
} as const;

export const userFieldTexts = {
  none: 'Nobody',
  user: 'One user',
  name: 'Distinguished name of the user',
  example: 'CN=Anna Kay,OU=Users,DC=contoso,DC=com',
} as const;

/** Options whose name is not a plain phrase. */
const optionLabels: Readonly<Record<string, string>> = {
  contributors: 'Rules to treat',
  original: 'The original rule',
  licence: 'Licenses',
  sku: 'Product (SKU)',
  'sample-size': 'Users shown one by one',
  'acknowledge-staging': 'Work on a staging server',
  'first-user': 'Synchronize first',
  'remote-mailboxes': 'Reason for clearing the mailbox GUID of remote mailboxes',
};

/** `usage-location` → “Usage location”. */
export function optionLabel(name: string): string {
  const words = name.replaceAll('-', ' ');
  return optionLabels[name] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
