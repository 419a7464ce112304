import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../../../shared/entra-connect/expressions/parse.ts';
import { printExpression } from '../../../../shared/entra-connect/expressions/print.ts';
import { parsed } from './evaluate.ts';
import { anyExpression, withoutPlaces } from './expression-generator.ts';

describe('printExpression', () => {
  it('writes what reads back as the same tree, without doubt about its grouping', () => {
    fc.assert(
      fc.property(anyExpression, (expression) => {
        const result = parseExpression(printExpression(expression));
        expect(result.ok && withoutPlaces(result.expression)).toEqual(expression);
        expect(result.ok && result.doubts.filter(({ kind }) => kind === 'grouping')).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['[a]&"@"&%Domain.FQDN%', '[a] & "@" & %Domain.FQDN%'],
    // The same under ranks and under the documented left-to-right order.
    ['[a] || [b]="x"', '[a] || ([b] = "x")'],
    ['[a]="x"||[b]', '[a] = "x" || [b]'],
    ['([a]||[b])=True', '([a] || [b]) = True'],
    ['10-(3-2)', '10 - (3 - 2)'],
    ['IIF( [a],&H0f , -1 )', 'IIF([a], &H0f, -1)'],
    [String.raw`InStr([dn],"\\0ACNF:")`, String.raw`InStr([dn], "\\0ACNF:")`],
    ['-(5)', '-(5)'],
  ])('writes %s as %s', (text, printed) => {
    expect(printExpression(parsed(text))).toBe(printed);
  });
});
