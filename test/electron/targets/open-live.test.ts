import { describe, expect, it } from 'vitest';
import { openLive } from '../../../electron/targets/open-live.ts';
import { failed, success, type Failure, type FailureCode } from '../../../shared/base/failure.ts';
import { readyWorker } from '../../shared/assessment/this-server/ready-worker.ts';
import { call, runningLab } from '../lab/running-lab.ts';

const failure = (code: FailureCode): Failure => ({ code, during: 'start', raw: '', retry: 'pointless' });

async function opened(...problems: readonly Failure[]) {
  let closed = 0;
  const { server } = runningLab('clean', 5);
  const target = await openLive(
    () =>
      success({
        lookedAt: async () => success({ facts: readyWorker, problems }),
        server,
        close: async () => void (closed += 1),
      }),
    call.signal,
  );
  return { target, closed: () => closed };
}

describe('the Entra Connect server this program runs on', () => {
  it('is read and written through its worker, and shows what was looked at', async () => {
    const { target: answer, closed } = await opened();
    if (!answer.ok) throw new Error(answer.problem.problems.join('\n'));
    const { target } = answer;
    expect(target.text).toBe('live');
    expect((await target.readers.syncServer.rules(call)).ok).toBe(true);
    expect(target.checks?.map(({ outcome }) => outcome)).toEqual(Array(6).fill('passed'));
    expect(closed()).toBe(0);
    await target.close();
    expect(closed()).toBe(1);
  });

  it('answers for nothing that is not connected', async () => {
    const { target: answer } = await opened();
    if (!answer.ok) throw new Error(answer.problem.problems.join('\n'));
    const { readers, writers } = answer.target;
    for (const refusal of [
      await readers.tenant.users({ start: 0, count: 1 }, call),
      await readers.directory.forests(call),
      await readers.exchangeOnline.organization(call),
      await writers?.tenant.setUsageLocation('x' as never, 'DE', call),
    ]) {
      expect(refusal).toMatchObject({ ok: false, failure: { code: 'not-available' } });
    }
  });

  it('cannot be opened where there is no PowerShell', async () => {
    const answer = await openLive(() => failed(failure('powershell-missing')), call.signal);
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'unreachable' } });
  });

  it('is given back where something is missing, and everything that is missing is said at once', async () => {
    const { target, closed } = await opened(failure('not-elevated'), failure('service-stopped'));
    if (target.ok) throw new Error('It was opened');
    const { kind, problems, remedy, checks } = target.problem;
    expect(kind).toBe('unreachable');
    expect(problems).toEqual([
      expect.stringContaining('Runs as administrator: '),
      expect.stringContaining('Service ADSync: '),
    ]);
    expect(remedy.split('\n')).toHaveLength(2);
    expect(checks).toHaveLength(6);
    expect(closed()).toBe(1);
  });
});
