import { useCallback, useEffect, useRef, useState } from 'react';
import type { UndoQuestion } from '../../shared/engine/contract/step.ts';
import type { CallInput } from '../../shared/ipc/calls.ts';
import type { Problem } from '../../shared/ipc/state.ts';
import { askService } from '../app/store.ts';

/** What is known of the question that an undo asks. */
type Reading =
  | { readonly kind: 'reading' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'asked'; readonly question: UndoQuestion };

/** The question of an undo, and how it is answered here. */
export interface AskedUndo {
  readonly reading: Reading;
  readonly answer: string | undefined;
  readonly typed: string;
  readonly choose: (answer: string) => void;
  readonly type: (text: string) => void;
  readonly readAgain: () => void;
  readonly stopReading: () => void;
  /** What the button does; undefined: an undo like any other. */
  readonly action: string | undefined;
  /** Whether nothing is missing for it. */
  readonly isReady: boolean;
  readonly given: Pick<CallInput<'undoRun'>, 'answer' | 'confirmation'>;
}

/** Reads, before anything is changed, what an undo down to a step has to ask. */
export function useUndoQuestion(to: string | undefined, isWanted: boolean): AskedUndo {
  const [reading, setReading] = useState<Reading>({ kind: isWanted ? 'reading' : 'nothing' });
  const [chosen, setChosen] = useState<string>();
  const [typed, setTyped] = useState('');
  const [attempt, setAttempt] = useState(0);
  const isReading = useRef(false);
  useEffect(() => {
    let isOver = false;
    if (!isWanted) {
      setReading({ kind: 'nothing' });
      return;
    }
    setReading({ kind: 'reading' });
    setTyped('');
    isReading.current = true;
    void askService('askBeforeUndo', to === undefined ? {} : { to }).then((answered) => {
      if (isOver) return;
      isReading.current = false;
      if (!answered.ok) setReading({ kind: 'failed', problem: answered.problem });
      else if (answered.value.question === null) setReading({ kind: 'nothing' });
      else setReading({ kind: 'asked', question: answered.value.question });
    });
    return () => {
      isOver = true;
    };
  }, [to, isWanted, attempt]);
  const stopReading = useCallback(() => {
    if (isReading.current) void askService('cancel', {});
  }, []);
  const question = reading.kind === 'asked' ? reading.question : undefined;
  const answer = chosen ?? question?.standard;
  const way = question?.answers.find(({ value }) => value === answer);
  const isConfirmed = way?.confirmation === undefined || typed.trim() === String(way.confirmation.count);
  return {
    ...{ reading, typed, stopReading, choose: setChosen, type: setTyped },
    answer: way?.value,
    readAgain: () => setAttempt(attempt + 1),
    action: way?.action,
    isReady: reading.kind === 'nothing' || (way !== undefined && way.impossible === undefined && isConfirmed),
    given:
      way === undefined ? {} : { answer: way.value, ...(way.confirmation && { confirmation: way.confirmation.count }) },
  };
}
