import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { RunView } from '../../shared/ipc/state.ts';
import { procedureTexts as texts } from '../../shared/messages/window-procedure.ts';
import { goTo } from '../app/navigation.ts';
import { Notice } from '../common/notice.tsx';

const useStyles = makeStyles({ buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS } });

/** Says where the run is not simply going forward. */
export function RunStanding({ view }: { readonly view: RunView }) {
  const styles = useStyles();
  const { run, report } = view;
  const text = standingText(view);
  if (text === undefined) return null;
  return (
    <Notice kind="plain">
      <p>{text}</p>
      {run.kind === 'closed' ? (
        <div className={styles.buttons}>
          {report === null ? null : <Button onClick={() => goTo('report')}>{texts.toReport}</Button>}
        </div>
      ) : null}
    </Notice>
  );
}

function standingText({ run }: RunView): string | undefined {
  if (run.kind === 'closed') return texts.closed;
  switch (run.course.kind) {
    case 'forward':
      return undefined;
    case 'undoing':
      return texts.undoing;
    case 'undone':
      return texts.undone;
  }
}
