/** What is known of a write whose answer did not arrive, or of a read: may it be repeated? */
type Retry =
  /** Nothing happened on the other side: the same call may be made again. */
  | 'safe'
  /** The call may or may not have taken effect: probe before anything else. */
  | 'effect-unknown'
  /** The same call will fail again until somebody changes something. */
  | 'pointless';

/** Codes of every expected failure; cause, remedy and source of each stand in `messages/failures.ts`. */
export type FailureCode =
  | 'access-denied'
  | 'cancelled'
  | 'connection-lost'
  | 'connector-busy'
  | 'connector-unknown'
  | 'cycle-running'
  | 'database-unreachable'
  | 'deletion-threshold-exceeded'
  | 'diagnostics-missing'
  | 'duplicate-precedence'
  | 'file-unusable'
  | 'group-too-large'
  | 'in-use'
  | 'invalid-answer'
  | 'input-missing'
  | 'invalid-input'
  | 'license-inherited'
  | 'module-broken'
  | 'module-missing'
  | 'no-lab'
  | 'not-available'
  | 'not-elevated'
  | 'not-found'
  | 'not-in-adsync-admins'
  | 'not-in-export'
  | 'object-conflict'
  | 'object-not-synchronized'
  | 'out-of-licenses'
  | 'powershell-32-bit'
  | 'powershell-missing'
  | 'powershell-restricted'
  | 'powershell-unsuitable'
  | 'rule-attribute-unknown'
  | 'scheduler-suspended'
  | 'scripts-blocked'
  | 'service-error'
  | 'service-sign-in-failed'
  | 'service-stopped'
  | 'throttled'
  | 'time-out'
  | 'unexpected-change'
  | 'usage-location-missing'
  | 'version-blocked'
  | 'worker-lost';

/** An expected failure. `raw` is the system's own text, verbatim; it never holds a secret. */
export interface Failure {
  readonly code: FailureCode;
  /** What was attempted, on what: "Get-ADSyncRule", "assignLicense for anna@contoso.com". */
  readonly during: string;
  readonly raw: string;
  readonly retry: Retry;
  /** Seconds after which the other side asked to be called again. */
  readonly retryAfter?: number;
}

export type Result<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Failure };

export function success<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function failed(failure: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure };
}
