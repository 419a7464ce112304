import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { CallOutputs } from '../../shared/ipc/state.ts';
import { changePlanScreenTexts as texts } from './texts.ts';
import { useAppState } from '../app/store.ts';
import { useCall } from '../app/use-call.ts';
import { Notice } from '../common/notice.tsx';
import { ProblemNotice } from '../common/problem-notice.tsx';
import { Section } from '../common/section.tsx';
import { PageFrame } from '../report/page-frame.tsx';
import { SaveForm } from '../report/save-form.tsx';

const useStyles = makeStyles({
  hint: { color: tokens.colorNeutralForeground2 },
});

interface ChangePlanProps {
  readonly procedureId: string;
  readonly options: Readonly<Record<string, string>>;
}

const words = { folder: texts.folder, action: texts.action, saved: texts.saved };

/** Makes the change plan of a path with these options, shows it and saves it. Nothing is changed. */
export function ChangePlan({ procedureId, options }: ChangePlanProps) {
  const styles = useStyles();
  const isBusy = useAppState(({ activity }) => activity !== null);
  const [plan, setPlan] = useState<CallOutputs['planChange']>();
  const { call, pending, problem, dismiss } = useCall();
  const make = async () => {
    setPlan(undefined);
    const answer = await call('planChange', { procedure: procedureId, options });
    setPlan(answer?.value);
  };
  return (
    <Section level={3} heading={texts.heading}>
      <p className={styles.hint}>{texts.hint}</p>
      <div>
        <Button disabledFocusable={pending || isBusy} onClick={() => void make()}>
          {pending ? texts.making : texts.make}
        </Button>
      </div>
      {problem === undefined ? null : <ProblemNotice problem={problem} onDismiss={dismiss} />}
      {plan === undefined ? null : (
        <>
          {plan.isBlocked ? <Notice kind="attention">{texts.blocked}</Notice> : null}
          <PageFrame title={texts.frame} html={plan.html} />
          <SaveForm call="saveChangePlan" isMain={false} words={words} />
        </>
      )}
    </Section>
  );
}
