import { describe, expect, it } from 'vitest';
import type { RunProfileResult } from '../../../../shared/systems/sync-server/sync-server.ts';
import { call, ruleNamed, runningLab, untilIdle, valueOf, type RunningLab } from '../running-lab.ts';

const minute = 60_000;

async function runsSince(lab: RunningLab, since: string): Promise<readonly RunProfileResult[]> {
  return valueOf(await lab.server.runHistory(since, call));
}

function names(lab: RunningLab, runs: readonly RunProfileResult[]): readonly string[] {
  const kinds = new Map<string, string>(lab.state.server.connectors.map(({ id, kind }) => [id, kind]));
  return runs.map(({ connectorId, runProfileName }) => `${kinds.get(connectorId) ?? '?'} ${runProfileName}`);
}

async function cycle(lab: RunningLab, policy: 'Delta' | 'Initial'): Promise<readonly RunProfileResult[]> {
  const since = lab.state.now;
  valueOf(await lab.server.startSyncCycle(policy, call));
  await untilIdle(lab);
  return runsSince(lab, since);
}

describe('a cycle (entra-connect.md §8.2)', () => {
  it.each([
    ['Delta', 'Delta Import', 'Delta Synchronization'],
    ['Initial', 'Full Import', 'Full Synchronization'],
  ] as const)('%s runs imports, synchronizations and exports in the built-in order', async (policy, read, sync) => {
    const lab = runningLab();
    const runs = await cycle(lab, policy);
    expect(names(lab, runs)).toEqual([
      `ad ${read}`,
      `entra ${read}`,
      `ad ${sync}`,
      `entra ${sync}`,
      'entra Export',
      'ad Export',
    ]);
    expect(runs.map(({ result, isRunComplete }) => ({ result, isRunComplete }))).toEqual(
      runs.map(() => ({ result: 'success', isRunComplete: true })),
    );
  });

  it('is asynchronous: it has done nothing when it was started', async () => {
    const lab = runningLab();
    const since = lab.state.now;
    await lab.server.startSyncCycle('Initial', call);
    expect(await runsSince(lab, since)).toEqual([]);
    expect(valueOf(await lab.server.scheduler(call)).syncCycleInProgress).toBe(true);
  });

  it('numbers its runs one after the other', async () => {
    const lab = runningLab();
    const numbers = (await cycle(lab, 'Delta')).map(({ runNumber }) => runNumber);
    expect(numbers).toEqual(numbers.map((_number, index) => numbers[0]! + index));
  });

  it('shows its progress, and the busy connector', async () => {
    const lab = runningLab('clean', 1500);
    const since = lab.state.now;
    await lab.server.startSyncCycle('Initial', call);
    await lab.clock.sleep(3000, call.signal);
    const [run] = await runsSince(lab, since);
    expect(run).toMatchObject({ isRunComplete: false, progress: { done: 500 } });
    expect(valueOf(await lab.server.connectorRunStatus(call))).toEqual([
      { connectorName: run?.connectorName, runState: 'Busy' },
    ]);
    await untilIdle(lab);
    expect(valueOf(await lab.server.connectorRunStatus(call))).toEqual([]);
  });

  it('stops between two batches when asked to', async () => {
    const lab = runningLab('clean', 1500);
    const since = lab.state.now;
    await lab.server.startSyncCycle('Initial', call);
    await lab.clock.sleep(3000, call.signal);
    await lab.server.stopSyncCycle(call);
    await untilIdle(lab);
    expect(await runsSince(lab, since)).toMatchObject([{ result: 'stopped-user-termination', isRunComplete: true }]);
  });

  it('runs a full synchronization of the connector whose rule was changed (entra-connect.md §0.9)', async () => {
    const lab = runningLab();
    const rule = ruleNamed(lab, 'In from AD - User Exchange');
    await lab.server.putRule({ ...rule, disabled: true }, call);
    expect(names(lab, await cycle(lab, 'Delta'))).toContain('ad Full Synchronization');
    expect(names(lab, await cycle(lab, 'Delta'))).not.toContain('ad Full Synchronization');
  });

  it('exports nothing on a staging server (entra-connect.md §7.1)', async () => {
    const lab = runningLab('staging');
    expect(names(lab, await cycle(lab, 'Delta'))).not.toContain('entra Export');
    expect(valueOf(await lab.server.scheduler(call)).stagingModeEnabled).toBe(true);
  });

  it('cannot reach Entra ID below version 2.5.79.0 (entra-connect.md §6)', async () => {
    const lab = runningLab();
    lab.state.server.productVersion = '2.5.78.0';
    const runs = await cycle(lab, 'Delta');
    const failed = runs.filter(({ result }) => result === 'no-start-connection');
    expect(names(lab, failed)).toEqual(['entra Delta Import', 'entra Export']);
    expect(failed[0]?.steps[0]?.errors[0]?.text).toContain('2.5.79.0');
  });

  it('stops the export of too many deletions before the first object (entra-connect.md §3.4, event 116)', async () => {
    const lab = runningLab();
    const { server } = lab.state;
    server.globalParameters = new Map([
      ...server.globalParameters,
      ['Microsoft.OptionalFeature.ExportDeletionThresholdValue', '5'],
    ]);
    const rule = ruleNamed(lab, 'In from AD - User Join');
    await lab.server.putRule({ ...rule, disabled: true }, call);
    const runs = await cycle(lab, 'Delta');
    const exported = runs.find(({ steps }) => steps[0]?.result === 'stopped-deletion-threshold-exceeded');
    expect(exported?.steps[0]).toMatchObject({ counters: {} });
    expect(exported?.steps[0]?.errors[0]?.text).toMatch(
      /^Prevent Accidental Deletes: .* current threshold of 5 objects\./,
    );
    expect([...lab.state.tenant.objects.values()].every(({ deletedAt }) => deletedAt === undefined)).toBe(true);
  });
});

describe('the texts of a refused cycle (entra-connect.md §3.4)', () => {
  it('while a cycle runs', async () => {
    const lab = runningLab();
    await lab.server.startSyncCycle('Delta', call);
    expect(await lab.server.startSyncCycle('Delta', call)).toMatchObject({
      failure: { code: 'cycle-running', raw: 'Sync is already running' },
    });
  });

  it('while the scheduler is suspended', async () => {
    const lab = runningLab('suspended');
    expect(await lab.server.startSyncCycle('Delta', call)).toMatchObject({
      failure: {
        code: 'scheduler-suspended',
        raw: 'System.InvalidOperationException: Scheduler is already suspended via global parameters.',
      },
    });
  });
});

describe('the scheduler', () => {
  it('starts a due cycle by itself while it is enabled', async () => {
    const lab = runningLab();
    const since = lab.state.now;
    await lab.clock.sleep(29 * minute, call.signal);
    expect(await runsSince(lab, since)).toEqual([]);
    await lab.clock.sleep(2 * minute, call.signal);
    expect(names(lab, await runsSince(lab, since))).toHaveLength(6);
  });

  it('starts none while it is disabled, and none at once when it is enabled again', async () => {
    const lab = runningLab();
    const since = lab.state.now;
    await lab.server.setSyncCycleEnabled(false, call);
    await lab.clock.sleep(95 * minute, call.signal);
    await lab.server.setSyncCycleEnabled(true, call);
    await lab.clock.sleep(minute, call.signal);
    expect(await runsSince(lab, since)).toEqual([]);
    expect(valueOf(await lab.server.scheduler(call)).nextSyncCycleStart! > lab.state.now).toBe(true);
  });

  it('starts none while it is suspended', async () => {
    const lab = runningLab('suspended');
    const since = lab.state.now;
    await lab.clock.sleep(95 * minute, call.signal);
    expect(await runsSince(lab, since)).toEqual([]);
  });

  it('allows a cycle by hand while it is disabled', async () => {
    const lab = runningLab();
    await lab.server.setSyncCycleEnabled(false, call);
    expect(await lab.server.startSyncCycle('Delta', call)).toMatchObject({ ok: true });
  });

  it('keeps the run history for seven days (entra-connect.md §3.3 PurgeRunHistoryInterval)', async () => {
    const lab = runningLab('clean', 5);
    const since = lab.state.now;
    await lab.clock.sleep(8 * 24 * 60 * minute, call.signal);
    const [oldest] = await runsSince(lab, since);
    expect(Date.parse(lab.state.now) - Date.parse(oldest!.startedAt)).toBeLessThan(7.1 * 24 * 60 * minute);
  });
});

describe('the virtual clock', () => {
  it('advances by what was slept', async () => {
    const lab = runningLab();
    const before = lab.clock.now().getTime();
    await lab.clock.sleep(12_345, call.signal);
    expect(lab.clock.now().getTime() - before).toBe(12_345);
  });

  it('rejects with the reason of an abort, between two batches of a running step', async () => {
    const lab = runningLab('clean', 1500);
    await lab.server.startSyncCycle('Initial', call);
    const controller = new AbortController();
    const slept = lab.clock.sleep(60 * minute, controller.signal);
    setImmediate(() => controller.abort(new Error('enough')));
    await expect(slept).rejects.toThrow('enough');
    expect(valueOf(await lab.server.scheduler(call)).syncCycleInProgress).toBe(true);
  });

  it('makes the same lab of the same commands', async () => {
    const run = async () => {
      const lab = runningLab('licensed', 20);
      const rule = ruleNamed(lab, 'In from AD - User Exchange');
      await lab.server.putRule({ ...rule, disabled: true }, call);
      await lab.clock.sleep(3 * 60 * minute, call.signal);
      return [...lab.state.exchangeOnline.recipients.values()];
    };
    expect(await run()).toEqual(await run());
  });
});
