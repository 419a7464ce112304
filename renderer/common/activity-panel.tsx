import { Button, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import type { Activity } from '../../shared/ipc/state.ts';
import { activityTexts } from './texts.ts';
import { phaseTexts } from '../procedure/texts.ts';
import { useCall } from '../app/use-call.ts';
import { Notice } from './notice.tsx';
import { OutcomeBadge } from './outcome-badge.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { useElapsedSeconds } from './use-elapsed-seconds.ts';

const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  numbers: { fontVariantNumeric: 'tabular-nums' },
  end: { marginInlineStart: 'auto' },
});

/** Long work that is going on: what, how far, how long, and a way to stop it. */
export function ActivityPanel({ activity }: { readonly activity: Activity }) {
  const styles = useStyles();
  const seconds = useElapsedSeconds(activity.startedAt);
  const { call, pending, problem, dismiss } = useCall();
  const { kind, title, phase, text, done, total, cancel } = activity;
  return (
    <Notice kind="plain">
      <div className={styles.line}>
        <OutcomeBadge mark="working" word={title} />
        {phase === null ? null : <span>{phaseTexts[phase]}</span>}
        <span className={`${styles.numbers} ${styles.end}`}>
          {activityTexts.elapsed} {activityTexts.duration(seconds)}
        </span>
      </div>
      <ProgressBar
        aria-label={title}
        shape="square"
        thickness="large"
        {...(done !== null && total !== null && total > 0 && { value: Math.min(done, total), max: total })}
      />
      <div className={styles.line}>
        <span>
          <bdi>{text}</bdi>
        </span>
        {done === null ? null : <span className={styles.numbers}>{activityTexts.counts(done, total)}</span>}
      </div>
      <div className={styles.line}>
        {kind === 'finishing' ? (
          activityTexts.finishing
        ) : (
          <>
            <Button
              size="small"
              disabledFocusable={cancel === 'asked' || pending}
              onClick={() => void call('cancel', {})}
            >
              {activityTexts.cancel}
            </Button>
            <span>{activityTexts.cancelHint[cancel]}</span>
          </>
        )}
      </div>
      {problem === undefined ? null : <ProblemNotice problem={problem} onDismiss={dismiss} />}
    </Notice>
  );
}
