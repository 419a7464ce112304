import type { AppendAnswer, AppendRequest, LineTimes } from './append-journal.ts';
import { inChildProcess, scriptFile } from './child.ts';
import type { Measurement } from './measurement.ts';
import { median } from './statistics.ts';

const appendJournal = scriptFile(import.meta.resolve('./append-journal.ts'));
/** At most so many times the bare write with the same flush. */
const goalRatio = 1.2;
const millisecondsInSecond = 1000;

interface Variant {
  readonly id: string;
  readonly what: string;
  readonly request: Omit<AppendRequest, 'workFolder'>;
  readonly goal: number | undefined;
}

const variants: readonly Variant[] = [
  {
    id: 'journal-append',
    what: 'Append the lines of a run to the journal',
    request: { warmUp: 40, steps: 400, objects: 20 },
    goal: goalRatio,
  },
  {
    id: 'journal-append-large',
    what: 'The same, 1,000 objects listed per step',
    request: { warmUp: 10, steps: 100, objects: 1000 },
    goal: undefined,
  },
];

/** Appending to the journal against write and `fdatasync` of the same bytes, line by line in turn. */
export async function measureJournal(workFolder: string, signal: AbortSignal): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const { id, what, request, goal } of variants) {
    const answer = await inChildProcess<AppendAnswer>(appendJournal, { workFolder, ...request }, signal);
    const kinds = Object.values(answer);
    // The kinds differ in size, so a median over all of them would be that of one kind.
    const step = (of: (times: LineTimes) => readonly number[]) => sum(kinds.map((times) => median(of(times))));
    const journal = step((times) => times.journal);
    const bare = step((times) => times.bare);
    measurements.push({
      id,
      what,
      measured: { value: rate(journal, kinds.length), unit: 'per-second' },
      computing: undefined,
      spread: undefined,
      goal: undefined,
      ratio: { value: journal / bare, against: `write and fdatasync, ${number(rate(bare, kinds.length))} /s`, goal },
      details: {
        lines: sum(kinds.map((times) => times.journal.length)),
        bytesOfStep: sum(kinds.map(({ bytes }) => bytes)),
        step: journal,
        preparingStep: step((times) => times.preparing),
        bareStep: bare,
      },
    });
  }
  return measurements;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Lines per second. */
function rate(milliseconds: number, lines: number): number {
  return (lines * millisecondsInSecond) / milliseconds;
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en');
}
