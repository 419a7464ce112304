import { crc32 } from 'node:zlib';
import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '../../disk/atomic-file.ts';
import { privateFile } from '../../disk/make-folder.ts';
import { withPlainFile } from '../../disk/plain-file.ts';

/** What the store does to its folder: the seam at which its tests kill it. */
export interface StoreFiles {
  /** Throws the system's error; ENOENT when there is no such file. */
  read(name: string): Promise<Buffer>;
  /** Writes a file that must not exist yet; `content` is only valid until this resolves. */
  writeNew(name: string, content: Buffer): Promise<void>;
  /** Puts a whole file in place of an old one, at one moment. */
  replace(name: string, content: Buffer): Promise<void>;
  remove(name: string): Promise<void>;
  /** Empty when there is no such folder. */
  list(): Promise<readonly string[]>;
}

/** The files of a folder. Nothing is flushed: a lab outlives a killed process, not a power cut. */
export function folderFiles(folder: string): StoreFiles {
  return {
    read: (name) => withPlainFile(join(folder, name), (file) => file.readFile()),
    async writeNew(name, content) {
      const file = await open(join(folder, name), 'wx', privateFile);
      try {
        await file.writeFile(content);
      } finally {
        await file.close();
      }
    },
    replace: (name, content) => writeFileAtomically(join(folder, name), content, { fsync: false }),
    remove: (name) => rm(join(folder, name), { force: true }),
    async list() {
      try {
        return await readdir(folder);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
        throw error;
      }
    },
  };
}

/** Detects damage, not intent. */
export function checksum(content: Uint8Array): number {
  return crc32(content);
}
