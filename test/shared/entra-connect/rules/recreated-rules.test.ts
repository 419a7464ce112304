import { describe, expect, it } from 'vitest';
import {
  changedContents,
  onPresentContent,
  recreatedRules,
  withKnownIdentifiers,
} from '../../../../shared/entra-connect/rules/recreated-rules.ts';
import type { RuleOperation } from '../../../../shared/entra-connect/rules/rule-operation.ts';
import { directFlow, exchangeRule, otherForestConnectorId, ruleIdOf } from './rule-builder.ts';

const original = exchangeRule(108);
const disabled = { ...original, disabled: true };
const removal: readonly RuleOperation[] = [
  { kind: 'replace', before: original, after: disabled },
  { kind: 'remove', rule: disabled },
];
const recreated = { ...original, id: ruleIdOf(700) };

describe('a default rule that is gone under its identifier', () => {
  it('is known again by its connector and its tag, whatever the version', () => {
    const newer = { ...recreated, immutableTag: original.immutableTag.replace(/\d+$/, '999') };
    expect(recreatedRules([newer], removal)).toEqual(new Map([[original.id, newer]]));
    expect(withKnownIdentifiers([newer], removal)).toEqual([{ ...newer, id: original.id }]);
  });

  it.each([
    ['of another forest', { ...recreated, connectorId: otherForestConnectorId }],
    ['of another tag', { ...recreated, immutableTag: 'Microsoft.InfromADGroupCommon.005' }],
    ['without a tag', { ...recreated, immutableTag: '' }],
  ])('is not one %s', (_what, other) => {
    expect(recreatedRules([other], removal)).toEqual(new Map());
  });

  it('is not guessed where two rules have its tag', () => {
    expect(recreatedRules([recreated, { ...recreated, id: ruleIdOf(701) }], removal)).toEqual(new Map());
  });

  it('is not looked for where the operations have created it themselves', () => {
    expect(recreatedRules([recreated], [{ kind: 'create', rule: original }])).toEqual(new Map());
  });
});

describe('a default rule with another content than before the operations', () => {
  const newer = { ...original, flows: [...original.flows, directFlow('msExchAssistantName')] };

  it('keeps that content in the operations, with what they switch', () => {
    const contents = changedContents(removal, [newer]);
    expect([...contents.keys()]).toEqual([original.id]);
    expect(onPresentContent(removal, contents)).toEqual([
      { kind: 'replace', before: newer, after: { ...newer, disabled: true } },
      { kind: 'remove', rule: { ...newer, disabled: true } },
    ]);
  });

  it('does not count where only its number or its switch differs', () => {
    expect(changedContents(removal, [{ ...original, precedence: 130, disabled: true }])).toEqual(new Map());
  });

  it('does not count where the operations change the content themselves', () => {
    const edited = { ...original, flows: [] };
    expect(changedContents([{ kind: 'replace', before: edited, after: original }], [newer])).toEqual(new Map());
  });
});
