import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { browserCommand, openBrowser } from '../../../electron/browser-host/open-browser.ts';
import { emptyFolder } from '../workspace/temporary-folder.ts';

const address = 'http://127.0.0.1:8080/?token=a&b;c';

describe('opening a browser', () => {
  it('hands the address over as one word, never to a shell', () => {
    expect(browserCommand(address, 'win32', {})).toEqual(['rundll32', 'url.dll,FileProtocolHandler', address]);
    expect(browserCommand(address, 'darwin', {})).toEqual(['open', address]);
  });

  it('uses what the desktop offers, where there is one', async () => {
    const folder = await emptyFolder();
    await mkdir(join(folder, 'bin'));
    const opener = join(folder, 'bin', 'xdg-open');
    await writeFile(opener, '');
    const path = ['/nowhere', join(folder, 'bin')].join(delimiter);
    expect(browserCommand(address, 'linux', { DISPLAY: ':0', PATH: path })).toEqual([opener, address]);
    expect(browserCommand(address, 'linux', { PATH: path })).toBeUndefined();
    expect(browserCommand(address, 'linux', { DISPLAY: ':0', PATH: '/nowhere' })).toBeUndefined();
  });

  it('says that there is none, so that the address is opened by hand', () => {
    expect(openBrowser(address, 'linux', {})).toBe(false);
  });
});
