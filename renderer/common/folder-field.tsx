import { Button, Field, Input } from '@fluentui/react-components';
import { FolderRegular } from '@fluentui/react-icons/svg/folder';
import { useState } from 'react';
import { folderTexts } from './texts.ts';
import { FolderPicker } from './folder-picker.tsx';
import { Modal } from './modal.tsx';

interface FolderFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (folder: string) => void;
  readonly error?: string | undefined;
  /** Where a folder that does not exist yet may be named. */
  readonly mayBeNew?: boolean;
  /** Where a file that may be an export can be chosen as well. */
  readonly mayBeFile?: boolean;
}

/** A folder: typed, pasted, or chosen. */
export function FolderField(props: FolderFieldProps) {
  const { label, hint, value, onChange, error, mayBeNew = false, mayBeFile = false } = props;
  const [picking, setPicking] = useState(false);
  return (
    <>
      <Field label={label} {...(hint && { hint })} {...(error && { validationMessage: error })}>
        <Input
          value={value}
          onChange={(_, data) => onChange(data.value)}
          spellCheck={false}
          autoComplete="off"
          contentAfter={
            <Button
              size="small"
              appearance="transparent"
              icon={<FolderRegular />}
              aria-label={mayBeFile ? folderTexts.pickFileFor(label) : folderTexts.pickFor(label)}
              onClick={() => setPicking(true)}
            >
              {folderTexts.pick}
            </Button>
          }
        />
      </Field>
      <Modal
        isOpen={picking}
        title={mayBeFile ? folderTexts.fileTitle : folderTexts.title}
        onClose={() => setPicking(false)}
      >
        <FolderPicker
          start={value}
          mayBeNew={mayBeNew}
          mayBeFile={mayBeFile}
          onPick={(folder) => {
            onChange(folder);
            setPicking(false);
          }}
          onCancel={() => setPicking(false)}
        />
      </Modal>
    </>
  );
}
