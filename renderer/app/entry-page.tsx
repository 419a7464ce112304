import { Button, FluentProvider, makeStyles, tokens } from '@fluentui/react-components';
import { entryTexts } from '../../shared/ipc/browser-host-texts.ts';
import { Screen } from '../common/screen.tsx';
import type { Entry } from '../transport/browser-entry.ts';
import { useGlobalStyles } from './global-styles.ts';
import { useTheme } from './theme.ts';

const useStyles = makeStyles({
  page: {
    minHeight: '100vh',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    backgroundColor: tokens.colorNeutralBackground2,
  },
  card: {
    boxSizing: 'border-box',
    width: '36rem',
    maxWidth: '100%',
    marginBlockStart: '15vh',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  text: { margin: 0 },
});

interface EntryPageProps {
  readonly entry: Exclude<Entry, { readonly kind: 'entered' }>;
  readonly onTakeOver: () => void;
}

/** What a browser shows in place of the window while it has none: why, and what to do. */
export function EntryPage({ entry, onTakeOver }: EntryPageProps) {
  useGlobalStyles();
  const styles = useStyles();
  const theme = useTheme({ theme: 'system', textSize: 100 });
  const { title, text } = entryTexts[entry.kind];
  return (
    <FluentProvider theme={theme}>
      <div className={styles.page}>
        <main className={styles.card}>
          <Screen title={title}>
            <p className={styles.text}>{text}</p>
            {entry.kind === 'in-use' ? (
              <div>
                <Button appearance="primary" onClick={onTakeOver}>
                  {entryTexts.takeOver}
                </Button>
              </div>
            ) : null}
          </Screen>
        </main>
      </div>
    </FluentProvider>
  );
}
