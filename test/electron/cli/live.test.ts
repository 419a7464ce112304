import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { command, documentOf } from './child.ts';
import { errorDocument } from './documents.ts';

const checked = errorDocument.extend({
  checks: z.array(z.object({ id: z.string(), title: z.string(), outcome: z.string(), detail: z.string() })),
});

/** On any machine: the PowerShell that is named is not there. */
function withoutPowershell(): void {
  const { HYBRID_PREFLIGHT_POWERSHELL: before } = process.env;
  process.env['HYBRID_PREFLIGHT_POWERSHELL'] = '/nowhere/powershell';
  onTestFinished(() => {
    if (before === undefined) delete process.env['HYBRID_PREFLIGHT_POWERSHELL'];
    else process.env['HYBRID_PREFLIGHT_POWERSHELL'] = before;
  });
}

describe('--on live without PowerShell', { timeout: 60_000 }, () => {
  it('says what is missing and what to do, with exit code 3', async () => {
    withoutPowershell();
    const { code, stderr } = await command('assess', '--on', 'live');
    expect(code).toBe(3);
    expect(stderr).toContain('There is no Windows PowerShell on this machine.');
    expect(stderr).toContain('Run this program on the Microsoft Entra Connect server itself.');
  });

  it('lists every check in its document', async () => {
    withoutPowershell();
    const end = await command('assess', '--on', 'live', '--json');
    const { code, checks } = checked.parse(documentOf(end));
    expect([end.code, code]).toEqual([3, 'unreachable']);
    expect(checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      'this-server.powershell failed',
      'this-server.scripts not-run',
      'this-server.elevation not-run',
      'this-server.group not-run',
      'this-server.module not-run',
      'this-server.service not-run',
    ]);
  });

  it.each([['run', 'null-clone'], ['plan', 'null-clone'], ['compare']])('answers %s the same way', async (...words) => {
    withoutPowershell();
    const more = words[0] === 'compare' ? ['--with', 'defaults'] : words[0] === 'run' ? ['--run', '/nowhere/run', '--yes'] : ['--out', '/nowhere/plan']; // prettier-ignore
    const { code, stderr } = await command(...words, '--on', 'live', ...more);
    expect(stderr).toContain('There is no Windows PowerShell on this machine.');
    expect(code).toBe(3);
  });
});
