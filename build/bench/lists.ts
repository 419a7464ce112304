import { inChildProcess, scriptFile } from './child.ts';
import type { Measurement } from './measurement.ts';
import type { ListAnswer, ListRequest, ListTimes } from './page-lists.ts';
import { median } from './statistics.ts';

const pageLists = scriptFile(import.meta.resolve('./page-lists.ts'));
const request: ListRequest = { sizes: [20_000, 100_000], repetitions: 7 };
/** What a person takes for at once, and a page of a list that is open; milliseconds. */
const goals = { open: 1_000, turn: 50, filter: 500 };
/** Turning a page must cost a fraction of telling all names. */
const mostOfWhole = 0.05;

/** The names behind a count in the window: its first page, another one, and what a filter finds. */
export async function measureLists(signal: AbortSignal): Promise<Measurement[]> {
  const answers = await inChildProcess<ListAnswer>(pageLists, request, signal);
  return answers.flatMap((times) => [
    line(times, 'open', 'open the list, its first page', goals.open),
    line(times, 'turn', 'turn a page', goals.turn, mostOfWhole),
    line(times, 'filter', 'filter it for the first time', goals.open),
    line(times, 'refilter', 'filter it again', goals.filter),
  ]);
}

type Part = keyof Omit<ListTimes, 'size' | 'whole'>;

function line(times: ListTimes, part: Part, what: string, goal: number, mostOfAll?: number): Measurement {
  const values = times[part];
  const whole = median(times.whole);
  return {
    id: `list-${part}-${times.size}`,
    what: `${times.size.toLocaleString('en')} users: ${what}`,
    measured: { value: median(values), unit: 'milliseconds' },
    computing: undefined,
    spread: { least: Math.min(...values), most: Math.max(...values), repetitions: values.length },
    goal,
    ratio: {
      value: median(values) / whole,
      against: `telling all names of the open list, ${Math.round(whole)} ms`,
      goal: mostOfAll,
    },
    details: { users: times.size },
  };
}
