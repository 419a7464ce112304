import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '../workspace/atomic-file.ts';

/** Writes files into a folder, each whole or not at all; files of the same name are replaced. */
export async function writeFiles(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of files) await writeFileAtomically(join(folder, name), text);
}
