import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Run, StepRecord, StepState } from '../../shared/engine/run/run-state.ts';
import { undoSentence } from '../../shared/procedures/steps/effect-texts.ts';
import { failureText } from '../../shared/systems/failure-texts.ts';
import { procedureTexts as texts } from './texts.ts';
import { timeText } from '../../shared/base/words/time.ts';
import { useAppState } from '../app/store.ts';
import type { Caller } from '../app/use-call.ts';
import { Notice } from '../common/notice.tsx';
import { showStep } from './selection.ts';

const useStyles = makeStyles({
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
  ways: { display: 'flex', flexDirection: 'column', alignItems: 'start', rowGap: tokens.spacingVerticalXS },
});

interface UnknownEndProps {
  readonly run: Run;
  readonly step: StepRecord;
  readonly state: Extract<StepState, { readonly kind: 'unknown' }>;
  readonly caller: Caller;
}

/** What is known of a write that nobody saw end, and the choice: examine and go on, or put back. */
export function UnknownEnd({ run, step, state, caller }: UnknownEndProps) {
  const styles = useStyles();
  const isBusy = useAppState(({ activity }) => activity !== null) || caller.pending;
  const recover = (way: 'adopt' | 'undo') => {
    // What was found is to be seen; an undo goes on to the steps before.
    if (state.during === 'apply') showStep(run, step.id);
    void caller.call('recoverStep', { step: step.id, way });
  };
  const files = step.captured?.files ?? [];
  return (
    <Notice kind="attention">
      <strong>{texts.unknownTitle}</strong>
      <p>{state.during === 'undo' ? texts.unknownUndo : texts.unknownIntro}</p>
      <p>{texts.unknownKnown}:</p>
      <ul className={styles.list}>
        {step.since === undefined ? null : <li>{texts.unknownSince(timeText(step.since))}</li>}
        <li>{texts.unknownWrites}</li>
        {state.lostAnswer === undefined ? null : (
          <li>
            {texts.lostAnswer}: <bdi>{failureText(state.lostAnswer)}</bdi>
          </li>
        )}
        {step.captured === undefined ? null : (
          <li>
            {texts.captured}
            {files.length === 0 ? '' : `: ${files.map(({ storedAs }) => storedAs).join(', ')}`}
          </li>
        )}
      </ul>
      {state.during === 'apply' ? (
        <div className={styles.ways}>
          <Button appearance="primary" disabledFocusable={isBusy} onClick={() => recover('adopt')}>
            {texts.adopt}
          </Button>
          <span>{texts.adoptHint}</span>
        </div>
      ) : null}
      {step.undo === 'impossible' ? null : (
        <div className={styles.ways}>
          <Button disabledFocusable={isBusy} onClick={() => recover('undo')}>
            {state.during === 'undo' ? texts.undoGoOn : texts.undoStep}
          </Button>
          {step.planned === undefined ? null : <span>{undoSentence(step.planned.plan.effects, step.undo)}</span>}
        </div>
      )}
    </Notice>
  );
}
