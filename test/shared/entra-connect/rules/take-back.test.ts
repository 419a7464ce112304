import { describe, expect, it } from 'vitest';
import { inverseOf, statesAtStart, type RuleOperation } from '../../../../shared/entra-connect/rules/rule-operation.ts';
import { obstacleToTakingBack, takingBack } from '../../../../shared/entra-connect/rules/take-back.ts';
import { exchangeRule, ruleIdOf } from './rule-builder.ts';

const original = exchangeRule(108);
const disabled = { ...original, disabled: true };
const copy = exchangeRule(200, { id: ruleIdOf(900), name: 'Copy', immutableTag: '' });
const swapped = { ...copy, precedence: 108 };
const recipe: readonly RuleOperation[] = [
  { kind: 'create', rule: copy },
  { kind: 'replace', before: original, after: disabled },
  { kind: 'remove', rule: disabled },
  { kind: 'replace', before: copy, after: swapped },
];
const starts = statesAtStart(recipe);
const [swapBack, createBack] = inverseOf(recipe) as [RuleOperation, RuleOperation];

describe('taking an operation back', () => {
  it('is open where the rule stands as the operation left it', () => {
    expect(takingBack(swapBack, [swapped], starts)).toEqual({ kind: 'open' });
  });

  it('is done where the rule stands as before the operation', () => {
    expect(takingBack(swapBack, [copy], starts)).toEqual({ kind: 'back' });
  });

  it('is done where the rule stands as before the whole change already', () => {
    expect(takingBack(swapBack, [original], starts)).toEqual({ kind: 'back' });
    expect(takingBack(createBack, [original, copy], starts)).toEqual({ kind: 'back' });
  });

  it('names the rule that holds the number', () => {
    const holder = exchangeRule(108, { id: ruleIdOf(950), name: 'Another', immutableTag: '' });
    expect(takingBack(createBack, [holder, copy], starts)).toEqual({
      kind: 'precedence-taken',
      rule: disabled,
      holder,
    });
  });
});

describe('what keeps a change from being taken back', () => {
  it('is nothing where each number is free once it is needed', () => {
    expect(obstacleToTakingBack(recipe, [swapped], starts)).toBeUndefined();
  });

  it('is a rule that holds a number for good', () => {
    const holder = exchangeRule(200, { id: ruleIdOf(950), name: 'Another', immutableTag: '' });
    expect(obstacleToTakingBack(recipe, [swapped, holder], starts)).toMatchObject({ rule: copy, holder });
  });
});
