import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnalysisAnswer, AnalysisTimes } from './analyse-rules.ts';
import { inChildProcess, scriptFile } from './child.ts';
import type { Measurement, Ratio } from './measurement.ts';
import { writeExport, type RuleSet } from './rule-set.ts';
import { growthOfSlope, median } from './statistics.ts';

const analyseRules = scriptFile(import.meta.resolve('./analyse-rules.ts'));

const middleSize = 1250;
const largeSize = 5000;
/** Issue 3, proof 7. */
const goalMilliseconds = { own: 100, large: 1000 };
/** Noise and garbage collection; quadratic work would show more than 4. */
const linearGoal = 1.5;

/** How often, per size: processes for the first time, and repetitions in each for the times after it. */
const efforts = {
  own: { processes: 7, repetitions: 15 },
  middle: { processes: 3, repetitions: 5 },
  large: { processes: 3, repetitions: 5 },
};

interface Sample {
  readonly size: number;
  readonly first: readonly AnalysisTimes[];
  readonly again: readonly AnalysisTimes[];
  readonly contributorCount: number;
  readonly expressionCount: number;
}

/** Reading and analysing rules: as many as the export has, and 5,000. */
export async function measureRules(ruleSet: RuleSet, workFolder: string, signal: AbortSignal): Promise<Measurement[]> {
  const folder = await mkdtemp(join(workFolder, 'rules-'));
  try {
    const { document } = ruleSet;
    const ownSize = document.configuration.rules.length;
    const written = async (size: number) => {
      const path = join(folder, String(size));
      await writeExport(document, size, path);
      return path;
    };
    const own = await sampleOf(ruleSet.folder ?? (await written(ownSize)), efforts.own, signal);
    const middle = await sampleOf(await written(middleSize), efforts.middle, signal);
    const large = await sampleOf(await written(largeSize), efforts.large, signal);
    const growth = growthOfSlope(sizedTime(own), sizedTime(middle), sizedTime(large));
    return [
      { ...firstTime(own), goal: goalMilliseconds.own },
      { ...again(own), ratio: againstParser(own) },
      { ...firstTime(large), goal: goalMilliseconds.large },
      {
        ...again(large),
        ratio: {
          value: growth,
          against: `a further rule up to ${number(largeSize)} against one up to ${number(middleSize)}`,
          goal: linearGoal,
        },
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Effort {
  readonly processes: number;
  readonly repetitions: number;
}

async function sampleOf(folder: string, { processes, repetitions }: Effort, signal: AbortSignal): Promise<Sample> {
  const answers: AnalysisAnswer[] = [];
  for (let process = 0; process < processes; process += 1) {
    answers.push(await inChildProcess<AnalysisAnswer>(analyseRules, { folder, repetitions }, signal));
  }
  const [one] = answers;
  if (one === undefined) throw new RangeError('At least one process');
  return {
    size: one.ruleCount,
    first: answers.flatMap(({ times }) => times.slice(0, 1)),
    again: answers.flatMap(({ times }) => times.slice(1)),
    contributorCount: one.contributorCount,
    expressionCount: one.expressionCount,
  };
}

/** By what was computed: how the work grows has nothing to do with who else is at work. */
function sizedTime({ size, again: times }: Sample): { readonly size: number; readonly milliseconds: number } {
  return { size, milliseconds: median(times.map(({ computing }) => computing)) };
}

function firstTime(sample: Sample): Measurement {
  return measurement('first', `Read and analyse ${number(sample.size)} rules, new process`, sample.first, sample);
}

function again(sample: Sample): Measurement {
  return measurement('again', `Read and analyse ${number(sample.size)} rules, once more`, sample.again, sample);
}

/** Told, not judged: it hardly depends on how fast the machine is at the moment. */
function againstParser({ again: times }: Sample): Ratio {
  const value = median(times.map(({ computing, parserAlone }) => computing / parserAlone));
  return { value, against: 'the XML parser alone, by computing', goal: undefined };
}

function measurement(id: string, what: string, times: readonly AnalysisTimes[], sample: Sample): Measurement {
  const totals = times.map(({ total }) => total);
  const part = (name: keyof AnalysisTimes) => median(times.map((time) => time[name]));
  return {
    id: `rules-${sample.size}-${id}`,
    what,
    measured: { value: median(totals), unit: 'milliseconds' },
    computing: part('computing'),
    spread: { least: Math.min(...totals), most: Math.max(...totals), repetitions: totals.length },
    goal: undefined,
    ratio: undefined,
    details: {
      readFolder: part('folder'),
      readRules: part('rules'),
      findContributors: part('contributors'),
      inspectExpressions: part('expressions'),
      contributors: sample.contributorCount,
      expressions: sample.expressionCount,
    },
  };
}

function number(value: number): string {
  return value.toLocaleString('en');
}
