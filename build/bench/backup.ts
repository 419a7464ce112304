import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupAnswer, BackupRequest } from './back-up-lab.ts';
import { inChildProcess, scriptFile } from './child.ts';
import type { Measurement, Unit } from './measurement.ts';
import { median } from './statistics.ts';
import type { LabAnswer, LabRequest } from './synchronize-lab.ts';

const synchronizeLab = scriptFile(import.meta.resolve('./synchronize-lab.ts'));
const backUpLab = scriptFile(import.meta.resolve('./back-up-lab.ts'));

const small = { users: 20_000, repetitions: 3 };
const large = { users: 100_000, repetitions: 3 };
const factor = large.users / small.users;
/** What a customer's server has to spare beside the product. */
const goalBytes = 2e9;
/** Garbage collection and caches; quadratic work would show 5. */
const linearGoal = 1.5;

/** The backup of null-clone, which reads every user with all that its rules look at, with 20,000 and with 100,000 users. */
export async function measureBackup(workFolder: string, signal: AbortSignal): Promise<Measurement[]> {
  const twenty = await backupOf(small, workFolder, signal);
  const hundred = await backupOf(large, workFolder, signal);
  const against = `${factor} × that of ${number(small.users)} users`;
  const ratioOf = (of: (answer: BackupAnswer) => number) => ({
    ratio: { value: of(hundred) / (factor * of(twenty)), against, goal: linearGoal },
  });
  return [
    time(small.users, twenty),
    { ...time(large.users, hundred), ...ratioOf(({ times }) => median(times.map(({ computing }) => computing))) },
    line(small.users, 'held', 'most held beside the lab', 'bytes', twenty.held, {}),
    {
      ...line(large.users, 'held', 'most held beside the lab', 'bytes', hundred.held, {}),
      ...ratioOf(({ held }) => held),
      goal: goalBytes,
    },
    line(large.users, 'memory', 'most memory, with the lab', 'bytes', hundred.memory.done, {
      loaded: hundred.memory.loaded,
    }),
  ];
}

async function backupOf(
  { users, repetitions }: { readonly users: number; readonly repetitions: number },
  workFolder: string,
  signal: AbortSignal,
): Promise<BackupAnswer> {
  const folder = await mkdtemp(join(workFolder, 'backup-'));
  try {
    const labFolder = join(folder, 'lab');
    const lab: LabRequest = { users, exportFolder: undefined, labFolder };
    await inChildProcess<LabAnswer>(synchronizeLab, lab, signal);
    const request: BackupRequest = { labFolder, repetitions };
    return await inChildProcess<BackupAnswer>(backUpLab, request, signal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function time(users: number, { times, metaverseObjects }: BackupAnswer): Measurement {
  const totals = times.map(({ total }) => total);
  const [first] = times;
  return {
    ...line(users, 'time', 'probe and capture', 'milliseconds', median(totals), { ...first?.reads, metaverseObjects }),
    computing: median(times.map(({ computing }) => computing)),
    spread: { least: Math.min(...totals), most: Math.max(...totals), repetitions: totals.length },
  };
}

function line(
  users: number,
  id: string,
  what: string,
  unit: Unit,
  value: number,
  details: Measurement['details'],
): Measurement {
  return {
    id: `backup-${users}-${id}`,
    what: `Backup of ${number(users)} users: ${what}`,
    measured: { value, unit },
    computing: undefined,
    spread: undefined,
    goal: undefined,
    ratio: undefined,
    details,
  };
}

function number(value: number): string {
  return value.toLocaleString('en');
}
