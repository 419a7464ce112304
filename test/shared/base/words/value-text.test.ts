import { describe, expect, test } from 'vitest';
import { valueLines, valueText } from '../../../../shared/base/words/value-text.ts';

describe('A value of a plan or of a proof', () => {
  test.each([
    [undefined, 'absent'],
    [null, 'absent'],
    ['', '(empty)'],
    ['Direct', 'Direct'],
    [true, 'yes'],
    [false, 'no'],
    [100_000, '100,000'],
    [[], 'none'],
    [{}, 'none'],
  ])('%j is read as “%s”', (value, text) => expect(valueText(value)).toBe(text));

  test('each item of a list and each part of an object stands on a line of its own', () => {
    expect(valueLines(['In from AD', ['Out to AAD'], { present: true, rules: ['a', 'b'], others: [] }])).toEqual([
      'In from AD',
      'Out to AAD',
      'present: yes',
      'rules: a, b',
      'others: none',
    ]);
  });
});
