import { createActivities } from '../../electron/service/activities.ts';
import { createPendingWrites } from '../../electron/service/pending-writes.ts';
import type { StateStore } from '../../electron/service/state-store.ts';
import type { HostTime } from '../../shared/engine/journal/host-time.ts';
import { stateAfter } from '../../shared/ipc/apply-delta.ts';
import type { AppState, StateDelta } from '../../shared/ipc/state.ts';
import { answer, parametersOfChild } from './child.ts';
import { hash, lineOfRun, startedAt, step, storeWithRun } from './run-with-objects.ts';

/** Tells a window of what a service does: as text and back, as a browser is told. */
export interface DeltaRequest {
  /** Objects in the plan of the step. */
  readonly rows: number;
  /** Progress events of one second. */
  readonly events: number;
  readonly repetitions: number;
}

/** Milliseconds, one of each repetition. */
export interface DeltaAnswer {
  readonly line: {
    /** From the line to the window's state. */
    readonly told: readonly number[];
    /** Spelling the run slice out, nothing more. */
    readonly slice: readonly number[];
    readonly bytes: number;
    readonly bytesOfSlice: number;
  };
  readonly progress: {
    /** From the events to the window's state. */
    readonly told: readonly number[];
    /** The same with a delta for each event. */
    readonly each: readonly number[];
    /** Deltas and their bytes in one repetition. */
    readonly deltas: number;
    readonly bytes: number;
  };
}

/** A window that hears each delta as text; how many bytes it heard. */
function follow(store: StateStore): { readonly state: () => AppState; readonly heard: number[]; stop: () => void } {
  let state = store.state();
  const heard: number[] = [];
  const stop = store.onDelta((delta) => {
    const text = JSON.stringify(delta);
    heard.push(text.length);
    state = stateAfter(state, JSON.parse(text) as StateDelta);
  });
  return { state: () => state, heard, stop };
}

function timed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function tellLines({ rows, repetitions }: DeltaRequest): DeltaAnswer['line'] {
  const [told, slice]: [number[], number[]] = [[], []];
  const sizes = { bytes: 0, bytesOfSlice: 0 };
  const applying = lineOfRun({ event: 'applying', step, phase: 'apply', planHash: hash }, 4);
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const store = storeWithRun(rows);
    const window = follow(store);
    told.push(timed(() => store.addLines([applying], hash, {})));
    slice.push(timed(() => (sizes.bytesOfSlice = JSON.stringify(store.state().run).length)));
    sizes.bytes = window.heard.at(-1) ?? 0;
    if (window.state().run?.run.steps[0]?.state.kind !== 'applying') throw new Error('The window was not told');
  }
  return { told, slice, ...sizes };
}

/** A second in which an event comes each millisecond. */
function secondOf(events: number): HostTime & { readonly pass: () => void } {
  let now = startedAt;
  let timer: { readonly due: number; readonly callback: () => void } | undefined;
  return {
    now: () => new Date(now),
    after(milliseconds, callback) {
      const own = { due: now + milliseconds, callback };
      timer = own;
      return () => {
        if (timer === own) timer = undefined;
      };
    },
    pass() {
      now += 1000 / events;
      if (timer === undefined || timer.due > now) return;
      const { callback } = timer;
      timer = undefined;
      callback();
    },
  };
}

async function tellProgress({ rows, events, repetitions }: DeltaRequest): Promise<DeltaAnswer['progress']> {
  const [told, each]: [number[], number[]] = [[], []];
  const store = storeWithRun(rows);
  const time = secondOf(events);
  const activities = createActivities(store, time, createPendingWrites(time));
  let heard: readonly number[] = [];
  await activities.run({ kind: 'applying', title: 'Applying', step }, async ({ progress }) => {
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
      const window = follow(store);
      const milliseconds = timed(() => {
        for (let event = 1; event <= events; event += 1) {
          progress({ text: 'Purging', done: event, total: events });
          time.pass();
        }
      });
      window.stop();
      told.push(milliseconds);
      ({ heard } = window);
    }
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
      const { activity } = store.state();
      const window = follow(store);
      const tell = () => {
        for (let event = 1; event <= events; event += 1) {
          if (activity !== null) store.change({ activity: { ...activity, done: event } });
        }
      };
      each.push(timed(tell));
      window.stop();
    }
    return { ok: true, value: null };
  });
  return { told, each, deltas: heard.length, bytes: heard.reduce((sum, bytes) => sum + bytes, 0) };
}

if (import.meta.main) {
  const request = parametersOfChild() as DeltaRequest;
  answer({ line: tellLines(request), progress: await tellProgress(request) } satisfies DeltaAnswer);
}
