import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { CallOutputs } from '../../shared/ipc/state.ts';
import { saveTexts as texts } from './texts.ts';
import { useAppState } from '../app/store.ts';
import { useCall } from '../app/use-call.ts';
import { FolderField } from '../common/folder-field.tsx';
import { ProblemNotice } from '../common/problem-notice.tsx';
import { SavedFiles } from './saved-files.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS, maxWidth: '40rem' },
});

interface SaveFormProps {
  readonly call: 'saveReport' | 'saveChangePlan';
  readonly isMain: boolean;
  /** The folder that is meant while nothing is typed. */
  readonly proposed?: string;
  readonly words: { readonly folder: string; readonly action: string; readonly saved: string };
}

/** Asks for a new or empty folder, and says what was saved there. */
export function SaveForm({ call: name, isMain, proposed = '', words }: SaveFormProps) {
  const styles = useStyles();
  const canPrint = useAppState(({ about }) => about.canPrint);
  const isBusy = useAppState(({ activity }) => activity !== null);
  const [typed, setTyped] = useState<string>();
  const folder = typed ?? proposed;
  const [pdf, setPdf] = useState(canPrint);
  const [wasAsked, setWasAsked] = useState(false);
  const [saved, setSaved] = useState<CallOutputs['saveReport' | 'saveChangePlan']>();
  const { call, pending, problem, dismiss } = useCall();

  const save = async () => {
    setWasAsked(true);
    setSaved(undefined);
    const chosen = folder.trim();
    if (chosen === '') return;
    const answer = await call(name, { folder: chosen, pdf: canPrint && pdf });
    setSaved(answer?.value);
  };

  return (
    <>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <FolderField
          label={words.folder}
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
          <Button type="submit" appearance={isMain ? 'primary' : 'secondary'} disabledFocusable={pending || isBusy}>
            {words.action}
          </Button>
        </div>
      </form>
      {problem === undefined ? null : <ProblemNotice problem={problem} onDismiss={dismiss} />}
      {saved === undefined ? null : <SavedFiles what={words.saved} saved={saved} />}
    </>
  );
}
