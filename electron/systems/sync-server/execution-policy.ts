import { policyTexts as texts } from './texts.ts';

/** The execution policy of a PowerShell, as it tells it: the effective one, and those set at each scope. */
export interface ExecutionPolicies {
  readonly effective: string;
  /** In the order in which the first that is set counts. */
  readonly scopes: readonly { readonly scope: string; readonly policy: string }[];
}

/**
 * Asks for the policies; changes nothing. It must be a command, because where a policy blocks scripts no script can say so.
 * The text is fixed: nothing is ever put into it.
 */
export const policyQuery =
  "Get-ExecutionPolicy -List | ForEach-Object { '{0}={1}' -f $_.Scope, $_.ExecutionPolicy }; 'Effective={0}' -f (Get-ExecutionPolicy)";

/** Reads the answer to the query; undefined when it is none. */
export function policiesIn(output: string): ExecutionPolicies | undefined {
  const lines = [...output.matchAll(/^(\w+)=(\w+)\r?$/gm)].map(([, scope = '', policy = '']) => ({ scope, policy }));
  const effective = lines.find(({ scope }) => scope === 'Effective')?.policy;
  if (effective === undefined) return undefined;
  return { effective, scopes: lines.filter(({ scope }) => scope !== 'Effective') };
}

/**
 * Whether PowerShell refused a script because of its policy, by what it wrote to standard error: its identifiers are the same
 * in every language. Lines are broken at the width of a console that is not there, within words too.
 */
export function refusedByPolicy(errorText: string): boolean {
  const text = errorText.replace(/\s+/g, '');
  return (
    text.includes('PSSecurityException') || (text.includes('SecurityError') && text.includes('UnauthorizedAccess'))
  );
}

/** Which policy is in force, who set it, and whether the script is marked as downloaded. */
export function policyText(policies: ExecutionPolicies, script: string, isMarked: boolean): string {
  const { effective, scopes } = policies;
  const setting = scopes.find(({ policy }) => policy !== 'Undefined');
  return [
    setting === undefined ? texts.notSet(effective) : texts.setBy(effective, setting.scope),
    ...(isMarked ? [texts.marked(script)] : []),
  ].join(' ');
}
