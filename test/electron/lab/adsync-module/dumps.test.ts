import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveLab, type ServedLab } from '../../../../electron/lab/adsync-module/serve-lab.ts';
import { readExport } from '../../../../electron/targets/open-export.ts';
import { runningLab, type RunningLab } from '../running-lab.ts';
import { onPowershell, powershell, runScript } from './powershell.ts';

const minutes = 60_000;
const { signal } = new AbortController();

describe.skipIf(powershell === undefined)(
  onPowershell('rules that PowerShell writes to a file'),
  { timeout: 5 * minutes },
  () => {
    let folder: string;
    let lab: RunningLab;
    let served: ServedLab;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'hybrid-preflight-dumps-'));
      lab = runningLab();
      served = await serveLab(lab.server);
      const file = join(folder, 'write.ps1');
      const lines = [
        "$ErrorActionPreference = 'Stop'",
        `Import-Module -Name '${served.modulePath}'`,
        `Set-Location -LiteralPath '${folder}'`,
        '$rules = @(Get-ADSyncRule)',
        '$rules | ConvertTo-Json -Depth 10 | Out-File -Encoding utf8 deep.json',
        '$rules | Select-Object * | ConvertTo-Json -Depth 10 | Out-File -Encoding unicode selected.json',
        'ConvertTo-Json -InputObject $rules -Depth 10 -Compress | Out-File -Encoding ascii compressed.json',
        '$rules | ConvertTo-Json -WarningAction SilentlyContinue | Out-File -Encoding utf8 shallow.json',
        '$rules | Export-Clixml -Depth 10 deep.xml',
        'Export-Clixml -InputObject $rules -Depth 10 -Encoding unicode list.xml',
        '$rules | Export-Clixml shallow.xml',
        'Import-Clixml deep.xml | Export-Clixml -Depth 10 again.xml',
        '$rules | Export-Csv table.csv',
        '$rules | Out-File -Encoding utf8 list.txt',
      ];
      await writeFile(file, lines.join('\n'));
      const { code, out, error } = await runScript(file, served.environment);
      expect(code, out + error).toBe(0);
    }, 5 * minutes);
    afterAll(async () => {
      await served.close();
      await rm(folder, { recursive: true, force: true });
    });

    it.each(['deep.json', 'selected.json', 'compressed.json', 'deep.xml', 'list.xml', 'again.xml'])(
      'are read back as the server has them: %s',
      async (name) => {
        const read = await readExport(join(folder, name), signal);
        if (!read.ok) throw new Error(read.problem.problems.join('\n'));
        const { rules } = read.content;
        expect(rules.kind === 'part' ? rules.value : []).toEqual(lab.state.server.rules);
        expect(read.notes).toHaveLength(3);
      },
    );

    it.each(['shallow.json', 'shallow.xml'])(
      'are left out by name, with what to send, where the default depth lost them: %s',
      async (name) => {
        const read = await readExport(join(folder, name), signal);
        const told = (read.ok ? read.notes : read.problem.problems).join('\n');
        const kept = read.ok && read.content.rules.kind === 'part' ? read.content.rules.value : [];
        for (const rule of lab.state.server.rules) {
          const isKept = kept.some(({ id }) => id === rule.id);
          if (isKept) expect(kept).toContainEqual(rule);
          else expect(told).toContain(`“${rule.name}”`);
        }
        expect(told).toContain('ConvertTo-Json -Depth 10');
      },
    );

    it.each([
      ['table.csv', 'it is a table of rules (Export-Csv)'],
      ['list.txt', 'it is what Get-ADSyncRule shows on the screen'],
    ])('are not read from %s, and it is said what that is', async (name, what) => {
      const read = await readExport(join(folder, name), signal);
      expect(read.ok ? [] : read.problem.problems).toEqual([
        expect.stringContaining('This file cannot be read.'),
        expect.stringContaining(what),
      ]);
    });
  },
);
