import { describe, expect, it } from 'vitest';
import type { Run, StepRecord } from '../../../../shared/engine/run/run-state.ts';
import { comparisonsOf } from '../../../../shared/procedures/comparisons.ts';
import { planClone } from '../../../../shared/entra-connect/rules/clone.ts';
import { exchangeRule, ruleIdOf } from '../../entra-connect/rules/rule-builder.ts';

const original = exchangeRule(108);
const clone = planClone(original, { id: ruleIdOf(7), date: '2026', precedence: 200, configuration: { rules: [] } });
const disabled = { ...original, disabled: true };
const sealed = {
  change: {
    contributors: [{ rule: original, connectorName: 'contoso.com', objects: 3, untouched: 0 }],
    stages: [
      {
        step: 'clone-rule',
        objects: 3,
        operations: [
          { kind: 'create', rule: clone },
          { kind: 'replace', before: original, after: disabled },
        ],
      },
      { step: 'delete-original', objects: 0, operations: [{ kind: 'remove', rule: disabled }] },
      {
        step: 'swap-precedence',
        objects: 0,
        operations: [{ kind: 'replace', before: clone, after: { ...clone, precedence: 108 } }],
      },
    ],
    rounds: [],
  },
};

/** A run whose backup has sealed the two rules, unless `captured` says otherwise. */
interface Shown {
  readonly planned?: boolean;
  readonly procedure?: string;
  readonly isSealed?: boolean;
  readonly state?: object;
}

function runWith(
  step: string,
  { planned = true, procedure = 'null-clone', isSealed = true, state = sealed }: Shown = {},
) {
  const record = (id: string, changes: object) => ({ id, planned: undefined, captured: undefined, ...changes });
  const shown = record(step, planned ? { planned: { plan: {} } } : {}) as unknown as StepRecord;
  const backup = record('backup', isSealed ? { captured: { state, files: [] } } : {});
  const run = { procedure, steps: [backup, shown], beforeUndo: [], afterUndo: [] } as unknown as Run;
  return comparisonsOf(run, shown);
}

function differences(step: string) {
  return runWith(step).map(({ parts }) =>
    parts
      .filter(({ standing }) => standing !== 'same')
      .map(({ label, before, after }) => [label, before, after] as const),
  );
}

describe('the rules of null-clone side by side', () => {
  it('sets the original beside the copy that is to be made', () => {
    expect(differences('clone-rule')[0]?.slice(2)).toEqual([
      ['Name', original.name, clone.name],
      ['Tag of a default rule', original.immutableTag, ''],
      ['Precedence', '108', '200'],
      ['msExchMailboxGuid', 'Direct msExchMailboxGuid, Update', 'Expression NULL, Apply Once, Update'],
    ]);
  });

  it('sets the rule that is to be deleted, which is disabled, beside the one that stays', () => {
    expect(differences('delete-original')[0]).toContainEqual(['Disabled', 'yes', 'no']);
  });

  it('shows of a copy that moves its number alone', () => {
    expect(differences('swap-precedence')).toEqual([[['Precedence', '200', '108']]]);
  });

  it.each([
    ['a step that is not planned', 'clone-rule', { planned: false }],
    ['a step that is not about rules', 'pause-scheduler', {}],
    ['a run without a backup', 'clone-rule', { isSealed: false }],
    ['another procedure', 'clone-rule', { procedure: 'toy' }],
    ['a run of a version that sealed otherwise', 'clone-rule', { state: { treated: [] } }],
  ])('is empty for %s', (_what, step, given) => {
    expect(runWith(step, given)).toEqual([]);
  });
});
