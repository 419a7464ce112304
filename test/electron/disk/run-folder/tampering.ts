import { copyFile, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';

/** Tampers with a folder of which `paths` are all files; resolves to whether that made a difference. */
export type Mutation = (folder: string, paths: readonly string[]) => Promise<boolean>;

const index = fc.nat({ max: 1_000_000 });

function pick<Item>(items: readonly Item[], number: number): Item {
  return items[number % items.length]!;
}

/** Changes, inserts, removes, swaps or truncates any byte range of any file, or takes, swaps or adds files. */
export const anyMutation: fc.Arbitrary<{ readonly name: string; readonly mutate: Mutation }> = fc.oneof(
  fc.tuple(index, index, fc.uint8Array({ minLength: 1, maxLength: 40 })).map(([file, at, bytes]) => ({
    name: 'overwrite a byte range',
    mutate: changing(file, (before) => {
      const start = at % before.length;
      return Buffer.concat([before.subarray(0, start), bytes, before.subarray(start + bytes.length)]);
    }),
  })),
  fc.tuple(index, index, fc.uint8Array({ minLength: 1, maxLength: 40 })).map(([file, at, bytes]) => ({
    name: 'insert bytes',
    mutate: changing(file, (before) => {
      const start = at % (before.length + 1);
      return Buffer.concat([before.subarray(0, start), bytes, before.subarray(start)]);
    }),
  })),
  fc.tuple(index, index, fc.integer({ min: 1, max: 4000 })).map(([file, at, length]) => ({
    name: 'remove a byte range',
    mutate: changing(file, (before) => {
      const start = at % before.length;
      return Buffer.concat([before.subarray(0, start), before.subarray(start + length)]);
    }),
  })),
  fc.tuple(index, index, index, fc.integer({ min: 1, max: 200 })).map(([file, one, other, length]) => ({
    name: 'swap two byte ranges',
    mutate: changing(file, (before) => swapped(before, one, other, length)),
  })),
  fc.tuple(index, index, index).map(([file, one, other]) => ({
    name: 'swap two lines',
    mutate: changing(file, (before) => {
      const lines = before.toString('latin1').split('\n');
      const [a, b] = [one % lines.length, other % lines.length];
      [lines[a], lines[b]] = [lines[b]!, lines[a]!];
      return Buffer.from(lines.join('\n'), 'latin1');
    }),
  })),
  fc.tuple(index, index).map(([file, at]) => ({
    name: 'truncate a file',
    mutate: async (folder: string, paths: readonly string[]) => {
      const path = join(folder, pick(paths, file));
      const { length } = await readFile(path);
      await truncate(path, at % length);
      return true;
    },
  })),
  index.map((file) => ({
    name: 'remove a file',
    mutate: async (folder: string, paths: readonly string[]) => {
      await rm(join(folder, pick(paths, file)));
      return true;
    },
  })),
  fc.tuple(index, index).map(([one, other]) => ({
    name: 'swap two files',
    mutate: async (folder: string, paths: readonly string[]) => {
      const [a, b] = [join(folder, pick(paths, one)), join(folder, pick(paths, other))];
      if ((await readFile(a)).equals(await readFile(b))) return false;
      await rename(a, `${a}.aside`);
      await rename(b, a);
      await rename(`${a}.aside`, b);
      return true;
    },
  })),
  fc.tuple(index, index).map(([file, number]) => ({
    name: 'add a file',
    mutate: async (folder: string, paths: readonly string[]) => {
      await copyFile(join(folder, pick(paths, file)), join(folder, `${pick(paths, number)}.${String(number)}`));
      return true;
    },
  })),
);

function changing(file: number, change: (before: Buffer) => Buffer): Mutation {
  return async (folder, paths) => {
    const path = join(folder, pick(paths, file));
    const before = await readFile(path);
    const after = change(before);
    await writeFile(path, after);
    return !after.equals(before);
  };
}

function swapped(before: Buffer, one: number, other: number, length: number): Buffer {
  const [first, second] = [one % before.length, other % before.length].sort((a, b) => a - b) as [number, number];
  const size = Math.min(length, second - first, before.length - second);
  return Buffer.concat([
    before.subarray(0, first),
    before.subarray(second, second + size),
    before.subarray(first + size, second),
    before.subarray(first, first + size),
    before.subarray(second + size),
  ]);
}
