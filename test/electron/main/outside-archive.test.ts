import { expect, it } from 'vitest';
import { outsideArchive } from '../../../electron/main/outside-archive.ts';

it.each([
  [
    'C:\\Program Files\\Hybrid Preflight\\resources\\app.asar\\dist\\electron\\worker\\worker.ps1',
    'C:\\Program Files\\Hybrid Preflight\\resources\\app.asar.unpacked\\dist\\electron\\worker\\worker.ps1',
  ],
  ['/opt/x/resources/app.asar/dist/a.ps1', '/opt/x/resources/app.asar.unpacked/dist/a.ps1'],
  ['/home/anna/checkout/dist/electron/worker/worker.ps1', '/home/anna/checkout/dist/electron/worker/worker.ps1'],
  ['C:\\app.asar.unpacked\\worker.ps1', 'C:\\app.asar.unpacked\\worker.ps1'],
])('a script in %s lies for PowerShell at %s', (path, there) => {
  expect(outsideArchive(path)).toBe(there);
});
