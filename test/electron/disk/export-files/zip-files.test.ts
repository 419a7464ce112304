import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readExportFiles } from '../../../../electron/disk/export-files/export-files.ts';
import type { ExportFilesOutcome } from '../../../../electron/disk/export-files/export-files-outcome.ts';
import { recreationScript } from '../../../../shared/entra-connect/formats/powershell/recreation-script.ts';
import { exchangeRule } from '../../../shared/entra-connect/rules/rule-builder.ts';
import { emptyFolder } from '../temporary-folder.ts';
import { zipOf, type ZipEntry } from './zip-writer.ts';

const never = new AbortController().signal;
const script = recreationScript(exchangeRule(108));
const rule: ZipEntry = { path: 'rule.ps1', content: script };

async function read(archive: Uint8Array): Promise<ExportFilesOutcome> {
  const path = join(await emptyFolder(), 'sent by mail.bin');
  await writeFile(path, archive);
  return readExportFiles(path, never);
}

async function problemOf(archive: Uint8Array): Promise<string> {
  const outcome = await read(archive);
  return outcome.ok ? 'none' : (outcome.errors[0]?.problem ?? '');
}

describe('a .zip, whatever its name', () => {
  it('gives the files in it that are part of an export, and names the others', async () => {
    const outcome = await read(
      zipOf([
        rule,
        { path: 'more/readme.txt', content: 'Dear colleague' },
        { path: 'more/', content: '' },
        { path: 'inner.zip', content: zipOf([rule]) },
        { path: 'picture.png', content: Uint8Array.of(0x89, 0x50, 0, 0, 1) },
      ]),
    );
    expect(outcome).toMatchObject({
      ok: true,
      files: [{ path: 'rule.ps1', text: script }],
      unread: [{ path: 'inner.zip' }, { path: 'more/readme.txt' }, { path: 'picture.png' }],
    });
  });

  it('is read when its paths are those of Windows', async () => {
    const outcome = await read(zipOf([{ ...rule, path: 'folder\\rule.ps1' }]));
    expect(outcome).toMatchObject({ ok: true, files: [{ path: 'folder/rule.ps1' }] });
  });

  it.each(['../outside.ps1', '/etc/outside.ps1', 'C:/outside.ps1', 'a/../../outside.ps1', '..\\outside.ps1'])(
    'with the path %s is refused as a whole',
    async (path) => {
      expect(await problemOf(zipOf([rule, { path, content: script }]))).toBe('damaged-archive');
    },
  );

  it('with a link is refused', async () => {
    expect(await problemOf(zipOf([rule, { path: 'link', content: '/etc/passwd', mode: 0o120_777 }]))).toBe(
      'link-in-archive',
    );
  });

  it('that is encrypted is refused', async () => {
    expect(await problemOf(zipOf([{ ...rule, isEncrypted: true }]))).toBe('encrypted');
  });

  it('with one name twice is refused: nobody can tell which file is meant', async () => {
    expect(await problemOf(zipOf([rule, rule]))).toBe('twice-in-archive');
  });

  it('that would unpack to more than an export can have is refused before anything is unpacked', async () => {
    const zeros = new Uint8Array(50 * 2 ** 20);
    const bomb = zipOf(Array.from({ length: 5 }, (_, index) => ({ path: `${String(index)}.ps1`, content: zeros })));
    expect(bomb.length).toBeLessThan(2 ** 20);
    expect(await problemOf(bomb)).toBe('folder-too-large');
    expect(await problemOf(zipOf([{ path: 'a.ps1', content: new Uint8Array(65 * 2 ** 20) }]))).toBe('file-too-large');
  });

  it.each([10, script.length * 2])('with a file that claims to unpack to %i bytes is refused', async (claimedSize) => {
    expect(await problemOf(zipOf([{ ...rule, claimedSize }]))).toBe('damaged-archive');
  });

  it('with a changed byte in a file is refused', async () => {
    const archive = zipOf([rule]);
    archive[200] = 255 - (archive[200] ?? 0);
    expect(await problemOf(archive)).toBe('damaged-archive');
  });

  it('that lists more files than it says is refused', async () => {
    expect(await problemOf(zipOf([rule, { ...rule, path: 'second.ps1' }], 1))).toBe('damaged-archive');
  });

  it('that was cut off is refused', async () => {
    const archive = zipOf([rule]);
    expect(await problemOf(archive.subarray(0, archive.length - 30))).toBe('damaged-archive');
  });
});
