import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { downloadRuntime, mayDownload, type Installation } from '../../build/start/download-runtime.ts';
import { installElectron } from '../../build/start/install-electron.ts';
import { startTexts } from '../../shared/ipc/browser-host-texts.ts';
import { fakeTime } from '../electron/service/fake-time.ts';
import { emptyFolder } from '../electron/disk/temporary-folder.ts';

/** A download whose bytes the test counts. */
function downloading() {
  const [time, cancel] = [fakeTime(), new AbortController()];
  const ended = Promise.withResolvers<Awaited<Installation['ended']>>();
  const told: string[] = [];
  let [bytes, stopped, installations] = [0, 0, 0];
  const install = (): Installation => {
    installations += 1;
    return { bytes: async () => bytes, ended: ended.promise, stop: () => void (stopped += 1) };
  };
  const end = downloadRuntime({ install, time, tell: (text) => told.push(text), signal: cancel.signal });
  return {
    ...{ end, told, cancel, time },
    finish: ended.resolve,
    stopped: () => stopped,
    installations: () => installations,
    /** Seconds in which so many bytes come each. */
    async pass(seconds: number, perSecond: number): Promise<void> {
      for (let second = 0; second < seconds; second += 1) {
        bytes += perSecond;
        time.pass(1_000);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

describe('downloading the Electron runtime', () => {
  it('is tried once, tells how far it is, and is done when the installation is', async () => {
    const download = downloading();
    await download.pass(11, 4e6);
    download.finish({ kind: 'installed' });
    expect(await download.end).toEqual({ kind: 'downloaded' });
    expect(download.told).toEqual([startTexts.downloading, '  20 MB', '  40 MB']);
    expect([download.installations(), download.stopped(), download.time.waiting()]).toEqual([1, 0, []]);
  });

  it('fails with the reason of the installation', async () => {
    const download = downloading();
    download.finish({ kind: 'failed', text: 'fetch failed' });
    expect(await download.end).toEqual({
      ...{ kind: 'failed', reason: 'its runtime could not be downloaded: fetch failed' },
    });
  });

  it('is given up within 15 seconds when nothing arrives, as behind a closed network', async () => {
    const download = downloading();
    await download.pass(15, 0);
    expect(await download.end).toEqual({ kind: 'failed', reason: startTexts.downloadStands(12) });
    expect([download.stopped(), download.time.waiting()]).toEqual([1, []]);
  });

  it('is waited for while it moves, but no longer than five minutes', async () => {
    const download = downloading();
    await download.pass(299, 1_000);
    expect(download.stopped()).toBe(0);
    await download.pass(1, 1_000);
    expect(await download.end).toEqual({ kind: 'failed', reason: startTexts.downloadTooLong(5) });
    expect(download.stopped()).toBe(1);
  });

  it('ends at once when it is cancelled', async () => {
    const download = downloading();
    download.cancel.abort();
    expect(await download.end).toEqual({ kind: 'failed', reason: startTexts.downloadCancelled });
    expect([download.stopped(), download.time.waiting()]).toEqual([1, []]);
  });

  it.each([
    ['at a terminal', {}, true],
    ['in CI', { CI: 'true' }, false],
    ['in tests', { VITEST: 'true' }, false],
    ['in CI where Electron is required', { CI: 'true', HYBRID_PREFLIGHT_ELECTRON: 'required' }, true],
  ])('is allowed %s: %j → %s', (_, environment, allowed) => {
    expect(mayDownload(environment)).toBe(allowed);
  });
});

describe('the installation that the package brings along', () => {
  async function installedBy(script: string) {
    const folder = await emptyFolder();
    await mkdir(join(folder, 'dist'));
    await writeFile(join(folder, 'install.js'), script);
    return { folder, installation: installElectron(folder) };
  }

  it('is run, and done when it says so', async () => {
    const { installation } = await installedBy(
      `require('fs').writeFileSync(__dirname + '/dist/electron', 'x'.repeat(9))`,
    );
    expect(await installation.ended).toEqual({ kind: 'installed' });
    expect(await installation.bytes()).toBe(9);
  });

  it('tells the first line of what went wrong', async () => {
    const { installation } = await installedBy(`console.error(new TypeError('fetch failed').stack); process.exit(1)`);
    expect(await installation.ended).toEqual({ kind: 'failed', text: 'fetch failed' });
  });

  it('can be stopped', async () => {
    const { installation } = await installedBy('setInterval(() => {}, 1000)');
    installation.stop();
    expect(await installation.ended).toMatchObject({ kind: 'failed' });
  });
});
