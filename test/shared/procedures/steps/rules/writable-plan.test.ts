import { describe, expect, it } from 'vitest';
import { success } from '../../../../../shared/base/failure.ts';
import type { RuleChange } from '../../../../../shared/procedures/steps/rules/rule-change.ts';
import { writablePlan } from '../../../../../shared/procedures/steps/rules/writable-plan.ts';
import type { RuleOperation } from '../../../../../shared/entra-connect/rules/rule-operation.ts';
import { constantFlow, customRule, directFlow } from '../../../entra-connect/rules/rule-builder.ts';

const whole = customRule(42, directFlow('mail'));
const emptied = customRule(42, constantFlow('mail', ''), { name: 'Emptied' });

/** What becomes of a plan with this one operation. */
async function planned(operation: RuleOperation) {
  const change = { stages: [{ step: 'one', operations: [operation] }] };
  const definition = { plan: async () => success({ kind: 'planned', change }) } as unknown as RuleChange;
  const result = await writablePlan(definition, {} as never, {} as never);
  return result.ok ? result.value : result.failure;
}

describe('the plan of a change', () => {
  it.each<[string, RuleOperation]>([
    ['creates', { kind: 'create', rule: emptied }],
    ['changes', { kind: 'replace', before: whole, after: emptied }],
    ['could not put back', { kind: 'replace', before: emptied, after: whole }],
    ['could not create again', { kind: 'remove', rule: emptied }],
  ])('is blocked, and names the rule, where it %s a rule that no cmdlet can write', async (_what, operation) => {
    expect(await planned(operation)).toMatchObject({
      kind: 'blocked',
      blockers: [
        {
          id: 'empty-value',
          reason: expect.stringContaining('“Emptied” cannot be written') as string,
        },
      ],
    });
  });

  it('is not blocked where every rule can be written', async () => {
    expect(await planned({ kind: 'create', rule: whole })).toMatchObject({ kind: 'planned' });
  });
});
