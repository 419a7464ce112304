import { Field, Input } from '@fluentui/react-components';
import { recommendationScreenTexts as texts } from './texts.ts';

interface ReasonFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Why a procedure is chosen that is not the recommended one. */
export function ReasonField({ value, onChange }: ReasonFieldProps) {
  return (
    <Field label={texts.whyOther} hint={texts.whyOtherHint} required>
      <Input value={value} onChange={(_, data) => onChange(data.value)} />
    </Field>
  );
}
