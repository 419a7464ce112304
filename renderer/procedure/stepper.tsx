import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Run, StepRecord } from '../../shared/engine/run/run-state.ts';
import { isDone, nextStep } from '../../shared/engine/run/selectors.ts';
import { procedureTexts as texts, stepStateWord } from './texts.ts';
import { useAppState } from '../app/store.ts';
import { OutcomeBadge } from '../common/outcome-badge.tsx';
import { plainButton } from '../common/plain-button.ts';
import { stepStateMarks } from '../common/outcome-marks.ts';
import { begunBeforeUndo, isUndoingAll } from './run-steps.ts';
import { showStep } from './selection.ts';

const useStyles = makeStyles({
  steps: {
    borderInlineEndWidth: tokens.strokeWidthThin,
    borderInlineEndStyle: 'solid',
    borderInlineEndColor: tokens.colorNeutralStroke2,
    backgroundColor: tokens.colorNeutralBackground2,
    paddingBlock: tokens.spacingVerticalM,
    position: 'sticky',
    top: 0,
    alignSelf: 'start',
    height: '100vh',
    overflowY: 'auto',
    '@media (max-width: 760px)': {
      position: 'static',
      height: 'auto',
      maxHeight: '40vh',
      borderInlineEndStyle: 'none',
      borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    },
  },
  heading: { margin: 0, paddingInline: tokens.spacingHorizontalL, fontSize: tokens.fontSizeBase300 },
  count: { paddingInline: tokens.spacingHorizontalL, color: tokens.colorNeutralForeground2 },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  step: {
    ...plainButton,
    fontWeight: 'inherit',
    width: '100%',
    display: 'grid',
    gridTemplateColumns: '1.75rem minmax(0, 1fr)',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    borderInlineStartWidth: tokens.strokeWidthThickest,
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: 'transparent',
    // Forced colours draw what is transparent.
    '@media (forced-colors: active)': { borderInlineStartColor: 'Canvas' },
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
    },
  },
  shown: {
    borderInlineStartColor: tokens.colorCompoundBrandStroke,
    backgroundColor: tokens.colorNeutralBackground1,
    fontWeight: tokens.fontWeightSemibold,
    '@media (forced-colors: active)': { borderInlineStartColor: 'Highlight' },
  },
  number: { fontVariantNumeric: 'tabular-nums' },
  state: { gridColumnStart: 2, fontSize: tokens.fontSizeBase200 },
});

/** Every step by number, name and state; the one whose page is shown is the current one. */
export function Stepper({ run, shown }: { readonly run: Run; readonly shown: StepRecord }) {
  const styles = useStyles();
  return (
    <nav className={styles.steps} aria-label={texts.steps}>
      <h2 className={styles.heading}>{texts.steps}</h2>
      <p className={styles.count}>{texts.progress(run.steps.filter(isDone).length, run.steps.length)}</p>
      <StepList run={run} steps={run.steps} shown={shown} />
      {begunBeforeUndo(run).length === 0 ? null : (
        <>
          <h2 className={styles.heading}>{texts.beforeUndo}</h2>
          <StepList run={run} steps={run.beforeUndo} shown={shown} />
        </>
      )}
      {isUndoingAll(run) ? (
        <>
          <h2 className={styles.heading}>{texts.afterUndo}</h2>
          <StepList run={run} steps={run.afterUndo} shown={shown} />
        </>
      ) : null}
    </nav>
  );
}

interface StepListProps {
  readonly run: Run;
  readonly steps: readonly StepRecord[];
  readonly shown: StepRecord;
}

function StepList({ run, steps, shown }: StepListProps) {
  const styles = useStyles();
  const working = useAppState(({ activity }) => activity?.step ?? undefined);
  const turn = nextStep(run);
  return (
    <ol className={styles.list}>
      {steps.map((step, index) => {
        const isShown = step.id === shown.id;
        const isWorking = step.id === working;
        return (
          <li key={step.id}>
            <button
              type="button"
              className={mergeClasses(styles.step, isShown && styles.shown)}
              aria-current={isShown ? 'step' : undefined}
              onClick={() => showStep(run, step.id)}
            >
              <span className={styles.number}>{index + 1}.</span>
              <span>{step.title}</span>
              <span className={styles.state}>
                <OutcomeBadge
                  mark={isWorking ? 'working' : stepStateMarks[step.state.kind]}
                  word={`${isWorking ? texts.working : stepStateWord[step.state.kind]}${turn?.id === step.id && !isWorking ? texts.itsTurn : ''}`}
                />
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
