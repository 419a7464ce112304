import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inChildProcess, scriptFile } from './child.ts';
import type { LoadAnswer } from './load-lab.ts';
import type { Measurement, Unit } from './measurement.ts';
import { median } from './statistics.ts';
import type { CycleTimes, LabAnswer, LabRequest } from './synchronize-lab.ts';

const synchronizeLab = scriptFile(import.meta.resolve('./synchronize-lab.ts'));
const loadLab = scriptFile(import.meta.resolve('./load-lab.ts'));

const small = { users: 10_000, processes: 3 };
const large = { users: 100_000, processes: 1 };
const factor = large.users / small.users;
/** What a consultant waits for the large lab, and what a small server can spare. */
const goals = { milliseconds: 60_000, bytes: 1.5e9 };
/** Garbage collection and caches; quadratic work would show 10. */
const linearGoal = 1.5;

type Sample = LabAnswer & { readonly loading: LoadAnswer };

/** Synchronizing a lab of 10,000 and of 100,000 users, saving and loading it. */
export async function measureLab(
  exportFolder: string | undefined,
  workFolder: string,
  signal: AbortSignal,
): Promise<Measurement[]> {
  const tens = await samplesOf(small, exportFolder, workFolder, signal);
  const hundreds = await samplesOf(large, exportFolder, workFolder, signal);
  return [
    ...linesOf(small.users, tens, () => ({})),
    ...linesOf(large.users, hundreds, ({ of, computing, goal }) => ({
      goal,
      ratio: {
        // By what was computed, where that is known: how the work grows has nothing to do with who else is at work.
        value: median(hundreds.map(computing ?? of)) / (factor * median(tens.map(computing ?? of))),
        against: `${factor} × that of ${number(small.users)} users`,
        goal: computing === undefined ? undefined : linearGoal,
      },
    })),
  ];
}

async function samplesOf(
  { users, processes }: { readonly users: number; readonly processes: number },
  exportFolder: string | undefined,
  workFolder: string,
  signal: AbortSignal,
): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  for (let process = 0; process < processes; process += 1) {
    const folder = await mkdtemp(join(workFolder, 'lab-'));
    try {
      const labFolder = join(folder, 'lab');
      const request: LabRequest = { users, exportFolder, labFolder };
      const lab = await inChildProcess<LabAnswer>(synchronizeLab, request, signal);
      samples.push({ ...lab, loading: await inChildProcess<LoadAnswer>(loadLab, { labFolder }, signal) });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return samples;
}

/** Where the value of a line stands in a sample, and its goal. */
interface Subject {
  readonly of: (sample: Sample) => number;
  readonly computing?: (sample: Sample) => number;
  readonly goal?: number;
}

type Judgement = Partial<Pick<Measurement, 'goal' | 'ratio'>>;

function linesOf(
  users: number,
  samples: readonly Sample[],
  judge: (subject: Subject) => Judgement,
): readonly Measurement[] {
  const line = (id: string, what: string, unit: Unit, subject: Subject, details: Measurement['details'] = {}) => {
    const values = samples.map(subject.of);
    return {
      id: `lab-${users}-${id}`,
      what: `${number(users)} users: ${what}`,
      measured: { value: median(values), unit },
      computing: subject.computing && median(samples.map(subject.computing)),
      spread: spreadOf(values),
      goal: undefined,
      ratio: undefined,
      ...judge(subject),
      details,
    };
  };
  const cycle = (of: (sample: Sample) => CycleTimes): Subject => ({
    of: (sample) => of(sample).total,
    computing: (sample) => of(sample).computing,
    goal: goals.milliseconds,
  });
  const [first] = samples;
  if (first === undefined) throw new RangeError('At least one process');
  const { initial, again, rules, metaverseObjects, entraObjects } = first;
  const counts = { rules, metaverseObjects, entraObjects };
  return [
    line('invent', 'invent', 'milliseconds', { of: ({ inventing }) => inventing }),
    line(
      'initial',
      'first cycle',
      'milliseconds',
      cycle((sample) => sample.initial),
      { ...initial.runs, ...counts },
    ),
    line(
      'again',
      'full cycle again',
      'milliseconds',
      cycle((sample) => sample.again),
      again.runs,
    ),
    line('memory', 'most memory in both', 'bytes', { of: (sample) => sample.again.memory, goal: goals.bytes }),
    line('save', 'save', 'milliseconds', { of: ({ saving }) => saving }),
    line('memory-saving', 'most memory, with saving', 'bytes', { of: ({ memory }) => memory }),
    line('load', 'load', 'milliseconds', { of: ({ loading }) => loading.milliseconds }),
    line('memory-loading', 'most memory, loading alone', 'bytes', { of: ({ loading }) => loading.memory }),
  ];
}

function spreadOf(values: readonly number[]): Measurement['spread'] {
  if (values.length === 1) return undefined;
  return { least: Math.min(...values), most: Math.max(...values), repetitions: values.length };
}

function number(value: number): string {
  return value.toLocaleString('en');
}
