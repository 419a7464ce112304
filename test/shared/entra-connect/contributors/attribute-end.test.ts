import { describe, expect, it } from 'vitest';
import { canHaveValue, endOf } from '../../../../shared/entra-connect/contributors/attribute-end.ts';
import { contributorsOf } from '../../../../shared/entra-connect/contributors/contributors.ts';
import type { SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import {
  customRule,
  exchangeRule,
  expressionFlow,
  joinRule,
  otherForestConnectorId,
  ruleIdOf,
} from '../rules/rule-builder.ts';

const mailboxGuid = 'msExchMailboxGuid';
const flows = (expression: string) => expressionFlow(mailboxGuid, expression);
const otherForest = { connectorId: otherForestConnectorId } as const;

/** What the users of the first forest come to. */
function endFor(...rules: readonly SyncRule[]) {
  const group = contributorsOf(mailboxGuid, { rules }).groups.find(({ connectorId }) => connectorId !== otherForestConnectorId);
  return group && endOf(group.ranking);
} // prettier-ignore

/** The same, where rules for other objects are asked before. */
function endOfUsers(...rules: readonly SyncRule[]) {
  const { groups } = contributorsOf(mailboxGuid, { rules });
  const group = groups.find(({ connectorSpaceObjectType }) => connectorSpaceObjectType === 'user');
  return group && endOf(group.ranking);
}

describe('what an attribute comes to', () => {
  it('is a value where a rule flows one', () => {
    expect(endFor(exchangeRule(108))).toBe('value');
  });

  it('is nothing where the only rule contributes NULL or is disabled', () => {
    expect(endFor(customRule(90, flows('NULL')))).toBe('empty');
    expect(endFor(exchangeRule(108, { disabled: true }))).toBe('empty');
  });

  it('is a value where a rule after NULL flows one', () => {
    expect(endFor(customRule(90, flows('NULL')), exchangeRule(108))).toBe('value');
  });

  it('is perhaps a value where an expression decides', () => {
    expect(endFor(customRule(90, flows('Trim([x])')))).toBe('perhaps');
  });

  it('is nothing of their own where only an object of another forest, perhaps joined, has a value', () => {
    const rules = [
      customRule(90, flows('NULL')),
      joinRule(100, otherForest),
      exchangeRule(108, { ...otherForest, id: ruleIdOf(208) }),
    ];
    expect(endFor(...rules)).toBe('empty');
  });

  it('is cleared by AuthoritativeNull that is asked first, for those in its scope', () => {
    const override = customRule(50, flows('AuthoritativeNull'));
    const scopeGroups = [[{ attribute: 'department', operator: 'EQUAL', value: 'Pilot' }]] as const;
    expect(endFor(override, exchangeRule(108))).toBe('cleared');
    expect(endFor({ ...override, scopeGroups }, exchangeRule(108))).toBe('cleared-for-some');
  });

  it('is not cleared by AuthoritativeNull for objects of another type, which may be joined', () => {
    const ofContacts = { sourceObjectType: 'contact', id: ruleIdOf(99) } as const;
    const contacts = [
      customRule(40, flows('AuthoritativeNull'), ofContacts),
      joinRule(100, { ...ofContacts, id: ruleIdOf(98) }),
    ];
    expect(endOfUsers(...contacts, exchangeRule(108))).toBe('value');
    expect(endOfUsers(...contacts, customRule(108, flows('NULL')))).toBe('empty');
  });

  it('is no certain value where AuthoritativeNull follows an expression', () => {
    expect(endFor(customRule(50, flows('Trim([x])')), customRule(60, flows('AuthoritativeNull')))).toBe('perhaps');
  });

  it('can flow on unless it is empty or cleared', () => {
    expect((['value', 'perhaps', 'cleared', 'cleared-for-some', 'empty'] as const).filter(canHaveValue)).toEqual([
      'value',
      'perhaps',
      'cleared-for-some',
    ]);
  });
});
