import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import type { About } from '../../shared/ipc/state.ts';
import ownDescription from '../../package.json' with { type: 'json' };

const description = z.object({
  version: z.string(),
  license: z.string().default(''),
  dependencies: z.record(z.string(), z.string()).default({}),
});

/** Name, version and licence of every package inside, sorted by name; one that is bundled and not to be found is left out. */
export function licencesOfPackages(): About['licences'] {
  const paths = createRequire(import.meta.url).resolve.paths('zod') ?? [];
  const found = new Map<string, About['licences'][number]>();
  const waiting = Object.keys(ownDescription.dependencies);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const read = found.has(name) ? undefined : readDescription(name, paths);
    if (read === undefined) continue;
    found.set(name, { name, version: read.version, licence: read.license });
    waiting.push(...Object.keys(read.dependencies));
  }
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

function readDescription(name: string, folders: readonly string[]): z.infer<typeof description> | undefined {
  const path = folders.map((folder) => join(folder, name, 'package.json')).find((candidate) => existsSync(candidate));
  if (path === undefined) return undefined;
  const parsed = description.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return parsed.success ? parsed.data : undefined;
}
