import { makeStyles, tokens } from '@fluentui/react-components';
import type { ProcedureOption } from '../../shared/engine/contract/step.ts';
import { audienceTexts as texts } from '../assess/texts.ts';
import { Choice } from './choice.tsx';
import { audienceOf, beginning, partOf } from './audience-part.ts';
import { Hint } from './hint.tsx';
import { PlainField } from './plain-field.tsx';

const useStyles = makeStyles({
  field: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXXS },
  parts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  wide: { flexGrow: 1, maxWidth: '40rem' },
});

interface AudienceFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly kind: Exclude<NonNullable<ProcedureOption['input']>, 'user'>;
  /** As the option holds it: `everyone`, `none`, `attribute=value` or `memberOf=…`. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Whom a rule is about: everyone, those with a value of an attribute, or the members of a group. */
export function AudienceField({ label, hint, kind, value, onChange }: AudienceFieldProps) {
  const styles = useStyles();
  const whole = kind === 'pilot' ? 'none' : 'everyone';
  const part = partOf(value, whole);
  return (
    <div className={styles.field}>
      <Choice
        label={label}
        value={part.kind}
        onChange={(chosen) => onChange(beginning(chosen, whole))}
        options={[
          { value: 'whole', label: texts[whole] },
          { value: 'attribute', label: texts.attribute },
          { value: 'group', label: texts.group },
        ]}
      />
      {part.kind === 'attribute' ? (
        <div className={styles.parts}>
          <PlainField
            label={texts.attributeName}
            value={part.attribute}
            placeholder={texts.attributeExample}
            onChange={(attribute) => onChange(audienceOf({ ...part, attribute }))}
          />
          <PlainField
            label={texts.attributeValue}
            value={part.value}
            onChange={(given) => onChange(audienceOf({ ...part, value: given }))}
            className={styles.wide}
          />
        </div>
      ) : null}
      {part.kind === 'group' ? (
        <PlainField
          label={texts.groupName}
          value={part.distinguishedName}
          placeholder={texts.groupExample}
          onChange={(distinguishedName) => onChange(audienceOf({ ...part, distinguishedName }))}
          className={styles.wide}
        />
      ) : null}
      <Hint>{hint}</Hint>
    </div>
  );
}
