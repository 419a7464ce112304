import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Measurement } from './measurement.ts';
import { writeExport, type RuleSet } from './rule-set.ts';
import { runCommand, type CommandTimes } from './run-command.ts';
import { growthOfSlope, median } from './statistics.ts';

/** Reading and judging the rules of one server, of many servers, and of more than any has, in a new process. */
const goalMilliseconds = { own: 300, middle: 600, large: 2000 };
const middleSize = 1000;
const largeSize = 5000;
/** Noise and garbage collection; quadratic work would show more than 4. */
const linearGoal = 1.5;

interface Sample {
  readonly size: number;
  readonly times: readonly CommandTimes[];
}

/** `assess` on an export, the command as a person starts it: on as many rules as the export has, on 1,000 and on 5,000. */
export async function measureRules(ruleSet: RuleSet, workFolder: string, signal: AbortSignal): Promise<Measurement[]> {
  const folder = await mkdtemp(join(workFolder, 'rules-'));
  try {
    const { document } = ruleSet;
    const ownSize = document.configuration.rules.length;
    const sampleOf = async (size: number, repetitions: number): Promise<Sample> => {
      const path = join(folder, String(size));
      await writeExport(document, size, path);
      return { size, times: await assessRepeatedly(path, folder, repetitions, signal) };
    };
    const own = await sampleOf(ownSize, 9);
    const middle = await sampleOf(middleSize, 5);
    const large = await sampleOf(largeSize, 5);
    return [
      { ...measurement(own), goal: goalMilliseconds.own },
      { ...measurement(middle), goal: goalMilliseconds.middle },
      {
        ...measurement(large),
        goal: goalMilliseconds.large,
        ratio: {
          value: growthOfSlope(sized(own), sized(middle), sized(large)),
          against: `a further rule up to ${number(largeSize)} against one up to ${number(middleSize)}`,
          goal: linearGoal,
        },
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The first run fills the cache of compiled code, as the first one on a server does; it is not counted. */
async function assessRepeatedly(
  path: string,
  folder: string,
  repetitions: number,
  signal: AbortSignal,
): Promise<readonly CommandTimes[]> {
  const times: CommandTimes[] = [];
  for (let run = 0; run <= repetitions; run += 1) {
    const measured = await runCommand(['assess', '--on', `export:${path}`], folder, signal);
    if (!measured.printed.includes('null-override')) throw new Error('Nothing was assessed');
    if (run > 0) times.push(measured);
  }
  return times;
}

/** By what was computed: how the work grows has nothing to do with who else is at work. */
function sized({ size, times }: Sample): { readonly size: number; readonly milliseconds: number } {
  return { size, milliseconds: median(times.map(({ computing }) => computing)) };
}

function measurement({ size, times }: Sample): Measurement {
  const totals = times.map(({ total }) => total);
  return {
    id: `assess-${size}`,
    what: `assess ${number(size)} rules, the whole command`,
    measured: { value: median(totals), unit: 'milliseconds' },
    computing: median(times.map(({ computing }) => computing)),
    spread: { least: Math.min(...totals), most: Math.max(...totals), repetitions: totals.length },
    goal: undefined,
    ratio: undefined,
    details: { rules: size },
  };
}

function number(value: number): string {
  return value.toLocaleString('en');
}
