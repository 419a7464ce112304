import fc from 'fast-check';
import type { Parser } from 'web-tree-sitter';
import { beforeAll, describe, expect, it } from 'vitest';

import type { FileReport } from '../../../../../shared/entra-connect/formats/export/problems.ts';
import type { SyncRule } from '../../../../../shared/entra-connect/rules/model.ts';
import { quoteLiteral } from '../../../../../shared/entra-connect/formats/powershell/quote-literal.ts';
import { readScript } from '../../../../../shared/entra-connect/formats/powershell/read-script.ts';
import { recreationScript } from '../../../../../shared/entra-connect/formats/powershell/recreation-script.ts';
import { isRuleScript } from '../../../../../shared/entra-connect/formats/powershell/rule-script.ts';
import { tokenize } from '../../../../../shared/entra-connect/formats/powershell/tokenize.ts';
import { arbitraryRule, hostileBinaryText } from '../../rules/arbitrary-rule.ts';
import { onRealExport, realDocument, realExportIsHere } from '../../rules/real-export.ts';
import { exchangeRule, ruleIdOf } from '../../rules/rule-builder.ts';
import { powershellParser } from './script-parser.ts';

let parser: Parser;
beforeAll(async () => {
  parser = await powershellParser();
});

function read(text: string): FileReport & { readonly rules: readonly SyncRule[] } {
  const report: FileReport = { file: 'rules.ps1', text, errors: [], notes: [] };
  const rules = readScript({ path: 'rules.ps1', text }, report).map(({ rule }) => rule);
  return { ...report, rules };
}

/** What a script can hold of a rule (entra-connect.md §3.1). */
function inScript(rule: SyncRule): SyncRule {
  return {
    ...rule,
    internalId: rule.id,
    version: 1,
    flows: rule.flows.map((flow) => ({ ...flow, uninterpreted: [] })),
    uninterpreted: [],
  };
}

/** A rule in the editor's shape; the statements can be changed. */
function script(change: (text: string) => string = (text) => text): string {
  return change(recreationScript(exchangeRule(108)));
}

const header = (parameters: string) =>
  `New-ADSyncRule -Name 'a' -Identifier '${ruleIdOf(1)}' -Direction Inbound -Precedence 5 -SourceObjectType user ` +
  `-TargetObjectType person -Connector '${ruleIdOf(2)}' -LinkType Join ${parameters}`;
const added = '\nAdd-ADSyncRule -SynchronizationRule $syncRule[0]\n';

describe('the tokens of a script', () => {
  it('begin and end each text where another parser has them, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(hostileBinaryText, { minLength: 1, maxLength: 5 }), (texts) => {
        const text = texts
          .map((value, index) => `Write-Output -P${String(index)} ${quoteLiteral(value)}`)
          .join(' `\r\n');
        const tree = parser.parse(text);
        const expected = tree?.rootNode
          .descendantsOfType('string_literal')
          .map((node) => [node.startIndex, node.endIndex]);
        tree?.delete();
        const strings = [...tokenize(text)].filter((token) => token.kind === 'string');
        expect(strings.map(({ start, end }) => [start, end])).toEqual(expected);
        expect(strings.map(({ value }) => value)).toEqual(texts);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["'it''s'", "it's"],
    ['‘typographic’', 'typographic'],
    ["‘mixed''", undefined],
    ['"a`"b`n`tc`q"', 'a"b\n\tcq'],
    ['"say ""it"""', 'say "it"'],
    ['“both”', 'both'],
    ['"costs $ 5"', 'costs $ 5'],
    ["@'\r\none 'two'\r\nthree\r\n'@", "one 'two'\r\nthree"],
    ['@"\none "two" `$x\n"@', 'one "two" $x'],
    ["@'\n'@", ''],
  ])('%j means %j', (literal, meaning) => {
    const [token, ...others] = tokenize(literal);
    expect(token?.kind === 'string' ? token.value : undefined).toBe(meaning);
    expect(others.filter(({ kind }) => kind !== 'problem')).toEqual([]);
  });

  it.each(['"$name"', '"a $(Get-Date) b"', '"${x}"', '"$(“)” + \')\')"', '@"\n$x\n"@'])(
    '%j cannot be told without running it',
    (literal) => {
      expect([...tokenize(literal)]).toMatchObject([{ kind: 'string', expands: true, end: literal.length }]);
    },
  );

  it('never throws, and covers the text in order, whatever the text', () => {
    const pieces = fc.constantFrom('"', "'", '`', '$(', '@"\n', "@'\n", '\n"@', "\n'@", '<#', '#>', '(', ')', '{', '}',
      '[', ']', '-Name', ',', '|', '=', ';', '$a', 'New-ADSyncRule', '#', '\0', '“', '‘', '--%', ' ', '\r\n'); // prettier-ignore
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        let before = 0;
        for (const token of tokenize(text)) {
          expect(token.start).toBeGreaterThanOrEqual(before);
          expect(token.end).toBeGreaterThan(token.start);
          expect(token.end).toBeLessThanOrEqual(text.length);
          before = token.end;
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('reading a script of the Sync Rules Editor', () => {
  it('gives back any rule that was written, as far as a script holds it', () => {
    fc.assert(
      fc.property(fc.array(arbitraryRule, { minLength: 1, maxLength: 3 }), (rules) => {
        const result = read(rules.map(recreationScript).join('\r\n'));
        expect(result.errors).toEqual([]);
        expect(result.rules).toEqual(rules.map(inScript));
      }),
      { numRuns: 150 },
    );
  });

  it.skipIf(!realExportIsHere)(onRealExport('gives back all real rules, one script after the other'), () => {
    const { rules } = realDocument().configuration;
    const result = read(rules.map(recreationScript).join('\n'));
    expect(result.errors).toEqual([]);
    expect(result.notes).toEqual([]);
    expect(result.rules).toEqual(rules.map(inScript));
  });

  it.each([
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['blanks behind the backticks', (text: string) => text.replaceAll(' `\n', ' ` \t\n')],
    [
      'abbreviated parameters',
      (text: string) => text.replaceAll('-Identifier', '-Iden').replaceAll('-Destination', '-Dest'),
    ],
    [
      'lower case',
      (text: string) => text.replaceAll('New-ADSyncRule', 'new-adsyncrule').replaceAll("'Inbound'", "'inbound'"),
    ],
    ['typographic quotation marks', (text: string) => text.replaceAll(/'([^']*)'/g, '‘$1’')],
    ['en dashes', (text: string) => text.replaceAll('\n-', '\n–')],
    ['one line', (text: string) => text.replaceAll(' `\n', ' ')],
    [
      'comments',
      (text: string) =>
        text.replaceAll('New-ADSyncRule', '<# a\n rule #> New-ADSyncRule').replaceAll('\n\n', ' # x\n\n'),
    ],
    [
      'discarded output',
      (text: string) => text.replaceAll('-OutVariable syncRule', '-OutVariable syncRule | Out-Null'),
    ],
    [
      '[ref]',
      (text: string) =>
        text.replaceAll('-SynchronizationRule $syncRule[0]', '-SynchronizationRule ([ref]$syncRule[0])'),
    ],
    [
      'a variable for the precedence',
      (text: string) => `$number = 108\n${text.replace('-Precedence 108', '-Precedence $number')}`,
    ],
    [
      'an assignment instead of -OutVariable',
      (text: string) =>
        text.replace('New-ADSyncRule', '$syncRule = New-ADSyncRule').replace('-OutVariable syncRule', '-Verbose'),
    ],
  ])('understands %s', (_what, change) => {
    // prettier-ignore
    const result = read(script(change));
    expect(result.errors).toEqual([]);
    expect(result.rules).toEqual([exchangeRule(108)]);
  });

  it('takes switches with and without a value', () => {
    const [rule] = read(`${header('-Disabled:$false -EnablePasswordSync -OutVariable syncRule')}${added}`).rules;
    expect(rule).toMatchObject({ disabled: false, enablePasswordSync: true });
  });

  it('lists a statement of another shape with its line, and leaves the rule that it touches out', () => {
    const touched = `${script()}\n$syncRule[0].Precedence = 5\n${script((text) => text.replaceAll(ruleIdOf(108), ruleIdOf(9)))}`;
    const result = read(touched);
    expect(result.rules.map(({ id }) => id)).toEqual([ruleIdOf(9)]);
    const line = touched.split('\n').indexOf('$syncRule[0].Precedence = 5') + 1;
    expect(result.notes).toContainEqual(expect.objectContaining({ kind: 'statement-not-interpreted', line }));
    expect(result.notes).toContainEqual(expect.objectContaining({ kind: 'rule-left-out', line: 5 }));
  });

  it.each([
    [
      'a value that only running tells',
      (text: string) => text.replace('-Precedence 108', '-Precedence (Read-Host)'),
      '-Precedence ((Read-Host))',
    ],
    [
      'a value that expands',
      (text: string) => text.replace("'User object with", '"$env:USERNAME').replace("Active Directory.'", '"'),
      '-Description',
    ],
    [
      'an ambiguous parameter',
      (text: string) => text.replace('-PrecedenceAfter', '-Preced'),
      '-Preced is no parameter',
    ],
    [
      'a parameter twice',
      (text: string) => text.replace('-Precedence 108', '-Precedence 108 -Precedence 109'),
      '-Precedence stands there twice',
    ],
    ['an unknown operator', (text: string) => text.replace("'ISNOTNULL'", "'ISFUNNY'"), 'what line'],
    ['a splat', (text: string) => text.replace("-FlowType 'Direct'", '@more'), 'what line'],
    [
      'a flow from another function',
      (text: string) => text.replace('Add-ADSyncRule `', 'Add-MyFlow $syncRule[0]\nAdd-ADSyncRule `'),
      'what line',
    ],
  ])('reads no rule out of %s, and says so', (_what, change, reason) => {
    // prettier-ignore
    const result = read(script(change));
    expect(result.rules).toEqual([]);
    const leftOut = result.notes.find(({ kind }) => kind === 'rule-left-out');
    expect(leftOut?.message).toContain(exchangeRule(108).name);
    expect(leftOut?.message).toContain(reason);
  });

  it('never adds a flow to the rule before, when the rule of the flow is not understood', () => {
    const second = header('-OutVariable syncRule').replace("'a'", '(Get-Name)');
    const flow =
      '\nAdd-ADSyncAttributeFlowMapping -SynchronizationRule $syncRule[0] -Destination x -Source y -FlowType Direct';
    const result = read(`${script()}\n${second}${flow}${added}`);
    expect(result.rules).toEqual([exchangeRule(108)]);
  });

  it('does not touch the rule before, when even the shape of the next one is not understood', () => {
    const second = `if ($true) { ${header('-OutVariable syncRule')} }`;
    const flow =
      '\nAdd-ADSyncAttributeFlowMapping -SynchronizationRule $syncRule[0] -Destination x -Source y -FlowType Direct';
    const result = read(`${script()}\n${second}${flow}${added}`);
    expect(result.rules).toEqual([exchangeRule(108)]);
    expect(result.notes.filter(({ kind }) => kind === 'statement-not-interpreted')).toHaveLength(3);
  });

  it('says that a script ends before its rule is added', () => {
    const result = read(script((text) => text.slice(0, text.indexOf('Add-ADSyncRule'))));
    expect(result.rules).toEqual([]);
    expect(result.notes).toContainEqual(expect.objectContaining({ kind: 'rule-not-finished' }));
  });

  it.each([
    ['a text without end', "-Name 'x"],
    ['a bracket without end', '-Source @('],
    ['a bracket too many', ')'],
    ['a comment without end', '<# x'],
  ])('refuses %s with its line', (_what, text) => {
    const result = read(`${script()}\n\n${text}`);
    expect(result.rules).toEqual([]);
    expect(result.errors).toMatchObject([{ problem: 'script-not-readable', line: script().split('\n').length + 2 }]);
  });

  it.each([
    ['a statement that does nothing to rules', (text: string) => `Set-StrictMode '${text}'`],
    ['what is assigned', (text: string) => `$before = '${text}'`],
    [
      'the description of another rule',
      (text: string) => `${header(`-Description '${text}' -OutVariable syncRule`)}${added}`,
    ],
  ])('says of a rule that quotation marks have made part of %s', (_what, swallowing) => {
    const result = read(swallowing(`\n${script().replaceAll("'", '"')}\n`));
    expect(result.rules).toEqual([]);
    expect(result.notes.length + result.errors.length).toBeGreaterThan(0);
  });

  it('never loses a rule in silence that follows one with a quotation mark too few', () => {
    const [first, second] = [script(), script((text) => text.replaceAll('User Exchange', 'User Common'))];
    for (let at = first.indexOf("'"); at !== -1; at = first.indexOf("'", at + 1)) {
      const { rules, notes, errors } = read(`${first.slice(0, at)}${first.slice(at + 1)}\n${second}`);
      expect(notes.length + errors.length, `${rules.length} rules, without the mark at ${at}`).toBeGreaterThan(0);
    }
  });

  it('makes an identifier up where there is none, the same each time, and says so', () => {
    const text = `${header('-OutVariable syncRule').replace(`-Identifier '${ruleIdOf(1)}'`, '')}${added}`;
    const [first, second] = [read(text), read(text)];
    expect(first.rules).toHaveLength(1);
    expect(first.rules).toEqual(second.rules);
    expect(first.notes.map(({ kind }) => kind)).toEqual(['identifier-made-up']);
  });

  it('never throws and loses no rule in silence, whatever was done to the script', () => {
    const whole = script();
    const change = fc.record({ at: fc.nat(whole.length), cut: fc.nat(20), add: fc.oneof(fc.constantFrom('"', "'", '`', '(', '\n', '$', '#'), fc.string()) }); // prettier-ignore
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const text = changes.reduce(
          (before, { at, cut, add }) => before.slice(0, at) + add + before.slice(at + cut),
          whole,
        );
        const { rules, notes, errors } = read(text);
        if (isRuleScript(text)) expect(rules.length + notes.length + errors.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads 5 MB to their end', () => {
    const rule = recreationScript(exchangeRule(108));
    expect(read(rule.repeat(Math.ceil(5e6 / rule.length))).errors).toEqual([]);
  });

  it.each(['Set-Foo $x["a"]\n', '"$(1)" ', "'a' ", '`\n', '@( ', '$($(" ', 'x'])(
    'reads a megabyte of %j to its end and finds no rule in it',
    (text) => {
      expect(read(text.repeat(Math.ceil(1e6 / text.length))).rules).toEqual([]);
    },
  );
});
