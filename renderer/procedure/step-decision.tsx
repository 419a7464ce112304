import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Run, StepRecord } from '../../shared/engine/run/run-state.ts';
import { mayOverride, mayPrepare, mayVerify } from '../../shared/engine/run/selectors.ts';
import { procedureTexts as texts, stoppedTexts } from './texts.ts';
import { timeText } from '../../shared/base/words/time.ts';
import type { proofOf } from '../../shared/report/build-report.ts';
import { useAppState } from '../app/store.ts';
import type { Caller } from '../app/use-call.ts';
import { Modal } from '../common/modal.tsx';
import { Notice } from '../common/notice.tsx';
import { OverrideReason } from './override-reason.tsx';
import { showStep } from './selection.ts';

const useStyles = makeStyles({
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  text: { whiteSpace: 'pre-line' },
});

interface StepDecisionProps {
  readonly run: Run;
  readonly step: StepRecord;
  readonly proof: ReturnType<typeof proofOf>;
  readonly caller: Caller;
}

/** Why the step stands as it does, what to do about it, and what can be done from here. */
export function StepDecision({ run, step, proof, caller }: StepDecisionProps) {
  const styles = useStyles();
  const [isOverriding, setIsOverriding] = useState(false);
  const isBusy = useAppState(({ activity }) => activity !== null) || caller.pending;
  const { state, id } = step;
  const isBad = state.kind === 'blocked' || state.kind === 'failed';
  const ask = (name: 'prepareStep' | 'verifyStep') => {
    showStep(run, id);
    void caller.call(name, { step: id });
  };
  return (
    <>
      {run.interruption?.step === id ? (
        <Notice kind="attention" role="alert">
          <p>{stoppedTexts[run.interruption.phase]}</p>
        </Notice>
      ) : null}
      {state.kind === 'pending' && state.stale !== undefined ? (
        <Notice kind="attention">
          <p>{texts.stale}</p>
          <p className={styles.text}>{state.stale}</p>
        </Notice>
      ) : null}
      {state.kind === 'overridden' ? (
        <Notice kind="attention">
          <p>{texts.overridden(state.operator, timeText(state.utc))}</p>
          <p className={styles.text}>
            <bdi>{state.reason}</bdi>
          </p>
        </Notice>
      ) : null}
      {proof.reason === undefined || state.kind === 'pending' || state.kind === 'unknown' ? null : (
        <Notice kind={isBad ? 'bad' : 'plain'} {...(isBad && { role: 'alert' as const })}>
          <p className={styles.text}>
            {isBad ? <strong>{texts.whyNot}: </strong> : null}
            <bdi>{proof.reason}</bdi>
          </p>
          {proof.remedy === undefined ? null : (
            <p className={styles.text}>
              <strong>{texts.remedy}:</strong> <bdi>{proof.remedy}</bdi>
            </p>
          )}
        </Notice>
      )}
      <div className={styles.buttons}>
        {mayPrepare(run, id) ? (
          <Button
            appearance={state.kind === 'planned' ? 'secondary' : 'primary'}
            disabledFocusable={isBusy}
            onClick={() => ask('prepareStep')}
          >
            {state.kind === 'pending' ? texts.read : state.kind === 'failed' ? texts.tryAgain : texts.readAgain}
          </Button>
        ) : null}
        {mayVerify(run, id) ? (
          <Button
            appearance={state.kind === 'applied' ? 'primary' : 'secondary'}
            disabledFocusable={isBusy}
            onClick={() => ask('verifyStep')}
          >
            {texts.verifyAgain}
          </Button>
        ) : null}
        {mayOverride(run, id) ? (
          <Button disabledFocusable={isBusy} onClick={() => setIsOverriding(true)}>
            {texts.override}
          </Button>
        ) : null}
      </div>
      <Modal isOpen={isOverriding} title={texts.overrideTitle} onClose={() => setIsOverriding(false)}>
        <OverrideReason
          onConfirm={(reason) => {
            setIsOverriding(false);
            showStep(run, id);
            void caller.call('overrideStep', { step: id, reason });
          }}
          onCancel={() => setIsOverriding(false)}
        />
      </Modal>
    </>
  );
}
