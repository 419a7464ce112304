import { inChildProcess, scriptFile } from './child.ts';
import type { Measurement } from './measurement.ts';
import type { DeltaAnswer, DeltaRequest } from './tell-window.ts';
import { median } from './statistics.ts';

const tellWindow = scriptFile(import.meta.resolve('./tell-window.ts'));
const request: DeltaRequest = { rows: 100_000, events: 1_000, repetitions: 15 };
/** A line of the journal must not carry again what the window has. */
const mostOfSlice = 0.1;
/** Telling of progress must cost a fraction of telling of each event. */
const mostOfEvents = 0.25;

/** What the window is told while a step works: lines of the journal of a run with large tables, and progress. */
export async function measureWindow(signal: AbortSignal): Promise<Measurement[]> {
  const { line, progress } = await inChildProcess<DeltaAnswer>(tellWindow, request, signal);
  return [
    {
      id: 'window-line',
      what: 'Tell a journal line, run with 100,000 rows planned',
      ...times(line.told),
      ratio: {
        value: median(line.told) / median(line.slice),
        against: `JSON.stringify of the run, ${Math.round(median(line.slice))} ms`,
        goal: mostOfSlice,
      },
      details: { bytes: line.bytes, bytesOfSlice: line.bytesOfSlice },
    },
    {
      id: 'window-progress',
      what: 'Tell 1,000 progress events of one second',
      ...times(progress.told),
      ratio: {
        value: median(progress.told) / median(progress.each),
        against: `telling each, ${median(progress.each).toFixed(1)} ms`,
        goal: mostOfEvents,
      },
      details: { deltas: progress.deltas, bytes: progress.bytes },
    },
  ];
}

function times(values: readonly number[]) {
  return {
    measured: { value: median(values), unit: 'milliseconds' },
    computing: undefined,
    spread: { least: Math.min(...values), most: Math.max(...values), repetitions: values.length },
    goal: undefined,
  } as const;
}
