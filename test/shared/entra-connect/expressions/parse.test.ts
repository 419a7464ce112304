import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExpression, parseLimits } from '../../../../shared/entra-connect/expressions/parse.ts';
import { parsed } from './evaluate.ts';
import { withoutPlaces } from './expression-generator.ts';

function errorOf(text: string) {
  const result = parseExpression(text);
  return result.ok ? undefined : result.error;
}

function same(left: string, right: string): void {
  expect(withoutPlaces(parsed(left))).toEqual(withoutPlaces(parsed(right)));
}

// Source: concept-azure-ad-connect-sync-declarative-provisioning-expressions.md, "Language definitions and Identifiers"
describe('identifiers and literals', () => {
  it.each([
    ['an attribute', '[proxyAddresses]', { kind: 'attribute', name: 'proxyAddresses' }],
    ['an attribute with a hyphen', '[msDS-HABSeniorityIndex]', { kind: 'attribute', name: 'msDS-HABSeniorityIndex' }],
    ['a parameter', '%Domain.FQDN%', { kind: 'parameter', name: 'Domain.FQDN' }],
    ['a string', '"Contoso"', { kind: 'string', value: 'Contoso' }],
    ['a decimal number', '98052', { kind: 'number', value: 98052n }],
    ['a negative number', '-2147483648', { kind: 'number', value: -2147483648n }],
    ['a hexadecimal number', '&HFF', { kind: 'number', value: 255n }],
    ['the smallest 64-bit number', '-9223372036854775808', { kind: 'number', value: -(2n ** 63n) }],
    ['a hexadecimal number of 64 bits', '&HFFFFFFFFFFFFFFFF', { kind: 'number', value: -1n }],
    ['a constant', 'IgnoreThisFlow', { kind: 'constant', name: 'IgnoreThisFlow' }],
    ['a variable', '$item', { kind: 'variable', name: 'item' }],
    ['a call without arguments', 'Now( )', { kind: 'call', name: 'Now', arguments: [] }],
  ])('reads %s', (_, text, expected) => {
    expect(parsed(text)).toMatchObject(expected);
  });

  it('keeps the places of nodes', () => {
    expect(parsed(' Trim( [a] )')).toMatchObject({
      span: { start: 1, end: 12 },
      arguments: [{ span: { start: 7, end: 10 } }],
    });
  });

  it.each([
    // Source: In from AD - User Join, cloudFiltered: "\\0ACNF:" has to find \0ACNF: in a distinguished name.
    ['a doubled backslash', String.raw`"\\0ACNF:"`, String.raw`\0ACNF:`],
    ['an escaped quote', String.raw`"a\"b"`, 'a"b'],
    ["VBA's doubled quote", '"a""b"', 'a"b'],
    // Source: functions reference, Replace: the function itself reads these.
    ['the monikers of Replace, untouched', String.raw`"\r\n"`, String.raw`\r\n`],
    ['nothing', '""', ''],
    ['a bracket and a percent sign', '"[a] %b%"', '[a] %b%'],
  ])('reads a string with %s', (_, text, value) => {
    expect(parsed(text)).toMatchObject({ kind: 'string', value });
  });

  it('reads an ampersand before H as concatenation where an operator is due', () => {
    expect(parsed('[a]&HFF')).toMatchObject({
      kind: 'binary',
      operator: '&',
      right: { kind: 'constant', name: 'HFF' },
    });
    expect(parsed('[a] & &HFF')).toMatchObject({
      kind: 'binary',
      operator: '&',
      right: { kind: 'number', value: 255n },
    });
  });

  it('reads white space and line breaks anywhere between parts', () => {
    same('IIF(\r\n\tIsPresent( [a] ) ,\n "x" & [b],NULL )', 'IIF(IsPresent([a]),"x"&[b],NULL)');
  });
});

describe('operators', () => {
  // Source: expressions concept, "Operators": one priority, left to right.
  it.each([
    ['2+3*4', '(2+3)*4'],
    ['10-3-2', '(10-3)-2'],
    ['"a" & 1 + 2', '("a" & 1) + 2'],
    ['[a] = 1 = True', '([a] = 1) = True'],
    ['[a] || [b] && [c]', '([a] || [b]) && [c]'],
    ['[a] + 1 > 2', '([a] + 1) > 2'],
  ])('evaluates %s from left to right', (text, grouped) => {
    same(text, grouped);
  });

  // Source: In from AD - User Join (real export): `IsPresent([a]) = False || [b] = "SUPPORT_388945a0" || …`
  it('binds a comparison tighter than a logical operator', () => {
    same('[a] = False || [b] = "x" && [c] > 0', '(([a] = False) || ([b] = "x")) && ([c] > 0)');
  });

  it('tells subtraction from a negative number', () => {
    same('[a] -3', '[a] - (3)');
    expect(parsed('[a] - -3')).toMatchObject({ operator: '-', right: { kind: 'number', value: -3n } });
    expect(parsed('-(3)')).toMatchObject({ kind: 'unary', operator: '-' });
    expect(parsed('!IsNull([a]) = True')).toMatchObject({ kind: 'binary', left: { kind: 'unary', operator: '!' } });
  });

  it.each([
    ['a comparison with an unparenthesized calculation', '[a] = [b] & "x"', [{ kind: 'grouping', offset: 4 }]],
    ['&& after ||', '[a] || [b] && [c]', [{ kind: 'grouping', offset: 11 }]],
    ['a hexadecimal number with the 32nd bit', 'BitAnd([a],&H80000000)', [{ kind: 'hexadecimal-sign', offset: 11 }]],
  ])('doubts %s', (_, text, doubts) => {
    expect(parseExpression(text)).toMatchObject({ ok: true, doubts });
  });

  it.each(['[a] = ([b] & "x")', '([a] || [b]) && [c]', '[a] & "x" = [b]', '2*(5+3)', 'BitAnd([a],&H21C07000)'])(
    'does not doubt %s',
    (text) => {
      expect(parseExpression(text)).toMatchObject({ ok: true, doubts: [] });
    },
  );
});

describe('what cannot be read', () => {
  it.each([
    ['nothing', '', 0, 'empty'],
    ['white space', '  ', 0, 'empty'],
    ['an open string', 'Trim("a)', 5, 'closing quote'],
    ['a string that ends in a backslash', '"a\\"', 0, 'closing quote'],
    ['smart quotes', 'Trim(“a”)', 5, 'straight quotes'],
    ['an open attribute', 'Trim([a)', 5, 'closing bracket'],
    ['an attribute without a name', 'Trim([])', 5, 'empty'],
    ['an open parameter', '%Domain', 0, 'percent'],
    ['an open call', 'Trim([a]', 4, 'not closed'],
    ['an open parenthesis', '([a]', 0, 'not closed'],
    ['a missing argument', 'IIF([a],,[b])', 8, 'value is expected'],
    ['an argument after the last comma', 'Trim([a],)', 9, 'value is expected'],
    ['a missing operand', '[a] &', 5, 'value is expected'],
    ['two values in a row', '[a] [b]', 4, 'operator or the end'],
    ['a parenthesis too many', 'Trim([a]))', 9, 'operator or the end'],
    ['a semicolon', 'IIF([a];[b])', 7, 'Unexpected'],
    ['a fraction', '1.5', 0, 'whole numbers'],
    ['a number beyond 64 bits', '9223372036854775808', 0, '64 bits'],
    ['a hexadecimal number beyond 64 bits', '&H10000000000000000', 0, 'at most 16'],
    ['letters after digits', '12ab', 2, 'Unexpected'],
    ['a lone dollar sign', '$', 0, 'dollar'],
  ])('refuses %s with its place', (_, text, offset, message) => {
    expect(errorOf(text)).toMatchObject({ offset, message: expect.stringContaining(message) as string });
  });

  it.each([
    ['parentheses', `${'('.repeat(10_000)}1${')'.repeat(10_000)}`],
    ['calls', `${'Trim('.repeat(10_000)}[a]${')'.repeat(10_000)}`],
    ['negations', `${'!'.repeat(10_000)}[a]`],
    ['minus signs', `${'-'.repeat(10_000)}[a]`],
  ])('refuses 10,000 nested %s', (_, text) => {
    expect(errorOf(text)?.message).toBe(`The expression is nested deeper than ${parseLimits.depth} levels.`);
  });

  it('refuses a chain of 10,000 operators', () => {
    expect(errorOf(Array.from({ length: 10_000 }, () => '[a]').join('&'))?.message).toContain('more than 2000');
  });

  it('refuses a text of a million characters at once, and reads a string of almost the limit', () => {
    expect(errorOf(' '.repeat(1_000_000))?.message).toContain('longer than');
    expect(parseExpression(`"${'a'.repeat(parseLimits.characters - 2)}"`).ok).toBe(true);
  });

  it('reads whatever stays within the limits without exhausting the stack', () => {
    const deep = `${'IIF(True,'.repeat(190)}1${',2)'.repeat(190)}`;
    const wide = Array.from({ length: 990 }, () => '"a"').join('&');
    expect(parseExpression(deep).ok).toBe(true);
    expect(parseExpression(wide).ok).toBe(true);
  });
});

describe('parseExpression', () => {
  it('never throws, and places every error inside the text', () => {
    const fragments = fc.constantFrom(
      '[a]',
      '"x"',
      '(',
      ')',
      ',',
      '&',
      '&H',
      '&&',
      '||',
      '<',
      '=',
      '-',
      '!',
      'IIF',
      'NULL',
      '%P%',
      '$i',
      '1',
      ' ',
      '\\',
      '"',
    );
    const soup = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fragments, { maxLength: 40 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(soup, (text) => {
        const error = errorOf(text);
        expect(error === undefined || (error.offset >= 0 && error.offset <= text.length)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('reading very many expressions', () => {
  it('gives each its own tree, first and again', () => {
    const numbers = Array.from({ length: 2500 }, (_, index) => index);
    for (const number of [...numbers, ...numbers]) {
      expect(parsed(`[a${String(number)}]`)).toMatchObject({ kind: 'attribute', name: `a${String(number)}` });
    }
  });

  it('refuses the same text again for the same reason', () => {
    expect(errorOf('IIF(')).toEqual(errorOf('IIF('));
    expect(errorOf('IIF(')).toBeDefined();
  });
});
