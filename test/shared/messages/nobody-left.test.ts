import { describe, expect, it } from 'vitest';
import { consequenceTexts } from '../../../shared/assessment/texts.ts';
import { ownerTexts } from '../../../shared/procedures/steps/mailbox-owners/texts.ts';

describe('a sentence about users says it in words where there is nobody', () => {
  it.each([
    ['who get a mailbox by the change', consequenceTexts.licensed(0)],
    ['to whom an undo brings the GUID back', ownerTexts.question.keepHint(33, 0)],
    ['for whom the rules are undone', ownerTexts.question.action(0)],
  ])('%s', (_who, text) => {
    expect(text).not.toMatch(/\b0 /);
    expect(text).not.toBe('');
  });

  it('and counts them where there are some', () => {
    expect(consequenceTexts.licensed(2)).toContain('2 users have a license for Exchange Online and no mailbox yet');
    expect(ownerTexts.question.keepHint(3, 30)).toContain('the other 30 users');
    expect(ownerTexts.question.action(30)).toBe('Undo for 30 users');
  });
});
