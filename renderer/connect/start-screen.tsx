import { makeStyles, tokens } from '@fluentui/react-components';
import { startTexts as texts } from './texts.ts';
import { useAppState } from '../app/store.ts';
import { ActivityPanel } from '../common/activity-panel.tsx';
import { Screen } from '../common/screen.tsx';
import { ContinueForm } from './continue-form.tsx';
import { EngagementForm } from './engagement-form.tsx';
import { TargetChoice } from './target-choice.tsx';

const useStyles = makeStyles({
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(22rem, 100%), 1fr))',
    alignItems: 'start',
    gap: tokens.spacingHorizontalXXL,
  },
});

/** Who works for whom, and where. */
export function StartScreen() {
  const styles = useStyles();
  const activity = useAppState((state) => state.activity);
  const engagement = useAppState((state) => state.engagement);
  return (
    <Screen title={texts.title}>
      <p>{texts.intro}</p>
      {activity === null ? null : <ActivityPanel activity={activity} />}
      <div className={styles.pair}>
        <EngagementForm />
        {engagement === null ? <ContinueForm /> : null}
      </div>
      {engagement === null ? null : <TargetChoice />}
      {engagement === null ? null : <ContinueForm />}
    </Screen>
  );
}
