import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStateStore } from '../../../electron/service/state-store.ts';
import { applyDelta, type Replica } from '../../../renderer/app/replica.ts';
import type { Engine } from '../../../shared/engine/engine.ts';
import { sha256Hex } from '../../../shared/base/hash.ts';
import type { JournalEntry } from '../../../shared/engine/journal/journal-entry.ts';
import { nextStep } from '../../../shared/engine/run/selectors.ts';
import type { Activity, StateDelta } from '../../../shared/ipc/state.ts';
import { emptyState } from '../../renderer/app-state.ts';
import { entriesOn, memoryDisk, toyEngine, type Fate } from '../../shared/engine/toy-run.ts';
import { denied, lostAnswer, toySystem } from '../../shared/engine/toy-system.ts';

/** What a value is on the other side of the wire. */
function asSent<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** A service that works on one run, over processes that die, and a window that hears it badly. */
function world() {
  const [disk, systems] = [memoryDisk(), toySystem()];
  const store = createStateStore(emptyState(), (error) => {
    throw error;
  });
  let replica = { state: asSent(store.state()), sequence: 0 };
  const onTheWay: StateDelta[] = [];
  let readings = 0;
  store.onDelta((delta) => onTheWay.push(asSent(delta)));
  let engine: Engine | undefined;

  async function takeUp(): Promise<Engine | undefined> {
    const lines: JournalEntry[] = [];
    let told = false;
    const hash = () => sha256Hex(String(lines.length));
    const options = {
      ...{ disk, systems },
      onEvent: (event: { readonly kind: string; readonly entry?: JournalEntry }) => {
        if (event.entry === undefined) return;
        lines.push(event.entry);
        if (told) store.addLines([event.entry], hash(), {});
      },
    };
    const before = entriesOn(disk);
    const made = await toyEngine(options).catch(() => undefined);
    if (made === undefined) return undefined;
    store.resetLines([...before, ...lines], { folder: '/run', report: null, journalHash: hash() });
    told = true;
    return made;
  }

  const hear = (deltas: readonly StateDelta[]) => {
    for (const delta of deltas) {
      const end = applyDelta(replica, delta);
      if (end.kind === 'gap') read();
      if (end.kind === 'applied') ({ replica } = end as { readonly replica: Replica });
    }
  };
  const read = () => {
    readings += 1;
    replica = { state: asSent(store.state()), sequence: store.sequence() };
  };

  return {
    ...{ disk, systems, store, onTheWay, hear, read },
    replica: () => replica,
    readings: () => readings,
    run: () => engine?.state(),
    async engine(): Promise<Engine | undefined> {
      engine ??= await takeUp();
      return engine;
    },
    leave: () => (engine = undefined),
  };
}

type World = ReturnType<typeof world>;

const intents = ['prepare', 'apply', 'verify', 'override', 'adopt', 'undo-step', 'examine', 'undo', 'close'] as const;

/** Asks for something, sensible or not, of the step whose turn it is. */
async function ask(engine: Engine, intent: (typeof intents)[number]): Promise<unknown> {
  const step = nextStep(engine.state());
  const id = step?.id ?? 'no-such-step';
  switch (intent) {
    case 'prepare':
    case 'verify':
    case 'examine':
      return engine[intent](id);
    case 'apply':
      return engine.apply(id, step?.planned?.planHash ?? '', step?.planned?.plan.confirmation?.count);
    case 'override':
      return engine.override(id, 'because');
    case 'adopt':
      return engine.recover(id, 'adopt');
    case 'undo-step':
      return engine.recover(id, 'undo');
    case 'undo':
      return engine.undo();
    case 'close':
      return engine.close();
  }
}

const activity: Activity = {
  ...{ kind: 'applying', title: 'Applying', step: null, phase: 'apply', text: '', done: 0, total: 10 },
  ...{ startedAt: '2026-11-21T08:00:00.000Z', cancel: 'writing' },
};

type Move =
  | { readonly kind: 'intend'; readonly intent: (typeof intents)[number] }
  | { readonly kind: 'disturb'; readonly how: 'refuse' | 'lose' | 'leave alone' }
  /** In so many lines. */
  | { readonly kind: 'die'; readonly fate: Fate; readonly after: number }
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'other-slice' | 'reconnect' | 'lose-a-delta' | 'hear' | 'hear-twice' | 'another-run' };

const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('intend' as const),
      // Mostly forward, so that there is something to undo.
      intent: fc.oneof(fc.constantFrom('prepare', 'apply'), fc.constantFrom(...intents)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('disturb' as const),
      how: fc.constantFrom('refuse', 'lose', 'leave alone'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('die' as const),
      fate: fc.constantFrom<Fate>('dies before', 'dies after', 'dies in the middle'),
      after: fc.nat(5),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('progress' as const), done: fc.nat(1_000) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        ...(['other-slice', 'reconnect', 'lose-a-delta', 'hear', 'hear-twice', 'another-run'] as const),
      ),
    }),
  },
);

const intend = (intent: (typeof intents)[number]): Move => ({ kind: 'intend', intent });

/** What chance may leave out: a step that is verified, fails and is passed all the same, is of unknown end, and undone. */
const eachEnd: readonly Move[] = [
  intend('prepare'),
  intend('apply'),
  intend('prepare'),
  { kind: 'disturb', how: 'refuse' },
  intend('apply'),
  { kind: 'disturb', how: 'leave alone' },
  intend('override'),
  intend('prepare'),
  { kind: 'die', fate: 'dies after', after: 1 },
  intend('apply'),
  { kind: 'lose-a-delta' },
  { kind: 'hear' },
  intend('apply'),
  intend('undo'),
];

function fateAfter(lines: number, fate: Fate): () => Fate {
  let written = 0;
  return () => {
    written += 1;
    return written > lines ? fate : 'written';
  };
}

async function make(given: World, made: Move): Promise<void> {
  const { disk, systems, store, onTheWay } = given;
  switch (made.kind) {
    case 'intend': {
      const engine = await given.engine();
      if (engine !== undefined) await ask(engine, made.intent);
      if (disk.dead) {
        given.leave();
        disk.fate = () => 'written';
      }
      return;
    }
    case 'disturb':
      systems.interference.before = made.how === 'refuse' ? denied : undefined;
      systems.interference.after = made.how === 'lose' ? lostAnswer : undefined;
      return;
    case 'die':
      disk.fate = fateAfter(made.after, made.fate);
      return;
    case 'progress': {
      store.change({ activity: { ...activity, done: made.done } });
      return;
    }
    case 'other-slice': {
      store.change({ settings: { theme: 'dark', textSize: 130 }, activity: null });
      return;
    }
    case 'reconnect':
      onTheWay.length = 0;
      {
        given.read();
        return;
      }
    case 'lose-a-delta':
      onTheWay.splice(0, 1);
      return;
    case 'hear': {
      given.hear(onTheWay.splice(0));
      return;
    }
    case 'hear-twice':
      given.hear(onTheWay);
      {
        given.hear(onTheWay.splice(0));
        return;
      }
    case 'another-run':
      given.leave();
      disk.text = '';
      disk.files.clear();
      {
        store.resetLines([], null, { assessment: { kind: 'none' } });
        return;
      }
  }
}

describe('a replica that hears deltas late, twice or not at all', () => {
  it('is the state of the service, and its run the one of the engine, after whatever happened', async () => {
    const seen = new Set<string>();
    let readings = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 20, maxLength: 80, size: 'max' }), async (moves) => {
        const given = world();
        for (const each of moves) {
          await make(given, each);
          for (const step of given.run()?.steps ?? []) seen.add(step.state.kind);
          const run = given.run();
          if (run !== undefined) expect(given.store.state().run?.run).toEqual(run);
        }
        given.hear(given.onTheWay);
        // A delta lost at the very end is noticed with the next one.
        given.store.change({ activity: null });
        given.hear(given.onTheWay.slice(-1));
        expect(given.replica()).toEqual({ state: asSent(given.store.state()), sequence: given.store.sequence() });
        readings += given.readings();
      }),
      { numRuns: 300, examples: [[[...eachEnd]]] },
    );
    // Otherwise it has proved little.
    expect([...seen]).toEqual(expect.arrayContaining(['verified', 'unknown', 'failed', 'overridden', 'undone']));
    expect(readings).toBeGreaterThan(100);
  });
});
