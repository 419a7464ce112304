import { describe, expect, it } from 'vitest';
import { findChromium } from '../../build/check/find-chromium.ts';

const own = '/cache/ms-playwright/chrome';

/** Finds on a machine that has these programs and no others. */
function find(platform: NodeJS.Platform, programs: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  return findChromium(own, environment, platform, (path) => programs.includes(path));
}

describe('findChromium', () => {
  it('takes the program that the environment names before any other', () => {
    const environment = { HYBRID_PREFLIGHT_CHROMIUM: '/opt/chrome' };
    expect(find('linux', ['/usr/bin/chromium', '/opt/chrome'], environment)).toEqual({
      kind: 'found',
      program: '/opt/chrome',
    });
  });

  it('takes no other program in place of one that was named wrongly', () => {
    const environment = { HYBRID_PREFLIGHT_CHROMIUM: '/opt/chrome' };
    expect(find('linux', ['/usr/bin/chromium'], environment)).toEqual({
      kind: 'missing',
      remedy: 'HYBRID_PREFLIGHT_CHROMIUM names no file: /opt/chrome',
    });
  });

  it.each<[NodeJS.Platform, string]>([
    ['linux', '/usr/bin/chromium'],
    ['linux', '/usr/bin/google-chrome-stable'],
    ['linux', '/snap/bin/chromium'],
    ['darwin', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  ])('finds what is installed on %s: %s', (platform, program) => {
    expect(find(platform, [own, program])).toEqual({ kind: 'found', program });
  });

  it('finds Edge where Windows keeps it', () => {
    const program = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
    const environment = { ProgramFiles: 'C:\\Program Files', 'ProgramFiles(x86)': 'C:\\Program Files (x86)' };
    expect(find('win32', [program], environment)).toEqual({ kind: 'found', program });
  });

  it('falls back to the one that Playwright has downloaded', () => {
    expect(find('linux', [own])).toEqual({ kind: 'found', program: own });
  });

  it.each<NodeJS.Platform>(['linux', 'win32', 'darwin'])(
    'says how to get one on %s where there is none',
    (platform) => {
      const found = find(platform, []);
      expect(found).toMatchObject({ kind: 'missing', remedy: expect.stringContaining('install') as string });
      expect(found).toMatchObject({ remedy: expect.stringContaining('HYBRID_PREFLIGHT_CHROMIUM') as string });
    },
  );
});
