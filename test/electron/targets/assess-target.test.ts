import { expect, it } from 'vitest';
import { assessTarget } from '../../../electron/targets/assess-target.ts';
import { success } from '../../../shared/base/failure.ts';
import { serverChecks } from '../../../shared/assessment/this-server/checks.ts';
import { labWorld } from '../../integration/null-clone/lab-run.ts';
import { labClock } from '../../../electron/lab/clock.ts';
import { readyWorker } from '../../shared/assessment/this-server/ready-worker.ts';

const { signal } = new AbortController();

it('puts what was looked at before the target was opened in front of what is found on it', async () => {
  const { systems, machine } = labWorld('clean', { users: 5 });
  const checks = serverChecks(success({ facts: readyWorker, problems: [] }));
  const target = { readers: systems, clock: labClock(machine), checks };
  const assessment = (await assessTarget(target, () => undefined, signal))?.assessment;
  expect(assessment?.findings.slice(0, checks.length)).toEqual(checks);
  expect(assessment?.findings.length).toBeGreaterThan(checks.length);
});
