import { Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Run } from '../../shared/engine/run-state.ts';
import { mayUndo, stepsToUndo } from '../../shared/engine/selectors.ts';
import { procedureTexts as texts } from '../../shared/messages/window-procedure.ts';
import { ConfirmBody } from '../common/confirm-body.tsx';

const useStyles = makeStyles({ list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL } });

const whole = 'whole';

interface UndoExtentProps {
  readonly run: Run;
  /** `to`: the last step to undo; undefined for the whole run. */
  readonly onConfirm: (to: string | undefined) => void;
  readonly onCancel: () => void;
}

/** How far to undo, and what that means, before it begins. */
export function UndoExtent({ run, onConfirm, onCancel }: UndoExtentProps) {
  const styles = useStyles();
  const begun = run.course.kind === 'undoing' ? run.course.to : undefined;
  const [choice, setChoice] = useState(begun ?? whole);
  const to = choice === whole ? undefined : choice;
  const steps = stepsToUndo(run, to);
  const possible =
    run.course.kind === 'undoing'
      ? []
      : run.steps.filter(({ id, writing }) => writing === 'written' && mayUndo(run, id));
  return (
    <ConfirmBody action={texts.undoAction} onConfirm={() => onConfirm(to)} onCancel={onCancel}>
      <p>{texts.undoIntro}</p>
      {possible.length === 0 ? null : (
        <Field label={texts.undoExtent}>
          <Select value={choice} onChange={(_, { value }) => setChoice(value)}>
            <option value={whole}>{texts.undoAll}</option>
            {possible.map((step) => (
              <option key={step.id} value={step.id}>
                {texts.undoTo(run.steps.indexOf(step) + 1, step.title)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <p>{steps.length === 0 ? texts.undoNothing : `${texts.undoList}:`}</p>
      <ol className={styles.list}>
        {steps.map(({ id, title }) => (
          <li key={id}>{title}</li>
        ))}
      </ol>
      {to === undefined && steps.length > 0 ? <p>{texts.undoAfter}</p> : null}
    </ConfirmBody>
  );
}
