import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { reportScreenTexts as texts } from '../../shared/messages/window-record.ts';
import { useAppState } from '../app/store.ts';
import { useCall } from '../app/use-call.ts';
import { FolderField } from '../common/folder-field.tsx';
import { Notice } from '../common/notice.tsx';
import { OutcomeBadge } from '../common/outcome-badge.tsx';
import { ProblemNotice } from '../common/problem-notice.tsx';
import { Section } from '../common/section.tsx';
import { ShownFolder } from './shown-folder.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS, maxWidth: '40rem' },
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
});

interface Saved {
  readonly folder: string;
  readonly files: readonly string[];
}

/** Writes the report with journal and evidence into a folder. */
export function SaveReport() {
  const styles = useStyles();
  const canPrint = useAppState(({ about }) => about.canPrint);
  const written = useAppState(({ run }) => run?.report ?? null);
  const isBusy = useAppState(({ activity }) => activity !== null);
  const [folder, setFolder] = useState('');
  const [pdf, setPdf] = useState(canPrint);
  const [wasAsked, setWasAsked] = useState(false);
  const [saved, setSaved] = useState<Saved>();
  const { call, pending, problem, dismiss } = useCall();

  const save = async () => {
    setWasAsked(true);
    const chosen = folder.trim();
    if (chosen === '') return;
    const answer = await call('saveReport', { folder: chosen, pdf: canPrint && pdf });
    if (answer !== undefined) setSaved({ folder: chosen, files: answer.value.files });
  };

  return (
    <Section heading={texts.save}>
      {written === null ? null : (
        <Notice kind="plain">
          <span>{texts.written}:</span>
          <ShownFolder folder={written} />
        </Notice>
      )}
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
          onChange={setFolder}
          mayBeNew
          error={wasAsked && folder.trim() === '' ? texts.missingFolder : undefined}
        />
        {canPrint ? (
          <Checkbox label={texts.pdf} checked={pdf} onChange={(_, { checked }) => setPdf(checked === true)} />
        ) : (
          <p>{texts.noPdf}</p>
        )}
        <div>
          <Button type="submit" appearance="primary" disabledFocusable={pending || isBusy}>
            {texts.saveAction}
          </Button>
        </div>
      </form>
      {problem === undefined ? null : <ProblemNotice problem={problem} onDismiss={dismiss} />}
      {saved === undefined ? null : (
        <Notice kind="good" role="status">
          <OutcomeBadge mark="good" word={texts.saved(saved.files.length)} />
          <ShownFolder folder={saved.folder} />
          <ul className={styles.list}>
            {saved.files.map((file) => (
              <li key={file}>{file}</li>
            ))}
          </ul>
        </Notice>
      )}
    </Section>
  );
}
