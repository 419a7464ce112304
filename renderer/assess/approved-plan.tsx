import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { SavedPlan } from '../../shared/ipc/state.ts';
import { approvedPlanScreenTexts as texts } from './texts.ts';
import { saveTexts } from '../report/texts.ts';
import { useAppState } from '../app/store.ts';
import { useCall } from '../app/use-call.ts';
import { FolderField } from '../common/folder-field.tsx';
import { ProblemNotice } from '../common/problem-notice.tsx';
import { Section } from '../common/section.tsx';
import { PlanToCarryOut } from './plan-to-carry-out.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS, maxWidth: '40rem' },
});

/** Chooses a change plan that was saved, shows what it is, and begins the run that carries it out. */
export function ApprovedPlan({ recommended }: { readonly recommended: string }) {
  const styles = useStyles();
  const isBusy = useAppState(({ activity }) => activity !== null);
  const [folder, setFolder] = useState('');
  const [wasAsked, setWasAsked] = useState(false);
  /** With the folder that it was read from: what is typed later is another one. */
  const [read, setRead] = useState<{ readonly folder: string; readonly plan: SavedPlan }>();
  const { call, pending, problem, dismiss } = useCall();
  const chosen = folder.trim();

  const look = async () => {
    setWasAsked(true);
    setRead(undefined);
    if (chosen === '') return;
    const answer = await call('readPlan', { folder: chosen });
    setRead(answer && { folder: chosen, plan: answer.value });
  };

  return (
    <Section level={3} heading={texts.heading}>
      <p>{texts.intro}</p>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void look();
        }}
      >
        <FolderField
          label={texts.folder}
          value={folder}
          onChange={setFolder}
          error={wasAsked && chosen === '' ? saveTexts.missingFolder : undefined}
        />
        <div>
          <Button type="submit" disabledFocusable={pending || isBusy}>
            {texts.look}
          </Button>
        </div>
      </form>
      {problem === undefined ? null : <ProblemNotice problem={problem} onDismiss={dismiss} />}
      {read === undefined ? null : <PlanToCarryOut key={read.plan.hash} {...read} recommended={recommended} />}
    </Section>
  );
}
