import { describe, expect, it } from 'vitest';
import { contributionTexts } from '../../../shared/entra-connect/contributors/texts.ts';
import { pictureOf, type ContributorPath } from '../../../renderer/assess/contributor-path.ts';
import type { AssessedGroup } from '../../../shared/assessment/contribution.ts';
import type { Assessment } from '../../../shared/assessment/assessment.ts';

type Rule = AssessedGroup['rules'][number];

function rule(name: string, precedence: number, standing: Rule['standing'], reach: Rule['reach'] = 'same-object'): Rule {
  return {
    contributor: {
      ruleId: `id of ${name}`,
      name,
      precedence,
      flow: { type: 'direct', source: 'msExchMailboxGuid', applyOnce: false, mergeType: 'Update' },
    },
    reach,
    standing,
    text: `${name} ${standing}`,
  } as Rule;
} // prettier-ignore

function group(rules: readonly Rule[], end: AssessedGroup['end'], changes: Partial<AssessedGroup> = {}): AssessedGroup {
  return {
    direction: 'inbound',
    connectorId: 'ad',
    connectorSpaceObjectType: 'user',
    metaverseObjectType: 'person',
    rules,
    winner: null,
    end,
    ...changes,
  } as AssessedGroup;
}

const wayOut = group([rule('Out to AAD', 125, 'wins')], 'value', {
  direction: 'outbound',
  connectorId: 'cloud' as AssessedGroup['connectorId'],
});
const connectors = [
  { id: 'ad', name: 'contoso.com' },
  { id: 'cloud', name: 'contoso – AAD' },
] as unknown as Assessment['connectors'];

function pictureFrom(now: readonly AssessedGroup[], after: readonly AssessedGroup[] | null = null) {
  const contribution = { now, procedure: after && ('null-override' as const), after, others: [], idle: [] };
  return pictureOf({ contribution, connectors }, undefined);
}

const rulesOf = (side: ContributorPath['after']) =>
  side === undefined || side === 'same' ? side : side.rules.map(({ precedence, name, standing, isNew }) => [precedence, name, standing, isNew]); // prettier-ignore

describe('the picture of who contributes msExchMailboxGuid', () => {
  const now = group([rule('Original', 108, 'wins')], 'value');
  const after = group([rule('Copy', 108, 'contributes-nothing')], 'empty');

  it('is not drawn when the rules are not known', () => {
    expect(pictureOf({ connectors }, undefined)).toBeUndefined();
  });

  it('names each kind of object with its connector', () => {
    expect(pictureFrom([now, wayOut])?.paths.map(({ heading }) => heading)).toEqual([
      'In from contoso.com: user objects',
      'Out to contoso – AAD: user objects',
    ]);
  });

  it('shows after the change what is new, and where it stood what is deleted', () => {
    const [path] = pictureFrom([now, wayOut], [after, wayOut])?.paths ?? [];
    expect(rulesOf(path?.now)).toEqual([[108, 'Original', 'wins', false]]);
    expect(rulesOf(path?.after)).toEqual([
      [108, 'Copy', 'contributes-nothing', true],
      [108, 'Original', 'deleted', false],
    ]);
  });

  it('says of what the change leaves alone that it does', () => {
    expect(pictureFrom([now, wayOut], [after, wayOut])?.paths[1]?.after).toBe('same');
  });

  it('keeps the rules of other objects apart', () => {
    const [path] = pictureFrom([group([...now.rules, rule('Other', 109, 'follows', 'other-connector')], 'value')])?.paths ?? []; // prettier-ignore
    expect(path?.now.joined.map(({ name }) => name)).toEqual(['Other']);
    expect(rulesOf(path?.now)).toHaveLength(1);
  });

  it.each([
    ['value', 'goesOut'],
    ['perhaps', 'perhapsOut'],
    ['cleared-for-some', 'perhapsOut'],
    ['cleared', 'goesOutEmpty'],
    ['empty', 'goesOutEmpty'],
  ] as const)('sends out, where the metaverse comes to %s: %s', (end, outcome) => {
    expect(pictureFrom([group([], end), wayOut])?.now).toBe(outcome);
  });

  it('sends nothing out without an enabled way out', () => {
    expect(pictureFrom([now, { ...wayOut, end: 'empty' }])?.now).toBe('goesOutEmpty');
    expect(pictureFrom([now])?.now).toBe('goesOutEmpty');
  });

  describe('of a procedure that is chosen instead', () => {
    const contribution = {
      ...{ now: [now, wayOut], procedure: 'null-override' as const, after: [after, wayOut], idle: [] },
      others: [
        {
          procedure: 'null-clone' as const,
          after: [now, group([rule('Other way', 5, 'wins')], 'value', { connectorSpaceObjectType: 'contact' })],
        },
      ],
    };

    it('shows what that one changes, and names it', () => {
      const picture = pictureOf({ contribution, connectors }, 'null-clone');
      expect(picture?.change).toBe(contributionTexts.after('null-clone'));
      expect(picture?.paths[0]?.after).toBe('same');
    });

    it('shows kinds of objects that only that one has rules for', () => {
      const [, , contacts] = pictureOf({ contribution, connectors }, 'null-clone')?.paths ?? [];
      expect(rulesOf(contacts?.now)).toEqual([]);
      expect(rulesOf(contacts?.after)).toEqual([[5, 'Other way', 'wins', false]]);
    });

    it('shows no change where that one changes no rules', () => {
      const picture = pictureOf({ contribution, connectors }, 'rebuild');
      expect([picture?.change, picture?.after, picture?.paths[0]?.after]).toEqual([undefined, undefined, undefined]);
    });
  });
});
