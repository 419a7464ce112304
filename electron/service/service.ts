import { hostTime } from '../../shared/engine/journal/host-time.ts';
import type { Service } from '../../shared/ipc/bridge.ts';
import { callInputs, isCallName, type CallName } from '../../shared/ipc/calls.ts';
import type { Answer, AppState } from '../../shared/ipc/state.ts';
import { serviceProblems } from './texts.ts';
import { aboutOf } from './about.ts';
import { createActivities } from './activities.ts';
import type { Handler, ServiceContext } from './context.ts';
import { createDesk } from './desk.ts';
import { handlers } from './handlers.ts';
import { isOfReasonableSize } from './input-size.ts';
import { createNameLists } from './name-lists.ts';
import { refused } from './problems.ts';
import { createPendingWrites } from './pending-writes.ts';
import { createSettingsFile, readSettings } from './settings-file.ts';
import { createStateStore } from './state-store.ts';
import type { ServiceOptions } from './surroundings.ts';

/** The program behind a window, whichever host shows it: the engine, ports and run folders of the command line. */
export function createService(options: ServiceOptions): Service {
  const { time = hostTime } = options;
  const store = createStateStore(beginning(options), options.onUnexpected);
  const writes = createPendingWrites(time);
  const activities = createActivities(store, time, writes);
  const desk = createDesk({ store, activities, writes, identity: options.identity, time });
  const settings = createSettingsFile(options.folders.settings);
  const context: ServiceContext = {
    options,
    time,
    store,
    activities,
    desk,
    settings,
    saved: new Set(),
    names: createNameLists(),
    changePlan: { shown: undefined },
  };
  let closing: Promise<void> | undefined;

  async function close(): Promise<void> {
    await activities.end();
    if (desk.work() === undefined) return desk.closeTarget();
    await desk.finish();
  }

  async function answerTo(name: unknown, input: unknown): Promise<Answer<unknown>> {
    try {
      return await carryOut(context, name, input);
    } catch (error) {
      // The one boundary for bugs: nothing of what was called is assumed to have happened.
      options.onUnexpected(error);
      return refused(serviceProblems.unexpected(error instanceof Error ? `${error.name}: ${error.message}` : ''));
    }
  }

  return {
    async call(name, input) {
      const answer = await answerTo(name, input);
      return { ...answer, sequence: store.sequence() };
    },
    onDelta: (listener) => store.onDelta(listener),
    mayClose: () => activities.beingWritten().length === 0,
    beingWritten: () => activities.beingWritten(),
    close: () => (closing ??= close()),
  };
}

async function carryOut(context: ServiceContext, name: unknown, input: unknown): Promise<Answer<unknown>> {
  if (!isCallName(name)) return refused(serviceProblems.unknownCall());
  if (!isOfReasonableSize(input)) return refused(serviceProblems.tooLarge());
  const parsed = callInputs[name].safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refused(serviceProblems.badInput(name, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`));
  }
  // The table pairs each name with the handler of its input; the compiler cannot follow that over a union of names.
  return (handlers[name] as Handler<CallName>)(context, parsed.data);
}

function beginning(options: ServiceOptions): AppState {
  return {
    about: aboutOf(options),
    settings: readSettings(options.folders.settings),
    engagement: null,
    target: { kind: 'none' },
    assessment: { kind: 'none' },
    run: null,
    journal: [],
    activity: null,
    unfinishedWrites: [],
  };
}
