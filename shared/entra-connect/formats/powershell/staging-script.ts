import { stagingScriptTexts as texts } from './staging-script-texts.ts';
import type { SyncRule } from '../../rules/model.ts';
import { quoteLiteral } from './quote-literal.ts';
import { refusals, ruleStatements, scriptHeader } from './recreation-script.ts';

/** A rule, and the name of its connector: its identifier is another one on every server (entra-connect.md §7.1). */
export interface NamedConnectorRule {
  readonly rule: SyncRule;
  readonly connectorName: string;
}

/**
 * A script that puts rules on a staging server: it finds their connectors by name, and refuses what an active server, a
 * running cycle or a number that is taken would make dangerous. To be saved as UTF-8 with a byte order mark.
 */
export function stagingScript(rules: readonly NamedConnectorRule[], remarks: readonly string[]): string {
  return scriptOf([...beginning(remarks), ...refusals(rules.map(({ rule }) => rule)), ...rules.flatMap(statementsFor)]);
}

/** A script that removes the rules from a staging server again; those that are gone already do not matter. */
export function removalScript(rules: readonly SyncRule[], remarks: readonly string[]): string {
  return scriptOf([...beginning(remarks), ...rules.map(removal)]);
}

function scriptOf(statements: readonly string[]): string {
  return `${statements.join('\n\n')}\n`;
}

function beginning(remarks: readonly string[]): readonly string[] {
  return [
    scriptHeader,
    remarks.map((remark) => `# ${remark}`).join('\n'),
    [
      '$scheduler = Get-ADSyncScheduler',
      `if (-not $scheduler.StagingModeEnabled) { throw ${quoteLiteral(texts.notStaging)} }`,
      `if ($scheduler.SyncCycleInProgress -or @(Get-ADSyncConnectorRunStatus).Count -gt 0) { throw ${quoteLiteral(texts.running)} }`,
    ].join('\n'),
  ];
}

function statementsFor({ rule, connectorName }: NamedConnectorRule): readonly string[] {
  const id = quoteLiteral(rule.id);
  return [
    [
      `$connector = @(Get-ADSyncConnector | Where-Object { $_.Name -eq ${quoteLiteral(connectorName)} })`,
      `if ($connector.Count -ne 1) { throw ${quoteLiteral(texts.noConnector(connectorName))} }`,
      `$holder = @(Get-ADSyncRule | Where-Object { $_.Precedence -eq ${String(rule.precedence)} -and [string] $_.Identifier -ne ${id} })`,
      `if ($holder.Count -gt 0) { throw ${quoteLiteral(texts.numberTaken(rule.precedence))} }`,
    ].join('\n'),
    ...ruleStatements(rule, '$connector[0].Identifier'),
  ];
}

function removal({ id, name }: SyncRule): string {
  return [
    `# ${oneLine(name)}`,
    `$rule = @(Get-ADSyncRule | Where-Object { [string] $_.Identifier -eq ${quoteLiteral(id)} })`,
    `if ($rule.Count -gt 0) { Remove-ADSyncRule -Identifier ${quoteLiteral(id)} }`,
  ].join('\n');
}

/** A comment ends with its line. */
function oneLine(text: string): string {
  return text.replaceAll(/[\r\n\u0085\u2028\u2029]/g, ' ');
}
