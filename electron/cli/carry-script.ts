import { jsonHash } from '../../shared/base/hash.ts';
import { carryObstacleText, carryOperationText, carryTexts as texts } from './carry-texts.ts';
import { csvOf } from '../../shared/report/csv.ts';
import type { ComparedSide } from '../../shared/report/server-comparison/build.ts';
import { carryCustomizations, type CarriedCustomizations } from '../../shared/entra-connect/comparison/carry.ts';
import type { DomainMap } from '../../shared/entra-connect/comparison/domain-map.ts';
import {
  applyScript,
  undoScript,
  type ScriptedChange,
} from '../../shared/entra-connect/formats/powershell/change-script/change-script.ts';
import { stateAfter, stateBefore, type RuleOperation } from '../../shared/entra-connect/rules/rule-operation.ts';
import { customizationsOutput, refuseOutput, writeOutput } from '../disk/output-folder.ts';
import { CommandError, exitCodes, usageError, type ExitCode } from './exit.ts';
import type { Output } from './output.ts';
import { folderValue } from './run-folders.ts';

/** Writes the scripts that give the second server the customizations of the first; what cannot be carried is named. */
export async function writeCarryScript(
  folder: string,
  on: ComparedSide,
  other: ComparedSide,
  domains: DomainMap,
  output: Output,
): Promise<ExitCode> {
  if (other.baselineVersion !== undefined) throw usageError(texts.baseline);
  const { rules, connectors } = other.content;
  if (rules.kind !== 'whole' || connectors.kind !== 'whole') {
    throw new CommandError(exitCodes.verdict, 'incomplete', texts.incomplete, texts.incompleteRemedy);
  }
  folderValue(await refuseOutput(folder, customizationsOutput));
  const carried = carryCustomizations(on.content, other.content, domains);
  present(output, carried);
  if (carried.operations.length === 0) {
    output.line(carried.refused.length === 0 ? texts.nothing : texts.nothingPossible);
  } else {
    const change = scriptedChange(on, other, carried.operations);
    const document = { schema: 'hybrid-preflight/customizations/1', on: on.title, with: other.title, ...carried };
    const table = { id: 'customizations', title: texts.heading, columns: texts.columns, rows: rowsOf(carried) };
    const files = new Map([
      ['customizations.json', `${JSON.stringify(document, undefined, 2)}\n`],
      ['customizations.csv', csvOf(table)],
      ['apply.ps1', applyScript(change)],
      ['undo.ps1', undoScript(change)],
    ]);
    folderValue(await writeOutput(folder, customizationsOutput, files));
    output.line(texts.how(folder));
  }
  return carried.refused.length === 0 ? exitCodes.done : exitCodes.verdict;
}

function scriptedChange(on: ComparedSide, other: ComparedSide, operations: readonly RuleOperation[]): ScriptedChange {
  const { connectors, globalParameters } = other.content;
  const named = new Set(operations.map((operation) => ruleOf(operation).connectorId));
  const parameters = globalParameters.kind === 'absent' ? undefined : globalParameters.value;
  const planHash = jsonHash(operations);
  return {
    planId: `customizations-${planHash.slice(0, 12)}`,
    planHash,
    title: texts.title(on.title, other.title),
    operations,
    connectors: (connectors.kind === 'absent' ? [] : connectors.value).filter(({ id }) => named.has(id)),
    stagingMode: parameters?.get('Microsoft.Synchronize.StagingMode')?.toLowerCase() === 'true',
  };
}

function present(output: Output, carried: CarriedCustomizations): void {
  output.line();
  output.line({ style: 'bold', text: texts.heading });
  output.line(`  ${texts.count(carried.operations.length, carried.refused.length)}`);
  for (const pair of carried.domains) output.line(`  ${texts.domains(pair.on, pair.with)}`);
  for (const row of rowsOf(carried)) output.line(`  ${row.filter((cell) => cell !== '').join(' · ')}`);
}

function rowsOf({ operations, refused, kept }: CarriedCustomizations): readonly (readonly string[])[] {
  return [
    ...operations.map((operation) => {
      const { name, precedence } = ruleOf(operation);
      return [name, String(precedence), carryOperationText(operation), ''];
    }),
    ...refused.map(({ rule, obstacle }) => [
      ...[rule.name, String(rule.precedence), texts.refused, carryObstacleText(obstacle)],
    ]),
    ...kept.map(({ name, precedence }) => [name, String(precedence), texts.kept, texts.keptReason]),
  ];
}

function ruleOf(operation: RuleOperation) {
  const rule = stateAfter(operation) ?? stateBefore(operation);
  if (rule === undefined) throw new Error('An operation is about a rule');
  return rule;
}
