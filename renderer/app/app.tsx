import { Button, FluentProvider, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import { connectionTexts, unfinishedWriteTexts, windowTexts } from '../common/texts.ts';
import { AssessScreen } from '../assess/assess-screen.tsx';
import { ActivityAnnouncer } from '../common/activity-announcer.tsx';
import { dialogPlaceId } from '../common/native-dialog.tsx';
import { Notice } from '../common/notice.tsx';
import { Screen } from '../common/screen.tsx';
import { StartScreen } from '../connect/start-screen.tsx';
import { JournalScreen } from '../journal/journal-screen.tsx';
import { ProcedureScreen } from '../procedure/procedure-screen.tsx';
import { ReportScreen } from '../report/report-screen.tsx';
import { SettingsScreen } from '../settings/settings-screen.tsx';
import { useGlobalStyles } from './global-styles.ts';
import { useFocusKeptInPage } from './focus-keeper.ts';
import { useScreen } from './navigation.ts';
import type { ScreenName } from './screens.ts';
import { useAppState, useConnection, useIsReady } from './store.ts';
import { useTheme } from './theme.ts';
import { TopBar } from './top-bar.tsx';

const useStyles = makeStyles({
  // The provider's own class names go to its dialogs and tooltips as well.
  page: { minHeight: '100vh', backgroundColor: tokens.colorNeutralBackground1 },
  lost: { position: 'sticky', top: 0, zIndex: 2 },
  inner: { padding: tokens.spacingHorizontalXXL },
});

const beforeAnythingIsKnown = { theme: 'system', textSize: 100 } as const;

/** The window: a function of the service's state. */
export function App() {
  useGlobalStyles();
  const styles = useStyles();
  const isReady = useIsReady();
  const connection = useConnection();
  const theme = useTheme(beforeAnythingIsKnown);
  return connection === 'ended' ? (
    <FluentProvider theme={theme}>
      <div className={styles.page}>
        <Ended />
      </div>
    </FluentProvider>
  ) : isReady ? (
    <Frame />
  ) : (
    <p className={styles.inner}>{connection === 'lost' ? connectionTexts.lost : windowTexts.loading}</p>
  );
}

function Frame() {
  const styles = useStyles();
  const theme = useTheme(useAppState(({ settings }) => settings));
  const connection = useConnection();
  const run = useAppState((state) => state.run);
  const target = useAppState((state) => state.target);
  const screen = useScreen({ run, target });
  useQuestionBeforeClosing();
  useFocusKeptInPage();
  return (
    <FluentProvider theme={theme}>
      <div className={styles.page}>
        <TopBar screen={screen} />
        <ActivityAnnouncer />
        {connection === 'lost' ? (
          <div className={styles.lost}>
            <Notice kind="attention" role="alert">
              {connectionTexts.lost}
            </Notice>
          </div>
        ) : null}
        <UnfinishedWrites />
        <main id="content" tabIndex={-1}>
          <CurrentScreen name={screen} />
        </main>
        <div id={dialogPlaceId} />
      </div>
    </FluentProvider>
  );
}

/** Somebody must know before the window is closed or anything else is begun. */
function UnfinishedWrites() {
  const styles = useStyles();
  const writes = useAppState(({ unfinishedWrites }) => unfinishedWrites);
  if (writes.length === 0) return null;
  return (
    <div className={styles.lost}>
      <Notice kind="attention" role="alert">
        <p>{unfinishedWriteTexts.title}</p>
        <ul>
          {writes.map(({ what, since }, index) => (
            <li key={index}>{unfinishedWriteTexts.write(what, since)}</li>
          ))}
        </ul>
        <p>{unfinishedWriteTexts.remedy}</p>
      </Notice>
    </div>
  );
}

function CurrentScreen({ name }: { readonly name: ScreenName }) {
  switch (name) {
    case 'start':
      return <StartScreen />;
    case 'assessment':
      return <AssessScreen />;
    case 'procedure':
      return <ProcedureScreen />;
    case 'journal':
      return <JournalScreen />;
    case 'report':
      return <ReportScreen />;
    case 'settings':
      return <SettingsScreen />;
  }
}

function Ended() {
  return (
    <main>
      <Screen title={connectionTexts.endedTitle}>
        <p>{connectionTexts.ended}</p>
        <div>
          <Button onClick={() => location.reload()}>{connectionTexts.tryAgain}</Button>
        </div>
      </Screen>
    </main>
  );
}

/** The browser asks in its own words; nothing is lost either way. */
function useQuestionBeforeClosing(): void {
  const isWriting = useAppState(
    ({ activity, unfinishedWrites }) =>
      unfinishedWrites.length > 0 || (activity !== null && activity.cancel !== 'possible'),
  );
  useEffect(() => {
    if (!isWriting) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isWriting]);
}
