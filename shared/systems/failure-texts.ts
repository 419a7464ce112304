import type { Failure, FailureCode } from '../base/failure.ts';

/** What a person needs to know of a failure: why it happened, what to do, where that is written. */
export interface FailureExplanation {
  readonly cause: string;
  readonly remedy: string;
  readonly source: string;
}

/** Every expected failure, with its cause and remedy. */
export const failureCatalogue: Readonly<Record<FailureCode, FailureExplanation>> = {
  'access-denied': {
    cause: 'The signed-in account is not allowed to do this.',
    remedy:
      'On the server: run elevated and be a member of the local group ADSyncAdmins. In Microsoft 365: sign in with an account that holds the role the step names. Then try again.',
    source: 'entra-connect.md §3.4; graph-exchange.md §1.4',
  },
  cancelled: {
    cause: 'The work was cancelled.',
    remedy: 'Resume the run: it looks at what is there before it goes on.',
    source: 'design.md §2',
  },
  'connection-lost': {
    cause: 'The connection broke before the answer arrived.',
    remedy: 'Check the connection, then try again: what really happened is read from the system first.',
    source: 'design.md §2',
  },
  'connector-busy': {
    cause: 'A connector is running a profile.',
    remedy:
      'Wait until it has finished (Get-ADSyncConnectorRunStatus returns nothing), or stop it with Stop-ADSyncSyncCycle.',
    source: 'entra-connect.md §3.4',
  },
  'connector-unknown': {
    cause: 'The server knows no connector with this identifier.',
    remedy:
      'AD connectors have another identifier on every server: run the assessment again on this server and take the rules from it.',
    source: 'entra-connect.md §3.1, §3.4',
  },
  'cycle-running': {
    cause: 'A synchronization cycle is running, or the scheduler is on and could start one.',
    remedy:
      'Wait until the cycle has ended or stop it with Stop-ADSyncSyncCycle, and leave the scheduler off (Set-ADSyncScheduler -SyncCycleEnabled $false) until the rules are complete. Then try again.',
    source: 'entra-connect.md §3.4, §4',
  },
  'database-unreachable': {
    cause: 'The sync service cannot reach its SQL Server.',
    remedy:
      'Check that the SQL Server is running and can be reached from this server, that its name and firewall have not changed, and that the service account may still sign in. Then restart the service ADSync and try again.',
    source: 'entra-connect.md §3.4',
  },
  'deletion-threshold-exceeded': {
    cause: 'More objects would be deleted in the cloud than the deletion threshold allows, so nothing was exported.',
    remedy:
      'Find out why so many objects are to be deleted (an OU out of scope, a rule with another scope). Do not switch the threshold off for this procedure: it deletes nobody.',
    source: 'entra-connect.md §3.4',
  },
  'diagnostics-missing': {
    cause:
      'The module ADSyncDiagnostics, which synchronizes one object alone, is not on this server or cannot be loaded.',
    remedy:
      'Microsoft Entra Connect brings it along since version 1.6.4.0, in the folder ADSyncDiagnostics beside that of the ADSync module: upgrade or repair the installation. Nothing was synchronized. A whole cycle does not need it.',
    source: 'entra-connect.md §8',
  },
  'duplicate-precedence': {
    cause: 'Another rule already has this precedence.',
    remedy: 'Every rule of the server needs a number of its own. Give one of the two another number, then try again.',
    source: 'entra-connect.md §3.4',
  },
  'file-unusable': {
    cause: 'A file of the run folder cannot be written or read.',
    remedy: 'Check that the disk is available, not full, and that you may write to it. Then try again.',
    source: 'design.md §2',
  },
  'group-too-large': {
    cause: 'The group has too many members: the server does not return them.',
    remedy: 'Choose a smaller group, or choose the users by an attribute.',
    source: 'entra-connect.md §3.3',
  },
  'in-use': {
    cause: 'Another process is using it.',
    remedy: 'Close it there, then try again.',
    source: 'design.md §2',
  },
  'input-missing': {
    cause: 'A value that is needed was not given.',
    remedy: 'Give the value named below.',
    source: 'design.md §11',
  },
  'invalid-answer': {
    cause: 'The system answered something this product does not understand.',
    remedy: 'Try again. If it stays, report the text below: nothing was assumed from the answer.',
    source: 'design.md §4',
  },
  'invalid-input': {
    cause: 'A value that was given cannot be used.',
    remedy: 'Correct the value named below.',
    source: 'design.md §11',
  },
  'license-inherited': {
    cause: 'The user holds the license through a group, so it cannot be removed from the user.',
    remedy: 'Take the user out of the group and put it back, or exclude the user.',
    source: 'graph-exchange.md §1.4',
  },
  'module-missing': {
    cause: 'The PowerShell module is not there.',
    remedy: 'Run on the Microsoft Entra Connect server itself, in Windows PowerShell 5.1.',
    source: 'entra-connect.md §3.2',
  },
  'module-broken': {
    cause: 'The ADSync module is on this server, but cannot be loaded.',
    remedy:
      'Read the text below. Import-Module with the path of ADSync.psd1 in an elevated Windows PowerShell must work first; where it does not, repair or upgrade the installation of Microsoft Entra Connect.',
    source: 'entra-connect.md §3.2',
  },
  'no-lab': {
    cause: 'This folder contains no practice lab (no lab.json).',
    remedy: 'Check the path, or create a practice lab in this folder.',
    source: 'design.md §5',
  },
  'not-available': {
    cause: 'This system is not connected.',
    remedy: 'Connect it to have the checks that need it; the others are not affected.',
    source: 'design.md §4',
  },
  'not-in-export': {
    cause: 'These files do not hold all that is needed.',
    remedy:
      'Only the folder that Get-ADSyncServerConfiguration -Path writes on the server holds all rules, connectors and settings: ask for it (or a .zip of it), or work on the server itself.',
    source: 'entra-connect.md §1',
  },
  'not-elevated': {
    cause: 'This program is not running as administrator.',
    remedy:
      'Start it again with “Run as administrator”: the module of Microsoft Entra Connect works only in an elevated process.',
    source: 'entra-connect.md §3.2, §3.4',
  },
  'not-found': {
    cause: 'The object is not there.',
    remedy: 'Check whether it was deleted or renamed meanwhile, then assess again.',
    source: 'graph-exchange.md §1.4',
  },
  'not-in-adsync-admins': {
    cause: 'The signed-in account is not a member of the local group ADSyncAdmins.',
    remedy:
      'Have an administrator of this server add the account to the group ADSyncAdmins, then sign out and in again: a membership counts from the next sign-in.',
    source: 'entra-connect.md §3.2, §3.4',
  },
  'object-conflict': {
    cause: 'The object is in a state that does not allow this.',
    remedy: 'Read the text below, settle the conflict, then try again.',
    source: 'graph-exchange.md §1.4',
  },
  'object-not-synchronized': {
    cause: 'Microsoft Entra Connect did not synchronize this one object to the end.',
    remedy:
      'The text below names the step that failed, the reason and what Microsoft recommends. Where it speaks of throttling, wait five minutes. A synchronization that was committed is exported by the next cycle, so read the state of the object first. Where the object is not in scope, no further attempt will help.',
    source: 'entra-connect.md §3.4, §8',
  },
  'out-of-licenses': {
    cause: 'No license of this product is left.',
    remedy: 'Free or buy licenses, then try again: users who already have one are left alone.',
    source: 'graph-exchange.md §1.4',
  },
  'powershell-32-bit': {
    cause: 'This Windows PowerShell is a 32-bit process, and the ADSync module is loaded by a 64-bit one only.',
    remedy:
      'Start the 64-bit program, or where it is started from another one, start that in its 64-bit version. The installation of Microsoft Entra Connect needs nothing.',
    source: 'entra-connect.md §3.2',
  },
  'powershell-missing': {
    cause: 'There is no Windows PowerShell on this machine.',
    remedy:
      'Run this program on the Microsoft Entra Connect server itself. Without it, work on an export of that server (export:<folder>) or on a lab.',
    source: 'entra-connect.md §3.2',
  },
  'powershell-restricted': {
    cause: 'Windows PowerShell runs in a restricted language mode here, in which the module cannot be used.',
    remedy:
      'An application control policy (App Control for Business, AppLocker) sets this mode. Ask whoever owns the policy to allow the script files of this program, by their signature or their path.',
    source: 'entra-connect.md §3.2',
  },
  'powershell-unsuitable': {
    cause: 'The ADSync module needs Windows PowerShell 5.1, and this is another one.',
    remedy:
      'Remove the environment variable HYBRID_PREFLIGHT_POWERSHELL if it is set, or install Windows Management Framework 5.1.',
    source: 'entra-connect.md §3.2',
  },
  'rule-attribute-unknown': {
    cause: 'The rule writes an attribute that the server does not define.',
    remedy: 'Refresh the directory schema in the Microsoft Entra Connect wizard, then assess again.',
    source: 'entra-connect.md §3.4',
  },
  'scheduler-suspended': {
    cause: 'The scheduler is suspended: the Microsoft Entra Connect wizard is open, or an upgrade is under way.',
    remedy: 'Close the wizard or let the upgrade finish, then try again.',
    source: 'entra-connect.md §3.4',
  },
  'scripts-blocked': {
    cause: 'The execution policy of PowerShell does not let the script files of this program run.',
    remedy:
      'Where a group policy sets it, ask whoever owns that policy. Otherwise an administrator of the server may allow signed or local scripts with Set-ExecutionPolicy. Files that came in a downloaded archive carry a mark that Unblock-File removes. This program never goes round the policy.',
    source: 'design.md §8',
  },
  'service-error': {
    cause: 'The service reported an internal error.',
    remedy: 'Try again in a few minutes. If it stays, look at the service health page.',
    source: 'graph-exchange.md §3.3',
  },
  'service-sign-in-failed': {
    cause: 'The account or application with which Entra Connect itself signs in to Microsoft Entra cannot sign in.',
    remedy:
      'Look up the AADSTS code, where there is one, and the sign-in of the account Sync_… or of the application in the sign-in logs of Microsoft Entra. Typical causes: Conditional Access or multifactor authentication that includes it, an expired certificate or password, a blocked account. Correct that in Microsoft Entra or in the wizard, and then try again.',
    source: 'entra-connect.md §3.4, §6',
  },
  'service-stopped': {
    cause: 'The service ADSync (Microsoft Azure AD Sync) is not running.',
    remedy:
      'Start it with Start-Service ADSync. If it does not stay up, the application event log says why: usually the account of the service, or its database.',
    source: 'entra-connect.md §3.2',
  },
  throttled: {
    cause: 'The service asks to slow down.',
    remedy: 'Try again after a pause; other scripts working on the tenant make it worse.',
    source: 'graph-exchange.md §1.5',
  },
  'time-out': {
    cause: 'No answer came in time.',
    remedy: 'Try again: what really happened is read from the system first.',
    source: 'design.md §2',
  },
  'unexpected-change': {
    cause: 'The synchronization changed something that it must not change.',
    remedy:
      'The text below names what. The scheduler is still off, so nobody else is concerned: undo the run, find out which rule or which change in AD it came from, then start again.',
    source: 'procedures.md (`null-clone`, `preview`); entra-connect.md §8',
  },
  'usage-location-missing': {
    cause: 'A user without usage location cannot get a license.',
    remedy: 'Give the option usage-location (a two-letter country code), or fill msExchUsageLocation in AD.',
    source: 'graph-exchange.md §1.4',
  },
  'version-blocked': {
    cause: 'This version of Microsoft Entra Connect is no longer allowed to synchronize.',
    remedy: 'Upgrade Microsoft Entra Connect, then assess again.',
    source: 'entra-connect.md §6',
  },
  'worker-lost': {
    cause: 'The PowerShell process that talks to the sync server has ended unexpectedly.',
    remedy: 'Try again: a new one is started, and what really happened is read from the system first.',
    source: 'design.md §4',
  },
};

/** Cause and remedy of a failure. */
export function explainFailure(failure: Failure): FailureExplanation {
  return failureCatalogue[failure.code];
}

/** One paragraph: what was attempted, why it failed, the system's own words. */
export function failureText(failure: Failure): string {
  const words = failure.raw.trim();
  return `${failure.during}: ${explainFailure(failure).cause}${words === '' ? '' : ` (${words})`}`;
}
