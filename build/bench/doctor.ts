import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inChildProcess, scriptFile } from './child.ts';
import type { ExaminationAnswer } from './examine-rules.ts';
import type { Measurement } from './measurement.ts';
import { writeExport, type RuleSet } from './rule-set.ts';
import { median } from './statistics.ts';

const examineRules = scriptFile(import.meta.resolve('./examine-rules.ts'));

/** More rules than any server has, and as many users as the large lab. */
const manyRules = 5000;
const manyUsers = 100_000;
/** A person who waits for an assessment hardly notices the one; the other is part of reading a whole directory. */
const goalMilliseconds = { doctor: 2000, prediction: 10_000 };
const repetitions = 5;

/** The recipe doctor on 5,000 rules, and what becomes of the GUID of 100,000 users. */
export async function measureDoctor(ruleSet: RuleSet, workFolder: string, signal: AbortSignal): Promise<Measurement[]> {
  const folder = await mkdtemp(join(workFolder, 'doctor-'));
  try {
    const { document } = ruleSet;
    const many = join(folder, 'many');
    await writeExport(document, manyRules, many);
    const own = join(folder, 'own');
    await writeExport(document, document.configuration.rules.length, own);
    const examined = await inChildProcess<ExaminationAnswer>(
      examineRules,
      { folder: many, repetitions, users: undefined },
      signal,
    );
    const predicted = await inChildProcess<ExaminationAnswer>(
      examineRules,
      { folder: own, repetitions, users: manyUsers },
      signal,
    );
    return [
      measurement('doctor-5000-rules', 'Recipe doctor on 5,000 rules', examined, goalMilliseconds.doctor),
      measurement('prediction-100000-users', 'Predict 100,000 users', predicted, goalMilliseconds.prediction),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function measurement(
  id: string,
  what: string,
  { times, ruleCount, found }: ExaminationAnswer,
  goal: number,
): Measurement {
  const totals = times.map(({ total }) => total);
  return {
    id,
    what,
    measured: { value: median(totals), unit: 'milliseconds' },
    computing: median(times.map(({ computing }) => computing)),
    spread: { least: Math.min(...totals), most: Math.max(...totals), repetitions: totals.length },
    goal,
    ratio: undefined,
    details: { rules: ruleCount, found },
  };
}
