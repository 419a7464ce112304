import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { startTexts } from './texts.ts';
import { FolderField } from '../common/folder-field.tsx';
import { Section } from '../common/section.tsx';
import type { OpenTarget } from './target-choice.tsx';

const texts = startTexts.target;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS, maxWidth: '40rem' },
});

interface LabFolderFormProps {
  readonly onOpen: OpenTarget;
  readonly isDisabled: boolean;
}

/** A lab that was made before. */
export function LabFolderForm({ onOpen, isDisabled }: LabFolderFormProps) {
  const styles = useStyles();
  const [folder, setFolder] = useState('');
  const [wasAsked, setWasAsked] = useState(false);
  return (
    <Section level={3} heading={texts.existingLab}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setWasAsked(true);
          if (folder.trim() !== '') onOpen({ kind: 'lab', folder: folder.trim() });
        }}
      >
        <FolderField
          label={texts.labFolder}
          value={folder}
          onChange={setFolder}
          error={wasAsked && folder.trim() === '' ? texts.missingFolder : undefined}
        />
        <div>
          <Button type="submit" disabledFocusable={isDisabled}>
            {texts.open}
          </Button>
        </div>
      </form>
    </Section>
  );
}
