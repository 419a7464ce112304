import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Problem } from '../../shared/ipc/state.ts';
import { problemTexts } from './texts.ts';
import { CopyButton } from './copy-button.tsx';
import { Notice } from './notice.tsx';
import { OutcomeBadge } from './outcome-badge.tsx';

const useStyles = makeStyles({
  text: { whiteSpace: 'pre-line' },
  details: { whiteSpace: 'pre-wrap', fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface ProblemNoticeProps {
  readonly problem: Problem;
  readonly onDismiss?: () => void;
  /** What can be done about it from here. */
  readonly children?: ReactNode;
}

/** Every error: what happened, why, what to do, details to copy. */
export function ProblemNotice({ problem, onDismiss, children }: ProblemNoticeProps) {
  const styles = useStyles();
  const { code, what, why, remedy, details } = problem;
  // Cancelling is no error of anything.
  const isWanted = code === 'cancelled';
  return (
    <Notice kind={isWanted ? 'plain' : 'bad'} role="alert">
      <OutcomeBadge mark={isWanted ? 'neutral' : 'bad'} word={what} />
      {why === '' ? null : (
        <p className={styles.text}>
          <strong>{problemTexts.why}:</strong> {why}
        </p>
      )}
      {remedy === '' ? null : (
        <p className={styles.text}>
          <strong>{problemTexts.remedy}:</strong> {remedy}
        </p>
      )}
      {details === '' ? null : (
        <details>
          <summary>{problemTexts.details}</summary>
          <div className={styles.details}>{details}</div>
        </details>
      )}
      <div className={styles.buttons}>
        {children}
        <CopyButton label={problemTexts.copy} text={() => problemTexts.asText(problem)} />
        {onDismiss === undefined ? null : (
          <Button size="small" appearance="subtle" onClick={onDismiss}>
            {problemTexts.dismiss}
          </Button>
        )}
      </div>
    </Notice>
  );
}
