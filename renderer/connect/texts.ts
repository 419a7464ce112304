import { counted } from '../../shared/base/words/counted.ts';

/** Texts of the page Start. */

export const startTexts = {
  title: 'Start',
  intro:
    'Hybrid Preflight takes a hybrid Exchange environment, step by proved step, to the point where mailboxes can be migrated. Begin with a name for the work, then choose where to do it.',
  engagement: {
    heading: 'New engagement',
    customer: 'Customer',
    ticket: 'Change ticket',
    operator: 'Operator',
    operatorHint: 'Your name, as it will stand in the journal and in the report.',
    folder: 'Folder',
    folderHint: 'Labs, run folders and reports of this engagement are kept here.',
    begin: 'Begin',
    missingOperator: 'Enter your name: the journal records who did what.',
    missingFolder: 'Choose a folder.',
    present: 'Engagement',
    change: 'Change',
    none: 'none given',
  },
  continue: {
    heading: 'Continue a run',
    intro:
      'Go on with a run folder, also one that was interrupted by a crash: what it left behind is examined before anything else.',
    folder: 'Run folder',
    action: 'Continue',
    missing: 'Choose the run folder.',
    takeOver: 'Take over on purpose…',
    takeOverTitle: 'Take over this run?',
    takeOverWarning:
      'Two programs that work on one run can damage it. Make sure that nobody works on this run any more. Taking over is recorded in the journal with your name.',
    takeOverConfirm: 'Nobody works on this run any more',
    takeOverAction: 'Take over',
  },
  target: {
    heading: 'Choose where to work',
    lab: 'Practice lab',
    labIntro:
      'An embedded hybrid environment with its own directory, synchronization engine and cloud. No real system is touched.',
    users: (count: number) => counted(count, 'user'),
    usersLabel: 'Users in the lab',
    usersHint: 'From 1 to 100,000; empty: as many as the scenario proposes.',
    usersInvalid: 'Enter a whole number from 1 to 100,000.',
    practise: 'Practise',
    practiseIn: (scenario: string) => `Practise in ${scenario}`,
    existingLab: 'An existing practice lab',
    labFolder: 'Lab folder',
    open: 'Open',
    export: "A customer's export",
    exportIntro:
      'The folder that Get-ADSyncServerConfiguration has written, scripts of the Synchronization Rules Editor, a settings file of the wizard, what Get-ADSyncRule was written to, or a .zip of any of these. It is read offline, nothing in it is run: assess it, or rehearse on a lab that is built from it.',
    exportFolder: 'Export: folder or file',
    assessExport: 'Read it',
    rehearse: 'Rehearse on it',
    missingFolder: 'Choose the folder or the file.',
    exportHint: 'Choose it, paste its path, or drag it here.',
    dropHint: (name: string) =>
      `A browser does not tell where “${name}” is on this machine. Choose it, or paste its path.`,
    server: 'This server (live)',
    serverIntro: 'Work on the Microsoft Entra Connect server this program runs on.',
    serverRights:
      'It needs the rights of an administrator and membership of the group ADSyncAdmins. Opening it changes nothing: what is there and what is missing is listed first.',
    serverCloud:
      'Microsoft 365 is not signed in to: the effect of a change is proved on this server, up to what it has exported.',
    openServer: 'Open this server',
    checks: 'What was looked at',
    restart: 'Restart as administrator',
  },
  goOn: 'Go on to the assessment',
} as const;

/** Scenarios whose id is not a plain phrase. */
const scenarioNames: Readonly<Record<string, string>> = {
  inetorgperson: 'InetOrgPerson',
  'deleted-default': 'Default rule deleted',
  'disabled-default': 'Default rule disabled',
  'modified-default': 'Default rule modified',
};

/** Readable name of a scenario of the lab: its id in words. */
export function scenarioName(id: string): string {
  const words = id.replaceAll('-', ' ');
  return scenarioNames[id] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
