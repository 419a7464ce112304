import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Run, StepRecord } from '../../shared/engine/run/run-state.ts';
import { mayApply } from '../../shared/engine/run/selectors.ts';
import { procedureTexts as texts } from './texts.ts';
import { useAppState } from '../app/store.ts';
import type { Caller } from '../app/use-call.ts';
import { Notice } from '../common/notice.tsx';
import { Section } from '../common/section.tsx';
import { showStep } from './selection.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', alignItems: 'start', rowGap: tokens.spacingVerticalS },
});

interface ApplySectionProps {
  readonly run: Run;
  readonly step: StepRecord;
  readonly caller: Caller;
}

/** Applies the plan that is shown, and no other; a destructive one only with the number of its objects typed. */
export function ApplySection({ run, step, caller }: ApplySectionProps) {
  const styles = useStyles();
  const isBusy = useAppState(({ activity }) => activity !== null) || caller.pending;
  const [typed, setTyped] = useState('');
  const { planned } = step;
  if (planned === undefined || !mayApply(run, step.id)) return null;
  const { confirmation, effects } = planned.plan;
  const isConfirmed = confirmation === undefined || typed.trim() === String(confirmation.count);
  const isWrong = confirmation !== undefined && typed.trim() !== '' && !isConfirmed;

  const apply = () => {
    if (isBusy || !isConfirmed) return;
    showStep(run, step.id);
    setTyped('');
    void caller.call('applyStep', {
      step: step.id,
      planHash: planned.planHash,
      ...(confirmation !== undefined && { confirmation: confirmation.count }),
    });
  };

  return (
    <Section heading={texts.apply}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        {confirmation === undefined ? null : (
          <>
            <Notice kind="attention">{texts.confirmIntro(confirmation.count, confirmation.of)}</Notice>
            <Field
              label={texts.confirmLabel(confirmation.of)}
              {...(isWrong && { validationMessage: texts.confirmWrong(confirmation.count) })}
            >
              <Input
                inputMode="numeric"
                value={typed}
                autoComplete="off"
                onChange={(_, { value }) => setTyped(value)}
              />
            </Field>
          </>
        )}
        <Button type="submit" appearance="primary" disabledFocusable={isBusy || !isConfirmed}>
          {effects.length === 0 ? texts.applyReadsOnly : texts.apply}
        </Button>
      </form>
    </Section>
  );
}
