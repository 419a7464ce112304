import type { RuleId } from '../../../base/identifiers.ts';
import { meaningfulDifferences } from '../../../entra-connect/rules/rule-difference.ts';
import type { RuleOperation } from '../../../entra-connect/rules/rule-operation.ts';
import { quoteLiteral } from '../../../entra-connect/formats/powershell/quote-literal.ts';
import { recreationScript } from '../../../entra-connect/formats/powershell/recreation-script.ts';

/** Equivalent commands, ready to copy; every value is quoted by one tested function (design.md §8). */

export const setScheduler = (enabled: boolean) =>
  `Set-ADSyncScheduler -SyncCycleEnabled ${enabled ? '$true' : '$false'}`;

export const backUpConfiguration = "Get-ADSyncServerConfiguration -Path (Join-Path $PWD 'configuration')";

export const startInitialCycle = 'Start-ADSyncSyncCycle -PolicyType Initial';

export const previewObject = (connector: string, distinguishedName: string) =>
  `Sync-ADSyncCSObject -ConnectorName ${quoteLiteral(connector)} -DistinguishedName ${quoteLiteral(distinguishedName)}`;

/** The module is no part of ADSync: it lies beside the service (entra-connect.md §8). */
export const synchronizeObject = (distinguishedName: string, stagingMode: boolean): readonly string[] => [
  'Import-Module "$env:ProgramFiles\\Microsoft Azure AD Sync\\Bin\\ADSyncDiagnostics\\ADSyncDiagnostics.psm1"',
  `Invoke-ADSyncSingleObjectSync -DistinguishedName ${quoteLiteral(distinguishedName)}${stagingMode ? ' -StagingMode' : ''} -NoHtmlReport`,
];

/** `Add-ADSyncRule` with the same identifier changes the rule in place (entra-connect.md §3.2). */
function changeRule(id: RuleId, change: string): string {
  return [
    `$rule = Get-ADSyncRule -Identifier ${quoteLiteral(id)}`,
    change,
    'Add-ADSyncRule -SynchronizationRule $rule',
  ].join('\n');
}

/** The commands that carry an operation out; a change of one field is one line, any other writes the rule as a whole. */
export function commandsFor(operation: RuleOperation): string {
  switch (operation.kind) {
    case 'create':
      return recreationScript(operation.rule);
    case 'remove':
      return `Remove-ADSyncRule -Identifier ${quoteLiteral(operation.rule.id)}`;
    case 'replace': {
      const { before, after } = operation;
      const fields = meaningfulDifferences(before, after).map((one) => (one.kind === 'field' ? one.field : one.kind));
      const only = (field: string) => fields.length === 1 && fields[0] === field;
      if (only('disabled')) return changeRule(after.id, `$rule.Disabled = ${after.disabled ? '$true' : '$false'}`);
      if (only('precedence')) return changeRule(after.id, `$rule.Precedence = ${String(after.precedence)}`);
      return recreationScript(after);
    }
  }
}
