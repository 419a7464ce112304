import type { Failure, FailureCode } from '../failure.ts';

/** What a person needs to know of a failure: why it happened, what to do, where that is written. */
export interface FailureExplanation {
  readonly cause: string;
  readonly remedy: string;
  readonly source: string;
}

/** Every expected failure (style.md 6). */
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
  'deletion-threshold-exceeded': {
    cause: 'More objects would be deleted in the cloud than the deletion threshold allows, so nothing was exported.',
    remedy:
      'Find out why so many objects are to be deleted (an OU out of scope, a rule with another scope). Do not switch the threshold off for this procedure: it deletes nobody.',
    source: 'entra-connect.md §3.4',
  },
  'duplicate-precedence': {
    cause: 'Another rule already has this precedence.',
    remedy: 'Every rule of the server needs a number of its own. Give one of the two another number, then try again.',
    source: 'entra-connect.md §3.4',
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
  'not-found': {
    cause: 'The object is not there.',
    remedy: 'Check whether it was deleted or renamed meanwhile, then assess again.',
    source: 'graph-exchange.md §1.4',
  },
  'object-conflict': {
    cause: 'The object is in a state that does not allow this.',
    remedy: 'Read the text below, settle the conflict, then try again.',
    source: 'graph-exchange.md §1.4',
  },
  'out-of-licenses': {
    cause: 'No license of this product is left.',
    remedy: 'Free or buy licenses, then try again: users who already have one are left alone.',
    source: 'graph-exchange.md §1.4',
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
  'service-error': {
    cause: 'The service reported an internal error.',
    remedy: 'Try again in a few minutes. If it stays, look at the service health page.',
    source: 'graph-exchange.md §3.3',
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
