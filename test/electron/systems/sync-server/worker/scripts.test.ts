import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Parser } from 'web-tree-sitter';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { operations } from '../../../../../electron/systems/sync-server/wire/operations.ts';
import { onPowershell, powershell, runScript } from '../../../lab/adsync-module/powershell.ts';
import { powershellParser } from '../../../../shared/entra-connect/formats/powershell/script-parser.ts';
import { workerScript } from './conversation.ts';
import { commandsOf, functionsOf, offences, parametersOf } from './script-rules.ts';

const folder = dirname(workerScript);
const files = readdirSync(folder).sort();
const scripts = new Map(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const cmdlets = /^((Get|Set|Start|Stop|New|Add|Remove|Sync)-ADSync[A-Z]\w+|Invoke-ADSyncSingleObjectSync)$/;

let parser: Parser;
let own: ReadonlySet<string>;
beforeAll(async () => {
  parser = await powershellParser();
  own = new Set([...scripts.values()].flatMap((script) => [...functionsOf(parser, script).keys()]));
});

function operationOf(functionName: string): string {
  const [, name = ''] = /^Invoke-(\w+)Operation$/.exec(functionName) ?? [];
  return `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
}

describe('the scripts of the worker', () => {
  it.each(files)('%s does nothing that a script of ours may not do', (name) => {
    expect(offences(parser, scripts.get(name) ?? '', own, cmdlets)).toEqual([]);
  });

  it('are all read by worker.ps1, each once, and by nobody else', () => {
    const read = [...(scripts.get('worker.ps1') ?? '').matchAll(/^\. .*'(\w+\.ps1)'\)$/gm)].map(([, name]) => name);
    expect(read.toSorted()).toEqual(files.filter((name) => name !== 'worker.ps1'));
    for (const [name, script] of scripts) if (name !== 'worker.ps1') expect(script).not.toMatch(/^\. /m);
  });

  it('help with every function and every parameter', () => {
    for (const script of scripts.values()) {
      const parameters = parametersOf(parser, script);
      for (const [name, help] of functionsOf(parser, script)) {
        expect(help, name).toMatch(/^<#\n\s+\.SYNOPSIS\n\s+\S/);
        for (const parameter of parameters.get(name) ?? []) expect(help, name).toContain(`.PARAMETER ${parameter}\n`);
      }
    }
  });

  it('have one function for each operation and no other', () => {
    const named = [...own].filter((name) => /^Invoke-\w+Operation$/.test(name)).map(operationOf);
    expect(named.toSorted()).toEqual(Object.keys(operations).toSorted());
  });

  it('call each of them by its literal name', () => {
    const called = [
      ...(scripts.get('worker.ps1') ?? '').matchAll(
        /^ +'(\w+)' \{ return \((Invoke-\w+) -Arguments \$Arguments\) \}$/gm,
      ),
    ];
    expect(called.map(([, name]) => name).toSorted()).toEqual(Object.keys(operations).toSorted());
    for (const [, name, functionName] of called) expect(operationOf(functionName ?? '')).toBe(name);
  });

  it('name no function twice', () => {
    const names = [...scripts.values()].flatMap((script) => [...functionsOf(parser, script).keys()]);
    expect(names).toHaveLength(new Set(names).size);
  });

  it('call the server’s cmdlets with errors that stop, and never keep a preview', () => {
    const commands = [...scripts.values()].flatMap((script) => commandsOf(parser, script));
    const calls = commands.filter((command) => cmdlets.test(command.split(/\s/)[0] ?? ''));
    expect(calls.length).toBeGreaterThan(20);
    // Splatted parameters hold it themselves; the tool for one object reports its failures, and goes on after some.
    const tool = 'Invoke-ADSyncSingleObjectSync -DistinguishedName $DistinguishedName -NoHtmlReport *>&1';
    const withoutStop = calls.filter((call) => !call.includes('-ErrorAction Stop') && !call.includes(' @'));
    expect(withoutStop.map((call) => call.trim())).toEqual([tool]);
    expect(calls.filter((call) => call.includes('-Commit'))).toEqual([]);
  });
});

describe.skipIf(powershell === undefined)(onPowershell('PSScriptAnalyzer'), { timeout: 300_000 }, () => {
  it('finds nothing in any script that runs on a server, with the syntax of Windows PowerShell 5.1', async ({
    skip,
  }) => {
    const at = await mkdtemp(join(tmpdir(), 'hybrid-preflight-analyse-'));
    onTestFinished(() => rm(at, { recursive: true, force: true }));
    const verify = join(import.meta.dirname, '../../../../../build/windows/verify-live.ps1');
    await writeFile(
      join(at, 'analyse.ps1'),
      [
        "if ($null -eq (Get-Module -ListAvailable -Name PSScriptAnalyzer)) { 'absent'; exit 0 }",
        "$rules = @{ PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = @('5.1') } }",
        `foreach ($file in '${join(folder, '*.ps1')}', '${verify}') {`,
        '  Invoke-ScriptAnalyzer -Path $file -Settings @{ Rules = $rules } |',
        "    ForEach-Object { '{0} {1}:{2} {3}' -f $_.RuleName, $_.ScriptName, $_.Line, $_.Message }",
        '}',
      ].join('\n'),
    );
    const { code, out, error } = await runScript(join(at, 'analyse.ps1'), {});
    skip(out.trim() === 'absent', 'PSScriptAnalyzer is not installed here');
    expect(code, error).toBe(0);
    expect(out.trim()).toBe('');
  });
});

describe('a script', () => {
  it.each([
    ['Invoke-Expression $text', 'command Invoke-Expression'],
    ['iex $text', 'command iex'],
    ['& $name', '& $name'],
    ['. $name', '. $name'],
    ["& 'C:\\x.exe'", "& 'C:\\x.exe'"],
    ['[ScriptBlock]::Create($text)', 'type ScriptBlock'],
    ['[PowerShell]::Create()', 'type PowerShell'],
    ['$block.Invoke()', 'member Invoke'],
    ['$value.$name($text)', 'member by variable'],
    ['$ExecutionContext.InvokeCommand.InvokeScript($text)', 'member InvokeScript'],
    ['powershell.exe -Command $text', 'command powershell.exe'],
    ['Start-Process x', 'command Start-Process'],
    ['New-Object -TypeName System.Net.WebClient', 'New-Object System.Net.WebClient'],
    ['$x = $a ? 1 : 2', 'cannot be read'],
    ['$x = $a ?? 2', 'cannot be read'],
    ['Get-Module && Get-Module', 'pipeline_chain_tail'],
    ['$list | ForEach-Object -Parallel { 1 }', '-Parallel'],
    ['foreach ($line in $input) { $line }', '$input'],
    ["'\u2019'", 'not only ASCII'],
  ])('is caught doing this: %s', async (script, offence) => {
    expect(offences(await powershellParser(), script, new Set(), cmdlets).join('\n')).toContain(offence);
  });
});
