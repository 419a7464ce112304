import { describe, expect, it } from 'vitest';
import { brokenBetweenWords, type StyledText } from '../../../../electron/cli/terminal/wrap.ts';

const plain = (text: string): StyledText => ({ style: undefined, text });

function broken(width: number, ...parts: readonly StyledText[]): readonly string[] {
  return brokenBetweenWords(parts, width).map((line) => line.map(({ text }) => text).join(''));
}

describe('a line in a terminal', () => {
  it('stays as it is where it fits', () => {
    expect(broken(20, plain('read it once  again'))).toEqual(['read it once  again']);
  });

  it('is broken between words', () => {
    expect(broken(10, plain('read the users again'))).toEqual(['read the', 'users', 'again']);
  });

  it('keeps its indentation', () => {
    expect(broken(12, plain('  read the users'))).toEqual(['  read the', '  users']);
  });

  it('goes on below the last column', () => {
    expect(broken(24, plain('  '), plain('Failed  '), plain('the scheduler is off'))).toEqual([
      '  Failed  the scheduler',
      '          is off',
    ]);
  });

  it('does not indent by more than half of the width', () => {
    expect(broken(12, plain('a long word  then another one'))).toEqual(['a long word', 'then another', 'one']);
  });

  it('keeps the style of each word', () => {
    const [, second] = brokenBetweenWords([plain('one '), { style: 'red', text: 'two three' }], 8);
    expect(second).toEqual([plain(''), { style: 'red', text: 'three' }]);
  });

  it('leaves a word that is longer than the line whole', () => {
    expect(broken(6, plain('msExchMailboxGuid is null'))).toEqual(['msExchMailboxGuid', 'is', 'null']);
  });
});
