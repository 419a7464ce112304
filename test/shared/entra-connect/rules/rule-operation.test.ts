import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { zeroGuid } from '../../../../shared/base/guid.ts';
import type { SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import {
  coverageGaps,
  inverseOf,
  rulesAfter,
  standingOf,
  type RuleOperation,
} from '../../../../shared/entra-connect/rules/rule-operation.ts';
import { exchangeRule, expressionFlow, ruleIdOf } from './rule-builder.ts';

const original = exchangeRule(108);
const disabled = { ...original, disabled: true };
const copy = exchangeRule(200, { id: ruleIdOf(900), name: 'Copy', immutableTag: '' });
const swapped = { ...copy, precedence: 108 };
const bystander = exchangeRule(109, { sourceObjectType: 'inetOrgPerson' });

/** Solution 1 as a list of operations. */
const recipe: readonly RuleOperation[] = [
  { kind: 'create', rule: copy },
  { kind: 'replace', before: original, after: disabled },
  { kind: 'remove', rule: disabled },
  { kind: 'replace', before: copy, after: swapped },
];

function rulesOf(rules: readonly SyncRule[], operations: readonly RuleOperation[]): readonly SyncRule[] {
  const after = rulesAfter(rules, operations);
  if (!after.ok) throw new Error(after.conflict.kind);
  return after.rules;
}

describe('the rules after operations', () => {
  it('are what the list says', () => {
    expect(rulesOf([original, bystander], recipe)).toEqual([bystander, swapped]);
  });

  it('names the operation whose identifier is taken', () => {
    const holder = exchangeRule(300, { id: copy.id });
    const after = rulesAfter([original, holder], recipe);
    expect(after).toEqual({ ok: false, at: 0, conflict: { kind: 'identifier-taken', rule: copy, holder } });
  });

  it.each(['inbound', 'outbound'] as const)(
    'refuses a number that an %s rule has, even a disabled one',
    (direction) => {
      const holder = exchangeRule(200, { direction, disabled: true });
      const after = rulesAfter([original, holder], recipe);
      expect(after).toEqual({ ok: false, at: 0, conflict: { kind: 'precedence-taken', rule: copy, holder } });
    },
  );

  it('refuses to move a rule to a number before that number is free', () => {
    const tooEarly = [recipe[0], recipe[3]].filter((operation) => operation !== undefined);
    const after = rulesAfter([original], tooEarly);
    expect(after).toMatchObject({ ok: false, at: 1, conflict: { kind: 'precedence-taken', holder: original } });
  });

  it('lets a rule that shares its number already be changed otherwise', () => {
    const namesake = exchangeRule(108, { id: ruleIdOf(901) });
    const switchOff: RuleOperation = { kind: 'replace', before: original, after: disabled };
    expect(rulesOf([original, namesake], [switchOff])).toEqual([disabled, namesake]);
  });

  it('refuses to remove a rule that is not as expected, and says in what', () => {
    const edited = { ...disabled, description: 'edited' };
    const after = rulesAfter([edited], [{ kind: 'remove', rule: disabled }]);
    expect(after).toMatchObject({
      ok: false,
      conflict: { kind: 'not-as-expected', found: edited, differences: [{ field: 'description' }] },
    });
  });

  it('refuses to change a rule that is gone', () => {
    const after = rulesAfter([], [{ kind: 'replace', before: original, after: disabled }]);
    expect(after).toMatchObject({ ok: false, conflict: { kind: 'not-as-expected', found: undefined } });
  });

  it('takes a rule that only the server has numbered anew for the same', () => {
    const renumbered = { ...original, version: 7, internalId: zeroGuid };
    expect(rulesOf([renumbered], [{ kind: 'replace', before: original, after: disabled }])).toEqual([disabled]);
  });

  it('does not accept a replacement of another rule', () => {
    expect(() => rulesAfter([original], [{ kind: 'replace', before: original, after: copy }])).toThrow('identifier');
  });
});

describe('the inverse of operations', () => {
  it('gives back the rules from every moment of the list', () => {
    const moments = recipe.map((_, index) => recipe.slice(0, index + 1));
    for (const done of moments) {
      const back = rulesOf(rulesOf([original, bystander], done), inverseOf(done));
      expect(back.toSorted((left, right) => left.precedence - right.precedence)).toEqual([original, bystander]);
    }
  });

  it('of the inverse is the list itself', () => {
    expect(inverseOf(inverseOf(recipe))).toEqual(recipe);
  });
});

describe('coverage between operations', () => {
  it('has no gap when the copy comes first', () => {
    expect(coverageGaps([original, bystander], recipe)).toEqual([]);
    expect(coverageGaps(rulesOf([original], recipe), inverseOf(recipe))).toEqual([]);
  });

  it('has a gap when the original goes first: every Exchange attribute would be cleared', () => {
    const reckless: readonly RuleOperation[] = [
      { kind: 'remove', rule: original },
      { kind: 'create', rule: copy },
    ];
    expect(coverageGaps([original], reckless)).toEqual([
      expect.objectContaining({
        done: 1,
        sourceObjectType: 'user',
        attributes: ['mailnickname', 'legacyexchangedn', 'msexchmailboxguid'],
      }),
    ]);
  });

  it('has a gap when the copy is created disabled', () => {
    const late: readonly RuleOperation[] = [
      { kind: 'create', rule: { ...copy, disabled: true } },
      { kind: 'replace', before: original, after: disabled },
      { kind: 'replace', before: { ...copy, disabled: true }, after: copy },
    ];
    expect(coverageGaps([original], late).map(({ done }) => done)).toEqual([2]);
  });

  it('does not count what another connector or object type flows', () => {
    const foreign: readonly RuleOperation[] = [
      { kind: 'remove', rule: original },
      { kind: 'create', rule: copy },
    ];
    expect(coverageGaps([original, bystander], foreign)).not.toEqual([]);
  });

  it('lets an attribute go that is not flowed at the end either', () => {
    expect(coverageGaps([original], [{ kind: 'remove', rule: original }])).toEqual([]);
  });

  it('has no gap whatever single rule is added, as the override is', () => {
    const override = exchangeRule(50, {
      id: ruleIdOf(950),
      flows: [expressionFlow('msExchMailboxGuid', 'AuthoritativeNull')],
    });
    const add: readonly RuleOperation[] = [{ kind: 'create', rule: override }];
    expect(coverageGaps([original], add)).toEqual([]);
    expect(coverageGaps([original, override], inverseOf(add))).toEqual([]);
  });
});

describe('how far a list has been carried out', () => {
  it('is found at every moment, from the rules alone', () => {
    fc.assert(
      fc.property(fc.nat(recipe.length), (done) => {
        const rules = rulesOf([bystander, original], recipe.slice(0, done));
        expect(standingOf(rules, recipe)).toEqual({ kind: 'at', done });
      }),
    );
  });

  it('is the end for a list of nothing', () => {
    expect(standingOf([original], [])).toEqual({ kind: 'at', done: 0 });
  });

  it('is unknown when somebody has edited the copy, and names it', () => {
    const edited = { ...copy, linkType: 'Provision' as const };
    expect(standingOf([disabled, edited], recipe)).toEqual({
      kind: 'foreign',
      changes: [{ expected: copy, found: edited }],
    });
  });

  it('is unknown when somebody has deleted a rule in between', () => {
    expect(standingOf([bystander], recipe)).toMatchObject({ kind: 'foreign' });
  });

  it('is unknown when somebody has enabled the original again', () => {
    expect(standingOf([original, swapped], recipe)).toMatchObject({ kind: 'foreign' });
  });
});
