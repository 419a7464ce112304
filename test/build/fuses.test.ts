import { flipFuses, FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AfterPackContext } from 'electron-builder';
import { describe, expect, it, onTestFinished } from 'vitest';
import { builderConfiguration } from '../../build/electron-builder.config.ts';
import { fuses } from '../../build/fuses.ts';

const names = Object.keys(FuseV1Options).filter((key) => Number.isNaN(Number(key))) as (keyof typeof FuseV1Options)[];

/** The mark that @electron/fuses looks for in a runtime, and after it version, count and one byte for each fuse. */
const mark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** A file with the fuse wire of a runtime, every fuse as `state`. */
async function runtimeWith(count: number, state: FuseState) {
  const folder = await mkdtemp(join(tmpdir(), 'hybrid-preflight-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'Hybrid Preflight.exe');
  await writeFile(path, Buffer.concat([Buffer.from(`MZ${mark}`), Buffer.from([1, count]), Buffer.alloc(count, state)]));
  return { folder, path };
}

describe('the fuses', () => {
  it('are all decided on', () => {
    expect(names.filter((name) => !(FuseV1Options[name] in fuses))).toEqual([]);
    expect(fuses.strictlyRequireAllFuses).toBe(true);
  });

  it.each([
    ['RunAsNode', false],
    ['EnableCookieEncryption', true],
    ['EnableNodeOptionsEnvironmentVariable', false],
    ['EnableNodeCliInspectArguments', false],
    ['EnableEmbeddedAsarIntegrityValidation', true],
    ['OnlyLoadAppFromAsar', true],
    ['LoadBrowserProcessSpecificV8Snapshot', false],
    ['GrantFileProtocolExtraPrivileges', false],
    ['WasmTrapHandlers', true],
  ] as const)('set %s to %s', (name, value) => {
    expect(fuses[FuseV1Options[name]]).toBe(value);
  });

  it.each([FuseState.ENABLE, FuseState.DISABLE])(
    'are written by the packaging over whatever was there (%i)',
    async (before) => {
      const { folder, path } = await runtimeWith(names.length, before);
      const context = { appOutDir: folder, packager: { appInfo: { productFilename: 'Hybrid Preflight' } } };
      await builderConfiguration.afterPack(context as AfterPackContext);
      const wire = await getCurrentFuseWire(path);
      expect(names.map((name) => [name, wire[FuseV1Options[name]]])).toEqual(
        names.map((name) => [name, fuses[FuseV1Options[name]] ? FuseState.ENABLE : FuseState.DISABLE]),
      );
    },
  );

  it('of a runtime that has more of them fail the packaging', async () => {
    const { path } = await runtimeWith(names.length + 1, FuseState.DISABLE);
    await expect(flipFuses(path, fuses)).rejects.toThrow('strictlyRequireAllFuses');
  });
});
