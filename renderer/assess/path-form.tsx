import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { windowTexts } from '../common/texts.ts';
import { recommendationScreenTexts as texts } from './texts.ts';
import type { RecommendedPath } from '../../shared/assessment/assessment.ts';
import { reasonOption } from '../../shared/procedures/chosen-path.ts';
import { useAppState } from '../app/store.ts';
import { Hint } from '../common/hint.tsx';
import { OptionField, withOption } from '../common/option-field.tsx';
import { ProblemNotice } from '../common/problem-notice.tsx';
import { ChangePlan } from './change-plan.tsx';
import { ReasonField } from './reason-field.tsx';
import { useBegin } from './use-begin.ts';

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  fields: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  heading: { margin: 0, fontSize: tokens.fontSizeBase400 },
  buttons: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
});

interface PathFormProps {
  /** The procedure, with options that it needs here. */
  readonly path: Pick<RecommendedPath, 'procedure' | 'options'>;
  /** The procedure that the assessment recommends. */
  readonly recommended: string;
  /** A target that can only be read is planned for, but not changed. */
  readonly mayBegin: boolean;
  readonly onCancel: () => void;
}

/** The options of a procedure, explained, with their standard values; then its change plan, or it begins. */
export function PathForm({ path, recommended, mayBegin, onCancel }: PathFormProps) {
  const styles = useStyles();
  const procedure = useAppState(({ about }) => about.procedures.find(({ id }) => id === path.procedure));
  const [given, setGiven] = useState<Readonly<Record<string, string>>>(path.options ?? {});
  const { begin, isBusy, problem, dismiss } = useBegin();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  if (procedure === undefined) return null;

  return (
    <div className={styles.form}>
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (mayBegin) void begin(procedure.id, 'beginRun', { procedure: procedure.id, options: given });
        }}
      >
        <h3 ref={heading} tabIndex={-1} className={styles.heading}>
          {texts.options}
        </h3>
        <p>
          {procedure.title} ({texts.steps(procedure.steps.length)})
        </p>
        <p>{texts.optionsIntro}</p>
        {recommended === path.procedure ? null : (
          <ReasonField
            value={given[reasonOption.name] ?? ''}
            onChange={(value) => setGiven({ ...given, [reasonOption.name]: value })}
          />
        )}
        {procedure.options
          .filter(({ name }) => name !== reasonOption.name)
          .map((option) => (
            <OptionField
              key={option.name}
              option={option}
              value={given[option.name] ?? option.standard}
              onChange={(value) => setGiven(withOption(given, option.name, value, option.standard))}
            />
          ))}
        {problem === undefined ? null : <ProblemNotice problem={problem} onDismiss={dismiss} />}
        <div className={styles.buttons}>
          {mayBegin ? (
            <Button type="submit" appearance="primary" disabledFocusable={isBusy}>
              {texts.begin}
            </Button>
          ) : null}
          <Button onClick={onCancel}>{windowTexts.cancel}</Button>
          {mayBegin ? <Hint>{texts.beginHint}</Hint> : null}
        </div>
      </form>
      {/* A plan is for the options that it was made with. */}
      <ChangePlan key={JSON.stringify(given)} procedureId={procedure.id} options={given} />
    </div>
  );
}
