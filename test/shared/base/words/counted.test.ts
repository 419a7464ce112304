import { describe, expect, it } from 'vitest';
import { counted, grouped } from '../../../../shared/base/words/counted.ts';

describe('a number for people', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [20_000, '20,000'],
    [1_234_567, '1,234,567'],
    [-1234, '-1,234'],
  ])('%d has its thousands apart: %s', (count, text) => {
    expect(grouped(count)).toBe(text);
    expect(grouped(count)).toBe(count.toLocaleString('en-US'));
  });

  it('is counted with the plural of what it counts', () => {
    expect([counted(1, 'user'), counted(0, 'user'), counted(1500, 'mailbox', 'mailboxes')]).toEqual([
      '1 user',
      '0 users',
      '1,500 mailboxes',
    ]);
  });
});
