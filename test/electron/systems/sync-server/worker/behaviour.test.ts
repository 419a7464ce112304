import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workerFacts } from '../../../../../electron/systems/sync-server/wire/shapes.ts';
import { onPowershell, powershell } from '../../../lab/adsync-module/powershell.ts';
import { Conversation, workerScript } from './conversation.ts';

const minutes = 60_000;

describe.skipIf(powershell === undefined)(onPowershell('the worker'), { timeout: 5 * minutes }, () => {
  let folder: string;
  let worker: Conversation | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hybrid-preflight-worker-'));
  });
  afterEach(async () => {
    await worker?.end();
    worker = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  /** A module ADSync of these lines, in a folder of PSModulePath. */
  async function moduleOf(...lines: readonly string[]): Promise<string> {
    await mkdir(join(folder, 'ADSync'), { recursive: true });
    await writeFile(join(folder, 'ADSync', 'ADSync.psm1'), lines.join('\n'));
    const manifest = join(folder, 'ADSync', 'ADSync.psd1');
    await writeFile(manifest, "@{ RootModule = 'ADSync.psm1'; ModuleVersion = '2.3.4.5'; FunctionsToExport = '*' }");
    return manifest;
  }

  async function started(
    manifest: string | null,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Conversation> {
    worker = new Conversation(workerScript, environment);
    await worker.greet(manifest);
    return worker;
  }

  it('finds the module in PSModulePath, and says which it is', async () => {
    const manifest = await moduleOf('function Get-ADSyncScheduler { }');
    worker = new Conversation(workerScript, {
      PSModulePath: [folder, process.env['PSModulePath'] ?? ''].join(delimiter),
    });
    const facts = workerFacts.parse(await worker.greet(null));
    expect(facts.module).toEqual({ state: 'loaded', path: manifest, version: '2.3.4.5' });
    expect(facts).toMatchObject({ is64Bit: true, languageMode: 'FullLanguage' });
  });

  it('is ready without a module, and says where it looked', async () => {
    worker = new Conversation(workerScript, { PSModulePath: folder, ProgramFiles: join(folder, 'Programs') });
    const facts = workerFacts.parse(await worker.greet(null));
    if (facts.module.state !== 'missing') throw new Error(`The module is ${facts.module.state}`);
    const [first, ...others] = facts.module.searched;
    expect(first).toBe(join(folder, 'Programs', 'Microsoft Azure AD Sync', 'Bin', 'ADSync', 'ADSync.psd1'));
    expect(others).toContain(join(folder, 'ADSync', 'ADSync.psd1'));
    const { answer } = await worker.ask('scheduler');
    expect(answer).toMatchObject({ kind: 'error', error: { fullyQualifiedErrorId: 'CommandNotFoundException' } });
  });

  it('is ready with a module that cannot be loaded, and says why', async () => {
    const manifest = await moduleOf("throw 'Could not load file or assembly'");
    worker = new Conversation(workerScript, {});
    const { module } = workerFacts.parse(await worker.greet(manifest));
    expect(module).toEqual({
      state: 'broken',
      path: manifest,
      message: expect.stringContaining('Could not load file') as string,
    });
  });

  it('takes nothing that cmdlets say for an answer, and passes on what it can catch', async () => {
    const manifest = await moduleOf(
      'function Get-ADSyncConnectorRunStatus {',
      '  [CmdletBinding()] param()',
      "  Write-Host 'host'; Write-Warning 'warning'; Write-Verbose 'verbose' -Verbose; Write-Information 'information'",
      '  [Console]::WriteLine(\'console {"kind":"result","id":1,"value":[]}\')',
      "  [Console]::Write('no end of line')",
      "  Write-Progress -Activity 'progress'",
      '}',
    );
    const here = await started(manifest);
    const { answer, streams } = await here.ask('connectorRunStatus');
    expect(answer).toMatchObject({ kind: 'result', value: [] });
    expect(streams.map(({ stream, text }) => `${stream}: ${text}`)).toEqual([
      'information: host',
      'warning: warning',
      'verbose: verbose',
      'information: information',
    ]);
    expect(here.stray).toEqual(['console {"kind":"result","id":1,"value":[]}', 'no end of line']);
    expect((await here.ask('connectorRunStatus')).answer.kind).toBe('result');
  });

  it('turns an error that would not stop into one, with the errors that it wraps', async () => {
    const manifest = await moduleOf(
      'function Get-ADSyncScheduler { [CmdletBinding()] param()',
      "  $inner = New-Object System.IO.IOException 'innermost'",
      "  $outer = New-Object System.InvalidOperationException 'outer', $inner",
      "  $PSCmdlet.WriteError((New-Object System.Management.Automation.ErrorRecord $outer, 'BusyId', 'WriteError', $null))",
      "  'not reached'",
      '}',
    );
    const { answer } = await (await started(manifest)).ask('scheduler');
    expect(answer).toMatchObject({
      kind: 'error',
      error: {
        type: 'System.InvalidOperationException',
        message: 'outer',
        fullyQualifiedErrorId: 'BusyId,Get-ADSyncScheduler',
        category: 'WriteError',
        inner: [{ type: 'System.IO.IOException', message: 'innermost' }],
      },
    });
  });

  it('tells instants in UTC whatever their kind, and none for the first day of all', async () => {
    const manifest = await moduleOf(
      '$script:dates = [Collections.Queue] @(([DateTime]::new(2026, 11, 21, 10, 0, 0, [DateTimeKind]::Unspecified).AddTicks(1)), ([DateTime]::new(2026, 11, 21, 10, 0, 0, [DateTimeKind]::Utc)), ([DateTime]::new(2026, 11, 21, 10, 0, 0, 1, [DateTimeKind]::Utc).ToLocalTime()), [DateTime]::MinValue)',
      'function Get-ADSyncScheduler { [CmdletBinding()] param() [PSCustomObject] @{',
      '  SyncCycleEnabled = $true; StagingModeEnabled = $false; MaintenanceEnabled = $true; NextSyncCyclePolicyType = [DayOfWeek]::Monday',
      '  NextSyncCycleStartTimeInUTC = $script:dates.Dequeue(); CurrentlyEffectiveSyncCycleInterval = [TimeSpan]::FromHours(30.5) } }',
    );
    const here = await started(manifest, { TZ: 'Asia/Kathmandu' });
    const told: unknown[] = [];
    for (let index = 0; index < 4; index += 1) told.push((await here.ask('scheduler')).answer);
    expect(told).toMatchObject(
      ['2026-11-21T10:00:00.0000001Z', '2026-11-21T10:00:00.000Z', '2026-11-21T10:00:00.001Z', null].map(
        (nextSyncCycleStart) => ({
          value: {
            nextSyncCycleStart,
            effectiveInterval: '1.06:30:00',
            syncCycleInProgress: null,
            schedulerSuspended: false,
            nextSyncCyclePolicy: 'Monday',
          },
        }),
      ),
    );
  });

  it('tells texts with half a character, and no kind of value that it does not know', async () => {
    const manifest = await moduleOf(
      '$script:names = [Collections.Queue] @("a$([char] 0xd800)b$([char] 0xdc00)$([char] 0xd83d)$([char] 0xde00)", ([Version] \'1.2\'), 1.5)',
      'function Get-ADSyncGlobalSettings { [CmdletBinding()] param() $name = $script:names.Dequeue()',
      "  [PSCustomObject] @{ Parameters = @([PSCustomObject] @{ Name = 'x'; Value = $name }) } }",
      "function Get-ADSyncConnectorRunStatus { [CmdletBinding()] param() [PSCustomObject] @{ ConnectorName = 'x'; RunState = 'Busy' } }",
      "function Get-ADSyncConnector { [CmdletBinding()] param() [PSCustomObject] @{ Identifier = [Version] '1.2'; Version = 1; LastModificationTime = [DateTime]::UtcNow } }",
    );
    const here = await started(manifest);
    expect((await here.ask('globalParameters')).answer).toMatchObject({
      value: [{ name: 'x', value: 'a\ud800b\udc00\u{1f600}' }],
    });
    expect((await here.ask('connectorStamps')).answer).toMatchObject({
      kind: 'error',
      error: { message: 'The server gave no GUID where one was expected.' },
    });
    expect((await here.ask('connectorRunStatus')).answer.kind).toBe('result');
  });

  describe('synchronizes one object', () => {
    const connectorId = '00000000-0000-0000-0000-000000000002';
    const connector =
      'function Get-ADSyncConnector { [CmdletBinding()] param() [PSCustomObject] @{ ' +
      `Identifier = [Guid] '${connectorId}'; Name = 'x'; Partitions = @([PSCustomObject] @{ DN = 'DC=x' }) } }`;
    const given = { connectorId, distinguishedName: 'CN=a, dc=X' };

    /** A worker beside whose ADSync module lies this module for one object; undefined: none. */
    async function withTool(...lines: readonly string[]): Promise<Conversation> {
      const manifest = await moduleOf(connector);
      if (lines.length > 0) {
        await mkdir(join(folder, 'ADSyncDiagnostics'));
        await writeFile(join(folder, 'ADSyncDiagnostics', 'ADSyncDiagnostics.psm1'), lines.join('\n'));
      }
      return started(manifest);
    }

    const tool = (...body: readonly string[]) => [
      'function Invoke-ADSyncSingleObjectSync { [CmdletBinding()] param([Parameter(Mandatory)] [string] $DistinguishedName, [switch] $StagingMode, [switch] $NoHtmlReport)',
      ...body,
      '}',
    ];

    it('with a module that defines constants, and is loaded once for all of them', async () => {
      const here = await withTool(
        'Set-Variable -Name OutputPath -Value x -Option Constant -Scope global',
        '$script:calls = 0',
        ...tool(
          "$script:calls += 1; '{0} {1} {2} {3}' -f $script:calls, $DistinguishedName, $NoHtmlReport, $StagingMode",
        ),
      );
      for (const calls of [1, 2]) {
        const { answer } = await here.ask('synchronizeObject', given);
        expect(answer).toMatchObject({ kind: 'result', value: `${String(calls)} CN=a, dc=X True False` });
      }
    });

    it('with a module that goes on after a statement that failed, as the product\u2019s does', async () => {
      const here = await withTool(
        'Import-Module -Name NoModuleOfThisName',
        ...tool(
          "[Xml.XmlDocument]::new().LoadXml('')",
          "$element = ([xml] '<a/>').DocumentElement",
          "Write-Progress -Activity 'x'",
          "'{0}|{1}' -f $element.'not-there', $undefined",
        ),
      );
      const { answer, streams } = await here.ask('synchronizeObject', given);
      expect(answer).toMatchObject({ kind: 'result', value: '|' });
      expect(streams.map(({ stream }) => stream)).toContain('error');
    });

    it('with a module whose other functions are named like the worker\u2019s own', async () => {
      const here = await withTool(
        ...tool("'done'"),
        'function ConvertTo-Answer { throw }',
        'function Get-Answer { throw }',
      );
      expect((await here.ask('synchronizeObject', given)).answer).toMatchObject({ value: 'done' });
      expect((await here.ask('synchronizeObject', given)).answer).toMatchObject({ value: 'done' });
    });

    it.each([
      ['without the module', [], 'There is no '],
      ['with one that cannot be loaded', ["throw 'broken'"], 'cannot be loaded: broken'],
      [
        'with one of an older version',
        ['function Invoke-ADSyncDiagnostics { }'],
        'has no Invoke-ADSyncSingleObjectSync',
      ],
    ])('not, but says so, %s', async (_what, lines, message) => {
      const { answer } = await (await withTool(...lines)).ask('synchronizeObject', given);
      expect(answer).toMatchObject({
        kind: 'error',
        error: {
          fullyQualifiedErrorId: 'HybridPreflight.DiagnosticsMissing',
          message: expect.stringContaining(message) as string,
        },
      });
    });

    it.each([
      ['nothing', ''],
      ['two texts', "'{}'; '{}'"],
      ['an object', '[PSCustomObject] @{ Action = 1 }'],
    ])('and takes %s for no answer', async (_what, body) => {
      const { answer } = await (await withTool(...tool(body))).ask('synchronizeObject', given);
      expect(answer).toMatchObject({ kind: 'error', error: { fullyQualifiedErrorId: 'HybridPreflight.NotAsAsked' } });
    });

    it('and ends with a tool that ends in the midst of its work: nobody knows how far it came', async () => {
      const here = await withTool(...tool("throw 'in the midst'"));
      await expect(here.ask('synchronizeObject', given)).rejects.toThrow('The worker ended');
      expect(here.stray.join('')).toContain('in the midst');
    });

    it('not under the name of another connector', async () => {
      const here = await withTool(...tool("throw 'asked'"));
      const elsewhere = { ...given, connectorId: '00000000-0000-0000-0000-000000000003' };
      expect((await here.ask('synchronizeObject', elsewhere)).answer).toMatchObject({
        error: { fullyQualifiedErrorId: 'HybridPreflight.ConnectorUnknown' },
      });
    });
  });

  it('ends when its input ends, also before it was greeted', async () => {
    const greeted = await started(await moduleOf());
    expect(await greeted.end()).toBe(0);
    worker = new Conversation(workerScript, {});
    expect(await worker.end()).toBe(0);
  });

  it('ends rather than go on with somebody who speaks another language', async () => {
    const here = await started(await moduleOf());
    here.say('not JSON');
    await expect(here.next()).rejects.toThrow('The worker ended');
    expect(await here.end()).toBe(1);
  });
});
