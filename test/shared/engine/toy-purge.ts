import { success } from '../../../shared/base/failure.ts';
import { about, expectThat, planFor, stateOf, type ToyStep } from './toy-procedure.ts';

/** Deletes the rule "old" for good. */
export const purge: ToyStep<readonly string[], null> = {
  ...about,
  id: 'purge',
  risk: 'destructive',
  undo: { kind: 'impossible', reason: 'deleted for good' },
  probe: async ({ systems }) => {
    const { rules } = await stateOf(systems);
    const doomed = rules.filter((rule) => rule === 'old');
    return doomed.length === 0 ? { kind: 'not-needed', reason: 'nothing to purge' } : { kind: 'ready', facts: doomed };
  },
  plan: (doomed) => ({ ...planFor('purge'), confirmation: { count: doomed.length, of: 'rules' } }),
  capture: async () => success({ state: null, files: [] }),
  apply: ({ systems }) => systems.purge('old'),
  verify: async ({ systems }) => {
    const { rules } = await stateOf(systems);
    return expectThat(!rules.includes('old'), rules);
  },
};
