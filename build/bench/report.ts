import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Measurement, Unit } from './measurement.ts';
import { runCommand, type CommandTimes } from './run-command.ts';
import { median } from './statistics.ts';

const small = { users: 20_000, repetitions: 3 };
const large = { users: 100_000, repetitions: 3 };
const factor = large.users / small.users;
/** Garbage collection and caches; quadratic work would show 5. */
const linearGoal = 1.5;
/** What a customer's server has to spare beside the product. */
const goalBytes = 2e9;

interface Sample {
  readonly times: readonly CommandTimes[];
  /** Lines of users.csv. */
  readonly listed: number;
}

/** `report` of a finished null-clone with 20,000 and with 100,000 users, the whole command with users.csv. */
export async function measureReport(workFolder: string, signal: AbortSignal): Promise<Measurement[]> {
  const twenty = await reportOf(small, workFolder, signal);
  const hundred = await reportOf(large, workFolder, signal);
  const against = `${factor} × that of ${number(small.users)} users`;
  const computing = ({ times }: Sample) => median(times.map((one) => one.computing));
  const ratio = { value: computing(hundred) / (factor * computing(twenty)), against, goal: linearGoal };
  return [
    time(small.users, twenty),
    { ...time(large.users, hundred), ratio },
    memory(small.users, twenty),
    { ...memory(large.users, hundred), goal: goalBytes },
  ];
}

async function reportOf(
  { users, repetitions }: { readonly users: number; readonly repetitions: number },
  workFolder: string,
  signal: AbortSignal,
): Promise<Sample> {
  const folder = await mkdtemp(join(workFolder, 'report-'));
  try {
    const [lab, run, out] = [join(folder, 'lab'), join(folder, 'run'), join(folder, 'out')];
    await runCommand(['lab', 'create', 'large', '--at', lab, '--users', String(users)], folder, signal);
    const why = 'The lab is only measured.';
    const decided = ['--option', `remote-mailboxes=${why}`, '--option', `reason=${why}`];
    await runCommand(['run', 'null-clone', '--on', `lab:${lab}`, '--run', run, '--yes', ...decided], folder, signal);
    const times: CommandTimes[] = [];
    let listed = 0;
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
      times.push(await runCommand(['report', '--run', run, '--out', out], folder, signal));
      listed = (await readFile(join(out, 'users.csv'), 'utf8')).trimEnd().split('\r\n').length - 1;
      await rm(out, { recursive: true });
    }
    if (listed < users / 2) throw new Error(`users.csv lists ${listed} users`);
    return { times, listed };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function time(users: number, { times, listed }: Sample): Measurement {
  const totals = times.map(({ total }) => total);
  return {
    ...line(users, 'time', 'the whole command', 'milliseconds', median(totals)),
    computing: median(times.map(({ computing }) => computing)),
    spread: { least: Math.min(...totals), most: Math.max(...totals), repetitions: totals.length },
    details: { listed },
  };
}

function memory(users: number, { times }: Sample): Measurement {
  return line(users, 'memory', 'most memory', 'bytes', Math.max(...times.map((one) => one.memory)));
}

function line(users: number, id: string, what: string, unit: Unit, value: number): Measurement {
  return {
    id: `report-${users}-${id}`,
    what: `Report on ${number(users)} users: ${what}`,
    measured: { value, unit },
    ...{ computing: undefined, spread: undefined, goal: undefined, ratio: undefined, details: {} },
  };
}

function number(value: number): string {
  return value.toLocaleString('en');
}
