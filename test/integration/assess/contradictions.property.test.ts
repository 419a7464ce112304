import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labClock } from '../../../electron/lab/clock.ts';
import { leftoverScenarios } from '../../../electron/lab/world/scenarios/leftovers.ts';
import { success } from '../../../shared/base/failure.ts';
import type { AssessmentFacts } from '../../../shared/assessment/facts.ts';
import { gather } from '../../../shared/assessment/gather.ts';
import { judge } from '../../../shared/assessment/judge.ts';
import { study } from '../../../shared/assessment/study.ts';
import { repairRecipe } from '../../../shared/procedures/repair-recipe/procedure.ts';
import { assessmentSchema } from '../../../shared/report/assessment-schema.ts';
import type { AttributeFlow, SyncRule } from '../../../shared/entra-connect/rules/model.ts';
import { comparisonContradictionsIn, type AssessedServer } from '../../shared/assessment/comparison-contradictions.ts';
import { contradictionsIn } from '../../shared/assessment/contradictions.ts';
import { effectContradictionsIn } from '../../shared/assessment/effect-contradictions.ts';
import { ruleTwist, twisted } from '../../shared/entra-connect/prediction/arbitrary-situation.ts';
import { forestA } from '../../shared/entra-connect/prediction/observed-lab.ts';
import { ruleIdOf } from '../../shared/entra-connect/rules/rule-builder.ts';
import { labWorld } from '../null-clone/lab-run.ts';

async function factsOf(scenario: string): Promise<AssessmentFacts> {
  const { systems, machine } = labWorld(scenario, { users: 20 }, {}, repairRecipe);
  const signal = new AbortController().signal;
  return gather(systems, { signal, clock: labClock(machine), progress: () => undefined });
}

/** `untouched`: what the server is compared with, besides. */
function contradictions(facts: AssessmentFacts, untouched: AssessedServer): readonly string[] {
  const { doctor } = study(facts);
  if (doctor === undefined) throw new Error('The rules are not known');
  const assessment = judge(facts);
  // What a run records is read by this schema: an assessment that does not fit it would stop every run.
  assessmentSchema.parse(JSON.parse(JSON.stringify(assessment)));
  return [
    ...contradictionsIn(assessment),
    ...effectContradictionsIn(assessment, doctor.examination),
    ...comparisonContradictionsIn({ facts, assessment }, untouched),
  ];
}

function assessed(facts: AssessmentFacts): AssessedServer {
  return { facts, assessment: judge(facts) };
}

/** What people write where a literal was meant, and conditions that never give a value. */
const written: fc.Arbitrary<AttributeFlow['source'] | undefined> = fc.option(
  fc.oneof(
    fc.constantFrom('NULL', 'AuthoritativeNull', '', 'x').map((value) => ({ type: 'constant', value }) as const),
    fc
      .constantFrom(
        ...['""', '"NULL"', '"AuthoritativeNull"', 'null', 'NULL', 'AuthoritativeNull', 'IgnoreThisFlow'],
        'IIF([extensionAttribute1]="pilot",AuthoritativeNull,IgnoreThisFlow)',
        'IIF([extensionAttribute1]="pilot",NULL,IgnoreThisFlow)',
      )
      .map((expression) => ({ type: 'expression', expression, attributes: [] }) as const),
  ),
  { nil: undefined },
);

function rewritten(rule: SyncRule, source: AttributeFlow['source'] | undefined): SyncRule {
  return source === undefined ? rule : { ...rule, flows: rule.flows.map((flow) => ({ ...flow, source })) };
}

describe('what an assessment says', () => {
  it.each(['clean', 'two-forests', ...leftoverScenarios.map(({ id }) => id)])(
    'does not contradict itself in a lab of %s, with users and without',
    { timeout: 120_000 },
    async (id) => {
      const facts = await factsOf(id);
      const untouched = assessed(await factsOf('clean'));
      expect(contradictions(facts, untouched)).toEqual([]);
      expect(contradictions({ ...facts, connectorCensus: [] }, untouched)).toEqual([]);
    },
  );

  it('does not contradict itself, whatever rules there are', { timeout: 300_000 }, async () => {
    const facts = await factsOf('two-forests');
    if (!facts.rules.ok || !facts.connectors.ok) throw new Error('The lab has no rules');
    const defaults = facts.rules.value;
    const [one, other] = facts.connectors.value.filter(({ kind }) => kind === 'ad').map(({ id }) => id);
    if (one === undefined || other === undefined) throw new Error('The lab has no two forests');
    const untouched = assessed(facts);
    const entra = facts.connectors.value.filter(({ kind }) => kind === 'entra').map(({ id }) => id);
    fc.assert(
      fc.property(ruleTwist, fc.array(written, { minLength: 5, maxLength: 5 }), (twist, sources) => {
        const added = twist.added.map((rule, at) => {
          const connectorId = entra.includes(rule.connectorId)
            ? rule.connectorId
            : rule.connectorId === forestA
              ? one
              : other;
          return rewritten({ ...rule, connectorId, id: ruleIdOf(0x900 + at) }, sources[at]);
        });
        const rules = success(twisted({ ...twist, added }, defaults));
        expect(contradictions({ ...facts, rules, connectorCensus: [] }, untouched)).toEqual([]);
        expect(contradictions({ ...facts, rules }, untouched)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
