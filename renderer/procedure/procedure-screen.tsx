import { makeStyles } from '@fluentui/react-components';
import type { RunView } from '../../shared/ipc/state.ts';
import { useAppState } from '../app/store.ts';
import { useShownStep } from './selection.ts';
import { StepPage } from './step-page.tsx';
import { Stepper } from './stepper.tsx';

const useStyles = makeStyles({
  layout: {
    display: 'grid',
    gridTemplateColumns: 'minmax(13rem, 17rem) minmax(0, 1fr)',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

/** The steps on the left, the page of one of them on the right. */
export function ProcedureScreen() {
  const view = useAppState(({ run }) => run);
  return view === null ? null : <OpenProcedure view={view} />;
}

function OpenProcedure({ view }: { readonly view: RunView }) {
  const styles = useStyles();
  const shown = useShownStep(view.run);
  if (shown === undefined) return null;
  return (
    <div className={styles.layout}>
      <Stepper run={view.run} shown={shown} />
      <StepPage view={view} step={shown} />
    </div>
  );
}
