import { Badge, Button, Field, Input, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { UndoAnswer, UndoQuestion } from '../../shared/engine/contract/step.ts';
import { procedureTexts as texts } from './texts.ts';
import { useAppState } from '../app/store.ts';
import { Notice } from '../common/notice.tsx';
import { ObjectTableView } from '../common/object-table.tsx';
import type { AskedUndo } from './use-undo-question.ts';

const useStyles = makeStyles({
  answers: {
    border: 0,
    margin: 0,
    padding: 0,
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
  },
  legend: { padding: 0, fontWeight: tokens.fontWeightSemibold, marginBlockEnd: tokens.spacingVerticalS },
  answer: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'baseline',
  },
  label: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  hint: { gridColumnStart: 2, color: tokens.colorNeutralForeground2 },
  people: { maxHeight: '15rem', overflowY: 'auto' },
});

/** Whom an undo concerns, one by one, and what is to become of them. */
export function UndoQuestionPart({ asked }: { readonly asked: AskedUndo }) {
  const progress = useAppState(({ activity }) => activity?.text ?? '');
  const { reading } = asked;
  switch (reading.kind) {
    case 'nothing':
      return null;
    case 'reading':
      return <Spinner size="tiny" labelPosition="after" label={`${texts.undoReading} ${progress}`} />;
    case 'failed':
      return (
        <Notice kind="bad" role="alert">
          <strong>{reading.problem.what}</strong>
          <p>{reading.problem.why}</p>
          <p>{reading.problem.remedy}</p>
          <Button onClick={asked.readAgain}>{texts.tryAgain}</Button>
        </Notice>
      );
    case 'asked':
      return <Question question={reading.question} asked={asked} />;
  }
}

function Question({ question, asked }: { readonly question: UndoQuestion; readonly asked: AskedUndo }) {
  const styles = useStyles();
  const name = useId();
  const [first, ...more] = question.warning;
  return (
    <>
      {question.summary.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <Notice kind="attention" role="status">
        <strong>{first}</strong>
        {more.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </Notice>
      {question.objects === undefined ? null : (
        <div className={styles.people}>
          <ObjectTableView table={question.objects} singular={texts.undoUser} />
        </div>
      )}
      <fieldset className={styles.answers}>
        <legend className={styles.legend}>{question.question}</legend>
        {question.answers.map((answer) => (
          <Answer
            key={answer.value}
            name={name}
            answer={answer}
            isStandard={answer.value === question.standard}
            isChosen={answer.value === asked.answer}
            asked={asked}
          />
        ))}
      </fieldset>
    </>
  );
}

interface AnswerProps {
  readonly name: string;
  readonly answer: UndoAnswer;
  readonly isStandard: boolean;
  readonly isChosen: boolean;
  readonly asked: AskedUndo;
}

function Answer({ name, answer, isStandard, isChosen, asked }: AnswerProps) {
  const styles = useStyles();
  const id = useId();
  const { value, label, hint, impossible, confirmation } = answer;
  return (
    <div className={styles.answer}>
      <input
        type="radio"
        id={id}
        name={name}
        checked={isChosen}
        disabled={impossible !== undefined}
        aria-describedby={`${id}-hint`}
        onChange={() => asked.choose(value)}
      />
      <span className={styles.label}>
        <label htmlFor={id}>{label}</label>
        {isStandard ? (
          <Badge appearance="outline" shape="rounded">
            {texts.undoRecommended}
          </Badge>
        ) : null}
      </span>
      <span id={`${id}-hint`} className={styles.hint}>
        {impossible === undefined ? hint : `${impossible.reason} ${impossible.remedy}`}
      </span>
      {isChosen && confirmation !== undefined ? (
        <Field className={styles.hint} label={texts.confirmLabel(confirmation.of)}>
          <Input
            inputMode="numeric"
            autoComplete="off"
            value={asked.typed}
            onChange={(_, { value: text }) => asked.type(text)}
          />
        </Field>
      ) : null}
    </div>
  );
}
