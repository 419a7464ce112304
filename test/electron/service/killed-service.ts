import process from 'node:process';
import { nextStep } from '../../../shared/engine/run/selectors.ts';
import { hostTime } from '../../../shared/engine/journal/host-time.ts';
import type { CallOutputs } from '../../../shared/ipc/state.ts';
import { createService } from '../../../electron/service/service.ts';
import { decidedOptions } from '../../remote-mailboxes.ts';

/** A process of its own: carries null-clone out in a folder until HYBRID_PREFLIGHT_TEST_KILL ends it. */
const folder = process.argv[2] ?? '';
const service = createService({
  host: { kind: 'browser', printToPdf: null, showFolder: null, restartAsAdministrator: null },
  identity: { operator: 'anna', machine: 'SERVER1', pid: process.pid },
  folders: { settings: folder, engagements: folder, home: folder, logs: null },
  licences: [],
  onUnexpected: (error) => process.stderr.write(String(error)),
  time: { ...hostTime, now: () => new Date('2026-11-21T08:00:00.000Z') },
});
await service.call('startEngagement', { customer: '', ticket: '', operator: 'Anna', folder });
await service.call('openTarget', { kind: 'scenario', scenario: 'clean', users: 20 });
await service.call('beginRun', { procedure: 'null-clone', options: decidedOptions });
for (;;) {
  const answer = await service.call('getState', {});
  if (!answer.ok) break;
  const { run } = (answer.value as CallOutputs['getState']).state;
  const step = run === null ? undefined : nextStep(run.run);
  if (step === undefined) break;
  const planHash = step.state.kind === 'planned' ? step.planned?.planHash : undefined;
  await service.call(planHash === undefined ? 'prepareStep' : 'applyStep', {
    step: step.id,
    ...(planHash !== undefined && { planHash }),
  });
}
