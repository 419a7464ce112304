import { success, type Result } from '../../../shared/base/failure.ts';
import type { Json } from '../../../shared/base/json.ts';
import type { AnyStep, Procedure, Step, StepPlan, Verification } from '../../../shared/engine/contract/step.ts';
import type { ToyReader, ToyState, ToySystems } from './toy-system.ts';

export type ToyStep<Facts extends Json = Json, Captured extends Json = Json> = Step<ToySystems, Facts, Captured>;

const newRules = ['new 1', 'new 2', 'new 3'];
/** What an undisturbed run of the toy procedure makes of an untouched system. */
export const finished: ToyState = {
  scheduler: 'off',
  rules: [...newRules, 'old'],
  synchronized: [...newRules, 'old'],
};

export const about = {
  ...{ revision: 1, title: 'A step', description: 'Does. Because.', source: 'the toy' },
  effects: () => [],
} as const;

export function planFor(summary: string): StepPlan {
  return { summary, changes: [], commands: [], effects: [], notes: [], objects: [], confirmation: undefined };
}

export async function stateOf(reader: ToyReader): Promise<ToyState> {
  const state = await reader.read();
  if (!state.ok) throw new Error('unreadable');
  return state.value;
}

export function expectThat(holds: boolean, after: Json): Verification {
  return holds
    ? { kind: 'passed', evidence: [{ label: 'state', after }], objects: [] }
    : {
        kind: 'failed',
        reason: 'it is not so',
        remedy: 'try again',
        evidence: [{ label: 'state', after }],
        objects: [],
      };
}

export const backup: ToyStep<readonly string[], null> = {
  ...about,
  id: 'backup',
  risk: 'none',
  undo: { kind: 'changes-nothing' },
  probe: async ({ systems }) => ({ kind: 'ready', facts: (await stateOf(systems)).rules }),
  plan: () => planFor('back up'),
  capture: async (_, facts) => success({ state: null, files: [{ path: 'rules.json', text: JSON.stringify(facts) }] }),
  apply: async () => success(undefined),
  verify: async ({ evidenceFile }) => {
    const file = await evidenceFile('rules.json');
    return expectThat(file.ok, file.ok);
  },
};

export const pause: ToyStep<{ readonly scheduler: string }, ToyState['scheduler']> = {
  ...about,
  id: 'pause',
  risk: 'low',
  probe: async ({ systems }) => {
    const { scheduler } = await stateOf(systems);
    return scheduler === 'off'
      ? { kind: 'already-done', facts: { scheduler }, reason: 'it stands still' }
      : { kind: 'ready', facts: { scheduler } };
  },
  plan: () => planFor('stop the scheduler'),
  capture: async ({ systems }, _, earlier) =>
    success({ state: earlier ?? (await stateOf(systems)).scheduler, files: [] }),
  apply: ({ systems }) => systems.setScheduler('off'),
  verify: async ({ systems }) => {
    const { scheduler } = await stateOf(systems);
    return expectThat(scheduler === 'off', scheduler);
  },
  undo: {
    kind: 'restores',
    restore: ({ systems }, captured) => systems.setScheduler(captured),
    verify: async ({ systems }, captured) => {
      const { scheduler } = await stateOf(systems);
      return expectThat(scheduler === captured, scheduler);
    },
  },
};

/** Several writes: a crash can leave it half applied. */
export const addRules: ToyStep<{ readonly missing: readonly string[] }, { readonly added: readonly string[] }> = {
  ...about,
  id: 'add-rules',
  risk: 'high',
  probe: async ({ systems }) => {
    const { rules } = await stateOf(systems);
    const missing = newRules.filter((rule) => !rules.includes(rule));
    return missing.length === 0
      ? { kind: 'already-done', facts: { missing }, reason: 'all there' }
      : { kind: 'ready', facts: { missing } };
  },
  plan: ({ missing }) => planFor(`add ${missing.join(', ')}`),
  capture: async (_, { missing }, earlier) => success({ state: earlier ?? { added: missing }, files: [] }),
  apply: async ({ systems }, { missing }) => inTurn(missing, (rule) => systems.addRule(rule)),
  verify: async ({ systems }) => {
    const { rules } = await stateOf(systems);
    return expectThat(
      newRules.every((rule) => rules.includes(rule)),
      rules,
    );
  },
  undo: {
    kind: 'restores',
    restore: async ({ systems }, { added }) => inTurn([...added].reverse(), (rule) => systems.removeRule(rule)),
    verify: async ({ systems }, { added }) => {
      const { rules } = await stateOf(systems);
      return expectThat(!added.some((rule) => rules.includes(rule)), rules);
    },
  },
};

function synchronizing(
  id: string,
): Pick<ToyStep<readonly string[], null>, 'plan' | 'capture' | 'apply' | 'verify' | 'id'> {
  return {
    id,
    plan: () => planFor('synchronize'),
    capture: async () => success({ state: null, files: [] }),
    apply: ({ systems }) => systems.synchronize(),
    verify: async ({ systems }) => {
      const { rules, synchronized } = await stateOf(systems);
      const files = [{ path: `${id}.json`, text: JSON.stringify(synchronized) }];
      return { ...expectThat(rules.join() === synchronized.join(), synchronized), files };
    },
  };
}

export const synchronize: ToyStep<readonly string[], null> = {
  ...about,
  ...synchronizing('synchronize'),
  risk: 'medium',
  probe: async ({ systems }) => ({ kind: 'ready', facts: (await stateOf(systems)).synchronized }),
  undo: { kind: 'by-other-steps' },
};

/** Follows an undo, where the rules had ever been synchronized. */
const synchronizeBack: ToyStep<readonly string[], null> = {
  ...about,
  ...synchronizing('synchronize-back'),
  risk: 'medium',
  probe: async ({ systems, wasApplied }) =>
    wasApplied('synchronize')
      ? { kind: 'ready', facts: (await stateOf(systems)).synchronized }
      : { kind: 'not-needed', reason: 'never synchronized' },
  undo: { kind: 'part-of-undo' },
};

export function toyProcedure(
  steps: readonly AnyStep<ToySystems>[] = [backup, pause, addRules, synchronize],
): Procedure<ToySystems> {
  return {
    id: 'toy',
    title: 'The toy',
    options: [],
    steps,
    beforeUndo: [],
    afterUndo: [synchronizeBack],
  };
}

async function inTurn(rules: readonly string[], write: (rule: string) => Promise<Result<void>>): Promise<Result<void>> {
  for (const rule of rules) {
    const written = await write(rule);
    if (!written.ok) return written;
  }
  return success(undefined);
}
