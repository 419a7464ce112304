import { describe, expect, it } from 'vitest';
import { leftoverScenarios } from '../../../../electron/lab/world/scenarios/leftovers.ts';
import { examine, type Examined } from '../../../../shared/entra-connect/doctor/diagnose.ts';
import { planRepair } from '../../../../shared/entra-connect/doctor/repair.ts';
import { planRestore } from '../../../../shared/entra-connect/doctor/restore.ts';
import { isExchangeRule, modificationsOf } from '../../../../shared/entra-connect/rules/origin.ts';
import {
  coverageGaps,
  inverseOf,
  rulesAfter,
  type RuleOperation,
} from '../../../../shared/entra-connect/rules/rule-operation.ts';
import { examinedLab, worldOf } from '../../../electron/lab/world/scenarios/examined-lab.ts';
import { newRules } from './new-rules.ts';

const earlier = ['half-applied', 'deleted-default', 'disabled-default', 'modified-default'];
const scenarios = [...earlier, ...leftoverScenarios.map(({ id }) => id)];

function carriedOut(examined: Examined, operations: readonly RuleOperation[]): Examined {
  const after = rulesAfter(examined.rules, operations);
  if (!after.ok) throw new Error(after.conflict.kind);
  return { ...examined, rules: after.rules };
}

/** Effects on places where somebody has a mailbox. */
function fates(examined: Examined): readonly string[] {
  return examine(examined)
    .places.filter(({ isEmpty }) => !isEmpty)
    .map(({ effect }) => effect.fate);
}

describe.each(scenarios)('the plans for %s', (id) => {
  const examined = examinedLab(worldOf(id));
  const server = { examined, examination: examine(examined) };

  it('repair: nothing is left to repair, and the GUID reaches the cloud nowhere that was treated', () => {
    const { operations, left } = planRepair(server, newRules());
    const after = carriedOut(examined, operations);
    const { diagnoses } = examine(after);
    expect(left).toEqual([]);
    expect(diagnoses.filter(({ action }) => action === 'repair')).toEqual([]);
    if (operations.length > 0) expect(new Set(fates(after))).toEqual(new Set(['removed']));
  });

  it('restore: every default rule is there as shipped and enabled, and the GUID reaches the cloud', () => {
    const { operations, lost } = planRestore(examined, newRules());
    const after = carriedOut(examined, operations);
    const standard = after.rules.filter(isExchangeRule);
    // Where every Exchange rule is gone, nothing on the server says what they are to be.
    if (id === 'finished-everywhere') {
      expect([lost.length, operations.length]).toEqual([2, 0]);
      return;
    }
    expect(lost).toEqual([]);
    expect(standard.filter((rule) => rule.disabled || modificationsOf(rule, 'msExchMailboxGuid').length > 0)).toEqual(
      [],
    );
    expect(standard).toHaveLength(id === 'forgotten-forest' ? 4 : 2);
    // A value of somebody's own is for something else: a person decides.
    if (id === 'refused-value') return;
    expect(new Set(fates(after))).toEqual(new Set(['reaches']));
    expect(examine(after).diagnoses.filter(({ place }) => place !== undefined)).toEqual([]);
  });

  it.each(['repair', 'restore'] as const)('%s: no attribute is without a rule at any moment, forth and back', (way) => {
    const { operations } = way === 'repair' ? planRepair(server, newRules()) : planRestore(examined, newRules());
    const after = carriedOut(examined, operations);
    expect(coverageGaps(examined.rules, operations)).toEqual([]);
    // Two rules of one number cannot be had again.
    if (id === 'precedence-collision' || id === 'shared-precedence') return;
    expect(carriedOut(after, inverseOf(operations)).rules.toSorted(byId)).toEqual(examined.rules.toSorted(byId));
  });
});

function byId(left: { readonly id: string }, right: { readonly id: string }): number {
  return left.id < right.id ? -1 : 1;
}
