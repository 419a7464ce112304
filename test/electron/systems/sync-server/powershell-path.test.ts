import { describe, expect, it } from 'vitest';
import { engineOf, environmentFor, type Host } from '../../../../electron/systems/sync-server/powershell-path.ts';
import { systemFile } from '../../../../electron/systems/sync-server/windows-folder.ts';

function windows(environment: Host['environment'], architecture: NodeJS.Architecture = 'x64'): Host {
  return { platform: 'win32', architecture, environment };
}

const usual = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';

describe('the PowerShell of a server', () => {
  it.each([
    ['is that of the system folder', windows({ SystemRoot: 'C:\\Windows' }), usual],
    ['is found on another drive', windows({ SYSTEMROOT: 'D:\\WINNT' }), usual.replace('C:\\Windows', 'D:\\WINNT')],
    ['is never that of PATH', windows({ PATH: 'C:\\Users\\Public', SystemRoot: 'C:\\Windows' }), usual],
    ['is not looked for on a share', windows({ SystemRoot: '\\\\evil\\share' }), usual],
    ['is not looked for beside the program', windows({ SystemRoot: 'Windows' }), usual],
    [
      'is the 64-bit one for a 32-bit program',
      windows({ SystemRoot: 'C:\\Windows', PROCESSOR_ARCHITEW6432: 'AMD64' }, 'ia32'),
      usual.replace('System32', 'Sysnative'),
    ],
  ])('%s', (_what, host, path) => {
    expect(engineOf(host)).toEqual({ kind: 'windows-powershell', path });
  });

  it('is missing elsewhere', () => {
    expect(engineOf({ platform: 'linux', architecture: 'x64', environment: { PATH: '/usr/bin' } })).toBeUndefined();
  });

  it('can be named for a test or a lab', () => {
    const environment = { HYBRID_PREFLIGHT_POWERSHELL: '/opt/pwsh' };
    expect(engineOf({ platform: 'linux', architecture: 'x64', environment })).toEqual({
      kind: 'named',
      path: '/opt/pwsh',
    });
  });

  it('is not given the module folders of PowerShell 7', () => {
    const given = environmentFor({ kind: 'windows-powershell', path: usual }, { PSMODULEPATH: 'C:\\7', Path: 'x' });
    expect(given).toEqual({ Path: 'x' });
  });

  it('is ended by a program of the system folder', () => {
    expect(systemFile('taskkill.exe', { windir: 'C:\\x' })).toBe('C:\\Windows\\System32\\taskkill.exe');
  });
});
