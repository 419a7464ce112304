/** Environment variables with which tests, labs and benchmarks steer a checkout. */
type CheckoutVariable =
  /** Another PowerShell than the one of Windows. */
  | 'HYBRID_PREFLIGHT_POWERSHELL'
  /** The browser that prints. */
  | 'HYBRID_PREFLIGHT_CHROMIUM'
  /** Folders of the browser host, and the milliseconds that it waits for a window to come back. */
  | 'HYBRID_PREFLIGHT_HOST_SETTINGS'
  | 'HYBRID_PREFLIGHT_HOST_ENGAGEMENTS'
  | 'HYBRID_PREFLIGHT_HOST_GRACE'
  /** Where the process ends itself, for the crash matrix. */
  | 'HYBRID_PREFLIGHT_TEST_KILL';

/**
 * The value of such a variable; undefined where it is empty, and always in the built program: that one may run as
 * administrator, and Windows hands a user's own variables on to what the user starts elevated.
 */
export function checkoutVariable(
  name: CheckoutVariable,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  module = import.meta.filename,
): string | undefined {
  const value = environment[name];
  return isCheckout(module) && value !== '' ? value : undefined;
}

/** Whether this program runs from its sources: the bundler makes one JavaScript file of all of them. */
export function isCheckout(module = import.meta.filename): boolean {
  return module.endsWith('.ts');
}
