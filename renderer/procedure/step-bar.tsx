import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { Run, StepRecord } from '../../shared/engine/run/run-state.ts';
import { mayPrepare, mayUndo, nextStep } from '../../shared/engine/run/selectors.ts';
import { closeTexts } from './close-texts.ts';
import { procedureTexts as texts } from './texts.ts';
import { goTo } from '../app/navigation.ts';
import { useAppState } from '../app/store.ts';
import type { Caller } from '../app/use-call.ts';
import { Modal } from '../common/modal.tsx';
import { CloseRun } from './close-run.tsx';
import { isOver, numberedTitle, wayOn, type Way } from './run-steps.ts';
import { followTurn, showStep } from './selection.ts';
import { UndoExtent } from './undo-extent.tsx';
import { useFocusClearOf } from './use-focus-clear-of.ts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    paddingBlock: tokens.spacingVerticalS,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (min-height: 480px)': { position: 'sticky', bottom: 0, zIndex: 1 },
  },
  reason: { color: tokens.colorNeutralForeground2 },
  others: { marginInlineStart: 'auto', display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface StepBarProps {
  readonly run: Run;
  readonly step: StepRecord;
  readonly caller: Caller;
}

/** Next, or why it is closed; and the ways back and out. */
export function StepBar({ run, step, caller }: StepBarProps) {
  const styles = useStyles();
  const bar = useFocusClearOf();
  const [isAsking, setIsAsking] = useState(false);
  const isBusy = useAppState(({ activity }) => activity !== null) || caller.pending;
  const turn = nextStep(run);
  const way = wayOn(run, step, isBusy);
  const isElsewhere = turn !== undefined && turn.id !== step.id && (way.kind !== 'open' || way.step.id !== turn.id);
  return (
    <div ref={bar} className={styles.bar}>
      <NextButton way={way} run={run} caller={caller} />
      {isElsewhere ? (
        <Button appearance="subtle" onClick={() => showStep(run, turn.id)}>
          {texts.jumpToTurn}
        </Button>
      ) : null}
      <EndOfRun run={run} caller={caller} />
      <span className={styles.others}>
        {mayUndo(run) ? (
          <Button size="small" disabledFocusable={isBusy} onClick={() => setIsAsking(true)}>
            {run.course.kind === 'undoing' ? texts.undoGoOn : texts.undoRun}
          </Button>
        ) : null}
        {isOver(run) ? null : <CloseRun run={run} caller={caller} />}
      </span>
      <Modal isWide isOpen={isAsking} title={texts.undoTitle} onClose={() => setIsAsking(false)}>
        <UndoExtent
          run={run}
          onConfirm={(input) => {
            setIsAsking(false);
            followTurn();
            void caller.call('undoRun', input);
          }}
          onCancel={() => setIsAsking(false)}
        />
      </Modal>
    </div>
  );
}

/** What comes after the last step: closing the run, then its report. */
function EndOfRun({ run, caller }: { readonly run: Run; readonly caller: Caller }) {
  if (run.kind === 'closed') {
    return (
      <Button appearance="primary" onClick={() => goTo('report')}>
        {closeTexts.toReport}
      </Button>
    );
  }
  if (!isOver(run)) return null;
  return (
    <>
      <strong>{run.course.kind === 'undone' ? closeTexts.undone : closeTexts.ended}</strong>
      <CloseRun run={run} caller={caller} />
    </>
  );
}

interface NextButtonProps {
  readonly way: Way;
  readonly run: Run;
  readonly caller: Caller;
}

function NextButton({ way, run, caller }: NextButtonProps) {
  const styles = useStyles();
  const reasonId = useId();
  switch (way.kind) {
    case 'end':
      return null;
    case 'closed':
      return (
        <>
          <Button appearance="primary" disabledFocusable aria-describedby={reasonId}>
            {texts.next}
          </Button>
          <span id={reasonId} className={styles.reason}>
            {way.reason}
          </span>
        </>
      );
    case 'open':
      return (
        <>
          <Button
            // When the run is over, looking through its steps is not what comes next.
            {...(!isOver(run) && { appearance: 'primary' })}
            aria-describedby={reasonId}
            onClick={() => {
              showStep(run, way.step.id);
              const isToBeRead = way.step.state.kind === 'pending' && mayPrepare(run, way.step.id);
              if (isToBeRead) void caller.call('prepareStep', { step: way.step.id });
            }}
          >
            {texts.next}
          </Button>
          <span id={reasonId} className={styles.reason}>
            {numberedTitle(run, way.step)}
          </span>
        </>
      );
  }
}
