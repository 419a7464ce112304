import { expect, it } from 'vitest';
import { Effects } from '../../../renderer/procedure/effects.tsx';
import { effectOf } from '../../../shared/procedures/steps/effects.ts';
import { wordsOf } from '../rendered.ts';

const effects = [
  ...effectOf('rules-changed', 2),
  ...effectOf('guid-cleared', 458, { when: 'next-synchronization' }),
  ...effectOf('mailboxes-created'),
];

it('tells the window each effect with its system, by the time when it comes', () => {
  const words = wordsOf(Effects, { effects })
    .split('\n')
    .filter((line) => line !== '');
  expect(words).toEqual([
    'Now',
    'Entra Connect server: 2 synchronization rules are changed.',
    'With the next full synchronization',
    'Microsoft Entra ID and Exchange Online: 458 users lose the mailbox GUID in Microsoft 365.',
    'When the change has reached Exchange Online',
    'Exchange Online: Users who hold a license for Exchange Online get an empty mailbox in Exchange Online, and mail can be delivered to it.',
  ]);
});

it('says of a step without an effect that it only reads', () => {
  expect(wordsOf(Effects, { effects: [] }).trim()).toBe('Only reads.');
});
