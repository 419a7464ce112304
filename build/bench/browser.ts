import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inChildProcess, scriptFile } from './child.ts';
import type { Measurement } from './measurement.ts';
import type { ServeRequest } from './serve-window.ts';
import { median } from './statistics.ts';

const measure = scriptFile(import.meta.resolve('./in-browser/measure.ts'));
const served: ServeRequest = { rows: 100_000, events: 1_000, seconds: 6 };
/** In milliseconds; the last is what a person takes for at once. */
const goals = { start: 2000, frame: 1000 / 50, filter: 150, paint: 100 };

/** Measures the built window in a browser. */
export interface BrowserRequest {
  readonly folder: string;
  readonly starts: number;
  readonly served: ServeRequest;
}

/** Milliseconds. */
export interface BrowserAnswer {
  /** From the start of the host to a window that can be used. */
  readonly starts: readonly number[];
  /** A frame while the table scrolls: in the slowest second, on the average, and the longest. */
  readonly scroll: { readonly slowest: number; readonly mean: number; readonly longest: number };
  /** From a word in the filter to the paint of what matches; the first makes the index. */
  readonly filter: readonly number[];
  /** From each state that was painted back to its event. */
  readonly paint: readonly number[];
}

/** The window itself in Chromium: how soon it is there, and how it keeps up. */
export async function measureBrowser(workFolder: string, signal: AbortSignal): Promise<Measurement[]> {
  const folder = await mkdtemp(join(workFolder, 'browser-'));
  try {
    const request: BrowserRequest = { folder, starts: 5, served };
    const { starts, scroll, filter, paint } = await inChildProcess<BrowserAnswer>(measure, request, signal);
    return [
      line('browser-start', 'Start the host until its window can be used', starts, goals.start),
      {
        ...line(
          'browser-scroll',
          'Scroll 100,000 users: a frame, in the slowest second',
          [scroll.slowest],
          goals.frame,
        ),
        details: { mean: scroll.mean, longest: scroll.longest },
      },
      line('browser-filter', 'Filter 100,000 users, to the paint', filter, goals.filter),
      {
        ...line('browser-paint', 'State event to paint, at 1,000 progress events a second', paint, goals.paint),
        details: { painted: paint.length },
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function line(id: string, what: string, values: readonly number[], goal: number): Measurement {
  return {
    ...{ id, what, goal, computing: undefined, ratio: undefined, details: {} },
    measured: { value: median(values), unit: 'milliseconds' },
    spread:
      values.length === 1
        ? undefined
        : { least: Math.min(...values), most: Math.max(...values), repetitions: values.length },
  };
}
