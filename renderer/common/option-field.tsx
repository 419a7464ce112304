import { Field, Input, makeStyles } from '@fluentui/react-components';
import type { ProcedureOption } from '../../shared/engine/contract/step.ts';
import { optionLabel, recommendationScreenTexts as texts } from '../assess/texts.ts';
import { AudienceField } from './audience-field.tsx';
import { Choice } from './choice.tsx';
import { Hint } from './hint.tsx';
import { UserField } from './user-field.tsx';

const useStyles = makeStyles({
  field: { maxWidth: '40rem' },
});

interface OptionFieldProps {
  readonly option: ProcedureOption;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** An option of a procedure, explained, with its standard. */
export function OptionField({ option, value, onChange }: OptionFieldProps) {
  const styles = useStyles();
  const { name, description, allowed, standard } = option;
  const hint = `${description} ${texts.standard(standard)}`;
  if (option.input === 'user') {
    return <UserField label={optionLabel(name)} hint={hint} value={value} onChange={onChange} />;
  }
  if (option.input !== undefined) {
    return (
      <AudienceField label={optionLabel(name)} hint={hint} kind={option.input} value={value} onChange={onChange} />
    );
  }
  if (allowed === undefined) {
    return (
      <Field className={styles.field} label={optionLabel(name)} hint={hint}>
        <Input value={value} onChange={(_, data) => onChange(data.value)} spellCheck={false} autoComplete="off" />
      </Field>
    );
  }
  return (
    <div>
      <Choice
        label={optionLabel(name)}
        value={value}
        onChange={onChange}
        options={allowed.map((one) => ({ value: one, label: one }))}
      />
      <Hint>{hint}</Hint>
    </div>
  );
}

/** Options given besides those that hold already: a value that holds is not given. */
export function withOption(
  given: Readonly<Record<string, string>>,
  name: string,
  value: string,
  holding: string,
): Readonly<Record<string, string>> {
  const { [name]: _before, ...others } = given;
  return value === holding ? others : { ...others, [name]: value };
}
