import { describe, expect, it } from 'vitest';
import { explainDeath } from '../../../../electron/systems/sync-server/explain-death.ts';
import { startUpProblems } from '../../../../electron/systems/sync-server/start-up.ts';
import type { FailureCode } from '../../../../shared/base/failure.ts';
import type { WorkerFacts } from '../../../../shared/assessment/this-server/worker-facts.ts';
import { readyWorker } from '../../../shared/assessment/this-server/ready-worker.ts';

function codesOf(changes: Partial<WorkerFacts>, engine: 'windows-powershell' | 'named' = 'windows-powershell') {
  return startUpProblems({ ...readyWorker, ...changes }, engine).map(({ code }) => code);
}

const missing: WorkerFacts['module'] = { state: 'missing', searched: ['C:\\Program Files\\x.psd1'] };
const broken: WorkerFacts['module'] = { state: 'broken', path: 'C:\\x.psd1', message: 'Could not load file' };

describe('what stands in the way at the start', () => {
  it('is nothing on a well-kept server', () => {
    expect(codesOf({})).toEqual([]);
  });

  it.each<[Partial<WorkerFacts>, FailureCode]>([
    [{ edition: 'Core', version: '7.5.0' }, 'powershell-unsuitable'],
    [{ version: '5.0.10586.117' }, 'powershell-unsuitable'],
    [{ is64Bit: false }, 'powershell-32-bit'],
    [{ languageMode: 'ConstrainedLanguage' }, 'powershell-restricted'],
    [{ isElevated: false }, 'not-elevated'],
    [{ isInAdSyncAdmins: false }, 'not-in-adsync-admins'],
    [{ module: missing }, 'module-missing'],
    [{ module: broken }, 'module-broken'],
    [{ serviceStatus: 'Stopped' }, 'service-stopped'],
    [{ serviceStatus: undefined }, 'service-stopped'],
  ])('%o is %s', (changes, code) => {
    expect(codesOf(changes)).toEqual([code]);
  });

  it.each([missing, broken])(
    'does not blame the installation for a module that a 32-bit process cannot load',
    (module) => {
      expect(codesOf({ is64Bit: false, module })).toEqual(['powershell-32-bit']);
    },
  );

  it('leaves open what could not be told', () => {
    expect(codesOf({ isInAdSyncAdmins: undefined })).toEqual([]);
  });

  it('names everything, what must be settled first before the rest', () => {
    expect(codesOf({ isElevated: false, isInAdSyncAdmins: false, module: missing, serviceStatus: 'Stopped' })).toEqual([
      'not-elevated',
      'not-in-adsync-admins',
      'module-missing',
      'service-stopped',
    ]);
  });

  it('is only the module in an engine that was named for a test', () => {
    const facts = { edition: 'Core', isElevated: false, serviceStatus: undefined } as const;
    expect(codesOf(facts, 'named')).toEqual([]);
    expect(codesOf({ ...facts, module: missing }, 'named')).toEqual(['module-missing']);
  });
});

const script = 'C:\\Program Files\\Hybrid Preflight\\worker.ps1';
const refusals = {
  english: `exit code 1: File ${script} cannot be loaded because running scripts is disabled on this system.
    + CategoryInfo          : SecurityError: (:) [], ParentContainsErrorRecordException
    + FullyQualifiedErrorId : UnauthorizedAccess`,
  german: `exit code 1: Die Datei "${script}" kann nicht geladen werden, da die Ausführung von Skripts auf diesem System
deaktiviert ist.
    + CategoryInfo          : SecurityError: (:) [], ParentContainsErrorRecord
   Exception
    + FullyQualifiedErrorId : Unauthorized
   Access`,
};

function lines(policies: Readonly<Record<string, string>>): string {
  return Object.entries(policies)
    .map(([scope, policy]) => `${scope}=${policy}`)
    .join('\r\n');
}

const undefinedEverywhere = {
  ...{ MachinePolicy: 'Undefined', UserPolicy: 'Undefined', Process: 'Undefined' },
  ...{ CurrentUser: 'Undefined', LocalMachine: 'Undefined' },
};

function died(how: string, policies: Readonly<Record<string, string>>, isMarked = false) {
  return explainDeath(how, script, {
    policies: async () => lines({ ...undefinedEverywhere, ...policies }),
    isMarked: async () => isMarked,
  });
}

describe('a worker that ends before it is ready', () => {
  it.each(Object.entries(refusals))('was refused by the execution policy, told in %s', async (_language, how) => {
    const failure = await died(how, { MachinePolicy: 'AllSigned', Effective: 'AllSigned' });
    expect(failure).toMatchObject({ code: 'scripts-blocked', retry: 'pointless' });
    expect(failure.raw).toContain('AllSigned, set by a group policy for this computer (MachinePolicy)');
    expect(failure.raw).toContain(how);
  });

  it('was refused where no policy is set and the usual one allows no scripts', async () => {
    const failure = await died('exit code 1', { Effective: 'Restricted' });
    expect(failure.code).toBe('scripts-blocked');
    expect(failure.raw).toContain('Restricted, because none is set');
  });

  it('says when the script is marked as downloaded', async () => {
    const failure = await died(refusals.english, { LocalMachine: 'RemoteSigned', Effective: 'RemoteSigned' }, true);
    expect(failure.raw).toContain('Zone.Identifier');
  });

  it('was refused also where the policies cannot be told', async () => {
    const silent = { policies: async () => '', isMarked: async () => false };
    expect(await explainDeath(refusals.english, script, silent)).toMatchObject({ code: 'scripts-blocked' });
  });

  it.each([
    ['another error', 'exit code 1: Cannot find type [X]. FullyQualifiedErrorId : TypeNotFound'],
    ['access denied to a file', 'exit code 1: UnauthorizedAccessException: Access to the path is denied.'],
    ['nothing', 'SIGKILL'],
  ])('is not called refused for %s', async (_what, how) => {
    expect(await died(how, { LocalMachine: 'RemoteSigned', Effective: 'RemoteSigned' })).toMatchObject({
      code: 'worker-lost',
      raw: `It ended (${how}).`,
    });
  });
});
