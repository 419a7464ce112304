import { describe, expect, it } from 'vitest';
import { doubtMessage, unpredictableMessage } from '../../../../shared/entra-connect/expressions/messages.ts';
import { parseExpression } from '../../../../shared/entra-connect/expressions/parse.ts';
import { evaluate } from './evaluate.ts';

describe('what a person reads', () => {
  it('names the function that cannot be predicted, and why', () => {
    const result = evaluate('IIF(True,Frobnicate([a]),1)');
    const text = result.kind === 'unpredictable' ? unpredictableMessage(result.function, result.reason) : '';
    expect(text).toBe('The result of Frobnicate cannot be predicted: the name is not known.');
  });

  it('says how a doubtful expression can be settled', () => {
    const result = parseExpression('[a] = [b] & "x"');
    const texts = result.ok ? result.doubts.map(({ kind }) => doubtMessage(kind)) : [];
    expect(texts).toEqual([expect.stringContaining('Parentheses would settle it.')]);
  });
});
