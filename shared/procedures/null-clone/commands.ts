import type { RuleId } from '../../identifiers.ts';
import type { SyncRule } from '../../sync-rules/model.ts';
import { quoteLiteral } from '../../sync-rules/powershell/quote-literal.ts';
import { recreationScript } from '../../sync-rules/powershell/recreation-script.ts';

/** Equivalent commands, ready to copy; every value is quoted by one tested function (design.md §8). */

export const setScheduler = (enabled: boolean) =>
  `Set-ADSyncScheduler -SyncCycleEnabled ${enabled ? '$true' : '$false'}`;

export const backUpConfiguration = "Get-ADSyncServerConfiguration -Path (Join-Path $PWD 'configuration')";

export const createRule = (rule: SyncRule) => recreationScript(rule);

export const setDisabled = (id: RuleId, disabled: boolean) =>
  changeRule(id, `$rule.Disabled = ${disabled ? '$true' : '$false'}`);

export const setPrecedence = (id: RuleId, precedence: number) =>
  changeRule(id, `$rule.Precedence = ${String(precedence)}`);

export const deleteRule = (id: RuleId) => `Remove-ADSyncRule -Identifier ${quoteLiteral(id)}`;

export const startInitialCycle = 'Start-ADSyncSyncCycle -PolicyType Initial';

export const previewObject = (connector: string, distinguishedName: string) =>
  `Sync-ADSyncCSObject -ConnectorName ${quoteLiteral(connector)} -DistinguishedName ${quoteLiteral(distinguishedName)}`;

/** `Add-ADSyncRule` with the same identifier changes the rule in place (entra-connect.md §3.2). */
function changeRule(id: RuleId, change: string): string {
  return [
    `$rule = Get-ADSyncRule -Identifier ${quoteLiteral(id)}`,
    change,
    'Add-ADSyncRule -SynchronizationRule $rule',
  ].join('\n');
}
