import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  cloneDeviations,
  freePrecedence,
  isExactClone,
  planClone,
} from '../../../../shared/entra-connect/rules/clone.ts';
import { differenceBetween } from '../../../../shared/entra-connect/rules/rule-difference.ts';
import type { SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import { arbitraryRule } from './arbitrary-rule.ts';
import { onRealExport, realDocument, realExportIsHere } from './real-export.ts';
import { directFlow, exchangeRule, expressionFlow, ruleIdOf } from './rule-builder.ts';

const original = exchangeRule(108);

function cloneOf(rule: SyncRule, rules: readonly SyncRule[] = [rule]): SyncRule {
  return planClone(rule, { id: ruleIdOf(1), date: '2026-11-21', precedence: 200, configuration: { rules } });
}

describe('the planned clone', () => {
  it('differs from the original in name, identifiers, tag, precedence and the one flow, and in nothing else', () => {
    expect(differenceBetween(original, cloneOf(original))).toEqual([
      { kind: 'field', field: 'id', before: original.id, after: ruleIdOf(1) },
      { kind: 'field', field: 'internalId', before: original.internalId, after: ruleIdOf(1) },
      {
        kind: 'field',
        field: 'name',
        before: 'In from AD - User Exchange',
        after: 'In from AD - User Exchange - Cloned - 2026-11-21',
      },
      { kind: 'field', field: 'immutableTag', before: original.immutableTag, after: '' },
      { kind: 'field', field: 'precedence', before: 108, after: 200 },
      {
        kind: 'flow',
        destination: 'msExchMailboxGuid',
        before: directFlow('msExchMailboxGuid'),
        after: expressionFlow('msExchMailboxGuid', 'NULL', { applyOnce: true }),
      },
    ]);
  });

  it('takes the next free number above 200, whatever uses the others', () => {
    const outbound = exchangeRule(200, { direction: 'outbound' });
    const disabled = exchangeRule(201, { disabled: true });
    expect(cloneOf(original, [original, outbound, disabled]).precedence).toBe(202);
  });

  it('is enabled even when the original is not', () => {
    expect(cloneOf(exchangeRule(108, { disabled: true })).disabled).toBe(false);
  });

  it('is refused for a rule that does not flow the attribute', () => {
    expect(() => cloneOf(exchangeRule(108, { flows: [directFlow('mail')] }))).toThrow('0 times');
  });

  it('is refused for a rule that flows the attribute twice', () => {
    const flows = [directFlow('msExchMailboxGuid'), directFlow('msexchmailboxguid')];
    expect(() => cloneOf(exchangeRule(108, { flows }))).toThrow('2 times');
  });

  it.skipIf(!realExportIsHere)(onRealExport('keeps all other flows, the scope and the link type of the real rules'), () => {
    const { rules } = realDocument().configuration;
    const exchangeRules = rules.filter(({ flows, direction }) => direction === 'inbound' && flows.some(({ destination }) => destination === 'msExchMailboxGuid'));
    expect(exchangeRules).toHaveLength(2);
    for (const rule of exchangeRules) {
      const clone = cloneOf(rule, rules);
      expect(clone.flows).toHaveLength(59);
      expect(clone.scopeGroups).toEqual(rule.scopeGroups);
      expect(isExactClone(rule, clone)).toBe(true);
    }
  }); // prettier-ignore
});

describe('a free precedence', () => {
  it('is the first from the wanted number upwards that no rule has', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(40)), fc.nat(40), (taken, from) => {
        const rules = taken.map((precedence) => exchangeRule(precedence));
        const free = freePrecedence(rules, from);
        expect(taken).not.toContain(free);
        expect(Array.from({ length: free - from }, (_, index) => from + index).every((n) => taken.includes(n))).toBe(
          true,
        );
      }),
    );
  });
});

describe('an exact clone', () => {
  const clone = cloneOf(original);

  it('is what was planned', () => {
    expect(isExactClone(original, clone)).toBe(true);
  });

  it('may stand at any number, the original’s too, and the server may count versions', () => {
    expect(isExactClone(original, { ...clone, precedence: 108, version: 2, internalId: ruleIdOf(7) })).toBe(true);
  });

  it('stays one when the original was disabled since', () => {
    expect(isExactClone({ ...original, disabled: true }, clone)).toBe(true);
  });

  it.each<[string, Partial<SyncRule>]>([
    ['disabled', { disabled: true }],
    ['with a tag', { immutableTag: original.immutableTag }],
    ['of another name', { name: 'In from AD - User Exchange' }],
    ['of another scope', { scopeGroups: [] }],
    ['of another link type', { linkType: 'Provision' }],
    ['of another connector', { connectorId: exchangeRule(5).id as never }],
    ['with a flow missing', { flows: clone.flows.slice(1) }],
    ['with a flow more', { flows: [...clone.flows, directFlow('mail')] }],
    ['with the flow still direct', { flows: original.flows }],
    ['with the identifier of the original', { id: original.id }],
  ])('is not one %s', (_what, overrides) => {
    expect(isExactClone(original, { ...clone, ...overrides })).toBe(false);
  });

  it.each<[string, SyncRule['flows'][number]]>([
    ['is not applied once', expressionFlow('msExchMailboxGuid', 'NULL')],
    ['is AuthoritativeNull', expressionFlow('msExchMailboxGuid', 'AuthoritativeNull', { applyOnce: true })],
    ['merges', expressionFlow('msExchMailboxGuid', 'NULL', { applyOnce: true, mergeType: 'Merge' })],
  ])('is not one whose flow %s, and the flow is named', (_what, flow) => {
    const flows = clone.flows.map((candidate) => (candidate.destination === flow.destination ? flow : candidate));
    expect(cloneDeviations(original, { ...clone, flows })).toMatchObject([
      { kind: 'flow', destination: 'msExchMailboxGuid', after: flow },
    ]);
  });
});

describe('the difference of two rules', () => {
  it('is empty for a rule and its copy, and for no two different rules', () => {
    fc.assert(
      fc.property(arbitraryRule, arbitraryRule, (left, right) => {
        expect(differenceBetween(left, structuredClone(left))).toEqual([]);
        expect(differenceBetween(left, right)).not.toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('does not depend on the order of the flows', () => {
    expect(differenceBetween(original, { ...original, flows: original.flows.toReversed() })).toEqual([]);
  });

  it('shows added and removed flows', () => {
    const flows = [...original.flows.slice(1), directFlow('mail')];
    expect(differenceBetween(original, { ...original, flows })).toEqual([
      { kind: 'flow', destination: 'mailNickname', before: directFlow('mailNickname'), after: undefined },
      { kind: 'flow', destination: 'mail', before: undefined, after: directFlow('mail') },
    ]);
  });

  it('shows a flow that changed its destination’s spelling', () => {
    const flows = original.flows.map((flow) => ({ ...flow, destination: flow.destination.toUpperCase() }));
    expect(differenceBetween(original, { ...original, flows })).toHaveLength(3);
  });

  it('shows scope and join groups by their position', () => {
    const group = [{ connectorSpaceAttribute: 'mail', metaverseAttribute: 'mail', caseSensitive: false }];
    expect(differenceBetween(original, { ...original, scopeGroups: [], joinGroups: [group] })).toEqual([
      { kind: 'join-group', index: 0, before: undefined, after: group },
      { kind: 'scope-group', index: 0, before: original.scopeGroups[0], after: undefined },
    ]);
  });

  it('shows what the model does not interpret', () => {
    const kept = { path: 'synchronizationRule/future', xml: '<future/>' };
    expect(differenceBetween(original, { ...original, uninterpreted: [kept] })).toEqual([
      { kind: 'uninterpreted', path: kept.path, before: undefined, after: kept },
    ]);
  });
});
