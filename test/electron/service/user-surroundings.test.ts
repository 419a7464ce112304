import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { licencesOfPackages } from '../../../electron/installation/licences.ts';
import { userFolders } from '../../../electron/service/user-surroundings.ts';

describe('the folders of a user', () => {
  it('are where each system keeps them', () => {
    const home = join('home', 'anna');
    expect(userFolders('linux', {}, home).settings).toBe(join(home, '.config', 'hybrid-preflight'));
    expect(userFolders('linux', { XDG_CONFIG_HOME: 'xdg' }, home).settings).toBe(join('xdg', 'hybrid-preflight'));
    expect(userFolders('win32', { APPDATA: 'roaming' }, home).settings).toBe(join('roaming', 'Hybrid Preflight'));
    expect(userFolders('linux', {}, home).engagements).toBe(join(home, 'Hybrid Preflight'));
  });
});

describe('the licences of what is inside', () => {
  it('name every package with version and licence, those of packages too', () => {
    const licences = licencesOfPackages();
    expect(licences.map(({ name }) => name)).toEqual(expect.arrayContaining(['react', 'scheduler', 'zod']));
    expect(licences.filter(({ version, licence }) => version === '' || licence === '')).toEqual([]);
  });
});
