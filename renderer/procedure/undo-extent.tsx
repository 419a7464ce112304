import { Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Run } from '../../shared/engine/run/run-state.ts';
import { mayUndo, stepsToUndo } from '../../shared/engine/run/selectors.ts';
import type { CallInput } from '../../shared/ipc/calls.ts';
import { procedureTexts as texts } from './texts.ts';
import { useAppState } from '../app/store.ts';
import { ConfirmBody } from '../common/confirm-body.tsx';
import { OptionField, withOption } from '../common/option-field.tsx';
import { UndoQuestionPart } from './undo-question.tsx';
import { useUndoQuestion } from './use-undo-question.ts';

const useStyles = makeStyles({ list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL } });

const whole = 'whole';

interface UndoExtentProps {
  readonly run: Run;
  readonly onConfirm: (input: CallInput<'undoRun'>) => void;
  readonly onCancel: () => void;
}

/** How far to undo, whom that concerns, and what is to become of them, before it begins. */
export function UndoExtent({ run, onConfirm, onCancel }: UndoExtentProps) {
  const styles = useStyles();
  const begun = run.course.kind === 'undoing' ? run.course.to : undefined;
  const [choice, setChoice] = useState(begun ?? whole);
  const to = choice === whole ? undefined : choice;
  const steps = stepsToUndo(run, to);
  const options = useOptionsAtUndo(run);
  const asked = useUndoQuestion(to, steps.length > 0);
  // They are about what follows the undo of the whole run.
  const isFollowed = to === undefined && (steps.length > 0 || run.course.kind === 'undoing');
  const possible =
    run.course.kind === 'undoing'
      ? []
      : run.steps.filter(({ id, writing }) => writing === 'written' && mayUndo(run, id));
  const confirm = () => {
    onConfirm({ ...(to !== undefined && { to }), ...(isFollowed && { options: options.given }), ...asked.given });
  };
  return (
    <ConfirmBody
      action={asked.action ?? texts.undoAction}
      isReady={asked.isReady}
      onConfirm={confirm}
      onCancel={() => {
        asked.stopReading();
        onCancel();
      }}
    >
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
      <UndoQuestionPart asked={asked} />
      {steps.length === 0 ? (
        <p>{texts.undoNothing}</p>
      ) : (
        <details>
          <summary>{texts.undoList(steps.length)}</summary>
          <ol className={styles.list}>
            {steps.map(({ id, title }) => (
              <li key={id}>{title}</li>
            ))}
          </ol>
        </details>
      )}
      {isFollowed ? (
        <>
          <p>{texts.undoAfter}</p>
          {options.fields}
        </>
      ) : null}
    </ConfirmBody>
  );
}

/** What is chosen once more for an undo: as the run was opened with, until it is changed here. */
function useOptionsAtUndo(run: Run) {
  const procedure = useAppState(({ about }) => about.procedures.find(({ id }) => id === run.procedure));
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({});
  const options = procedure?.options.filter(({ atUndo }) => atUndo === true) ?? [];
  const fields = options.map((option) => {
    const holding = run.options[option.name] ?? option.standard;
    return (
      <OptionField
        key={option.name}
        option={option}
        value={given[option.name] ?? holding}
        onChange={(value) => setGiven(withOption(given, option.name, value, holding))}
      />
    );
  });
  return { given, fields } as const;
}
