import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { builderConfiguration } from '../../build/electron-builder.config.ts';
import { missingDownload } from '../../build/package/missing-download.ts';
import { signingOf } from '../../build/signing.ts';
import description from '../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '..', '..');

describe('the package', () => {
  it('is a portable program and an installer for Windows x64', () => {
    expect(builderConfiguration.win.target).toEqual([
      { target: 'portable', arch: ['x64'] },
      { target: 'nsis', arch: ['x64'] },
    ]);
  });

  it('asks for no rights that its user does not have', () => {
    const { win, portable } = builderConfiguration;
    expect([win.requestedExecutionLevel, portable.requestExecutionLevel]).toEqual(['asInvoker', 'user']);
  });

  it('is installed where only administrators write: its scripts run as administrator, and lie outside the archive', () => {
    const { nsis } = builderConfiguration;
    expect([nsis.perMachine, nsis.allowElevation]).toEqual([true, true]);
  });

  it('is an archive whose integrity is checked', () => {
    expect([builderConfiguration.asar, builderConfiguration.disableAsarIntegrity]).toEqual([true, false]);
  });

  it('keeps what PowerShell reads outside the archive', () => {
    expect(builderConfiguration.asarUnpack).toEqual(['dist/electron/**/*.ps1']);
  });

  it('neither updates nor publishes itself', () => {
    expect(builderConfiguration.publish).toBeNull();
    expect(Object.keys({ ...description.dependencies, ...description.devDependencies })).not.toContain(
      'electron-updater',
    );
  });

  it('starts with what the bundling makes', () => {
    expect(description.main).toBe('dist/electron/main.js');
  });
});

describe('the icon', () => {
  it('has every size that Windows asks for', async () => {
    const icon = await readFile(join(root, builderConfiguration.win.icon));
    const count = icon.readUInt16LE(4);
    // Zero stands for 256.
    const sizes = Array.from({ length: count }, (_, index) => icon.readUInt8(6 + 16 * index) || 256);
    expect(sizes.toSorted((one, other) => one - other)).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 256]);
  });

  it('is there as a drawing', async () => {
    expect((await stat(join(root, 'build', 'icons', 'icon.svg'))).isFile()).toBe(true);
  });
});

describe('signing', () => {
  it.each(['WIN_CSC_LINK', 'CSC_LINK'])('is electron-builder’s with a certificate in %s', (name) => {
    expect(signingOf({ [name]: 'certificate' }, () => undefined)).toEqual({ signingHashAlgorithms: ['sha256'] });
  });

  it.each([{}, { CSC_LINK: '' }])('is left out without one, and says so for every file (%j)', async (environment) => {
    const say = vi.fn();
    const { sign } = signingOf(environment, say);
    const signFile = sign as unknown as (task: { readonly path: string }) => Promise<void>;
    await signFile({ path: '/out/Hybrid Preflight.exe' });
    expect(say.mock.calls).toEqual([['NOT SIGNED: Hybrid Preflight.exe (no certificate in WIN_CSC_LINK or CSC_LINK)']]);
  });
});

describe('a download that fails', () => {
  it('is one line', () => {
    const error = Object.assign(new Error('getaddrinfo ENOTFOUND example.org'), { code: 'ENOTFOUND' });
    expect(missingDownload(error, 'the runtime')).toBe(
      'Not packed: the runtime could not be downloaded (getaddrinfo ENOTFOUND example.org).',
    );
  });

  it.each([new Error('no such configuration'), Object.assign(new Error('x'), { code: 'EACCES' }), 'text', null])(
    'is not what every other error is (%#)',
    (error) => {
      expect(missingDownload(error, 'the runtime')).toBeNull();
    },
  );
});
