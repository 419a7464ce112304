import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { startTexts } from './texts.ts';
import { goTo } from '../app/navigation.ts';
import { useAppState } from '../app/store.ts';
import { useCall } from '../app/use-call.ts';
import { ConfirmBody } from '../common/confirm-body.tsx';
import { FolderField } from '../common/folder-field.tsx';
import { Modal } from '../common/modal.tsx';
import { ProblemNotice } from '../common/problem-notice.tsx';
import { Section } from '../common/section.tsx';

const texts = startTexts.continue;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
});

/** Goes on with a run folder; one that another process has locked is taken over only on purpose. */
export function ContinueForm() {
  const styles = useStyles();
  const isBusy = useAppState(({ activity }) => activity !== null);
  const [folder, setFolder] = useState('');
  const [wasAsked, setWasAsked] = useState(false);
  const [isTakingOver, setIsTakingOver] = useState(false);
  const { call, pending, problem, dismiss } = useCall();

  const goOn = async (breakLock: boolean) => {
    setWasAsked(true);
    setIsTakingOver(false);
    if (folder.trim() === '') return;
    const opened = await call('continueRun', { folder: folder.trim(), breakLock });
    if (opened !== undefined) goTo('procedure');
  };

  return (
    <Section heading={texts.heading}>
      <p>{texts.intro}</p>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void goOn(false);
        }}
      >
        <FolderField
          label={texts.folder}
          value={folder}
          onChange={setFolder}
          error={wasAsked && folder.trim() === '' ? texts.missing : undefined}
        />
        {problem === undefined ? null : (
          <ProblemNotice problem={problem} onDismiss={dismiss}>
            {problem.code === 'locked' ? (
              <Button size="small" onClick={() => setIsTakingOver(true)}>
                {texts.takeOver}
              </Button>
            ) : null}
          </ProblemNotice>
        )}
        <div>
          <Button type="submit" disabledFocusable={pending || isBusy}>
            {texts.action}
          </Button>
        </div>
      </form>
      <Modal isOpen={isTakingOver} title={texts.takeOverTitle} onClose={() => setIsTakingOver(false)}>
        <TakeOver onConfirm={() => void goOn(true)} onCancel={() => setIsTakingOver(false)} />
      </Modal>
    </Section>
  );
}

function TakeOver(props: { readonly onConfirm: () => void; readonly onCancel: () => void }) {
  const [isSure, setIsSure] = useState(false);
  return (
    <ConfirmBody action={texts.takeOverAction} isReady={isSure} {...props}>
      <p>{texts.takeOverWarning}</p>
      <Checkbox
        label={texts.takeOverConfirm}
        checked={isSure}
        onChange={(_, { checked }) => setIsSure(checked === true)}
      />
    </ConfirmBody>
  );
}
