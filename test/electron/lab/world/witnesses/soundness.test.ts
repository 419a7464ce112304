import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containersOf } from '../../../../../electron/lab/world/containers.ts';
import { createScenario } from '../../../../../electron/lab/world/create-scenario.ts';
import { defaultConfiguration } from '../../../../../electron/lab/world/default-rules/configuration.ts';
import { countFirings } from '../../../../../electron/lab/world/firings.ts';
import { DirectoryBuilder } from '../../../../../electron/lab/world/population/directory-builder.ts';
import { guidOfText } from '../../../../../shared/base/guid-of-text.ts';
import { addWitnesses } from '../../../../../electron/lab/world/witnesses/witnesses.ts';
import type { RuleId } from '../../../../../shared/base/identifiers.ts';
import {
  comparisonOperators,
  type ScopeCondition,
  type SyncRule,
} from '../../../../../shared/entra-connect/rules/model.ts';

const base = defaultConfiguration(['fabrikam.com']);
const inbound = base.rules.find(({ name }) => name === 'In from AD - User Exchange')!;
const outbound = base.rules.find(({ name }) => name === 'Out to AAD - User Identity')!;

const operators = comparisonOperators.filter((operator) => !operator.includes('MEMBEROF'));
const condition = (attributes: readonly string[]): fc.Arbitrary<ScopeCondition> =>
  fc.record({
    attribute: fc.constantFrom(...attributes),
    operator: fc.constantFrom(...operators),
    value: fc.constantFrom('DE', 'Sales', 'True', 'False', '2', '8', '512', 'User', 'x-'),
  });
const scope = (attributes: readonly string[]) =>
  fc.array(fc.array(condition(attributes), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 });

function customRule(from: SyncRule, scopeGroups: SyncRule['scopeGroups']): SyncRule {
  const id = guidOfText(JSON.stringify(scopeGroups)) as RuleId;
  return {
    ...from,
    id,
    internalId: id,
    name: 'Custom',
    immutableTag: '',
    precedence: 50,
    scopeGroups,
    joinGroups: [],
    flows: [],
  };
}

/** Whether the search says that there is an object (what only the cloud can give it cannot promise), and whether the rule applied to one in a synchronized lab. */
function promisedAndKept(rule: SyncRule): readonly [promised: boolean, kept: boolean] {
  const rules = [...base.rules, rule];
  const connector = base.connectors.find(({ kind }) => kind === 'ad')!;
  const builder = new DirectoryBuilder({ seed: 1, count: 0 }, [1, 2, 3]);
  const site = { connector, containers: containersOf(connector)!, builder };
  const outcomes = addWitnesses({ ...base, rules }, [site], '2026-11-20T08:00:00.000Z');
  const promised = outcomes.some(
    ({ ruleId, result }) => ruleId === rule.id && result.kind === 'witnessed' && result.fromCloud.length === 0,
  );
  if (!promised) return [false, false];
  const created = createScenario('clean', { users: 0, rules: { ...base, rules } });
  if (!created.ok) throw new Error(created.failure.raw);
  return [promised, (countFirings(created.value.state).get(rule.id) ?? 0) > 0];
}

describe('a witness that is promised', () => {
  it('is there after synchronization, whatever an inbound scope asks for', () => {
    fc.assert(
      fc.property(scope(['department', 'c', 'userAccountControl', 'msExchHideFromAddressLists']), (groups) => {
        const [promised, kept] = promisedAndKept(customRule(inbound, groups));
        return !promised || kept;
      }),
      { numRuns: 12 },
    );
  });

  it('is there after synchronization, whatever an outbound scope asks for', () => {
    fc.assert(
      fc.property(
        scope(['department', 'accountEnabled', 'sourceObjectType', 'cloudAnchor', 'displayName']),
        (groups) => {
          const [promised, kept] = promisedAndKept(customRule(outbound, groups));
          return !promised || kept;
        },
      ),
      { numRuns: 12 },
    );
  });

  it('is not withheld where three ordinary wishes come together', () => {
    const rule = customRule(outbound, [
      [
        { attribute: 'userPrincipalName', operator: 'ENDSWITH', value: '@contoso.example' },
        { attribute: 'accountEnabled', operator: 'EQUAL', value: 'False' },
        { attribute: 'department', operator: 'CONTAINS', value: 'Verkauf' },
      ],
    ]);
    expect(promisedAndKept(rule)).toEqual([true, true]);
  });

  it('is taken back when the cloud does not say what was hoped for', () => {
    const rule = customRule(outbound, [[{ attribute: 'cloudAnchor', operator: 'EQUAL', value: 'DE' }]]);
    const created = createScenario('clean', { users: 0, rules: { ...base, rules: [...base.rules, rule] } });
    const outcome = created.ok ? created.value.witnesses.find(({ ruleId }) => ruleId === rule.id) : undefined;
    expect(outcome?.result).toMatchObject({ kind: 'unreachable', reason: { kind: 'did-not-fire' } });
  });
});
