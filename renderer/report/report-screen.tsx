import { reportScreenTexts as texts } from './texts.ts';
import { useAppState } from '../app/store.ts';
import { ActivityPanel } from '../common/activity-panel.tsx';
import { Screen } from '../common/screen.tsx';
import { ReportPreview } from './report-preview.tsx';
import { RunRecord } from './run-record.tsx';
import { SaveReport } from './save-report.tsx';
import { VerifyReport } from './verify-report.tsx';

/** Preview, save and verify. Verifying needs no run. */
export function ReportScreen() {
  const view = useAppState(({ run }) => run);
  const activity = useAppState((state) => state.activity);
  return (
    <Screen title={texts.title}>
      {activity === null ? null : <ActivityPanel activity={activity} />}
      {view === null ? (
        <p>{texts.noRun}</p>
      ) : (
        <>
          <RunRecord view={view} />
          <SaveReport />
          <ReportPreview />
        </>
      )}
      <VerifyReport />
    </Screen>
  );
}
