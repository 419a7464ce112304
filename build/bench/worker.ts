import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { engineOf, thisHost } from '../../electron/systems/sync-server/powershell-path.ts';
import type { SyncRule } from '../../shared/entra-connect/rules/model.ts';
import type { CallsAnswer, ReadAnswer, WorkerRequest } from './call-worker.ts';
import { inChildProcess, scriptFile } from './child.ts';
import type { Measurement } from './measurement.ts';
import type { RuleSet } from './rule-set.ts';
import { median } from './statistics.ts';

const callWorker = scriptFile(import.meta.resolve('./call-worker.ts'));
/** One worker is at least so many times as quick as one process per call. */
const goalFactor = 30;
const calls = 1000;
const ruleCount = 5000;
const objects = { few: 10_000, many: 100_000 };
/** Pages are let go of: ten times the objects may leave more garbage behind, but hold no more. */
const flatGoal = 1.5;

/** Calls to a sync server's worker, and what its frames carry. */
export async function measureWorker(
  { document }: RuleSet,
  workFolder: string,
  signal: AbortSignal,
): Promise<Measurement[]> {
  const folder = await mkdtemp(join(workFolder, 'worker-'));
  try {
    const file = join(folder, 'rules.json');
    await writeFile(file, JSON.stringify(manyRules(document.configuration.rules)));
    const read = (rules: string | undefined, count: number) =>
      ask<ReadAnswer>({ kind: 'read', answers: { rules, objects: count } }, signal);
    const [rules, few, many] = [
      await read(file, 0),
      await read(undefined, objects.few),
      await read(undefined, objects.many),
    ];
    return [
      await measureCalls(signal),
      lineOf('worker-rules', `${number(ruleCount)} rules through the frames (stand-in)`, rules),
      lineOf('worker-objects', `${number(objects.many)} objects through the frames (stand-in)`, many),
      {
        ...lineOf('worker-memory', `Most memory with ${number(objects.many)} objects (stand-in)`, many),
        measured: { value: many.memory, unit: 'bytes' },
        computing: undefined,
        ratio: { value: many.memory / few.memory, against: `that with ${number(objects.few)}`, goal: flatGoal },
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureCalls(signal: AbortSignal): Promise<Measurement> {
  const engine = engineOf(thisHost) === undefined ? 'stand-in' : 'powershell';
  const alone = engine === 'powershell' ? 5 : 20;
  const answer = await ask<CallsAnswer>({ kind: 'calls', engine, calls, alone }, signal);
  const [together, each] = [median(answer.together), median(answer.alone)];
  return {
    id: 'worker-calls',
    what: `One of ${number(calls)} calls through a worker (${engine === 'powershell' ? 'PowerShell' : 'stand-in: no PowerShell here'})`,
    measured: { value: together, unit: 'milliseconds' },
    computing: undefined,
    spread: { least: Math.min(...answer.together), most: Math.max(...answer.together), repetitions: calls },
    goal: undefined,
    ratio: {
      value: (together * goalFactor) / each,
      against: `1/${goalFactor} of a call with its own process`,
      goal: 1,
    },
    details: { alone: each, factor: each / together },
  };
}

function ask<Answer>(request: WorkerRequest, signal: AbortSignal): Promise<Answer> {
  return inChildProcess<Answer>(callWorker, request, signal);
}

function lineOf(id: string, what: string, { read, milliseconds, computing, memory }: ReadAnswer): Measurement {
  return {
    ...{ id, what, computing, goal: undefined, ratio: undefined, spread: undefined },
    measured: { value: milliseconds, unit: 'milliseconds' },
    details: { read, memory },
  };
}

/** The rules of a set again and again, each time under new identifiers and numbers. */
function manyRules(rules: readonly SyncRule[]): readonly unknown[] {
  return Array.from({ length: ruleCount }, (_, index) => {
    const id = `00000000-0000-4000-9000-${String(index).padStart(12, '0')}`;
    return { ...rules[index % rules.length], id, internalId: id, precedence: index };
  });
}

function number(value: number): string {
  return value.toLocaleString('en');
}
