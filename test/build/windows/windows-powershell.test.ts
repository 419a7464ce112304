import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zeroGuid } from '../../../shared/base/guid.ts';
import {
  applyScript,
  undoScript,
} from '../../../shared/entra-connect/formats/powershell/change-script/change-script.ts';
import { powershell, runScript } from '../../electron/lab/adsync-module/powershell.ts';
import { customRule, directFlow } from '../../shared/entra-connect/rules/rule-builder.ts';

const root = join(import.meta.dirname, '../../..');
/** The checker of `../shared/powershell` and the cmdlets of Windows PowerShell 5.1 that it knows; neither is part of the project. */
const checker = join(root, '../shared/powershell/check51.ps1');
const commandsFile = join(root, '../shared/powershell/check51-commands.json');

/** What the checker reads of .NET Framework 4.7.2 and of PowerShell 5.1, as NuGet packages. */
const packages = [
  ['Microsoft.NETFramework.ReferenceAssemblies.net472', '1.0.3'],
  ['PowerShellStandard.Library', '5.1.1'],
  ['System.Reflection.MetadataLoadContext', '10.0.15'],
] as const;

const missing = whatIsMissing();

function whatIsMissing(): string | undefined {
  if (powershell === undefined) return 'no PowerShell here';
  if (!existsSync(checker)) return '../shared/powershell is not here';
  return hasSdk() ? undefined : 'no .NET SDK 10 here, which brings the reference assemblies';
}

function hasSdk(): boolean {
  const { status, stdout } = spawnSync('dotnet', ['--list-sdks'], { encoding: 'utf8' });
  return status === 0 && /^10\./m.test(stdout);
}

interface Offence {
  readonly severity: string;
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

describe.skipIf(missing !== undefined)(
  missing === undefined ? 'Windows PowerShell 5.1' : `Windows PowerShell 5.1 (skipped: ${missing})`,
  { timeout: 600_000 },
  () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'hybrid-preflight-51-'));
      const wanted = packages.map(([name, version]) => `<PackageDownload Include="${name}" Version="[${version}]"/>`);
      const project = `<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup>${wanted.join('')}</ItemGroup></Project>`;
      await writeFile(join(folder, 'references.csproj'), project);
      const quiet = { DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1' };
      execFileSync('dotnet', ['restore', join(folder, 'references.csproj')], { env: { ...process.env, ...quiet } });
      const commands = JSON.parse(readFileSync(commandsFile, 'utf8')) as Readonly<Record<string, readonly string[]>>;
      const exported = Object.entries(commands).map(([name, parameters]) => ({
        Name: name,
        ParameterSets: [parameters.map((parameter) => `-${parameter}`).join(' ')],
      }));
      const profile = { Modules: [{ ExportedCommands: exported, ExportedAliases: [] }] };
      await writeFile(join(folder, 'commands.json'), JSON.stringify(profile));
    }, 300_000);
    afterAll(async () => rm(folder, { recursive: true, force: true }));

    /** Looks at all scripts in one call: loading the reference assemblies takes most of the time. */
    async function errorsIn(...paths: readonly string[]): Promise<readonly Offence[]> {
      const given = paths.map((path) => `'${path}'`).join(', ');
      const call = `& '${checker}' -Path ${given} -Commands '${join(folder, 'commands.json')}' -AsJson`;
      await writeFile(join(folder, 'call.ps1'), `${call}\nexit 0\n`);
      const { out, error } = await runScript(join(folder, 'call.ps1'), {});
      const end = out.lastIndexOf(']');
      if (end < 0) throw new Error(out + error);
      expect(out.slice(end + 1)).toMatch(/looked at [1-9]\d* commands/);
      const found = JSON.parse(out.slice(0, end + 1)) as readonly Offence[];
      return found.filter(({ severity }) => severity === 'error');
    }

    it('has everything that the scripts for servers use, and not what later versions brought', async () => {
      const rule = customRule(42, directFlow('mail'), {
        scopeGroups: [[{ attribute: 'mail', operator: 'ISNULL', value: '' }]],
      });
      const change = {
        ...{ planId: zeroGuid, planHash: 'x', title: 'x', connectors: [], stagingMode: false },
        operations: [{ kind: 'create', rule }] as const,
      };
      const [apply, undo, later] = ['apply.ps1', 'undo.ps1', 'later.ps1'].map((name) => join(folder, name));
      await writeFile(apply!, applyScript(change));
      await writeFile(undo!, undoScript(change));
      await writeFile(later!, `${laterLines.map(([line]) => line).join('\n')}\n`);
      const ours = [
        'build/windows/verify-live.ps1',
        'electron/main/restart-as-administrator.ps1',
        'electron/systems/sync-server/worker',
        'electron/lab/adsync-module',
      ].map((path) => join(root, path));
      const errors = await errorsIn(...ours, apply!, undo!, later!);
      expect(errors.filter(({ file }) => file !== later)).toEqual([]);
      for (const [index, [, text]] of laterLines.entries()) {
        const ofLine = errors.filter(({ file, line }) => file === later && line === index + 1);
        expect(ofLine.map((one) => one.text).join('\n')).toContain(text);
      }
    });
  },
);

/** Lines that Windows PowerShell 5.1 does not run, and what the checker says of each. */
const laterLines = [
  ['$x = $a ?? 1', 'QuestionQuestion'],
  ['$x = $a ? 1 : 2', 'ternary'],
  ['Get-Uptime', 'no Get-Uptime'],
  ["'{}' | ConvertFrom-Json -AsHashtable", 'no -AsHashtable'],
  ['[Convert]::ToHexString([byte[]] @(1))', 'no static ToHexString'],
  ['$IsWindows', 'not in 5.1'],
] as const;
