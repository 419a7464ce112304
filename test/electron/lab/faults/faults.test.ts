import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  faultKinds,
  switchOff,
  switchOn,
  type FaultKind,
  type PortName,
} from '../../../../electron/lab/faults/fault-book.ts';
import { createLabTarget, openLabTarget, type LabTarget } from '../../../../electron/lab/lab-target.ts';
import { faultyPort } from '../../../../electron/lab/faults/faulty-port.ts';
import type { Failure, Result } from '../../../../shared/base/failure.ts';
import { emptyLab } from '../empty-lab.ts';
import { call, runningLab, valueOf, type RunningLab } from '../running-lab.ts';
import { methodsOf } from './port-methods.ts';

let folder: string;
let target: LabTarget;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-'));
  target = valueOf(await createLabTarget(folder, emptyLab()));
});
afterEach(async () => {
  await target.close();
  await rm(folder, { recursive: true });
});

const ports = [
  ['sync-server', 'syncServer', methodsOf('sync-server/sync-server.ts', 'SyncServerReader', 'SyncServerWriter')],
  ['directory', 'directory', methodsOf('directory.ts', 'DirectoryReader')],
  ['tenant', 'tenant', methodsOf('tenant.ts', 'TenantReader', 'TenantWriter')],
  ['exchange-online', 'exchangeOnline', methodsOf('exchange-online.ts', 'ExchangeOnlineReader')],
] as const satisfies readonly (readonly [PortName, keyof LabTarget['writers'], readonly string[]])[];

const everyMethod = ports.flatMap(([port, system, methods]) => methods.map((method) => ({ port, system, method })));
const answered = faultKinds.filter((kind) => kind !== 'no-answer');
const everyFault = everyMethod.flatMap((entry) => answered.map((kind) => ({ ...entry, kind })));
const writes = [
  'setSyncCycleEnabled',
  'stopSyncCycle',
  'startSyncCycle',
  'putRule',
  'removeRule',
  'synchronizeObject',
  'setUsageLocation',
  'changeLicenses',
];

type Method = (...parameters: readonly unknown[]) => Promise<Result<unknown>>;

function invoke(system: keyof LabTarget['writers'], method: string): Promise<Result<unknown>> {
  const port = target.writers[system] as unknown as Readonly<Record<string, Method>>;
  return port[method]!({}, {}, call);
}

describe('every method of every port', () => {
  it('is found in the interfaces', () => {
    expect(everyMethod.map(({ method }) => method)).toEqual(
      expect.arrayContaining([...writes, 'rules', 'forests', 'recipientOf']),
    );
    expect(everyMethod).toHaveLength(new Set(everyMethod.map(({ port, method }) => `${port}.${method}`)).size);
  });

  it.each(everyFault)('$port.$method fails by $kind, once', async ({ port, system, method, kind }) => {
    // Writing methods that are handed nonsense would throw: the effect of -after is proved below, with a sane call.
    const before = kind.endsWith('-after') && writes.includes(method) ? undefined : kind;
    if (before === undefined) return;
    await target.lab.switchFaultOn({ port, call: method, kind, skip: 0, remaining: 1 });
    const answer = await invoke(system, method);
    expect(answer).toMatchObject({ ok: false, failure: { code: codes[kind] } });
    expect(target.lab.state.faults[0]?.remaining).toBe(0);
  });
});

const codes: Readonly<Record<Exclude<FaultKind, 'no-answer'>, Failure['code']>> = {
  'time-out-before': 'time-out',
  'time-out-after': 'time-out',
  throttled: 'throttled',
  'access-denied': 'access-denied',
  'connection-lost-before': 'connection-lost',
  'connection-lost-after': 'connection-lost',
  'connector-busy': 'connector-busy',
};

function faultyServer(lab: RunningLab) {
  return faultyPort(lab.machine, 'sync-server', lab.server);
}

describe('a fault', () => {
  const common = { port: 'sync-server', call: 'setSyncCycleEnabled', skip: 0, remaining: 1 } as const;

  it.each([
    ['time-out-before', 'True', 'effect-unknown'],
    ['time-out-after', 'False', 'effect-unknown'],
    ['connection-lost-before', 'True', 'safe'],
    ['connection-lost-after', 'False', 'effect-unknown'],
    ['throttled', 'True', 'safe'],
    ['access-denied', 'True', 'pointless'],
    ['connector-busy', 'True', 'safe'],
  ] as const)('%s of a write leaves the scheduler switched on: %s', async (kind, enabled, retry) => {
    const lab = runningLab('clean', 5);
    await switchOn(lab.machine, { ...common, kind });
    expect(await faultyServer(lab).setSyncCycleEnabled(false, call)).toMatchObject({ failure: { retry } });
    expect(lab.state.server.globalParameters.get('Microsoft.Synchronize.SynchronizationSchedule')).toBe(enabled);
  });

  it('no-answer lasts until the caller gives up, and leaves unknown what became of a write', async () => {
    const lab = runningLab('clean', 5);
    await switchOn(lab.machine, { ...common, kind: 'no-answer' });
    const control = new AbortController();
    const answer = faultyServer(lab).setSyncCycleEnabled(false, { signal: control.signal });
    await expect.poll(() => lab.state.faults[0]?.remaining).toBe(0);
    control.abort();
    expect(await answer).toMatchObject({ failure: { code: 'cancelled', retry: 'effect-unknown' } });
    expect(lab.state.server.globalParameters.get('Microsoft.Synchronize.SynchronizationSchedule')).toBe('True');
  });

  it('of a read may always be tried again', async () => {
    const lab = runningLab('clean', 5);
    await switchOn(lab.machine, { ...common, call: 'rules', kind: 'time-out-after' });
    expect(await faultyServer(lab).rules(call)).toMatchObject({ failure: { retry: 'safe' } });
    expect(await faultyServer(lab).rules(call)).toMatchObject({ ok: true });
  });

  it('lets calls pass first, strikes as often as it says, and then no more', async () => {
    const lab = runningLab('clean', 5);
    await switchOn(lab.machine, { ...common, call: 'rules', kind: 'throttled', skip: 2, remaining: 2 });
    const answers: boolean[] = [];
    for (let count = 0; count < 6; count += 1) answers.push((await faultyServer(lab).rules(call)).ok);
    expect(answers).toEqual([true, true, false, false, true, true]);
  });

  it('for every call strikes until it is switched off', async () => {
    const lab = runningLab('clean', 5);
    await switchOn(lab.machine, { ...common, call: '*', kind: 'throttled', remaining: undefined });
    expect((await faultyServer(lab).rules(call)).ok).toBe(false);
    expect((await faultyServer(lab).facts(call)).ok).toBe(false);
    await switchOff(lab.machine, undefined);
    expect((await faultyServer(lab).facts(call)).ok).toBe(true);
  });

  it('is kept with the lab, and counts on after it was opened again', async () => {
    await target.lab.switchFaultOn({ ...common, call: 'rules', kind: 'throttled', skip: 1 });
    await target.writers.syncServer.rules(call);
    await target.close();
    target = valueOf(await openLabTarget(folder));
    expect(await target.writers.syncServer.rules(call)).toMatchObject({
      failure: { code: 'throttled', retryAfter: 30 },
    });
    expect(await target.writers.syncServer.rules(call)).toMatchObject({ ok: true });
  });
});

describe('a cancelled call', () => {
  it('does nothing', async () => {
    const cancelled = { signal: AbortSignal.abort() };
    expect(await target.writers.syncServer.setSyncCycleEnabled(false, cancelled)).toMatchObject({
      failure: { code: 'cancelled' },
    });
    expect(valueOf(await target.readers.syncServer.scheduler(call)).syncCycleEnabled).toBe(true);
  });
});
