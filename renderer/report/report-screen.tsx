import { reportScreenTexts as texts } from '../../shared/messages/window-record.ts';
import { useAppState } from '../app/store.ts';
import { ActivityPanel } from '../common/activity-panel.tsx';
import { Screen } from '../common/screen.tsx';
import { ReportPreview } from './report-preview.tsx';
import { SaveReport } from './save-report.tsx';
import { VerifyReport } from './verify-report.tsx';

/** Preview, save and verify. Verifying needs no run. */
export function ReportScreen() {
  const hasRun = useAppState(({ run }) => run !== null);
  const activity = useAppState((state) => state.activity);
  return (
    <Screen title={texts.title}>
      {activity === null ? null : <ActivityPanel activity={activity} />}
      {hasRun ? <SaveReport /> : <p>{texts.noRun}</p>}
      {hasRun ? <ReportPreview /> : null}
      <VerifyReport />
    </Screen>
  );
}
