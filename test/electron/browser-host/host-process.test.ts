import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CallInput, CallName } from '../../../shared/ipc/calls.ts';
import type { Answer, CallOutputs } from '../../../shared/ipc/state.ts';
import { nextStep } from '../../../shared/engine/run/selectors.ts';
import { browserHostTexts } from '../../../shared/ipc/browser-host-texts.ts';
import { commandLine, valueOf } from '../service/service-builder.ts';
import { emptyFolder } from '../disk/temporary-folder.ts';
import { call as send, entered, listening, reaching } from './client.ts';
import { page } from './running-host.ts';
import { decidedOptions } from '../../remote-mailboxes.ts';

/** Milliseconds. Four processes start one after the other. */
const severalProcesses = 120_000;

const hostChild = fileURLToPath(new URL('./host-child.ts', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
}

/** A host in a process of its own, on folders of its own or those of another. */
async function hostProcess(environment: Record<string, string> = {}, folder?: string) {
  const own = folder ?? (await emptyFolder());
  const window = join(own, 'window');
  await mkdir(window, { recursive: true });
  await writeFile(join(window, 'index.html'), page);
  const folders = { HYBRID_PREFLIGHT_HOST_SETTINGS: join(own, 'settings'), HYBRID_PREFLIGHT_HOST_ENGAGEMENTS: own };
  const child: ChildProcess = spawn(process.execPath, [hostChild, window], {
    env: { ...process.env, ...folders, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  const opened = Promise.withResolvers<string>();
  child.stdout!.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    const address = /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+(?=\n)/.exec(said);
    if (address !== null) opened.resolve(address[0]);
  });
  const ended = Promise.withResolvers<Ended>();
  child.once('close', (code, signal) => ended.resolve({ code, signal }));
  const address = await opened.promise;
  const { origin } = new URL(address);
  return {
    ...{ child, address, origin, folder: own },
    ...reaching({ address, origin }),
    ended: ended.promise,
    said: () => said,
  };
}

type HostProcess = Awaited<ReturnType<typeof hostProcess>>;

/** A window of that host, with its calls and what it hears. */
async function windowOf(host: HostProcess) {
  const browser = await entered(host);
  const events = await listening(host, browser);
  return {
    events,
    async call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutputs[Name]> {
      const { text } = await send(host, browser, {}, JSON.stringify({ name, input }));
      return valueOf(JSON.parse(text) as Answer<CallOutputs[Name]>);
    },
  };
}

type Window = Awaited<ReturnType<typeof windowOf>>;

/** Takes a run as far as the given step, which is planned and not yet applied; how to apply it. */
async function plannedUntil({ call }: Window, folder: string, until: string) {
  await call('startEngagement', { customer: 'Fabrikam', ticket: '', operator: 'Anna', folder });
  await call('openTarget', { kind: 'scenario', scenario: 'clean', users: 200 });
  await call('beginRun', { procedure: 'null-clone', options: decidedOptions });
  for (;;) {
    const { run } = (await call('getState', {})).state;
    const { id } = nextStep(run!.run)!;
    await call('prepareStep', { step: id });
    const step = nextStep((await call('getState', {})).state.run!.run)!;
    // A step that is not needed has been passed.
    if (step.id !== id) continue;
    const confirmation = step.planned?.plan.confirmation?.count;
    const apply = { step: id, planHash: step.planned!.planHash, ...(confirmation !== undefined && { confirmation }) };
    if (id === until) return { apply, run: run!.folder };
    await call('applyStep', apply);
  }
}

describe('the browser host as a process', () => {
  it.each([
    ['Ctrl+C comes', 'SIGINT'],
    ['its terminal is closed', 'SIGHUP'],
  ] as const)(
    'stops at a safe point when %s during a write, closes the run and seals it',
    async (_, signal) => {
      const host = await hostProcess();
      const window = await windowOf(host);
      const { apply, run } = await plannedUntil(window, host.folder, 'full-sync');
      const writing = window.events.until('"event":"applying","step":"full-sync"');
      // The answer may come or the host may be gone before: either is right.
      void window.call('applyStep', apply).catch(() => undefined);
      await writing;
      // A terminal that is closed reads nothing any more.
      if (signal === 'SIGHUP') host.child.stdout!.destroy();
      host.child.kill(signal);
      expect(await host.ended).toEqual({ code: 0, signal: null });
      if (signal === 'SIGINT') expect(host.said()).toContain(browserHostTexts.ending);
      const last = (await readFile(join(run, 'journal.jsonl'), 'utf8')).trimEnd().split('\n').at(-1)!;
      expect(JSON.parse(last)).toMatchObject({ event: 'closed' });
      expect(commandLine(['report', 'verify', run]).code).toBe(0);
      expect(commandLine(['resume', '--run', run, '--yes']).document.outcome).toBe('verified');
    },
    severalProcesses,
  );

  it('ends by itself when its window has gone for good', async () => {
    const host = await hostProcess({ HYBRID_PREFLIGHT_HOST_GRACE: '50' });
    const window = await windowOf(host);
    window.events.leave();
    expect(await host.ended).toEqual({ code: 0, signal: null });
    expect(host.said()).toContain(browserHostTexts.gone);
  });

  it('stands beside another one: each has its own address, and what one works on the other leaves alone', async () => {
    const first = await hostProcess();
    const second = await hostProcess({}, first.folder);
    expect(second.origin).not.toBe(first.origin);
    const [one, other] = [await windowOf(first), await windowOf(second)];
    const { run } = await plannedUntil(one, first.folder, 'backup');
    await expect(other.call('continueRun', { folder: run, breakLock: false })).rejects.toThrow('"locked"');
    const { state } = await one.call('getState', {});
    const lab = state.target.kind === 'open' ? state.target.text.slice('lab:'.length) : '';
    await other.call('startEngagement', { customer: '', ticket: '', operator: 'Berta', folder: first.folder });
    await expect(other.call('openTarget', { kind: 'lab', folder: lab })).rejects.toThrow('in use');
    for (const host of [first, second]) host.child.kill('SIGINT');
    expect(await Promise.all([first.ended, second.ended])).toEqual(
      Array.from({ length: 2 }, () => ({ code: 0, signal: null })),
    );
  });
});
