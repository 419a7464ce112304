import { once } from 'node:events';
import { chmod, mkdir, open, readdir, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

import { readExportFiles } from '../../../../electron/disk/export-files/export-files.ts';
import type { ExportFilesOutcome } from '../../../../electron/disk/export-files/export-files-outcome.ts';
import { exportLimits, type ExportLimits } from '../../../../electron/disk/export-files/export-limits.ts';
import { writeConfigurationFolder } from '../../../../electron/disk/export-files/write-configuration-folder.ts';
import type { ConfigurationFile } from '../../../../shared/entra-connect/formats/export/layout.ts';
import { readConfiguration } from '../../../../shared/entra-connect/formats/export/read-configuration.ts';
import { documentOf, writeConfiguration } from '../../../../shared/entra-connect/formats/export/write-configuration.ts';
import { configurationWith } from '../../../shared/entra-connect/rules/rule-builder.ts';
import { zipOf } from './zip-writer.ts';
import { emptyFolder } from '../temporary-folder.ts';

const never = new AbortController().signal;

function exportFiles(): readonly ConfigurationFile[] {
  const outcome = writeConfiguration(documentOf(configurationWith()));
  if (!outcome.ok) throw new Error('The small configuration cannot be written.');
  return outcome.files;
}

/** A folder `export` with a small configuration inside a folder of its own. */
async function exportedFolder(name = 'export'): Promise<string> {
  const folder = join(await emptyFolder(), name);
  const outcome = await writeConfigurationFolder(folder, exportFiles(), never);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return folder;
}

function read(folder: string, limits: ExportLimits = exportLimits): Promise<ExportFilesOutcome> {
  return readExportFiles(folder, never, limits);
}

function problemsOf(outcome: ExportFilesOutcome): readonly string[] {
  return outcome.ok ? [] : outcome.errors.map(({ problem }) => problem);
}

function byPath(files: readonly ConfigurationFile[]): readonly ConfigurationFile[] {
  return files.toSorted((left, right) => (left.path < right.path ? -1 : 1));
}

async function expectTheExport(folder: string): Promise<void> {
  const outcome = await read(folder);
  expect(outcome).toMatchObject({ ok: true, files: byPath(exportFiles()) });
}

describe('reading a configuration folder', () => {
  it('gives every file, in the order of their paths', async () => {
    const outcome = await read(await exportedFolder());
    expect(outcome).toMatchObject({ ok: true, files: byPath(exportFiles()), unread: [] });
  });

  it.each(['it’s "quoted"', 'Übung – 日本 👩‍👩‍👧', 'line\nbreak', ' blanks ', '$(x)`;#'])(
    'works in a folder named %j',
    async (name) => {
      await expectTheExport(await exportedFolder(name));
    },
  );

  it('finds the only configuration inside the folder', async () => {
    const folder = await exportedFolder();
    await expectTheExport(join(folder, '..'));
  });

  it('finds the configuration around one of its own folders', async () => {
    const folder = await exportedFolder();
    await expectTheExport(join(folder, 'SynchronizationRules'));
  });

  it('asks which one is meant when the folder holds several', async () => {
    const parent = await emptyFolder();
    await writeConfigurationFolder(join(parent, 'a'), exportFiles(), never);
    await writeConfigurationFolder(join(parent, 'b'), exportFiles(), never);
    const outcome = await read(parent);
    expect(problemsOf(outcome)).toEqual(['several-configurations']);
    expect(outcome).toHaveProperty('errors.0.message', expect.stringContaining('a, b'));
  });

  it('does not mind the case of folder names', async () => {
    const folder = await emptyFolder();
    for (const { path, text } of exportFiles()) {
      const [part, name] = path.toLowerCase().split('/') as [string, string];
      await mkdir(join(folder, part), { recursive: true });
      await writeFile(join(folder, part, name), text);
    }
    const outcome = await read(folder);
    expect(outcome.ok && readConfiguration(outcome.files)).toMatchObject({ ok: true });
  });

  it('says which other files it did not read', async () => {
    const folder = await exportedFolder();
    await writeFile(join(folder, 'notes.txt'), 'x');
    await writeFile(join(folder, 'Connectors', 'old.bak'), 'x');
    expect(await read(folder)).toMatchObject({
      ok: true,
      unread: [{ path: 'Connectors/old.bak' }, { path: 'notes.txt' }],
    });
  });

  it('reads files in UTF-16 as what they are', async () => {
    const folder = await exportedFolder();
    for (const { path, text } of exportFiles()) {
      await writeFile(
        join(folder, path),
        Buffer.from(`\ufeff<?xml version="1.0" encoding="utf-8"?>${text}`, 'utf16le'),
      );
    }
    const outcome = await read(folder);
    const configuration = outcome.ok ? readConfiguration(outcome.files) : undefined;
    expect(configuration).toMatchObject({ ok: true, document: { configuration: configurationWith() } });
  });

  it('follows a link that stays inside', async () => {
    const folder = await exportedFolder();
    await symlink(join(folder, 'GlobalSettings', 'MV.xml'), join(folder, 'Connectors', 'link.xml'));
    expect(await read(folder)).toMatchObject({ ok: true });
  });
});

describe('a folder that is no configuration', () => {
  it('does not exist', async () => {
    expect(problemsOf(await read(join(await emptyFolder(), 'nothing')))).toEqual(['not-found']);
  });

  it('is a file of another kind', async () => {
    const path = join(await emptyFolder(), 'file');
    await writeFile(path, 'x');
    expect(await read(path)).toMatchObject({ ok: true, files: [], unread: [{ path: 'file' }] });
  });

  it('is inside a file', async () => {
    const path = join(await emptyFolder(), 'file');
    await writeFile(path, 'x');
    expect(problemsOf(await read(join(path, 'inside')))).toEqual(['inside-a-file']);
  });

  it.skipIf(process.platform === 'win32')('has a name that is not in UTF-8', async () => {
    const folder = await emptyFolder();
    await writeFile(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x61, 0xff])]), 'x');
    expect(problemsOf(await read(join(folder, 'a\uFFFD')))).toEqual(['name-not-readable']);
    const outcome = await read(folder);
    expect(outcome).toMatchObject({ ok: true, unread: [{ why: expect.stringContaining('UTF-8') as string }] });
  });

  it.each([
    ['a 7-Zip archive', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0], '7-Zip'],
    ['a cabinet file', Buffer.from('MSCF\0\0'), 'cabinet'],
    ['a RAR archive', Buffer.from('Rar!\x1a\x07\0', 'latin1'), 'RAR'],
    ['a gzip archive', [0x1f, 0x8b, 8, 0], 'gzip'],
    ['a tar archive', Buffer.concat([Buffer.alloc(257, 'a'), Buffer.from('ustar\0')]), 'tar archive'],
    ['a PDF', Buffer.from('%PDF-1.7 text'), 'PDF'],
    ['a picture', Buffer.from('\x89PNG\r\n\0', 'latin1'), 'picture'],
    ['an event log', Buffer.from('ElfFile\0'), 'event log'],
  ])('is %s, which is named with what to do instead', async (_what, bytes, named) => {
    const path = join(await emptyFolder(), 'sent');
    await writeFile(path, Uint8Array.from(bytes));
    expect(await read(path)).toMatchObject({
      ok: true,
      files: [],
      unread: [{ path: 'sent', why: expect.stringContaining(named) as string }],
    });
  });

  it('is a document of Office, which is an archive too', async () => {
    const path = join(await emptyFolder(), 'rules.xlsx');
    await writeFile(path, zipOf([{ path: '[Content_Types].xml', content: '<Types/>' }, { path: 'xl/a.xml', content: '<a/>' }])); // prettier-ignore
    expect(await read(path)).toMatchObject({
      ok: true,
      unread: [{ path: 'rules.xlsx', why: expect.stringContaining('document of Office') as string }],
    });
  });

  it('has a name that no file system takes', async () => {
    expect(problemsOf(await read('a\0b'))).toEqual(['not-found']);
  });

  it('is empty', async () => {
    expect(await read(await emptyFolder())).toMatchObject({ ok: true, files: [], unread: [] });
  });

  it('has a file where a folder belongs', async () => {
    const folder = await emptyFolder();
    await writeFile(join(folder, 'Connectors'), 'x');
    expect(problemsOf(await read(folder))).toEqual(['not-a-folder']);
  });

  it('has a folder where a file belongs', async () => {
    const folder = await exportedFolder();
    await mkdir(join(folder, 'Connectors', 'folder.xml'));
    expect(problemsOf(await read(folder))).toEqual(['not-a-file']);
  });

  it('has a socket where a file belongs', async ({ skip }) => {
    skip(process.platform === 'win32', 'Windows keeps no sockets in folders');
    const folder = await exportedFolder();
    const server = createServer().listen(join(folder, 'Connectors', 'socket.xml'));
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    expect(problemsOf(await read(folder))).toEqual(['not-a-file']);
  });

  it('has a link that leads out', async () => {
    const folder = await exportedFolder();
    const secret = join(await emptyFolder(), 'secret.xml');
    await writeFile(secret, '<secret/>');
    await symlink(secret, join(folder, 'Connectors', 'link.xml'));
    const outcome = await read(folder);
    expect(outcome).toMatchObject({ ok: false, errors: [{ problem: 'link-leaves-folder' }] });
    expect(outcome).toHaveProperty('errors.0.path', expect.stringContaining('link.xml'));
  });

  it('has a folder that leads out', async () => {
    const folder = await emptyFolder();
    await symlink(join(await exportedFolder(), 'Connectors'), join(folder, 'Connectors'));
    expect(problemsOf(await read(folder))).toEqual(['link-leaves-folder']);
  });

  it('has a link that leads nowhere', async () => {
    const folder = await exportedFolder();
    await symlink(join(folder, 'gone.xml'), join(folder, 'Connectors', 'link.xml'));
    expect(problemsOf(await read(folder))).toEqual(['not-found']);
  });

  it('has a link that leads in a circle', async () => {
    const folder = await exportedFolder();
    await symlink(join(folder, 'Connectors', 'link.xml'), join(folder, 'Connectors', 'link.xml'));
    expect(problemsOf(await read(folder))).toEqual(['unreadable']);
  });

  it('has a file of 300 MB, which is refused without being read', async () => {
    const folder = await exportedFolder();
    const file = await open(join(folder, 'Connectors', 'huge.xml'), 'w');
    await file.truncate(300 * 2 ** 20);
    await file.close();
    const outcome = await read(folder);
    expect(outcome).toMatchObject({ ok: false, errors: [{ problem: 'file-too-large' }] });
    expect(outcome).toHaveProperty('errors.0.message', expect.stringContaining('300 MB'));
  });

  it('has too many files', async () => {
    expect(problemsOf(await read(await exportedFolder(), { ...exportLimits, files: 4 }))).toEqual(['too-many-files']);
  });

  it('has too much in its files together', async () => {
    expect(problemsOf(await read(await exportedFolder(), { ...exportLimits, totalSize: 100 }))).toEqual([
      'folder-too-large',
    ]);
  });

  it('has a file that may not be read', async ({ skip }) => {
    skip(process.platform === 'win32' || process.getuid?.() === 0, 'an administrator may read everything');
    const folder = await exportedFolder();
    await chmod(join(folder, 'GlobalSettings', 'MV.xml'), 0);
    expect(problemsOf(await read(folder))).toEqual(['unreadable']);
  });

  it('has several unreadable files: each is named', async () => {
    const folder = await exportedFolder();
    await writeFile(join(folder, 'Connectors', 'a.xml'), Buffer.from([0x3c, 0xff]));
    await writeFile(join(folder, 'Connectors', 'b.xml'), Buffer.from([0xff, 0xfe, 0x3c]));
    expect(problemsOf(await read(folder))).toEqual(['wrong-encoding', 'wrong-encoding']);
  });

  it('is not read after a cancellation', async () => {
    const outcome = await readExportFiles(await exportedFolder(), AbortSignal.abort());
    expect(problemsOf(outcome)).toEqual(['cancelled']);
  });
});

describe('writing a configuration folder', () => {
  it('leaves nothing beside the files', async () => {
    const folder = await exportedFolder();
    const names = await readdir(folder, { recursive: true });
    const folders = ['Connectors', 'GlobalSettings', 'SynchronizationRules'];
    expect(names.toSorted()).toEqual([...exportFiles().map(({ path }) => join(path)), ...folders].toSorted());
  });

  it('writes into an empty folder', async () => {
    expect(await writeConfigurationFolder(await emptyFolder(), exportFiles(), never)).toEqual({ ok: true });
  });

  it('never touches a folder that holds anything', async () => {
    const folder = await emptyFolder();
    await writeFile(join(folder, 'mine.txt'), 'x');
    const outcome = await writeConfigurationFolder(folder, exportFiles(), never);
    expect(outcome).toMatchObject({ ok: false, error: { problem: 'folder-not-empty' } });
    expect(await readdir(folder)).toEqual(['mine.txt']);
  });

  it('does not replace a file by a folder', async () => {
    const path = join(await emptyFolder(), 'file');
    await writeFile(path, 'x');
    expect(await writeConfigurationFolder(path, exportFiles(), never)).toMatchObject({
      ok: false,
      error: { problem: 'not-a-folder' },
    });
  });

  it.each(['../outside.xml', '/etc/x.xml', 'Connectors/../../x.xml', 'Connectors\\x.xml', 'Connectors/a:b.xml'])(
    'takes the path %j for a bug',
    async (path) => {
      const folder = join(await emptyFolder(), 'new');
      await expect(writeConfigurationFolder(folder, [{ path, text: '' }], never)).rejects.toThrow('Not a path');
    },
  );

  it('writes nothing after a cancellation', async () => {
    const folder = join(await emptyFolder(), 'new');
    const outcome = await writeConfigurationFolder(folder, exportFiles(), AbortSignal.abort());
    expect(outcome).toMatchObject({ ok: false, error: { problem: 'cancelled' } });
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
  });
});
