import { describe, expect, it } from 'vitest';
import { labClock } from '../../../electron/lab/clock.ts';
import { draftPlan } from '../../../shared/change-plan/draft-plan.ts';
import { affectedUsersOf } from '../../../shared/assessment/consequences.ts';
import { gather } from '../../../shared/assessment/gather.ts';
import { study } from '../../../shared/assessment/study.ts';
import { nullClone, nullCloneChange } from '../../../shared/procedures/null-clone/procedure.ts';
import { nullOverride, nullOverrideChange } from '../../../shared/procedures/null-override/procedure.ts';
import { previewStateSchema } from '../../../shared/procedures/steps/first-user/preview.ts';
import { sealedChange } from '../../../shared/procedures/steps/rules/sealed-change.ts';
import { sampleEvidence } from '../../integration/null-clone/evidence.ts';
import { labWorld, run, type LabWorld } from '../../integration/null-clone/lab-run.ts';
import { remoteMailboxesDecided } from '../../remote-mailboxes.ts';

const users = 60;
const signal = new AbortController().signal;
const progress = () => undefined;
const procedures = {
  'null-clone': { procedure: nullClone, change: nullCloneChange },
  'null-override': { procedure: nullOverride, change: nullOverrideChange },
} as const;

/** Users who lose the GUID in Microsoft 365, as the assessment accounts for them. */
async function accounted(world: LabWorld, id: keyof typeof procedures): Promise<number> {
  const facts = await gather(world.systems, { signal, clock: labClock(world.machine), progress });
  return affectedUsersOf(study(facts), id).length;
}

describe.each([
  ['clean', 'null-clone'],
  ['two-forests', 'null-clone'],
  ['inetorgperson', 'null-clone'],
  ['licensed', 'null-clone'],
  ['clean', 'null-override'],
  ['two-forests', 'null-override'],
  ['other-contributor', 'null-override'],
  ['forgotten-inetorgperson', 'null-override'],
] as const)('the users who lose the GUID in Microsoft 365, in the lab %s by %s', (scenario, id) => {
  const { procedure, change } = procedures[id];
  const decided = id === 'null-clone' ? remoteMailboxesDecided : {};

  it('are as many in the assessment, the change plan, each step and its proof', async () => {
    const expected = await accounted(labWorld(scenario, { users }), id);
    expect(expected).toBeGreaterThan(10);

    const planned = labWorld(scenario, { users });
    const draft = await draftPlan(
      {
        ...{ id: '0b5e7d7e-4f0f-4d2c-9a83-5f5f7c3e8a10', procedure, change, options: decided },
        target: { text: 'a lab', readers: planned.systems, clock: labClock(planned.machine) },
        product: { name: 'Hybrid Preflight', version: '0' },
        plannedBy: { operator: 'Anna', machine: 'SERVER1' },
        ...{ customer: undefined, ticket: undefined },
      },
      { signal, progress },
    );
    const affected = draft.ok ? (draft.value.affected ?? []) : [];
    expect(affected.reduce((sum, row) => sum + row.users, 0)).toBe(expected);

    const finished = await run(labWorld(scenario, { users }, {}, procedure));
    expect(finished.end).toEqual({ kind: 'finished' });
    const record = (step: string) => finished.engine.state().steps.find((one) => one.id === step)!;
    const stages = sealedChange(record('backup').captured?.state)!.stages;
    expect(stages.reduce((sum, { objects }) => sum + objects, 0)).toBe(expected);
    expect(previewStateSchema.parse(record('preview').captured!.state).counts.inCloud).toBe(expected);
    const { effects } = record('full-sync').planned!.plan;
    expect(effects.find(({ kind }) => kind === 'guid-cleared')?.count).toBe(expected);
    expect(sampleEvidence(finished, 'prove-effect', 'Entra')).toBe(expected);
  });
});
