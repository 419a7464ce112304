import { Field, Input } from '@fluentui/react-components';
import { startTexts } from './texts.ts';

const texts = startTexts.target;
const most = 100_000;

/** A number of users as it was typed; `undefined`: none given; `invalid`: not a number that a lab can have. */
export function usersOf(text: string): number | undefined | 'invalid' {
  if (text.trim() === '') return undefined;
  const users = Number(text.trim());
  return Number.isInteger(users) && users >= 1 && users <= most ? users : 'invalid';
}

/** How many users a lab is to have. */
export function UsersField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const isInvalid = usersOf(value) === 'invalid';
  return (
    <Field
      label={texts.usersLabel}
      hint={texts.usersHint}
      {...(isInvalid && { validationMessage: texts.usersInvalid })}
    >
      <Input inputMode="numeric" value={value} onChange={(_, data) => onChange(data.value)} autoComplete="off" />
    </Field>
  );
}
