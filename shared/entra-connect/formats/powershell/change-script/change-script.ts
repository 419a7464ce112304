import { changeScriptHelp, changeScriptRemarks, changeScriptTexts } from './texts.ts';
import type { ConnectorId } from '../../../../base/identifiers.ts';
import { inverseOf, type RuleOperation } from '../../../rules/rule-operation.ts';
import { dataLiteral, type ScriptData } from './data-literal.ts';
import { readingFunctions, writingFunctions } from './functions.ts';
import { mainPart } from './main-part.ts';
import { scriptedOperations } from './rule-states.ts';

/** What the scripts of a change rest on. */
export interface ScriptedChange {
  /** Identifies the plan that the scripts belong to. */
  readonly planId: string;
  /** SHA-256 of that plan, as its page shows it. */
  readonly planHash: string;
  readonly title: string;
  readonly operations: readonly RuleOperation[];
  /** The connectors that the server must have: an identifier of another server would not be found. */
  readonly connectors: readonly { readonly id: ConnectorId; readonly name: string }[];
  readonly stagingMode: boolean;
}

/** Everything of the module that the scripts call. */
const commands = [
  'Get-ADSyncScheduler',
  'Set-ADSyncScheduler',
  'Get-ADSyncConnectorRunStatus',
  'Get-ADSyncConnector',
  'Get-ADSyncRule',
  'New-ADSyncRule',
  'Add-ADSyncAttributeFlowMapping',
  'Add-ADSyncScopeConditionGroup',
  'Add-ADSyncJoinConditionGroup',
  'Add-ADSyncRule',
  'Remove-ADSyncRule',
  'Get-ADSyncServerConfiguration',
];

/**
 * apply.ps1: carries a change out by hand, with the checks that this program makes. The text begins with a byte order
 * mark and has the line ends of Windows; it is to be saved as it is, in UTF-8.
 */
export function applyScript(change: ScriptedChange): string {
  return script('apply', change, change.operations);
}

/** undo.ps1: takes back whatever of the change has been carried out. */
export function undoScript(change: ScriptedChange): string {
  return script('undo', change, inverseOf(change.operations));
}

function script(action: 'apply' | 'undo', change: ScriptedChange, operations: readonly RuleOperation[]): string {
  const { states, operations: scripted } = scriptedOperations(operations);
  const data: readonly (readonly [name: string, data: ScriptData])[] = [
    ['plan', { Id: change.planId, Title: change.title, Action: action, StagingMode: change.stagingMode }],
    ['connectors', change.connectors.map(({ id, name }) => ({ Identifier: id, Name: name }))],
    ['states', states],
    ['operations', scripted],
    ['commands', commands],
    ['texts', { ...changeScriptTexts.common, ...changeScriptTexts[action] }],
  ];
  const uninterpreted = operations.some(
    (one) => one.kind !== 'remove' && holdsUninterpreted(one.kind === 'create' ? one.rule : one.after),
  );
  const parts = [
    help(action, change.planHash),
    parameters,
    ...(uninterpreted ? [`# ${changeScriptRemarks.uninterpreted}\n`] : []),
    `# ${changeScriptRemarks.data}\n`,
    ...data.map(([name, value]) => `$${name} = ${dataLiteral(value)}\n`),
    readingFunctions.trim(),
    '',
    writingFunctions.trim(),
    '',
    mainPart.trim(),
    '',
  ];
  return `\uFEFF${parts.join('\n').replaceAll('\n', '\r\n')}`;
}

function holdsUninterpreted(rule: Extract<RuleOperation, { readonly kind: 'create' }>['rule']): boolean {
  return rule.uninterpreted.length > 0 || rule.flows.some(({ uninterpreted }) => uninterpreted.length > 0);
}

function help(action: 'apply' | 'undo', planHash: string): string {
  const { synopsis, description, examples } = changeScriptHelp[action];
  const section = (name: string, text: string) => `.${name}\n    ${text}`;
  const { workFolder, modulePath, idleTimeout, notes } = changeScriptHelp.common;
  return [
    '<#',
    section('SYNOPSIS', synopsis),
    section('DESCRIPTION', description.map((line) => (line === '' ? '' : `    ${line}`)).join('\n')),
    section('PARAMETER WorkFolder', workFolder),
    section('PARAMETER ModulePath', modulePath),
    section('PARAMETER IdleTimeoutMinutes', idleTimeout),
    ...examples.map((example) => section('EXAMPLE', example)),
    section('NOTES', notes(planHash)),
    '#>',
    '',
  ].join('\n');
}

const parameters = String.raw`#Requires -Version 5.1
#Requires -RunAsAdministrator
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
param(
    [ValidateNotNullOrEmpty()]
    [string] $WorkFolder = (Join-Path -Path $PSScriptRoot -ChildPath 'by-hand'),

    [ValidateNotNullOrEmpty()]
    [string] $ModulePath = (Join-Path -Path $env:ProgramFiles -ChildPath 'Microsoft Azure AD Sync\Bin\ADSync\ADSync.psd1'),

    [ValidateRange(1, 1440)]
    [int] $IdleTimeoutMinutes = 360
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
`;
