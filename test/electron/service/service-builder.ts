import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { nextStep } from '../../../shared/engine/run/selectors.ts';
import type { Service } from '../../../shared/ipc/bridge.ts';
import type { CallInput, CallName } from '../../../shared/ipc/calls.ts';
import type { Answer, AppState, CallOutputs, StateDelta } from '../../../shared/ipc/state.ts';
import { createService } from '../../../electron/service/service.ts';
import type { ServiceOptions } from '../../../electron/service/surroundings.ts';
import { fakeTime } from './fake-time.ts';
import { decidedOptions } from '../../remote-mailboxes.ts';

/** A service with everything a test wants to look at. */
export interface TestService {
  readonly service: Service;
  readonly folder: string;
  readonly deltas: StateDelta[];
  readonly unexpected: unknown[];
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Answer<CallOutputs[Name]>>;
  state(): Promise<AppState>;
}

/** A service whose folders all lie in one; closed when the test ends. */
export function serviceIn(folder: string, over: Partial<ServiceOptions> = {}): TestService {
  const unexpected: unknown[] = [];
  const service = createService({
    host: { kind: 'electron', printToPdf: null, showFolder: null, restartAsAdministrator: null },
    identity: { operator: 'anna', machine: 'SERVER1', pid: process.pid },
    folders: { settings: join(folder, 'settings'), engagements: folder, home: folder, logs: null },
    licences: [],
    onUnexpected: (error) => unexpected.push(error),
    time: fakeTime(),
    ...over,
  });
  onTestFinished(() => service.close());
  const deltas: StateDelta[] = [];
  service.onDelta((delta) => deltas.push(delta));
  const call: TestService['call'] = (name, input) =>
    service.call(name, input) as Promise<Answer<CallOutputs[typeof name]>>;
  return { service, folder, deltas, unexpected, call, state: async () => valueOf(await call('getState', {})).state };
}

export function valueOf<Value>(answer: Answer<Value>): Value {
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
}

export function codeOf(answer: Answer<unknown>): string {
  return answer.ok ? 'ok' : answer.problem.code;
}

/** An engagement in the service's folder. */
export async function withEngagement(test: TestService): Promise<void> {
  const { folder } = test;
  valueOf(
    await test.call('startEngagement', { customer: 'Fabrikam', ticket: 'CHG 7', operator: 'Anna Muster', folder }),
  );
}

export const fewUsers = 30;

/** An engagement and a small practice lab. */
export async function withLab(test: TestService, scenario = 'clean'): Promise<void> {
  await withEngagement(test);
  valueOf(await test.call('openTarget', { kind: 'scenario', scenario, users: fewUsers }));
}

/** A run of null-clone that has just begun. */
export async function withRun(test: TestService, options: Record<string, string> = {}): Promise<void> {
  await withLab(test);
  valueOf(await test.call('beginRun', { procedure: 'null-clone', options: { ...decidedOptions, ...options } }));
}

/** Goes through the steps as a person who agrees with every plan, up to and including a step. */
export async function goOn(test: TestService, until?: string): Promise<void> {
  for (;;) {
    const { run } = await test.state();
    const step = run === null ? undefined : nextStep(run.run);
    if (step === undefined) return;
    const { id } = step;
    if (step.state.kind === 'unknown') valueOf(await test.call('recoverStep', { step: id, way: 'adopt' }));
    else if (step.state.kind === 'planned' && step.planned !== undefined) {
      const { planHash, plan } = step.planned;
      const confirmation = plan.confirmation?.count;
      valueOf(
        await test.call('applyStep', { step: id, planHash, ...(confirmation !== undefined && { confirmation }) }),
      );
    } else valueOf(await test.call('prepareStep', { step: id }));
    const after = (await test.state()).run?.run.steps.find((record) => record.id === id);
    if (after?.state.kind === 'blocked' || after?.state.kind === 'failed') return;
    if (id === until && after?.state.kind !== 'planned' && after?.state.kind !== 'pending') return;
  }
}

/** State of each step as one word, by id. */
export async function stepWords(test: TestService): Promise<Readonly<Record<string, string>>> {
  const { run } = await test.state();
  return Object.fromEntries((run?.run.steps ?? []).map(({ id, state }) => [id, state.kind]));
}

/** Every step has been carried out and proved; with no option chosen there is no user to synchronize first. */
export async function expectAllVerified(test: TestService): Promise<void> {
  const { 'first-user': firstUser, ...others } = await stepWords(test);
  expect(firstUser).toBe('skipped');
  expect(new Set(Object.values(others))).toEqual(new Set(['verified']));
}

export interface CommandEnd {
  readonly code: number | null;
  readonly signal: string | null;
  readonly document: { readonly outcome?: string; readonly steps?: readonly { id: string; state: string }[] };
}

/** Runs the command line in a process of its own. */
export function commandLine(words: readonly string[], environment: Record<string, string> = {}): CommandEnd {
  const { status, signal, stdout } = spawnSync(process.execPath, ['electron/cli.mjs', ...words, '--json'], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });
  return { code: status, signal, document: stdout === '' ? {} : (JSON.parse(stdout) as CommandEnd['document']) };
}
