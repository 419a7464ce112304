import type { Dirent } from 'node:fs';
import { access, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Answer, FolderListing } from '../../../shared/ipc/state.ts';
import { serviceProblems } from '../texts.ts';
import { manifestName } from '../../disk/lab-manifest.ts';
import { holdsConfiguration } from '../../disk/export-files/locate-configuration.ts';
import { runFiles } from '../../disk/run-folder/run-files.ts';
import type { Handlers, ServiceContext } from '../context.ts';
import { answering, folderPatience } from '../answering.ts';
import { answered, nothing, ofUnanswered, reachingFolder, refused } from '../problems.ts';
import { isWholePath } from '../whole-path.ts';

type Listed = FolderListing['folders'][number];

/** Folders, and files, that a picker shows of one folder. */
const mostFolders = 2_000;
const lookedAtOnce = 16;
const exportExtension = /\.(?:zip|ps1|json|xml|txt)$/i;
/** On Windows the list of drives is above every drive. */
const aboveDrives = '/';

/** Calls about folders of this machine. */
export const folderCalls: Pick<Handlers, 'listFolder' | 'openFolder'> = {
  async listFolder({ options, time }, { path = options.folders.home, files = false }) {
    if (!isWholePath(path)) return refused(serviceProblems.notAbsolute(path));
    if (process.platform === 'win32' && path === aboveDrives) return answered(await drives());
    const folder = resolve(path);
    return reachingFolder(folder, async () => {
      const listed = await answering(list(folder, files), { longest: { time, milliseconds: folderPatience } });
      return listed.kind === 'answered' ? listed.value : refused(ofUnanswered(listed.kind, folder));
    });
  },

  async openFolder(context, { folder }) {
    const { showFolder } = context.options.host;
    if (showFolder === null) return refused(serviceProblems.cannotShow());
    if (!isWholePath(folder)) return refused(serviceProblems.notAbsolute(folder));
    return reachingFolder(folder, async () => {
      const real = await realpath(folder);
      // What a file manager is given to open must be a folder, and one of ours: a file might be run.
      if (!(await stat(real)).isDirectory()) return refused(serviceProblems.notAFolder(folder));
      if (!(await isOurs(context, real))) return refused(serviceProblems.foreignFolder(folder));
      await showFolder(real);
      return nothing;
    });
  },
};

async function list(folder: string, files: boolean): Promise<Answer<FolderListing>> {
  if (!(await stat(folder)).isDirectory()) return refused(serviceProblems.notAFolder(folder));
  return answered({
    path: folder,
    parent: parentOf(folder),
    folders: await foldersIn(folder),
    files: files ? await filesIn(folder) : [],
  });
}

function parentOf(folder: string): string | null {
  const parent = dirname(folder);
  if (parent !== folder) return parent;
  return process.platform === 'win32' ? aboveDrives : null;
}

async function foldersIn(folder: string): Promise<readonly Listed[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = shownNames(entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()));
  const listed: Listed[] = [];
  for (let start = 0; start < names.length; start += lookedAtOnce) {
    const some = names.slice(start, start + lookedAtOnce);
    const looked = await Promise.all(some.map((name) => lookAt(name, join(folder, name))));
    listed.push(...looked.filter((found) => found !== undefined));
  }
  return listed;
}

/** What a file is, its content tells; the extension only whether it is worth showing. */
async function filesIn(folder: string): Promise<FolderListing['files']> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = shownNames(entries.filter((entry) => entry.isFile() && exportExtension.test(entry.name)));
  return names.map((name) => ({ name, path: join(folder, name) }));
}

function shownNames(entries: readonly Dirent[]): readonly string[] {
  return entries
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('.'))
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
    .slice(0, mostFolders);
}

/** A neighbour that may not be read is shown all the same; a link that leads to no folder is not. */
async function lookAt(name: string, path: string): Promise<Listed | undefined> {
  if (!(await isFolder(path))) return undefined;
  if (await exists(join(path, runFiles.description))) return { name, path, holds: 'run' };
  if (await exists(join(path, manifestName))) return { name, path, holds: 'lab' };
  const isExport = await holdsConfiguration(path).catch(() => false);
  return { name, path, holds: isExport ? 'export' : 'other' };
}

async function drives(): Promise<FolderListing> {
  const letters = Array.from({ length: 26 }, (_, index) => `${String.fromCharCode(65 + index)}:\\`);
  const present = await Promise.all(letters.map(async (path) => ({ path, there: await exists(path) })));
  const folders = present.flatMap(({ path, there }) => (there ? [{ name: path, path, holds: 'other' as const }] : []));
  return { path: aboveDrives, parent: null, folders, files: [] };
}

async function isOurs({ options, store, saved }: ServiceContext, folder: string): Promise<boolean> {
  const { engagement, run } = store.state();
  const ours = [engagement?.folder, run?.folder, options.folders.engagements, options.folders.logs, ...saved];
  for (const own of ours) {
    if (typeof own !== 'string') continue;
    const way = relative(await realpath(own).catch(() => own), folder);
    if (way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isWholePath(way))) return true;
  }
  return false;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
