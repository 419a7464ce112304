import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inChildProcess, scriptFile } from './child.ts';
import type { LoadAnswer } from './load-lab.ts';
import type { Measurement, Ratio, Unit } from './measurement.ts';
import { median } from './statistics.ts';
import type { CycleTimes, LabAnswer, LabRequest } from './synchronize-lab.ts';

const synchronizeLab = scriptFile(import.meta.resolve('./synchronize-lab.ts'));
const loadLab = scriptFile(import.meta.resolve('./load-lab.ts'));

const small = { users: 10_000, processes: 3 };
const large = { users: 100_000, processes: 1 };
const factor = large.users / small.users;
/** Issue 3, proof 7. */
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
    ...linesOf(large.users, hundreds, (value, of, judged) => {
      const baseline = median(tens.map(of));
      return {
        goal: judged,
        ratio: {
          value: value / (factor * baseline),
          against: `${factor} × the run of ${number(small.users)} users`,
          goal: judged === goals.milliseconds ? linearGoal : undefined,
        },
      };
    }),
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

/** What a line is judged by, from its value and where that stands in a sample. */
type Judge = (
  value: number,
  of: (sample: Sample) => number,
  judged: number | undefined,
) => { readonly goal?: number | undefined; readonly ratio?: Ratio };

function linesOf(users: number, samples: readonly Sample[], judge: Judge): readonly Measurement[] {
  const line = (
    id: string,
    what: string,
    unit: Unit,
    of: (sample: Sample) => number,
    judged?: number,
    details: Measurement['details'] = {},
  ): Measurement => {
    const values = samples.map(of);
    const value = median(values);
    return {
      id: `lab-${users}-${id}`,
      what: `${number(users)} users: ${what}`,
      measured: { value, unit },
      spread:
        values.length === 1
          ? undefined
          : { least: Math.min(...values), most: Math.max(...values), repetitions: values.length },
      goal: undefined,
      ratio: undefined,
      ...judge(value, of, judged),
      details,
    };
  };
  const [first] = samples;
  if (first === undefined) throw new RangeError('At least one process');
  const { milliseconds, bytes } = goals;
  return [
    line('invent', 'invent', 'milliseconds', ({ inventing }) => inventing),
    line('initial', 'first cycle', 'milliseconds', ({ initial }) => initial.total, milliseconds, {
      ...detailsOf(first.initial),
      rules: first.rules,
      metaverseObjects: first.metaverseObjects,
      entraObjects: first.entraObjects,
    }),
    line('again', 'full cycle again', 'milliseconds', ({ again }) => again.total, milliseconds, detailsOf(first.again)),
    line('memory', 'most memory, both cycles', 'bytes', ({ again }) => again.memory, bytes),
    line('save', 'save', 'milliseconds', ({ saving }) => saving),
    line('load', 'load', 'milliseconds', ({ loading }) => loading.milliseconds),
    line('memory-saving', 'most memory, saving too', 'bytes', ({ memory }) => memory),
    line('memory-loading', 'most memory of loading', 'bytes', ({ loading }) => loading.memory),
  ];
}

function detailsOf({ runs, computing, memory }: CycleTimes): Measurement['details'] {
  return { ...runs, computing, memory };
}

function number(value: number): string {
  return value.toLocaleString('en');
}
