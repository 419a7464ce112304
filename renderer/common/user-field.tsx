import { makeStyles, tokens } from '@fluentui/react-components';
import { userFieldTexts as texts } from '../assess/texts.ts';
import { Choice } from './choice.tsx';
import { Hint } from './hint.tsx';
import { PlainField } from './plain-field.tsx';

const useStyles = makeStyles({
  field: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXXS },
  wide: { maxWidth: '60rem' },
});

/** What the option holds where nobody is chosen. */
const nobody = 'none';

interface UserFieldProps {
  readonly label: string;
  readonly hint: string;
  /** `none`, or a distinguished name. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One user by distinguished name, or none. */
export function UserField({ label, hint, value, onChange }: UserFieldProps) {
  const styles = useStyles();
  const isChosen = value !== nobody;
  return (
    <div className={styles.field}>
      <Choice
        label={label}
        value={isChosen ? 'user' : nobody}
        onChange={(chosen) => onChange(chosen === 'user' ? '' : nobody)}
        options={[
          { value: nobody, label: texts.none },
          { value: 'user', label: texts.user },
        ]}
      />
      {isChosen ? (
        <PlainField
          label={texts.name}
          value={value}
          placeholder={texts.example}
          onChange={onChange}
          className={styles.wide}
        />
      ) : null}
      <Hint>{hint}</Hint>
    </div>
  );
}
