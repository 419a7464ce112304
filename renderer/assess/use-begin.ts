import type { CallInput } from '../../shared/ipc/calls.ts';
import type { Problem } from '../../shared/ipc/state.ts';
import { goTo } from '../app/navigation.ts';
import { useAppState } from '../app/store.ts';
import { useCall } from '../app/use-call.ts';

interface Beginning {
  /** Begins a run and leads to the page of its first step, which looks at what is there. */
  readonly begin: <Name extends 'beginRun' | 'beginPlannedRun'>(
    procedure: string,
    name: Name,
    input: CallInput<Name>,
  ) => Promise<void>;
  readonly isBusy: boolean;
  readonly problem: Problem | undefined;
  readonly dismiss: () => void;
}

/** The way from the page Assessment into a run. */
export function useBegin(): Beginning {
  const procedures = useAppState(({ about }) => about.procedures);
  const isWorking = useAppState(({ activity }) => activity !== null);
  const { call, pending, problem, dismiss } = useCall();
  const begin: Beginning['begin'] = async (procedure, name, input) => {
    if ((await call(name, input)) === undefined) return;
    goTo('procedure');
    const first = procedures.find(({ id }) => id === procedure)?.steps[0];
    // What comes of it is shown by the step's page.
    if (first !== undefined) void call('prepareStep', { step: first.id });
  };
  return { begin, isBusy: pending || isWorking, problem, dismiss };
}
