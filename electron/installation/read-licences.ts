import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { About } from '../../shared/ipc/state.ts';

const licence = z.strictObject({ name: z.string(), version: z.string(), licence: z.string() });

/** Reads what the build wrote about the packages that are inside: `licences.json` beside the program. */
export async function readLicences(file: string): Promise<About['licences']> {
  return z.array(licence).parse(JSON.parse(await readFile(file, 'utf8')));
}
