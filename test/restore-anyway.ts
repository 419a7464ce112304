import { z } from 'zod';

const blocked = z.object({
  beforeUndo: z.array(
    z.object({ state: z.string(), objects: z.array(z.object({ rows: z.array(z.unknown()) })).default([]) }),
  ),
});

/** Undoes a run also for users who have a mailbox in Exchange Online; `owners`: how many they are. */
export function undoAnyway(run: string, owners?: number): readonly string[] {
  const number = owners === undefined ? [] : ['--confirm', `mailbox-owners=${String(owners)}`];
  return ['undo', '--run', run, '--yes', '--json', '--mailbox-owners', 'restore-anyway', ...number];
}

/** How many users an undo was stopped for, because their number was not given; undefined: it was not. */
export function ownersIn(stdout: string): number | undefined {
  const read = blocked.safeParse(JSON.parse(stdout));
  if (!read.success || !read.data.beforeUndo.some(({ state }) => state === 'blocked')) return undefined;
  return read.data.beforeUndo.flatMap(({ objects }) => objects)[0]?.rows.length;
}
