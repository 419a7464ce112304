import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { CallOutputs } from '../../shared/ipc/state.ts';
import { reportScreenTexts as texts } from '../../shared/messages/window-record.ts';
import { useAppState } from '../app/store.ts';
import { useCall } from '../app/use-call.ts';
import { FolderField } from '../common/folder-field.tsx';
import { ProblemNotice } from '../common/problem-notice.tsx';
import { Section } from '../common/section.tsx';
import { SavedFiles } from './saved-files.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS, maxWidth: '40rem' },
});

/** Writes the report with journal and evidence into a folder. */
export function SaveReport() {
  const styles = useStyles();
  const canPrint = useAppState(({ about }) => about.canPrint);
  const isBusy = useAppState(({ activity }) => activity !== null);
  const isClosed = useAppState(({ run }) => run?.run.kind === 'closed');
  // What is filed is the report of a closed run, beside its folder; where an early look goes, nobody can guess.
  const proposed = useAppState(({ run }) => (run?.run.kind === 'closed' ? `${run.folder}-report` : ''));
  const [typed, setTyped] = useState<string>();
  const folder = typed ?? proposed;
  const [pdf, setPdf] = useState(canPrint);
  const [wasAsked, setWasAsked] = useState(false);
  const [saved, setSaved] = useState<CallOutputs['saveReport']>();
  const { call, pending, problem, dismiss } = useCall();

  const save = async () => {
    setWasAsked(true);
    setSaved(undefined);
    const chosen = folder.trim();
    if (chosen === '') return;
    const answer = await call('saveReport', { folder: chosen, pdf: canPrint && pdf });
    setSaved(answer?.value);
  };

  return (
    <Section heading={texts.save}>
      <p>{texts.saveIntro}</p>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <FolderField
          label={texts.folder}
          value={folder}
          onChange={setTyped}
          mayBeNew
          error={wasAsked && folder.trim() === '' ? texts.missingFolder : undefined}
        />
        {canPrint ? (
          <Checkbox label={texts.pdf} checked={pdf} onChange={(_, { checked }) => setPdf(checked === true)} />
        ) : (
          <p>{texts.noPdf}</p>
        )}
        <div>
          <Button type="submit" appearance={isClosed ? 'primary' : 'secondary'} disabledFocusable={pending || isBusy}>
            {texts.saveAction}
          </Button>
        </div>
      </form>
      {problem === undefined ? null : <ProblemNotice problem={problem} onDismiss={dismiss} />}
      {saved === undefined ? null : <SavedFiles {...saved} />}
    </Section>
  );
}
