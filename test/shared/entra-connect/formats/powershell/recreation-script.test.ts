import fc from 'fast-check';
import type { Parser } from 'web-tree-sitter';
import { beforeAll, describe, expect, it } from 'vitest';

import { arbitraryRule, hostileBinaryText } from '../../rules/arbitrary-rule.ts';
import { onRealExport, realDocument, realExportIsHere } from '../../rules/real-export.ts';
import { constantFlow, directFlow, exchangeRule, expressionFlow } from '../../rules/rule-builder.ts';
import { parseScript, powershellParser } from './script-parser.ts';
import { emptyPartsText } from '../../../../../shared/entra-connect/rules/empty-parts-texts.ts';
import { emptyParts } from '../../../../../shared/entra-connect/rules/empty-parts.ts';
import type { SyncRule } from '../../../../../shared/entra-connect/rules/model.ts';
import { quoteLiteral } from '../../../../../shared/entra-connect/formats/powershell/quote-literal.ts';
import { recreationScript } from '../../../../../shared/entra-connect/formats/powershell/recreation-script.ts';

let parser: Parser;
beforeAll(async () => {
  parser = await powershellParser();
});

/** Every value of a rule in the order in which the editor's export names them, behind what ends the script of a rule with empty parts. */
function valuesOf(rule: SyncRule): readonly string[] {
  const empty = emptyParts(rule);
  return [
    'Stop',
    ...(empty.length === 0 ? [] : [emptyPartsText(rule.name, empty)]),
    rule.name,
    rule.id,
    rule.description,
    rule.direction === 'inbound' ? 'Inbound' : 'Outbound',
    rule.precedenceAfter,
    rule.precedenceBefore,
    rule.sourceObjectType,
    rule.targetObjectType,
    rule.connectorId,
    rule.linkType,
    ...(rule.softDeleteExpiryInterval === '00:00:00' ? [] : [rule.softDeleteExpiryInterval]),
    rule.immutableTag,
    ...rule.flows.flatMap(({ source, destination, mergeType }) => {
      switch (source.type) {
        case 'direct':
          return [...source.attributes, destination, 'Direct', mergeType];
        case 'constant':
          return [source.value, destination, 'Constant', mergeType];
        case 'expression':
          return [...source.attributes, destination, 'Expression', source.expression, mergeType];
      }
    }),
    ...rule.scopeGroups
      .flat()
      .flatMap((clause) => [
        'Microsoft.IdentityManagement.PowerShell.ObjectModel.ScopeCondition',
        clause.attribute,
        clause.value,
        clause.operator,
      ]),
    ...rule.joinGroups
      .flat()
      .flatMap((clause) => [
        'Microsoft.IdentityManagement.PowerShell.ObjectModel.JoinCondition',
        clause.connectorSpaceAttribute,
        clause.metaverseAttribute,
      ]),
    rule.id,
  ];
}

function commandsOf(rule: SyncRule): readonly string[] {
  return [
    'Set-StrictMode',
    'New-ADSyncRule',
    ...rule.flows.map(() => 'Add-ADSyncAttributeFlowMapping'),
    ...rule.scopeGroups.flatMap((group) => [...group.map(() => 'New-Object'), 'Add-ADSyncScopeConditionGroup']),
    ...rule.joinGroups.flatMap((group) => [...group.map(() => 'New-Object'), 'Add-ADSyncJoinConditionGroup']),
    'Add-ADSyncRule',
    'Get-ADSyncRule',
  ];
}

function expectFaithful(rule: SyncRule): void {
  const parsed = parseScript(parser, recreationScript(rule));
  expect(parsed.hasErrors, rule.name).toBe(false);
  expect(parsed.literals).toEqual(valuesOf(rule));
  expect(parsed.commands).toEqual(commandsOf(rule));
  expect(parsed.expansions).toBe(0);
}

describe('a text as a PowerShell literal', () => {
  it.each([
    ["O'Brien", "'O''Brien'"],
    ['‘’‚‛', "'‘‘’’‚‚‛‛'"],
    ['$(Remove-Item) `n “x”', "'$(Remove-Item) `n “x”'"],
    ['', "''"],
    ['a\r\nb', '"a`r`nb"'],
    ['\0$x`"“', '"`0`$x```"`“"'],
  ])('%j is written %j', (text, literal) => {
    expect(quoteLiteral(text)).toBe(literal);
  });

  it('is one literal that means the text, with nothing to expand and no line break, whatever the text', () => {
    fc.assert(
      fc.property(hostileBinaryText, (text) => {
        const literal = quoteLiteral(text);
        const parsed = parseScript(parser, `Write-Output ${literal}\n`);
        expect(parsed).toEqual({ hasErrors: false, literals: [text], commands: ['Write-Output'], expansions: 0 });
        expect(literal).not.toMatch(/[\r\n]/);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses half a surrogate pair, which no script file can hold', () => {
    expect(() => quoteLiteral('\ud800')).toThrow('surrogate');
  });
});

describe('the script that creates a rule again', () => {
  it('has the shape of the editor’s export', () => {
    const rule = exchangeRule(108, {
      flows: [directFlow('cn'), constantFlow('kind', 'User'), expressionFlow('msExchMailboxGuid', 'NULL', { applyOnce: true })],
      joinGroups: [[{ connectorSpaceAttribute: 'mail', metaverseAttribute: 'mail', caseSensitive: true }]],
    }); // prettier-ignore
    expect(recreationScript(rule)).toMatchSnapshot();
  });

  it('ends before it writes anything where no cmdlet could write the rule', () => {
    const script = recreationScript(exchangeRule(108, { flows: [constantFlow('kind', '')] }));
    expect(script.indexOf('throw ')).toBeGreaterThan(0);
    expect(script.indexOf('throw ')).toBeLessThan(script.indexOf('New-ADSyncRule'));
    expect(recreationScript(exchangeRule(108))).not.toContain('throw ');
  });

  it('leaves the tag of a custom rule empty', () => {
    expect(recreationScript(exchangeRule(108, { immutableTag: '' }))).toContain("-ImmutableTag '' `\n");
  });

  it('switches password synchronization on and the rule off only where the rule says so', () => {
    const plain = recreationScript(exchangeRule(108));
    const switched = recreationScript(exchangeRule(108, { disabled: true, enablePasswordSync: true }));
    expect(plain).not.toMatch(/-Disabled|-EnablePasswordSync/);
    expect(switched).toContain('-EnablePasswordSync `\n-Disabled `\n');
  });

  it('stops before anything is written where a cmdlet would refuse an empty value, and names the part', () => {
    const script = recreationScript(
      exchangeRule(108, { flows: [directFlow('cn'), constantFlow('kind', '')], scopeGroups: [[]] }),
    );
    expect(script).toContain('no empty value: the constant flow to kind, group 1 of the scoping filter.');
    expect(script.indexOf('throw ')).toBeLessThan(script.indexOf('New-ADSyncRule'));
  });

  it('says when the export held something that it cannot bring back', () => {
    const uninterpreted = [{ path: 'synchronizationRule/future', xml: '<future/>' }];
    expect(recreationScript(exchangeRule(108, { uninterpreted }))).toContain('# One element of the exported rule');
  });

  it('hands over each value of any rule as exactly one literal', () => {
    fc.assert(fc.property(arbitraryRule, expectFaithful), { numRuns: 150 });
  });

  it.skipIf(!realExportIsHere)(onRealExport('hands over each value of all real rules'), () => {
    const { rules } = realDocument().configuration;
    expect(rules.length).toBe(62);
    for (const rule of rules) expectFaithful(rule);
  });
});
