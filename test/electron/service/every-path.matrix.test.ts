import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scenarios } from '../../../electron/lab/world/scenarios/registry.ts';
import type { Assessment } from '../../../shared/assessment/assessment.ts';
import { registeredProcedures } from '../../../shared/procedures/registry.ts';
import { reportSchema } from '../../../shared/report/model.ts';
import { decisionOf } from '../../remote-mailboxes.ts';
import { contradictionsIn } from '../../shared/assessment/contradictions.ts';
import { emptyFolder } from '../disk/temporary-folder.ts';
import { fewUsers, serviceIn, valueOf, withEngagement, type TestService } from './service-builder.ts';

const reason = 'The change board asks for it.';
/** What a scenario is about needs more users than a few. */
const usersOf: Readonly<Record<string, number>> = { 'over-deletion-threshold': 600 };

/** What the window offers, with what its form is filled with and asks for: reasons for what is not recommended. */
function offeredIn({ recommendation }: Assessment): readonly { procedure: string; options: Record<string, string> }[] {
  return [recommendation, ...recommendation.alternatives]
    .filter(({ procedure }) => registeredProcedures.has(procedure))
    .map((path) => ({
      procedure: path.procedure,
      options: {
        ...path.options,
        ...decisionOf(path.procedure),
        ...(path.procedure !== recommendation.procedure && { reason }),
      },
    }));
}

/** A practice lab of a scenario, assessed. */
async function assessedLab(test: TestService, scenario: string) {
  await withEngagement(test);
  valueOf(await test.call('openTarget', { kind: 'scenario', scenario, users: usersOf[scenario] ?? fewUsers }));
  valueOf(await test.call('assess', {}));
  const { assessment, target } = await test.state();
  if (assessment.kind !== 'done' || target.kind !== 'open') throw new Error('The lab was not assessed');
  return { assessment: assessment.assessment, folder: target.text.replace(/^lab:/, '') };
}

/** Opens the lab of a run that has been closed. */
async function reopen(test: TestService, folder: string): Promise<void> {
  await withEngagement(test);
  valueOf(await test.call('openTarget', { kind: 'lab', folder }));
}

describe.each(scenarios.map(({ id }) => id))('in the lab %s', (scenario) => {
  it('no recommendation contradicts a finding; what is offered can be planned and begun, and the report holds its reason', async () => {
    const test = serviceIn(await emptyFolder());
    const { assessment, folder } = await assessedLab(test, scenario);
    expect(contradictionsIn(assessment)).toEqual([]);
    for (const path of offeredIn(assessment)) {
      expect([path.procedure, valueOf(await test.call('planChange', path)).isBlocked]).toEqual([path.procedure, false]);
      valueOf(await test.call('beginRun', path));
      const step = (await test.state()).run?.run.steps[0]?.id ?? '';
      valueOf(await test.call('prepareStep', { step }));
      expect((await test.state()).run?.run.steps[0]?.state.kind).not.toBe('blocked');
      valueOf(await test.call('finishRun', {}));
      const report = join((await test.state()).run?.report ?? '', 'report.json');
      const { procedure } = reportSchema.parse(JSON.parse(await readFile(report, 'utf8')));
      expect([procedure.id, procedure.options['reason']]).toEqual([path.procedure, path.options['reason'] ?? '']);
      await reopen(test, folder);
    }
  });
});
