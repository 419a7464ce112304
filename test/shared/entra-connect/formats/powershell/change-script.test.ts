import fc from 'fast-check';
import type { Parser } from 'web-tree-sitter';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RuleId } from '../../../../../shared/base/identifiers.ts';
import { planClone } from '../../../../../shared/entra-connect/rules/clone.ts';
import type { SyncRule } from '../../../../../shared/entra-connect/rules/model.ts';
import {
  applyScript,
  undoScript,
} from '../../../../../shared/entra-connect/formats/powershell/change-script/change-script.ts';
import type { RuleOperation } from '../../../../../shared/entra-connect/rules/rule-operation.ts';
import { arbitraryRule, hostileBinaryText } from '../../rules/arbitrary-rule.ts';
import { onRealExport, realDocument, realExportIsHere } from '../../rules/real-export.ts';
import { exchangeRule, forestConnectorId, guidOf } from '../../rules/rule-builder.ts';
import { parseScript, powershellParser } from './script-parser.ts';

let parser: Parser;
beforeAll(async () => {
  parser = await powershellParser();
});

const copyId = guidOf(0xc0de) as RuleId;

function changeOf(operations: readonly RuleOperation[], connectorName = 'contoso.com') {
  const connectors = [{ id: forestConnectorId, name: connectorName }];
  return { planId: 'plan-1', planHash: 'ab12', title: 'Solution 1', operations, connectors, stagingMode: false };
}

/** Copy, disable, delete, move: every kind of operation. */
function everyKind(original: SyncRule, copy: SyncRule): readonly RuleOperation[] {
  const disabled = { ...original, disabled: true };
  return [
    { kind: 'create', rule: copy },
    { kind: 'replace', before: original, after: disabled },
    { kind: 'remove', rule: disabled },
    { kind: 'replace', before: copy, after: { ...copy, precedence: copy.precedence + 1 } },
  ];
}

/** The texts of a rule that nobody but its server chose. */
function textsOf(rule: SyncRule): readonly string[] {
  return [
    ...[rule.name, rule.description, rule.immutableTag, rule.sourceObjectType, rule.targetObjectType],
    ...rule.flows.flatMap(({ destination, source }) => {
      switch (source.type) {
        case 'direct':
          return [destination, ...source.attributes];
        case 'constant':
          return [destination, source.value];
        case 'expression':
          return [destination, ...source.attributes, source.expression];
      }
    }),
    ...rule.scopeGroups.flat().flatMap(({ attribute, value }) => [attribute, value]),
    ...rule.joinGroups
      .flat()
      .flatMap(({ connectorSpaceAttribute, metaverseAttribute }) => [connectorSpaceAttribute, metaverseAttribute]),
  ];
}

const harmless = exchangeRule(108);
const shape = (script: string) => {
  const { hasErrors, commands, expansions } = parseScript(parser, script);
  return { hasErrors, commands, expansions };
};

describe('the scripts of a change', () => {
  it('hold every value as exactly one literal, whatever the values, and run the same commands for all of them', () => {
    const usual = planClone(harmless, { id: copyId, date: 'x', precedence: 200, configuration: { rules: [] } });
    const expected = shape(applyScript(changeOf(everyKind(harmless, usual))));
    expect(expected.hasErrors).toBe(false);
    fc.assert(
      fc.property(arbitraryRule, hostileBinaryText, (rule, text) => {
        const original = { ...rule, id: guidOf(1) as RuleId };
        const copy = { ...rule, id: copyId, name: text, description: text };
        const change = changeOf(everyKind(original, copy), text);
        for (const script of [applyScript(change), undoScript(change)]) {
          expect(shape(script)).toEqual(expected);
          const { literals } = parseScript(parser, script);
          for (const value of [text, ...textsOf(original), ...textsOf(copy)]) expect(literals).toContain(value);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('refuse half a surrogate pair, which no script file can hold', () => {
    const broken = { ...harmless, name: 'a\ud800b' };
    expect(() => applyScript(changeOf([{ kind: 'create', rule: broken }]))).toThrow('surrogate');
  });

  it('begin with a byte order mark and have the line ends of Windows, for Windows PowerShell 5.1', () => {
    const script = applyScript(changeOf(everyKind(harmless, { ...harmless, id: copyId })));
    expect(script.startsWith('\uFEFF<#\r\n')).toBe(true);
    expect(script.replaceAll('\r\n', '')).not.toContain('\n');
    expect(script).toContain('#Requires -Version 5.1\r\n#Requires -RunAsAdministrator');
    expect(script).toContain('Set-StrictMode -Version 3.0');
  });

  it('run nothing but cmdlets of ADSync, their own functions, and what handles files and texts', () => {
    const { commands } = parseScript(parser, undoScript(changeOf(everyKind(harmless, { ...harmless, id: copyId }))));
    expect([...new Set(commands)].toSorted()).toMatchSnapshot();
  });

  it('say when a rule cannot be written back in full', () => {
    const uninterpreted = [{ path: 'synchronizationRule/future', xml: '<future/>' }];
    const change = changeOf([{ kind: 'remove', rule: { ...harmless, uninterpreted } }]);
    expect(undoScript(change)).toContain('# The export of the server held elements');
    expect(applyScript(change)).not.toContain('# The export of the server held elements');
  });

  it.skipIf(!realExportIsHere)(onRealExport('parse without error for every real rule'), () => {
    for (const rule of realDocument().configuration.rules) {
      const change = changeOf(everyKind(rule, { ...rule, id: copyId, name: `${rule.name} - Cloned - x` }));
      expect(shape(applyScript(change)).hasErrors, rule.name).toBe(false);
      expect(shape(undoScript(change)).hasErrors, rule.name).toBe(false);
    }
  });
});
