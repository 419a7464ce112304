import type { HostTime } from '../../shared/engine/journal/host-time.ts';
import type { Phase } from '../../shared/engine/journal/journal-parts.ts';
import type { Progress } from '../../shared/engine/contract/step.ts';
import type { Activity, Answer } from '../../shared/ipc/state.ts';
import { phaseTexts, serviceProblems } from './texts.ts';
import type { PendingWrites } from './pending-writes.ts';
import type { Changes, StateStore } from './state-store.ts';

/** Milliseconds between two deltas that tell of nothing but progress. */
const progressInterval = 100;

type Beginning = Pick<Activity, 'kind' | 'title'> & { readonly step?: string; readonly text?: string };

/** Work that is going on. */
export interface RunningActivity {
  readonly signal: AbortSignal;
  /** How far it is; shown at most ten times a second. */
  readonly progress: (progress: Progress) => void;
}

/** One piece of work at a time: whoever comes meanwhile is told what is going on. */
export interface Activities {
  run<Value>(beginning: Beginning, work: (activity: RunningActivity) => Promise<Answer<Value>>): Promise<Answer<Value>>;
  /** As `run`, for what is over at once and need not be shown. */
  quietly<Value>(title: string, work: () => Promise<Answer<Value>>): Promise<Answer<Value>>;
  /** Part of the present activity: the step has come into this phase. What changes of the state; told at once. */
  entered(step: string, phase: Phase): Changes;
  progress(progress: Progress, step: string, phase: Phase): void;
  /** The signal of the present activity. */
  readonly signal: () => AbortSignal;
  cancel(): void;
  /** What is being written, in words: by the present activity, or by a call that nobody waits for any more. */
  beingWritten(): readonly string[];
  /** Resolves when the present work has ended. */
  rest(): Promise<void>;
  /** Nothing begins any more; resolves when the present work has ended. */
  end(): Promise<void>;
}

const never = new AbortController().signal;

export function createActivities(store: StateStore, time: HostTime, writes: PendingWrites): Activities {
  let present:
    { readonly title: string; readonly control: AbortController; readonly ended: Promise<unknown> } | undefined;
  let isEnding = false;
  let waiting: Activity | undefined;
  let stopTimer: (() => void) | undefined;

  function cancelIn({ kind, phase }: Pick<Activity, 'kind' | 'phase'>): Activity['cancel'] {
    if (present?.control.signal.aborted === true) return 'asked';
    return isWriting(kind, phase) ? 'writing' : 'possible';
  }

  function show(next: Activity): void {
    waiting = next;
    if (stopTimer !== undefined) return;
    flush();
    stopTimer = time.after(progressInterval, () => {
      stopTimer = undefined;
      if (waiting !== undefined) show(waiting);
    });
  }

  function flush(): void {
    if (waiting !== undefined) store.change({ activity: waiting });
    waiting = undefined;
  }

  function stopShowing(): void {
    stopTimer?.();
    stopTimer = undefined;
    waiting = undefined;
  }

  /** The activity as it is now, whether or not it has been told. */
  const shown = () => waiting ?? store.state().activity;

  function progress({ text, done, total }: Progress, step?: string, phase?: Phase): void {
    const activity = shown();
    if (activity === null) return;
    const place = { step: step ?? activity.step, phase: phase ?? activity.phase };
    const cancel = cancelIn({ kind: activity.kind, ...place });
    show({ ...activity, ...place, cancel, text, done: done ?? null, total: total ?? null });
  }

  async function exclusively<Value>(
    title: string,
    begin: () => void,
    work: (signal: AbortSignal) => Promise<Answer<Value>>,
  ): Promise<Answer<Value>> {
    if (isEnding) return { ok: false, problem: serviceProblems.closing() };
    if (present !== undefined) return { ok: false, problem: serviceProblems.busy(present.title) };
    const ended = Promise.withResolvers<undefined>();
    const own = { title, control: new AbortController(), ended: ended.promise };
    present = own;
    try {
      begin();
      return await work(own.control.signal);
    } finally {
      present = undefined;
      stopShowing();
      const left = writes.present();
      if (store.state().activity !== null || left.length > 0) store.change({ activity: null, unfinishedWrites: left });
      ended.resolve(undefined);
    }
  }

  writes.onEnd(() => {
    const { unfinishedWrites } = store.state();
    if (unfinishedWrites.length === 0) return;
    const present = new Set(writes.present());
    store.change({ unfinishedWrites: unfinishedWrites.filter((write) => present.has(write)) });
  });

  return {
    run({ kind, title, step = null, text = '' }, work) {
      const startedAt = time.now().toISOString();
      const activity: Activity = {
        ...{ kind, title, step, text, startedAt },
        ...{ phase: null, done: null, total: null, cancel: isWriting(kind, null) ? 'writing' : 'possible' },
      };
      return exclusively(
        title,
        () => store.change({ activity }),
        (signal) => work({ signal, progress: (told) => progress(told) }),
      );
    },
    quietly: (title, work) => exclusively(title, () => undefined, work),
    entered(step, phase) {
      const activity = shown();
      if (activity === null) return {};
      waiting = undefined;
      const told = { text: phaseTexts[phase], done: null, total: null };
      return { activity: { ...activity, ...told, step, phase, cancel: cancelIn({ kind: activity.kind, phase }) } };
    },
    progress: (told, step, phase) => progress(told, step, phase),
    signal: () => present?.control.signal ?? never,
    cancel() {
      const activity = shown();
      if (present === undefined || present.control.signal.aborted) return;
      present.control.abort();
      waiting = undefined;
      if (activity !== null) store.change({ activity: { ...activity, cancel: 'asked' } });
    },
    beingWritten() {
      const activity = shown();
      if (activity !== null && isWriting(activity.kind, activity.phase)) return [activity.title];
      return writes.present().map(({ what }) => what);
    },
    async rest() {
      await present?.ended;
    },
    async end() {
      isEnding = true;
      present?.control.abort();
      await present?.ended;
    },
  };
}

/** Finishing writes the report and the seal. */
function isWriting(kind: Activity['kind'], phase: Phase | null): boolean {
  return kind === 'finishing' || phase === 'apply' || phase === 'restore';
}
