import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { browserOpener, openBrowser } from '../../../electron/browser-host/open-browser.ts';
import { emptyFolder } from '../disk/temporary-folder.ts';

const address = 'http://127.0.0.1:8080/#token=a&b;c';

/** A folder of programs with an opener that notes what it was started with. */
async function desktop() {
  const folder = await emptyFolder();
  const [bin, noted] = [join(folder, 'bin'), join(folder, 'noted')];
  await mkdir(bin);
  const program = join(bin, 'xdg-open');
  await writeFile(program, `#!/bin/sh\nprintf '%s\\n' "$@" > '${noted}.part' && mv '${noted}.part' '${noted}'\n`);
  await chmod(program, 0o755);
  const path = ['/nowhere', bin, '/usr/bin', '/bin'].join(delimiter);
  return { program, environment: { DISPLAY: ':0', PATH: path }, noted: () => readFile(noted, 'utf8') };
}

describe('opening a browser', () => {
  it('hands the address over without a shell', () => {
    expect(browserOpener('win32', {})).toMatchObject({
      program: 'rundll32',
      words: ['url.dll,FileProtocolHandler'],
    });
    expect(browserOpener('darwin', {})).toMatchObject({ program: 'open', words: [] });
  });

  it('uses what the desktop offers, where there is one', async () => {
    const { program, environment } = await desktop();
    expect(browserOpener('linux', environment)?.program).toBe(program);
    expect(browserOpener('linux', { PATH: environment.PATH })).toBeUndefined();
    expect(browserOpener('linux', { DISPLAY: ':0', PATH: '/nowhere' })).toBeUndefined();
  });

  it('says that there is none, so that the address is opened by hand', async () => {
    expect(await openBrowser(address, 'linux', {})).toBeUndefined();
  });

  it.skipIf(process.platform === 'win32')(
    'shows no other user the address: the opener is started with a file of this user alone, gone afterwards',
    async () => {
      const { environment, noted } = await desktop();
      const opened = await openBrowser(address, 'linux', environment);
      const words = await vi.waitFor(noted, { timeout: 30_000 });
      expect(words).not.toContain('token');
      const file = words.trim();
      expect(await readFile(file, 'utf8')).toContain('content="0; url=http://127.0.0.1:8080/#token=a&amp;b;c"');
      expect([(await stat(file)).mode & 0o777, (await stat(dirname(file))).mode & 0o777]).toEqual([0o600, 0o700]);
      await opened?.forget();
      expect(spawnSync('ls', [dirname(file)]).status).not.toBe(0);
    },
  );
});
