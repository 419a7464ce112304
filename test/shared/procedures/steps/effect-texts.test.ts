import { describe, expect, it } from 'vitest';
import {
  impactOf,
  notUndoneSentence,
  riskWordOf,
  undoneSentence,
  undoSentence,
} from '../../../../shared/procedures/steps/effect-texts.ts';
import { effectOf } from '../../../../shared/procedures/steps/effects.ts';

const rules = effectOf('rules-changed', 2);
const licenses = effectOf('licenses-assigned', 22);
const mailboxes = effectOf('mailboxes-created', 22);
const cycle = effectOf('full-synchronization');

describe('an effect', () => {
  it('is none where it is on nobody', () => {
    expect(effectOf('guid-cleared', 0)).toEqual([]);
  });

  it('names no number where none is known', () => {
    const [cleared] = effectOf('guid-cleared');
    expect(cleared).not.toHaveProperty('count');
    expect(cleared?.text).toBe('Users lose the mailbox GUID in Microsoft 365.');
  });

  it('tells its number in its sentence and in what stays', () => {
    expect(mailboxes).toMatchObject([
      {
        count: 22,
        text: '22 users get an empty mailbox in Exchange Online, and mail can be delivered to it.',
        stays: '22 mailboxes stay.',
      },
    ]);
    expect(effectOf('guid-cleared', 1)).toMatchObject([{ text: '1 user loses the mailbox GUID in Microsoft 365.' }]);
  });
});

describe('the impact', () => {
  it('of a step without an effect is that it only reads, and nothing else', () => {
    expect(impactOf({ effects: [], notes: ['Something to know.'] })).toEqual(['Only reads.']);
  });

  it('is its effects, with their time where that is not now, and what else is to be known', () => {
    const effects = [...rules, ...effectOf('guid-cleared', 458, { when: 'next-synchronization' })];
    expect(impactOf({ effects, notes: ['Something to know.'] })).toEqual([
      '2 synchronization rules are changed.',
      'With the next full synchronization: 458 users lose the mailbox GUID in Microsoft 365.',
      'Something to know.',
    ]);
  });
});

describe('the undo', () => {
  it.each([
    ['Nothing to undo: the step only reads.', [], 'restores'],
    ['Nothing to undo: nothing of it lasts.', cycle, 'by-other-steps'],
    ['Completely. The state before is saved first, restored, and read back.', rules, 'restores'],
    ['Completely. By undoing the steps before it and synchronizing again.', rules, 'by-other-steps'],
    [
      'Partly: licenses yes and mailboxes no. 22 mailboxes stay. The state before is saved first, restored, and read back.',
      [...licenses, ...mailboxes],
      'restores',
    ],
    ['No. 22 mailboxes stay.', [...cycle, ...mailboxes], 'restores'],
    [
      'Not by this run: the step is part of an undo. Start the procedure again instead.',
      effectOf('guid-returned', 3, { undo: 'not' }),
      'part-of-undo',
    ],
    ['Cannot be undone. The mailboxes stay.', effectOf('mailboxes-created'), 'impossible'],
  ] as const)('%s', (sentence, effects, kind) => {
    expect(undoSentence(effects, kind)).toBe(sentence);
  });

  it('says afterwards what it did not take back', () => {
    expect(undoneSentence(rules, 'restores')).toBe('The original state was read back.');
    expect(undoneSentence([...licenses, ...mailboxes], 'restores')).toBe(
      'What can be undone was read back. Not undone: mailboxes.',
    );
  });

  it('of a whole run names once what no step takes back', () => {
    expect(notUndoneSentence([...rules, ...mailboxes, ...effectOf('mailboxes-created')])).toBe(
      'Not undone: mailboxes.',
    );
    expect(notUndoneSentence(rules)).toBeUndefined();
  });
});

describe('the risk', () => {
  it.each([
    ['Read-only', 'high', []],
    ['High', 'high', rules],
    ['Destructive: cannot be undone', 'destructive', []],
    ['unheard-of', 'unheard-of', rules],
  ] as const)('is %s of a step whose risk is %s', (word, risk, effects) => {
    expect(riskWordOf({ risk, effects })).toBe(word);
  });
});
