import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../../../shared/base/hash.ts';
import { flushFolder, writeFileAtomically } from '../atomic-file.ts';
import { digestOf, filesBelow, runFiles } from './run-files.ts';

/** The list of every file of a finished run folder, one a line, with a hash over itself. */

const sealSchema = z.strictObject({
  schema: z.literal(1),
  files: z.array(
    z.strictObject({ path: z.string(), size: z.int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
  sha256: z.string(),
});

export type SealedList = z.infer<typeof sealSchema>['files'];

/** Seals a run folder as it stands; to be called last, while the lock is held. Replaces an earlier seal. */
export async function sealRun(folder: string): Promise<void> {
  await writeFileAtomically(join(folder, runFiles.seal), sealText(await listFiles(folder)));
}

/** Takes the seal away before anything is written again. */
export async function removeSeal(folder: string): Promise<void> {
  await rm(join(folder, runFiles.seal), { force: true });
  await flushFolder(folder);
}

/** What the seal must list: every file but itself and the lock. */
export async function listFiles(folder: string): Promise<SealedList> {
  const files: SealedList = [];
  for (const { path, plain } of await filesBelow(folder)) {
    if (path === runFiles.seal || path === runFiles.lock) continue;
    // A link has no content of its own to seal; as an unlisted file it is found.
    if (plain) files.push({ path, ...(await digestOf(join(folder, ...path.split('/')))) });
  }
  return files;
}

export function sealText(files: SealedList): string {
  const lines = files.map((file) => canonicalJson(file)).join(',\n');
  const sha256 = createHash('sha256').update(lines).digest('hex');
  return `{"schema":1,"files":[\n${lines}\n],"sha256":"${sha256}"}\n`;
}

/** The list that a seal holds; undefined when the seal itself was changed. */
export function parseSeal(text: string): SealedList | undefined {
  const parsed = sealSchema.safeParse(parseJson(text));
  return parsed.success && sealText(parsed.data.files) === text ? parsed.data.files : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
