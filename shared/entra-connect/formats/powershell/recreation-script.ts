import { assertNever } from '../../../base/assert-never.ts';
import { emptyPartsText } from '../../rules/empty-parts-texts.ts';
import { notRecreated } from './recreation-script-texts.ts';
import { emptyParts } from '../../rules/empty-parts.ts';
import type { AttributeFlow, Direction, JoinCondition, ScopeCondition, SyncRule } from '../../rules/model.ts';
import { quoteLiteral } from './quote-literal.ts';

const objectModel = 'Microsoft.IdentityManagement.PowerShell.ObjectModel';
const directionSpelling: Readonly<Record<Direction, string>> = { inbound: 'Inbound', outbound: 'Outbound' };
const noInterval = '00:00:00';

/** What every generated script begins with. */
export const scriptHeader = [
  '#Requires -Version 5.1',
  'Set-StrictMode -Version 3.0',
  "$ErrorActionPreference = 'Stop'",
].join('\n');

/**
 * A script that creates a rule again, in the shape of the Sync Rules Editor's export (entra-connect.md §3.1).
 * To be saved as UTF-8 with a byte order mark, see `quoteLiteral`.
 */
export function recreationScript(rule: SyncRule): string {
  const uninterpreted = rule.uninterpreted.length + rule.flows.flatMap((flow) => flow.uninterpreted).length;
  const statements = [
    scriptHeader,
    ...(uninterpreted === 0 ? [] : [`# ${notRecreated(uninterpreted)}`]),
    ...refusals([rule]),
    ...ruleStatements(rule, quoteLiteral(rule.connectorId)),
  ];
  return `${statements.join('\n\n')}\n`;
}

/** What ends a script before it writes anything: rules with empty parts, which no cmdlet takes. */
export function refusals(rules: readonly SyncRule[]): readonly string[] {
  return rules.flatMap((rule) => {
    const parts = emptyParts(rule);
    return parts.length === 0 ? [] : [`throw ${quoteLiteral(emptyPartsText(rule.name, parts))}`];
  });
}

/** The statements that create a rule, or change it in place; `connector` is an expression of PowerShell. */
export function ruleStatements(rule: SyncRule, connector: string): readonly string[] {
  return [
    newRule(rule, connector),
    ...rule.flows.map(addFlow),
    ...rule.scopeGroups.map(addScopeGroup),
    ...rule.joinGroups.map(addJoinGroup),
    command('Add-ADSyncRule', ['-SynchronizationRule $syncRule[0]']),
    command('Get-ADSyncRule', [`-Identifier ${quoteLiteral(rule.id)}`]),
  ];
}

function newRule(rule: SyncRule, connector: string): string {
  return command('New-ADSyncRule', [
    `-Name ${quoteLiteral(rule.name)}`,
    `-Identifier ${quoteLiteral(rule.id)}`,
    `-Description ${quoteLiteral(rule.description)}`,
    `-Direction ${quoteLiteral(directionSpelling[rule.direction])}`,
    `-Precedence ${String(rule.precedence)}`,
    `-PrecedenceAfter ${quoteLiteral(rule.precedenceAfter)}`,
    `-PrecedenceBefore ${quoteLiteral(rule.precedenceBefore)}`,
    `-SourceObjectType ${quoteLiteral(rule.sourceObjectType)}`,
    `-TargetObjectType ${quoteLiteral(rule.targetObjectType)}`,
    `-Connector ${connector}`,
    `-LinkType ${quoteLiteral(rule.linkType)}`,
    `-SoftDeleteExpiryInterval ${softDeleteExpiryInterval(rule.softDeleteExpiryInterval)}`,
    `-ImmutableTag ${quoteLiteral(rule.immutableTag)}`,
    ...(rule.enablePasswordSync ? ['-EnablePasswordSync'] : []),
    ...(rule.disabled ? ['-Disabled'] : []),
    '-OutVariable syncRule',
  ]);
}

/** The editor writes 0 for none; no source shows another value, so it stays in the form of the export. */
function softDeleteExpiryInterval(interval: string): string {
  return interval === noInterval ? '0' : quoteLiteral(interval);
}

function addFlow(flow: AttributeFlow): string {
  return command('Add-ADSyncAttributeFlowMapping', [
    '-SynchronizationRule $syncRule[0]',
    ...sourceParameters(flow),
    `-ValueMergeType ${quoteLiteral(flow.mergeType)}`,
    ...(flow.applyOnce ? ['-ExecuteOnce'] : []),
    '-OutVariable syncRule',
  ]);
}

function sourceParameters(flow: AttributeFlow): readonly string[] {
  const destination = `-Destination ${quoteLiteral(flow.destination)}`;
  const source = (values: readonly string[]): string => `-Source @(${values.map(quoteLiteral).join(', ')})`;
  switch (flow.source.type) {
    case 'direct':
      return [source(flow.source.attributes), destination, "-FlowType 'Direct'"];
    case 'constant':
      return [source([flow.source.value]), destination, "-FlowType 'Constant'"];
    case 'expression':
      return [
        ...(flow.source.attributes.length === 0 ? [] : [source(flow.source.attributes)]),
        destination,
        "-FlowType 'Expression'",
        `-Expression ${quoteLiteral(flow.source.expression)}`,
      ];
    default:
      return assertNever(flow.source);
  }
}

/** The constructor takes attribute, value, operator, in this order (entra-connect.md §3.1). */
function addScopeGroup(group: readonly ScopeCondition[]): string {
  const conditions = group.map(({ attribute, value, operator }, index) =>
    newCondition('ScopeCondition', index, [attribute, value, operator].map(quoteLiteral)),
  );
  return [...conditions, addGroup('Add-ADSyncScopeConditionGroup', '-ScopeConditions', group.length)].join('\n\n');
}

function addJoinGroup(group: readonly JoinCondition[]): string {
  const conditions = group.map(({ connectorSpaceAttribute, metaverseAttribute, caseSensitive }, index) =>
    newCondition('JoinCondition', index, [
      quoteLiteral(connectorSpaceAttribute),
      quoteLiteral(metaverseAttribute),
      caseSensitive ? '$true' : '$false',
    ]),
  );
  return [...conditions, addGroup('Add-ADSyncJoinConditionGroup', '-JoinConditions', group.length)].join('\n\n');
}

function newCondition(type: string, index: number, constructorArguments: readonly string[]): string {
  return command('New-Object', [
    `-TypeName '${objectModel}.${type}'`,
    `-ArgumentList ${constructorArguments.join(', ')}`,
    `-OutVariable condition${String(index)}`,
  ]);
}

function addGroup(cmdlet: string, parameter: string, conditions: number): string {
  const variables = Array.from({ length: conditions }, (_, index) => `$condition${String(index)}[0]`);
  return command(cmdlet, [
    '-SynchronizationRule $syncRule[0]',
    `${parameter} @(${variables.join(', ')})`,
    '-OutVariable syncRule',
  ]);
}

/** One parameter a line, as the editor writes it: the backtick carries the command on. */
function command(name: string, parameters: readonly string[]): string {
  return [name, ...parameters].join(' `\n');
}
