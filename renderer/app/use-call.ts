import { useCallback, useState } from 'react';
import type { CallInput, CallName } from '../../shared/ipc/calls.ts';
import type { CallOutputs, Problem } from '../../shared/ipc/state.ts';
import { askService } from './store.ts';

export interface Caller {
  /** Undefined when the call was refused or failed; `problem` then says why. */
  readonly call: <Name extends CallName>(
    name: Name,
    input: CallInput<Name>,
  ) => Promise<{ readonly value: CallOutputs[Name] } | undefined>;
  readonly pending: boolean;
  readonly problem: Problem | undefined;
  readonly dismiss: () => void;
}

/** Asks the service for something and keeps what went wrong, to be shown where it was asked. */
export function useCall(): Caller {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const call = useCallback<Caller['call']>(async (name, input) => {
    setPending(true);
    setProblem(undefined);
    const answer = await askService(name, input);
    setPending(false);
    if (answer.ok) return { value: answer.value };
    setProblem(answer.problem);
    return undefined;
  }, []);
  const dismiss = useCallback(() => setProblem(undefined), []);
  return { call, pending, problem, dismiss };
}
