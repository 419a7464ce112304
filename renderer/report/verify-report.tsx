import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { CallOutputs } from '../../shared/ipc/state.ts';
import { reportScreenTexts as texts, saveTexts } from './texts.ts';
import { useCall } from '../app/use-call.ts';
import { FolderField } from '../common/folder-field.tsx';
import { Notice } from '../common/notice.tsx';
import { OutcomeBadge } from '../common/outcome-badge.tsx';
import { ProblemNotice } from '../common/problem-notice.tsx';
import { Section } from '../common/section.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS, maxWidth: '40rem' },
});

/** Checks a folder against its seal and its journal. */
export function VerifyReport() {
  const styles = useStyles();
  const [folder, setFolder] = useState('');
  const [hash, setHash] = useState('');
  const [wasAsked, setWasAsked] = useState(false);
  const [result, setResult] = useState<CallOutputs['verifyReport']>();
  const { call, pending, problem, dismiss } = useCall();

  const verify = async () => {
    setWasAsked(true);
    setResult(undefined);
    if (folder.trim() === '') return;
    const journalHash = hash.trim().toLowerCase();
    const answer = await call('verifyReport', {
      folder: folder.trim(),
      ...(journalHash !== '' && { journalHash }),
    });
    setResult(answer?.value);
  };

  return (
    <Section heading={texts.verify}>
      <p>{texts.verifyIntro}</p>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void verify();
        }}
      >
        <FolderField
          label={texts.verifyFolder}
          value={folder}
          onChange={setFolder}
          error={wasAsked && folder.trim() === '' ? saveTexts.missingFolder : undefined}
        />
        <Field label={texts.hash}>
          <Input value={hash} maxLength={64} onChange={(_, { value }) => setHash(value)} autoComplete="off" />
        </Field>
        <div>
          <Button type="submit" disabledFocusable={pending}>
            {texts.verifyAction}
          </Button>
        </div>
      </form>
      {problem === undefined ? null : <ProblemNotice problem={problem} onDismiss={dismiss} />}
      {result === undefined ? null : (
        <Notice kind={result.intact ? 'good' : 'bad'} role="status">
          <OutcomeBadge mark={result.intact ? 'good' : 'bad'} word={result.intact ? texts.intact : texts.notIntact} />
          <p>
            <bdi>{result.verdict}</bdi>
          </p>
        </Notice>
      )}
    </Section>
  );
}
