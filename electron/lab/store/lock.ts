import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { failed, success, type Result } from '../../../shared/failure.ts';
import { labIsHeld } from '../../../shared/messages/lab-store.ts';

export const lockName = 'lab.lock';

const holder = z.object({ host: z.string(), process: z.number().int(), user: z.string(), token: z.string() });
type Holder = z.infer<typeof holder>;

export interface LabLock {
  release(): Promise<void>;
}

/** Takes the lab for this process alone. A holder that no longer runs on this machine is replaced; any other refuses. */
export async function lockLab(folder: string): Promise<Result<LabLock>> {
  const path = join(folder, lockName);
  const own: Holder = { host: hostname(), process: process.pid, user: userInfo().username, token: randomUUID() };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await created(path, JSON.stringify(own))) return success({ release: () => release(path, own.token) });
    const present = await holderOf(path);
    if (present !== undefined && (present === 'unreadable' || isAlive(present))) return heldBy(folder, present);
    if (present !== undefined) await putAside(path, present.token);
  }
  return heldBy(folder, 'unreadable');
}

/** A file that appears with its content: nobody ever reads half a lock. */
async function created(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}.tmp`;
  const file = await open(draft, 'wx');
  try {
    await file.writeFile(content);
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function holderOf(path: string): Promise<Holder | 'unreadable' | undefined> {
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return holder.parse(JSON.parse(content));
  } catch {
    return 'unreadable';
  }
}

/** Of two processes that find the same dead holder one moves its lock away; a lock taken meanwhile is put back. */
async function putAside(path: string, token: string): Promise<void> {
  const aside = `${path}.${randomUUID()}.tmp`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = await holderOf(aside);
  if (typeof moved === 'object' && moved.token !== token) await link(aside, path);
  await rm(aside, { force: true });
}

async function release(path: string, token: string): Promise<void> {
  const present = await holderOf(path);
  if (typeof present === 'object' && present.token === token) await rm(path, { force: true });
}

/** A process of another machine cannot be asked and counts as alive. */
function isAlive({ host, process: id }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function heldBy(folder: string, present: Holder | 'unreadable'): ReturnType<typeof failed> {
  const who = present === 'unreadable' ? undefined : present;
  return failed({
    code: 'not-available',
    during: `open the lab ${folder}`,
    raw: labIsHeld(join(folder, lockName), who),
    retry: 'safe',
  });
}
