import { z } from 'zod';

export const manifestName = 'lab.json';

const file = z.strictObject({
  /** Name within the lab's folder. */
  file: z.string().regex(/^[\w.-]+$/),
  bytes: z.number().int().nonnegative(),
  checksum: z.number().int().nonnegative(),
});

const shard = file.extend({ shard: z.number().int().nonnegative(), rows: z.number().int().nonnegative() });

/** `lab.json`: which files make up the present state; whatever else lies in the folder is left over. */
const manifest = z.strictObject({
  format: z.literal('hybrid-preflight-lab'),
  version: z.literal(1),
  /** Differs for every lab ever made, whatever its seed. */
  id: z.uuid(),
  /** Raised by every save; part of the names of the files written by it. */
  generation: z.number().int().positive(),
  parts: z.record(z.string(), file),
  tables: z.record(z.string(), z.array(shard)),
});

export type StoredFile = z.infer<typeof file>;

export type Manifest = z.infer<typeof manifest>;

/** Reads a manifest; throws `SyntaxError` or `z.ZodError` for anything else. */
export function parseManifest(text: string): Manifest {
  return manifest.parse(JSON.parse(text));
}

/** Names of all files that the manifest needs. */
export function filesOf({ parts, tables }: Manifest): ReadonlySet<string> {
  return new Set([...Object.values(parts), ...Object.values(tables).flat()].map((stored) => stored.file));
}
