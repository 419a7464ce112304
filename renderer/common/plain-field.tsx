import { Field, Input } from '@fluentui/react-components';

interface PlainFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly className?: string;
}

/** A field that must be filled in with a name or a value as the systems spell it: no browser corrects or completes it. */
export function PlainField({ label, value, onChange, placeholder, className }: PlainFieldProps) {
  return (
    <Field label={label} required {...(className !== undefined && { className })}>
      <Input
        value={value}
        {...(placeholder !== undefined && { placeholder })}
        onChange={(_, data) => onChange(data.value)}
        spellCheck={false}
        autoComplete="off"
      />
    </Field>
  );
}
