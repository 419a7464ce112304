import { createHash } from 'node:crypto';
import { lstat, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EvidencePort, SealedFile } from '../../../shared/engine/contract/ports.ts';
import { failed, success, type FailureCode, type Result } from '../../../shared/base/failure.ts';
import { flushFolder, writeFileAtomically } from '../atomic-file.ts';
import { systemCodeOf } from './outcome.ts';
import { privateFolder } from '../make-folder.ts';
import { NotAPlainFile, readIfPresent } from '../plain-file.ts';
import { runFiles } from './run-files.ts';
import { isSafePath } from '../../../shared/engine/journal/safe-path.ts';

/** The sealed files of a run folder: written whole, flushed, and never changed. */
export function createEvidenceStore(runFolder: string): EvidencePort {
  return {
    seal: (path, text) => attempting(path, () => seal(runFolder, path, text)),
    read: (path) => attempting(path, () => read(runFolder, path)),
  };
}

async function seal(runFolder: string, path: string, text: string): Promise<Result<SealedFile>> {
  const names = await placeFor(runFolder, path);
  if (!names.ok) return names;
  const target = join(runFolder, ...names.value);
  const bytes = Buffer.from(text);
  const there = await readIfPresent(target);
  if (there !== undefined && !there.equals(bytes)) {
    return refuse(path, 'object-conflict', 'another text is sealed under this path');
  }
  if (there === undefined) await writeFileAtomically(target, bytes);
  return success({ size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
}

async function read(runFolder: string, path: string): Promise<Result<string>> {
  if (!isSafePath(path)) return refuse(path, 'invalid-input', 'not a path inside the run folder');
  const bytes = await readIfPresent(join(runFolder, runFiles.evidence, ...path.split('/')));
  return bytes === undefined ? refuse(path, 'not-found', 'no such file') : success(bytes.toString('utf8'));
}

/** Makes the folders down to the file and gives its names; refuses ways out, and spellings that Windows would confuse. */
async function placeFor(runFolder: string, path: string): Promise<Result<readonly string[]>> {
  if (!isSafePath(path)) return refuse(path, 'invalid-input', 'not a path inside the run folder');
  const names = [runFiles.evidence, ...path.split('/')];
  let folder = runFolder;
  for (const [index, name] of names.entries()) {
    const others = await readdir(folder);
    const confused = others.find((other) => other !== name && other.toLowerCase() === name.toLowerCase());
    if (confused !== undefined) return refuse(path, 'object-conflict', `differs from ${confused} in case only`);
    const last = index === names.length - 1;
    const next = join(folder, name);
    if (others.includes(name)) {
      const kind = await lstat(next);
      if (last ? !kind.isFile() : !kind.isDirectory()) return refuse(path, 'invalid-input', `${name} is in the way`);
    } else if (!last) {
      await mkdir(next, { mode: privateFolder });
      await flushFolder(folder);
    }
    folder = next;
  }
  return success(names);
}

async function attempting<Value>(path: string, work: () => Promise<Result<Value>>): Promise<Result<Value>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotAPlainFile) return refuse(path, 'invalid-input', error.message);
    const systemCode = systemCodeOf(error);
    if (systemCode === undefined) throw error;
    const denied = systemCode === 'EACCES' || systemCode === 'EPERM' || systemCode === 'EROFS';
    return refuse(path, denied ? 'access-denied' : 'file-unusable', systemCode);
  }
}

function refuse(path: string, code: FailureCode, raw: string) {
  return failed({ code, during: `evidence file ${path}`, raw, retry: 'pointless' });
}
