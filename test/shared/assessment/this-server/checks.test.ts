import { describe, expect, it } from 'vitest';
import type { Failure, FailureCode, Result } from '../../../../shared/base/failure.ts';
import { failureCatalogue } from '../../../../shared/systems/failure-texts.ts';
import { serverChecks } from '../../../../shared/assessment/this-server/checks.ts';
import type { Findings } from '../../../../shared/assessment/this-server/worker-facts.ts';
import { readyWorker } from './ready-worker.ts';

const failure = (code: FailureCode, raw = ''): Failure => ({ code, during: 'start', raw, retry: 'pointless' });
const found = (...problems: readonly Failure[]): Result<Findings> => ({
  ok: true,
  value: { facts: readyWorker, problems },
});
const outcomes = (lookedAt: Result<Findings>) =>
  Object.fromEntries(serverChecks(lookedAt).map(({ id, outcome }) => [id.replace('this-server.', ''), outcome]));
const failedIds = (lookedAt: Result<Findings>) =>
  serverChecks(lookedAt)
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ id }) => id);

describe('checks of the server this program runs on', () => {
  it('pass on a server in order', () => {
    expect(new Set(Object.values(outcomes(found())))).toEqual(new Set(['passed']));
  });

  it.each<[FailureCode, string]>([
    ['powershell-unsuitable', 'powershell'],
    ['powershell-32-bit', 'powershell'],
    ['powershell-restricted', 'scripts'],
    ['not-elevated', 'elevation'],
    ['not-in-adsync-admins', 'group'],
    ['module-missing', 'module'],
    ['module-broken', 'module'],
    ['service-stopped', 'service'],
  ])('tell %s at its place, with the remedy of the catalogue and the words of the system', (code, check) => {
    const lookedAt = found(failure(code, 'in its own words'));
    expect(failedIds(lookedAt)).toEqual([`this-server.${check}`]);
    const finding = serverChecks(lookedAt).find(({ outcome }) => outcome === 'failed');
    expect(finding?.remedy).toBe(failureCatalogue[code].remedy);
    expect(finding?.detail).toBe(`${failureCatalogue[code].cause} in its own words`);
  });

  it('tell everything that is missing at once', () => {
    expect(failedIds(found(failure('not-elevated'), failure('service-stopped')))).toHaveLength(2);
  });

  it.each<[FailureCode, string]>([
    ['powershell-missing', 'powershell'],
    ['scripts-blocked', 'scripts'],
    ['worker-lost', 'powershell'],
    ['invalid-answer', 'powershell'],
  ])('after %s are not run', (code, check) => {
    const { [check]: own, ...others } = outcomes({ ok: false, failure: failure(code) });
    expect(own).toBe('failed');
    expect(new Set(Object.values(others))).toEqual(new Set(['not-run']));
  });

  it('leave open whether the module can be loaded where a 32-bit process could not', () => {
    const facts = {
      ...readyWorker,
      is64Bit: false,
      module: { state: 'broken', path: 'C:\\ADSync.psd1', message: 'Could not load file' },
    } as const;
    const lookedAt = { ok: true, value: { facts, problems: [failure('powershell-32-bit')] } } as const;
    expect(outcomes(lookedAt)).toMatchObject({ powershell: 'failed', module: 'not-run', service: 'passed' });
  });

  it('show every fact of the start that they do not judge', () => {
    const shown = serverChecks(found())
      .map(({ detail }) => detail)
      .join('\n');
    const { version, culture, languageMode, module, serviceStatus } = readyWorker;
    const [path, moduleVersion] = module.state === 'loaded' ? [module.path, module.version] : [];
    for (const fact of [version, culture, languageMode, path, moduleVersion, serviceStatus]) {
      expect(shown).toContain(fact);
    }
  });

  it('point at another PowerShell that was named, and do not pass what there is not around it', () => {
    const facts = {
      ...readyWorker,
      edition: 'Core',
      version: '7.4.1',
      isElevated: undefined,
      isInAdSyncAdmins: undefined,
      serviceStatus: undefined,
    } as const;
    expect(outcomes({ ok: true, value: { facts, problems: [] } })).toEqual({
      powershell: 'investigate',
      scripts: 'passed',
      elevation: 'not-run',
      group: 'not-run',
      module: 'passed',
      service: 'not-run',
    });
  });
});
