/** Texts of apply.ps1 and undo.ps1. Those with `{0}` are format strings of PowerShell. */

export const changeScriptLabels = {
  create: (precedence: number) => `Create the rule at precedence ${String(precedence)}`,
  remove: 'Delete the rule',
  change: 'Change the rule',
  disable: 'Disable the rule',
  enable: 'Enable the rule',
  move: (before: number, after: number) => `Move the rule from precedence ${String(before)} to ${String(after)}`,
} as const;

export const changeScriptRemarks = {
  data: 'The change, as data: rules as they stand before and after each operation. Everything below is the same in every plan.',
  uninterpreted:
    'The export of the server held elements that are not interpreted. A rule that this script writes as a whole does not get them back.',
} as const;

const steps = [
  'Checks the module, the rights, the scheduler, the rules field by field and the numbers that are needed. Nothing has been',
  'touched until all of it holds. Then it pauses the scheduler and waits until nothing runs, saves the originals, makes the',
  'change one operation after the other, reads each one back, and puts the scheduler back to what it was.',
  '',
  'Called again it does no harm: it finds how far an earlier call has come and goes on from there. Where it stops, it says',
  'what has been done and which way leads on; the scheduler then stays off. Everything it says is kept in a transcript.',
];

export const changeScriptHelp = {
  common: {
    workFolder:
      'Where transcripts, the originals and the state of the scheduler are kept. Both scripts must use the same.',
    modulePath: 'The manifest of the ADSync module.',
    idleTimeout: 'How long to wait for a running synchronization to end.',
    notes: (planHash: string) =>
      `Written by Hybrid Preflight for Windows PowerShell 5.1. Belongs to the change plan with the hash ${planHash}.`,
  },
  apply: {
    synopsis: 'Carries out the change of synchronization rules that the change plan in this folder describes.',
    description: steps,
    examples: ['.\\apply.ps1 -WhatIf', '.\\apply.ps1'],
  },
  undo: {
    synopsis: 'Takes back what apply.ps1 has carried out, completely or in part.',
    description: steps,
    examples: ['.\\undo.ps1 -WhatIf', '.\\undo.ps1'],
  },
} as const;

export const changeScriptTexts = {
  common: {
    About: '{0} (change plan {1})',
    LanguageMode: 'PowerShell does not run in full language mode. Use a session that is not constrained.',
    NoModule:
      'The ADSync module is not at {0}. Run this script on the Microsoft Entra Connect server, or name the manifest with -ModulePath.',
    Edition: 'The ADSync module works in Windows PowerShell 5.1 only; this is PowerShell {0}. Start powershell.exe.',
    NoCommand: 'The module has no command {0}. Its version is not one that this script knows.',
    NoRights:
      'The server does not answer: {0} Start Windows PowerShell as administrator, as a member of the group ADSyncAdmins, and check that the service ADSync runs.',
    Suspended:
      'The scheduler is suspended: the Microsoft Entra Connect wizard is open, or an upgrade is under way. Close the wizard or let the upgrade finish.',
    SchedulerOn: 'The scheduler is on although it was turned off: somebody else works on this server.',
    CycleRunning: 'A synchronization is running.',
    NeverIdle:
      'A synchronization is still running after {0} minutes. Wait, or stop it with Stop-ADSyncSyncCycle, which does no harm.',
    Waiting: 'Waiting until nothing runs',
    Staging: 'The server is not in the mode (active or staging) in which the plan was made.',
    NoConnector: 'The server has no connector {0} ({1}). The plan was made for another server.',
    EmptyPart:
      '{0}: {1} is empty. The cmdlets of the ADSync module do not write empty values. Remove this part of the rule in the Synchronization Rules Editor, or give it a value; then make a new plan.',
    Foreign: 'The rules are not as the plan knows them. Somebody has changed them since; make a new plan.\n{0}',
    RuleAppeared: '{0} ({1}): is there although it should not be',
    RuleGone: '{0}: is not there',
    RuleDiffers: '{0}: {1}',
    DifferentPart: '{0} is {1} instead of {2}',
    NumberTaken:
      'The precedence {0} is needed, but held by the rule {1}. Two rules cannot share a number; make a new plan.',
    NumberShared: 'Several rules now have the precedence {0}. Undo the change and make a new plan.',
    Scheduler: 'Scheduler',
    Pause: 'Turn off and wait until nothing runs',
    Resume: 'Set SyncCycleEnabled to {0}',
    Saved: 'The originals are saved in {0}',
    Declined: 'An operation was declined. The rest was not carried out.',
    Doing: '{0} of {1}: {2}: {3}',
    ReadBackOtherwise: 'The server accepted the operation, but the rules read back otherwise.\n{0}',
    OthersChanged: 'Rules that this change is not about have changed meanwhile. Find out who changed them.',
    NotResumed: 'The scheduler could not be set back. Use Set-ADSyncScheduler -SyncCycleEnabled.',
    Resumed: 'The scheduler is as it was before: SyncCycleEnabled is {0}.',
    OnlyLooked: 'Nothing has been changed: this was a look only.',
    Stopped: 'STOPPED: {0}',
    NothingChanged: 'Nothing has been changed on the server.',
  },
  apply: {
    Standing: '{0} of {1} operations have been carried out already.',
    NothingToDo: 'The change has been carried out already and stands as planned.',
    Verified: 'Verified: the rules read back exactly as planned, and no other rule was touched.',
    Next: 'Next: preview one user of each kind (Sync-ADSyncCSObject without -Commit), then synchronize completely (Start-ADSyncSyncCycle -PolicyType Initial). With the scheduler on, the next cycle brings the change to the cloud by itself.',
    WayOn:
      'The change is not complete. The scheduler stays off, so that nothing synchronizes half a change. Settle the cause, then run apply.ps1 again to go on from here, or undo.ps1 to take back what has been done.',
  },
  undo: {
    Standing: '{0} of {1} operations have been taken back, or were never carried out.',
    NothingToDo: 'Nothing of the change is left: the rules stand as before it.',
    Verified: 'Verified: the rules read back exactly as before the change, and no other rule was touched.',
    Next: 'Next: synchronize completely (Start-ADSyncSyncCycle -PolicyType Initial), so that the cloud follows. With the scheduler on, the next cycle does so by itself.',
    WayOn:
      'The change is only partly taken back. The scheduler stays off, so that nothing synchronizes half a change. Settle the cause, then run undo.ps1 again to go on from here.',
  },
} as const;
