import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/** What the system answers where no file stands under a path. */
const noFile: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'EISDIR'];

/** A pipe, a device or the like under the name of a file: reading it might never end. */
export class NotAPlainFile extends Error {
  readonly path: string;
  constructor(path: string) {
    super(`${path} is not a file`);
    this.name = 'NotAPlainFile';
    this.path = path;
  }
}

/** The bytes of a file; undefined when there is none. Throws the system's error, or `NotAPlainFile`. */
export async function readIfPresent(path: string): Promise<Buffer | undefined> {
  return ifPresent(() => withPlainFile(path, (file) => file.readFile()));
}

/** The text of a file that must be there. Throws the system's error, or `NotAPlainFile`. */
export async function readPlainText(path: string): Promise<string> {
  return withPlainFile(path, (file) => file.readFile('utf8'));
}

/** Opens a file for reading once it is certain that it is one: opening a pipe would wait for whoever writes to it. */
export async function withPlainFile<Value>(path: string, use: (file: FileHandle) => Promise<Value>): Promise<Value> {
  const file = await open(path, constants.O_RDONLY | nonBlocking);
  try {
    const found = await file.stat();
    if (found.isDirectory()) throw Object.assign(new Error(`${path} is a folder`), { code: 'EISDIR', syscall: 'read' });
    if (!found.isFile()) throw new NotAPlainFile(path);
    return await use(file);
  } finally {
    await file.close();
  }
}

/** Windows has no such flag, and no pipes among its files. */
const nonBlocking = process.platform === 'win32' ? 0 : constants.O_NONBLOCK;

/** Undefined where no file stands under the path that is read. */
export async function ifPresent<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && noFile.includes(error.code)) return undefined;
    throw error;
  }
}
