import { makeStyles, tokens } from '@fluentui/react-components';
import { procedureTexts as texts } from './texts.ts';
import { CopyButton } from '../common/copy-button.tsx';
import { Section } from '../common/section.tsx';

const useStyles = makeStyles({
  list: {
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
  },
  command: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', alignItems: 'start' },
  code: {
    margin: 0,
    padding: tokens.spacingHorizontalS,
    backgroundColor: tokens.colorNeutralBackground3,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'pre-wrap',
    maxHeight: '14rem',
    overflowY: 'auto',
  },
});

/** The equivalent commands, each with a button that copies it. */
export function Commands({ commands }: { readonly commands: readonly string[] }) {
  const styles = useStyles();
  return (
    <Section heading={texts.commands}>
      <p>{texts.commandsIntro}</p>
      <ol className={styles.list}>
        {commands.map((command, index) => (
          <li key={`${index} ${command}`} className={styles.command}>
            <pre className={styles.code} tabIndex={0} aria-label={texts.command(index + 1)}>
              {command}
            </pre>
            <CopyButton iconOnly label={texts.copyCommand(index + 1)} text={() => command} />
          </li>
        ))}
      </ol>
      {commands.length > 1 ? (
        <div>
          <CopyButton label={texts.copyAll} text={() => commands.join('\n')} />
        </div>
      ) : null}
    </Section>
  );
}
