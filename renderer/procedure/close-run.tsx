import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { Run } from '../../shared/engine/run/run-state.ts';
import { nextStep } from '../../shared/engine/run/selectors.ts';
import { closeTexts as texts } from './close-texts.ts';
import { goTo } from '../app/navigation.ts';
import { useAppState } from '../app/store.ts';
import type { Caller } from '../app/use-call.ts';
import { ConfirmBody } from '../common/confirm-body.tsx';
import { Modal } from '../common/modal.tsx';
import { RunOutcome } from './run-outcome.tsx';
import { numberOf } from './run-steps.ts';

interface CloseRunProps {
  readonly run: Run;
  readonly caller: Caller;
}

/** Closes the run and leads to its report. At the end of a run it is the next thing to do, before that a way out. */
export function CloseRun({ run, caller }: CloseRunProps) {
  const [isAsking, setIsAsking] = useState(false);
  const isBusy = useAppState(({ activity }) => activity !== null) || caller.pending;
  const turn = nextStep(run);
  const close = async () => {
    setIsAsking(false);
    if ((await caller.call('finishRun', {})) !== undefined) goTo('report');
  };
  return (
    <>
      <Button
        {...(turn === undefined ? { appearance: 'primary' } : { size: 'small' })}
        disabledFocusable={isBusy}
        onClick={() => setIsAsking(true)}
      >
        {texts.close}
      </Button>
      <Modal
        isOpen={isAsking}
        title={turn === undefined ? texts.title.end : texts.title.midway}
        onClose={() => setIsAsking(false)}
      >
        <ConfirmBody action={texts.action} onConfirm={() => void close()} onCancel={() => setIsAsking(false)}>
          <RunOutcome run={run} />
          {turn === undefined ? null : (
            <p>
              {texts.standsAt(numberOf(run, turn), turn.title)} {texts.midway}
            </p>
          )}
          <p>
            {texts.intro} {texts.later}
          </p>
        </ConfirmBody>
      </Modal>
    </>
  );
}
