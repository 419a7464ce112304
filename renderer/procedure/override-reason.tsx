import { Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { procedureTexts as texts } from './texts.ts';
import { ConfirmBody } from '../common/confirm-body.tsx';

interface OverrideReasonProps {
  readonly onConfirm: (reason: string) => void;
  readonly onCancel: () => void;
}

/** Asks for the reason that will stand in journal and report. */
export function OverrideReason({ onConfirm, onCancel }: OverrideReasonProps) {
  const [reason, setReason] = useState('');
  return (
    <ConfirmBody
      action={texts.overrideAction}
      isReady={reason.trim() !== ''}
      onConfirm={() => onConfirm(reason.trim())}
      onCancel={onCancel}
    >
      <p>{texts.overrideIntro}</p>
      <Field label={texts.overrideReason} required>
        <Textarea value={reason} maxLength={2000} onChange={(_, { value }) => setReason(value)} />
      </Field>
    </ConfirmBody>
  );
}
