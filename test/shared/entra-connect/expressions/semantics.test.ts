import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../../../shared/entra-connect/expressions/compile.ts';
import { inspectExpression } from '../../../../shared/entra-connect/expressions/inspect.ts';
import { bytes, contextOf, evaluate, nothing, parsed, values } from './evaluate.ts';
import { anyKnownExpression } from './expression-generator.ts';

// Source: concept-azure-ad-connect-sync-declarative-provisioning.md, entra-connect.md §4
describe('the constants that decide about a flow', () => {
  it.each([
    ['NULL', { kind: 'null' }],
    ['AuthoritativeNull', { kind: 'authoritative-null' }],
    ['IgnoreThisFlow', { kind: 'ignore-this-flow' }],
    ['IIF(True,AuthoritativeNull,"x")', { kind: 'authoritative-null' }],
    ['Switch(False,"x",True,IgnoreThisFlow)', { kind: 'ignore-this-flow' }],
    ['With($v,[a],IIF(IsNull($v),AuthoritativeNull,$v))', { kind: 'authoritative-null' }],
  ])('%s', (text, expected) => expect(evaluate(text)).toEqual(expected));

  it('a missing attribute contributes nothing, as NULL does', () => expect(evaluate('[missing]')).toEqual(nothing));
});

describe('operators on missing values', () => {
  it.each([
    // Source: VBA language reference, & operator.
    ['"a" & [missing]', values('a')],
    ['[missing] & [missing]', nothing],
    // Source: In from AD - User Join and Out to AD - User Exchange hybrid evaluate these for users without the value.
    ['[missing] = "x"', values(false)],
    ['[missing] = True', values(false)],
    ['[missing] <> "x"', values(true)],
    ['[missing] > 50000', values(false)],
    ['CBool(NULL)', values(false)],
    ['InStr([missing],"@") > 0', values(false)],
    ['IIF(NULL,1,2)', values(2n)],
  ])('%s', (text, expected) => expect(evaluate(text)).toEqual(expected));
});

describe('logical operators', () => {
  it.each([
    // Source: In from AD - Group Join, mailEnabled: Item(…, 0) stands behind && for groups without an SMTP address.
    ['False && Error("not reached")', values(false)],
    ['True || Error("not reached")', values(true)],
    ['True && Error("reached")', { kind: 'error', message: 'reached' }],
    ['!True', values(false)],
    ['!IsNull([a]) || False', values(false)],
    ['1 && -1', values(true)],
    ['-(5) + 2', values(-3n)],
    ['2+3*4', values(20n)],
    ['2*(5+3)', values(16n)],
    ['7-2-1', values(4n)],
    ['6/3', values(2n)],
  ])('%s', (text, expected) => expect(evaluate(text)).toEqual(expected));
});

describe('attributes and parameters', () => {
  it('are found by their exact names', () => {
    expect(evaluate('[Mail]', { attributes: { mail: 'x' } })).toEqual(nothing);
    expect(evaluate('%Connector.ID%', { parameters: { 'Connector.ID': '{1}' } })).toEqual(values('{1}'));
  });

  it('keep 64-bit integers exact', () => {
    expect(evaluate('[uSNChanged]', { attributes: { uSNChanged: 9007199254740993n } })).toEqual(
      values(9007199254740993n),
    );
  });

  // Source: concept-azure-ad-connect-sync-declarative-provisioning.md, ImportedValue
  it('ImportedValue reads only what the connected directory has confirmed', () => {
    const given = { attributes: { a: 'expected' }, imported: { a: ['confirmed'] } };
    expect(evaluate('ImportedValue("a")', given)).toEqual(values('confirmed'));
    expect(evaluate('ImportedValue("a")', { attributes: { a: 'expected' } })).toEqual(nothing);
  });
});

describe('compileExpression', () => {
  it.each([
    ['an unknown function', 'IIF(True,"x",Frobnicate([a]))', 'Frobnicate', 'unknown-name'],
    ['a function in the wrong case', 'trim([a])', 'trim', 'unknown-name'],
    ['an unknown constant', 'IIF(True,"x",Null)', 'Null', 'unknown-name'],
    ['an unbound variable', 'Select($item,[a],$other)', 'other', 'unknown-name'],
    ['a variable within its own meaning', 'With($v,$v,1)', 'v', 'unknown-name'],
    ['too few arguments', 'IIF(True,"x")', 'IIF', 'invalid-call'],
    ['a missing variable', 'Where([a],[a],True)', 'Where', 'invalid-call'],
    ['an attribute in brackets for ImportedValue', 'ImportedValue([a])', 'ImportedValue', 'invalid-call'],
  ])('never evaluates an expression with %s', (_, text, name, reason) => {
    const compiled = compileExpression(parsed(text));
    expect(compiled(contextOf({}))).toEqual({ kind: 'unpredictable', function: name, reason });
    expect(compiled.problems).toHaveLength(1);
  });

  it('never throws, whatever functions meet whatever values', () => {
    const attributes = {
      text: 'a,b',
      number: 130543784930000000n,
      binary: bytes('0102'),
      sid: bytes('01020000000000052000000020020000'),
      several: ['a', 'A', 'b c'],
      flag: true,
    };
    const context = contextOf({ attributes, now: () => 0, random: () => 0.5 });
    const kinds = ['values', 'null', 'authoritative-null', 'ignore-this-flow', 'error', 'unpredictable'];
    fc.assert(
      fc.property(anyKnownExpression, (expression) => {
        const compiled = compileExpression(expression);
        expect(compiled.problems).toEqual([]);
        expect(kinds).toContain(compiled(context).kind);
      }),
      { numRuns: 5000 },
    );
  });

  it('evaluates the longest and deepest expressions that can be read', () => {
    const deep = `${'IIF(True,'.repeat(190)}"x"${',2)'.repeat(190)}`;
    const wide = Array.from({ length: 990 }, () => '"a"').join('&');
    expect(evaluate(deep)).toEqual(values('x'));
    expect(evaluate(wide)).toEqual(values('a'.repeat(990)));
  });

  it('gives one and the same result for a constant', () => {
    const compiled = compileExpression(parsed('"x"'));
    expect(compiled(contextOf({}))).toBe(compiled(contextOf({})));
  });
});

describe('inspectExpression', () => {
  it('names what an expression reads', () => {
    const text = 'IIF(IsNull([a]) && [a] = %P%,ImportedValue("b"),CStr(ValueCount("member")) & [c])';
    expect(inspectExpression(parsed(text))).toMatchObject({
      attributes: ['a', 'b', 'member', 'c'],
      importedAttributes: ['b'],
      parameters: ['P'],
      functions: ['IIF', 'IsNull', 'ImportedValue', 'CStr', 'ValueCount'],
      unknownFunctions: [],
      problems: [],
    });
  });

  it('names every unknown function with its place', () => {
    expect(inspectExpression(parsed('Foo(Trim(Bar([a])))')).unknownFunctions).toEqual([
      { name: 'Foo', offset: 0 },
      { name: 'Bar', offset: 9 },
    ]);
  });

  it('names functions that are known but never computed', () => {
    expect(inspectExpression(parsed('IIF(IsCert([a]),1,2)')).unmodelledFunctions).toEqual([
      { name: 'IsCert', offset: 4 },
    ]);
  });

  it.each([
    ['NULL', ['NULL']],
    ['IIF([a],NULL,IIF([b],AuthoritativeNull,IgnoreThisFlow))', ['NULL', 'AuthoritativeNull', 'IgnoreThisFlow']],
    ['Switch([a],NULL,[b],"x")', ['NULL']],
    ['With($v,IIF([a],NULL,1),$v)', ['NULL']],
    ['IsNull(NULL)', []],
    ['IIF(NULL,1,2)', []],
    ['CBool(IIF([a],True,NULL))', []],
    ['[a] = NULL', []],
  ])('tells that %s can yield %j', (text, constants) => {
    expect(inspectExpression(parsed(text)).flowConstants).toEqual(constants);
  });
});
