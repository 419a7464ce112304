import { Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { procedureTexts as texts } from '../../shared/messages/window-procedure.ts';
import { ConfirmDialog } from '../common/confirm-dialog.tsx';

interface OverrideDialogProps {
  readonly onConfirm: (reason: string) => void;
  readonly onCancel: () => void;
}

/** Asks for the reason that will stand in journal and report. */
export function OverrideDialog({ onConfirm, onCancel }: OverrideDialogProps) {
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      title={texts.overrideTitle}
      action={texts.overrideAction}
      isReady={reason.trim() !== ''}
      onConfirm={() => onConfirm(reason.trim())}
      onCancel={onCancel}
    >
      <p>{texts.overrideIntro}</p>
      <Field label={texts.overrideReason} required>
        <Textarea value={reason} maxLength={2000} onChange={(_, { value }) => setReason(value)} />
      </Field>
    </ConfirmDialog>
  );
}
