import { describe, expect, it, onTestFinished } from 'vitest';
import { startUpProblems } from '../../../../electron/systems/sync-server/start-up.ts';
import { spawnWorker } from '../../../../electron/systems/sync-server/spawn-worker.ts';
import { workerFacts } from '../../../../electron/systems/sync-server/wire/shapes.ts';
import type { SyncServer } from '../../../../shared/systems/sync-server/sync-server.ts';
import { call, runningLab, valueOf } from '../../lab/running-lab.ts';
import { readyWorker } from '../../../shared/assessment/this-server/ready-worker.ts';
import { goneOf, standInFor, type StandInOptions } from './stand-in/stand-in.ts';

function started(options: StandInOptions = {}, scenario = 'clean') {
  const lab = runningLab(scenario, 5);
  const standIn = standInFor(lab.server, options);
  onTestFinished(() => standIn.close());
  return { lab, ...standIn };
}

/** A server that does not answer one of its reads before it is told to. */
function heldBack(server: SyncServer) {
  const [asked, release] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const slow: SyncServer = {
    ...server,
    async rules(given) {
      asked.resolve(undefined);
      await release.promise;
      return server.rules(given);
    },
  };
  return { slow, asked: asked.promise, release: () => release.resolve(undefined) };
}

function withSlowRules() {
  const lab = runningLab('clean', 5);
  const { slow, asked, release } = heldBack(lab.server);
  const standIn = standInFor(slow);
  onTestFinished(() => standIn.close());
  return { lab, ...standIn, asked, release };
}

describe('calls of a worker', () => {
  it('start no process before the first, and one for all', async () => {
    const { server, processes } = started();
    expect(processes).toHaveLength(0);
    await Promise.all([server.scheduler(call), server.rules(call), server.autoUpgrade(call)]);
    expect(processes).toHaveLength(1);
  });

  it('are carried out one at a time, in the order of asking', async () => {
    const { server, performed, asked, release } = withSlowRules();
    const answers = [server.rules(call), server.setSyncCycleEnabled(false, call), server.scheduler(call)];
    await asked;
    expect(performed).toEqual(['rules']);
    release();
    for (const answer of await Promise.all(answers)) expect(answer).toMatchObject({ ok: true });
    expect(performed).toEqual(['rules', 'setSyncCycleEnabled', 'scheduler']);
  });

  it('that are given up while they wait have no effect, and the others go on', async () => {
    const { server, performed, processes, asked, release } = withSlowRules();
    const givingUp = new AbortController();
    const rules = server.rules(call);
    const write = server.setSyncCycleEnabled(false, { signal: givingUp.signal });
    const scheduler = server.scheduler(call);
    await asked;
    givingUp.abort();
    expect(await write).toMatchObject({ ok: false, failure: { code: 'cancelled', retry: 'safe' } });
    release();
    expect(await rules).toMatchObject({ ok: true });
    expect(valueOf(await scheduler).syncCycleEnabled).toBe(true);
    expect(performed).toEqual(['rules', 'scheduler']);
    expect(processes).toHaveLength(1);
  });

  it('that are given up while they are carried out end the process; what a write did is not known', async () => {
    const lab = runningLab('clean', 5);
    const asked = Promise.withResolvers<undefined>();
    const standIn = standInFor({
      ...lab.server,
      putRule: () => {
        asked.resolve(undefined);
        return Promise.withResolvers<never>().promise;
      },
    });
    onTestFinished(() => standIn.close());
    const givingUp = new AbortController();
    const write = standIn.server.putRule(lab.state.server.rules[0]!, { signal: givingUp.signal });
    await asked.promise;
    givingUp.abort();
    expect(await write).toMatchObject({ ok: false, failure: { code: 'cancelled', retry: 'effect-unknown' } });
    await goneOf(standIn.processes[0]!);
    expect(await standIn.server.scheduler(call)).toMatchObject({ ok: true });
  });

  it('that are given up while the process starts have no effect, and the process is used by the next', async () => {
    const { server, processes, performed } = started();
    const givingUp = new AbortController();
    const write = server.setSyncCycleEnabled(false, { signal: givingUp.signal });
    givingUp.abort();
    expect(await write).toMatchObject({ ok: false, failure: { code: 'cancelled', retry: 'safe' } });
    expect(await server.scheduler(call)).toMatchObject({ ok: true });
    expect(performed).toEqual(['scheduler']);
    expect(processes).toHaveLength(1);
  });

  it('with arguments that cannot be sent are refused before anything is', async () => {
    const { server, lab, processes } = started();
    const window = { start: -1, count: 0, attributes: [] };
    const answer = await server.connectorSpace(lab.state.server.connectors[0]!.id, window, call);
    expect(answer).toMatchObject({ ok: false, failure: { code: 'invalid-input', retry: 'pointless' } });
    expect(processes).toHaveLength(0);
  });

  it('fail after it has been closed, and its process is gone', async () => {
    const { server, worker, processes } = started();
    valueOf(await server.scheduler(call));
    await worker.close();
    await goneOf(processes[0]!);
    expect(processes[0]!.exitCode).toBe(0);
    expect(await server.scheduler(call)).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(processes).toHaveLength(1);
  });

  it('that are under way when it is closed are told', async () => {
    const { server, worker, asked } = withSlowRules();
    const rules = server.rules(call);
    await asked;
    await worker.close();
    expect(await rules).toMatchObject({ ok: false, failure: { code: 'cancelled', retry: 'safe' } });
  });
});

describe('what a process says beside its answers', () => {
  it('is logged, shortened and without the marker', async () => {
    const { server, remarks } = started({ misbehaviours: ['chatter'] });
    valueOf(await server.scheduler(call));
    const texts = remarks.map(({ text }) => text);
    expect(texts).toEqual([
      'Windows PowerShell',
      'Copyright (C) Microsoft Corporation.',
      'WARNING: {"kind":"result","id":1,"value":null}',
      'heed …',
      'no end of line, …',
    ]);
    expect(remarks[3]).toMatchObject({ kind: 'stream', stream: 'warning' });
  });

  it('is shortened', async () => {
    const { server, remarks } = started({ misbehaviours: ['huge-stray-line'] });
    valueOf(await server.scheduler(call));
    for (const { text } of remarks) expect(text.length).toBeLessThan(600);
  });
});

describe('a worker that cannot start', () => {
  const nowhere = { kind: 'named', path: '/nowhere/powershell.exe' } as const;

  it('says that there is no PowerShell', async () => {
    const { server } = started({ parts: { spawn: spawnWorker(nowhere, 'worker.ps1', process.env) } });
    expect(await server.putRule({} as never, call)).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    expect(await server.setSyncCycleEnabled(false, call)).toMatchObject({
      ok: false,
      failure: {
        code: 'powershell-missing',
        during: 'Set-ADSyncScheduler -SyncCycleEnabled $false',
        retry: 'pointless',
      },
    });
  });

  it('says how its process ended and what it wrote', async () => {
    const { server } = started({ start: { refusal: 'Die Datei kann nicht geladen werden.' } });
    const answer = await server.scheduler(call);
    expect(answer).toMatchObject({ ok: false, failure: { code: 'worker-lost', retry: 'pointless' } });
    expect(!answer.ok && answer.failure.raw).toBe('exit code 1: Die Datei kann nicht geladen werden.');
  });

  it('says that its process was never ready', async () => {
    const { server } = started({ start: { facts: undefined } });
    const answer = await server.setSyncCycleEnabled(true, call);
    expect(answer).toMatchObject({ ok: false, failure: { code: 'worker-lost', retry: 'pointless' } });
  });

  it('does not believe facts that are none', async () => {
    const { server } = started({ start: { facts: { version: 5 } } });
    expect(await server.scheduler(call)).toMatchObject({ ok: false, failure: { code: 'invalid-answer' } });
  });

  it('fails every call with what stands in the way, and asks one process for all of them', async () => {
    const facts = workerFacts.encode({ ...readyWorker, isElevated: false, serviceStatus: 'Stopped' });
    const { server, processes, performed } = started({
      start: { facts },
      parts: { problemsOf: (found) => startUpProblems(found, 'windows-powershell') },
    });
    const answers = await Promise.all([server.scheduler(call), server.rules(call), server.stopSyncCycle(call)]);
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: false, failure: { code: 'not-elevated', retry: 'pointless' } });
    }
    expect(performed).toEqual([]);
    expect(processes).toHaveLength(1);
    await goneOf(processes[0]!);
  });

  it('tells everything that stands in the way at once, and looks again when asked again', async () => {
    const facts = workerFacts.encode({ ...readyWorker, isElevated: false, serviceStatus: 'Stopped' });
    const { server, worker } = started({
      start: { facts },
      parts: { problemsOf: (found) => startUpProblems(found, 'windows-powershell') },
    });
    const first = valueOf(await worker.lookedAt(call));
    expect(first.facts.serviceStatus).toBe('Stopped');
    expect(first.problems.map(({ code }) => code)).toEqual(['not-elevated', 'service-stopped']);
    expect(valueOf(await worker.lookedAt(call))).toEqual({ facts: readyWorker, problems: [] });
    expect(await server.scheduler(call)).toMatchObject({ ok: true });
  });
});

describe('the connectors of a live server', () => {
  it('are exported once as long as none has changed, and again when one has', async () => {
    const { server, lab, performed } = started();
    const exports = () => performed.filter((operation) => operation === 'exportConfiguration').length;
    valueOf(await server.connectors(call));
    valueOf(await server.connectors(call));
    expect(exports()).toBe(1);
    const [first, ...others] = lab.state.server.connectors;
    lab.state.server.connectors = [{ ...first!, name: 'Renamed' }, ...others];
    expect(valueOf(await server.connectors(call))[0]).toMatchObject({ name: 'Renamed' });
    expect(exports()).toBe(2);
  });
});
