import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonHash } from '../../../../shared/base/hash.ts';
import { guidOfText } from '../../../../shared/base/guid-of-text.ts';
import { comparableRule } from '../../../../shared/entra-connect/rules/comparable-rule.ts';
import type { SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import { meaningfulDifferences } from '../../../../shared/entra-connect/rules/rule-difference.ts';
import { arbitraryRule } from './arbitrary-rule.ts';
import { customRule, expressionFlow } from './rule-builder.ts';

const hashOf = (rule: SyncRule) => jsonHash(comparableRule(rule));

/** Only an export shows these, which the hash leaves out. */
const plain = arbitraryRule.map((rule) => ({
  ...rule,
  uninterpreted: [],
  flows: rule.flows.map((flow) => ({ ...flow, uninterpreted: [] })),
}));

/** What a server may make of a rule without anybody changing it. */
const asReadAgain = (rule: SyncRule): SyncRule => ({
  ...rule,
  version: rule.version + 1,
  internalId: guidOfText(`again ${rule.id}`),
  description: rule.description.replaceAll(/\r\n?|\n/g, '\r\n'),
  flows: rule.flows.map((flow) =>
    flow.source.type === 'expression' ? { ...flow, source: { ...flow.source, attributes: ['mail'] } } : flow,
  ),
  joinGroups: rule.joinGroups.map((group) => group.toReversed()),
  scopeGroups: rule.scopeGroups.map((group) => group.toReversed()).toReversed(),
});

describe('a rule that is compared over time', () => {
  it('has the hash of another one exactly where there is no meaningful difference', () => {
    fc.assert(
      fc.property(plain, plain, fc.boolean(), (rule, other, again) => {
        const compared = again ? asReadAgain(rule) : { ...other, id: rule.id };
        expect(hashOf(rule) === hashOf(compared)).toBe(meaningfulDifferences(rule, compared).length === 0);
      }),
    );
  });

  it('is the same however the server numbers, orders and writes it', () => {
    fc.assert(
      fc.property(plain, (rule) => {
        expect(meaningfulDifferences(rule, asReadAgain(rule))).toEqual([]);
        expect(hashOf(asReadAgain(rule))).toBe(hashOf(rule));
      }),
    );
  });

  const own = customRule(50, expressionFlow('msExchMailboxGuid', 'NULL'));
  it.each<[string, Partial<SyncRule>]>([
    ['its precedence', { precedence: 51 }],
    ['being disabled', { disabled: true }],
    ['an expression', { flows: [expressionFlow('msExchMailboxGuid', 'AuthoritativeNull')] }],
    ['a scoping filter', { scopeGroups: [[{ attribute: 'mail', operator: 'ISNOTNULL', value: '' }]] }],
  ])('is another one by %s', (_what, changes) => {
    const changed = { ...own, ...changes };
    expect(hashOf(changed)).not.toBe(hashOf(own));
    expect(meaningfulDifferences(own, changed)).toHaveLength(1);
  });

  it('is another one by the order of its join groups: the first that finds one match decides', () => {
    const bySid = [{ connectorSpaceAttribute: 'objectSid', metaverseAttribute: 'objectSid', caseSensitive: false }];
    const byMail = [{ connectorSpaceAttribute: 'mail', metaverseAttribute: 'mail', caseSensitive: false }];
    const [rule, reordered] = [
      [bySid, byMail],
      [byMail, bySid],
    ].map((joinGroups) => ({ ...own, joinGroups }));
    expect(hashOf(reordered!)).not.toBe(hashOf(rule!));
    expect(meaningfulDifferences(rule!, reordered!).map(({ kind }) => kind)).toEqual(['join-group', 'join-group']);
  });
});
