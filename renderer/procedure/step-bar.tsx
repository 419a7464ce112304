import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { Run, StepRecord } from '../../shared/engine/run-state.ts';
import { mayPrepare, mayUndo, nextStep } from '../../shared/engine/selectors.ts';
import { procedureTexts as texts } from '../../shared/messages/window-procedure.ts';
import { goTo } from '../app/navigation.ts';
import { useAppState } from '../app/store.ts';
import type { Caller } from '../app/use-call.ts';
import { ConfirmBody } from '../common/confirm-body.tsx';
import { Modal } from '../common/modal.tsx';
import { listedSteps, wayOn, type Way } from './run-steps.ts';
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
  const [asking, setAsking] = useState<'undo' | 'finish'>();
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
      <span className={styles.others}>
        {mayUndo(run) ? (
          <Button size="small" disabledFocusable={isBusy} onClick={() => setAsking('undo')}>
            {run.course.kind === 'undoing' ? texts.undoGoOn : texts.undoRun}
          </Button>
        ) : null}
        {run.kind === 'open' ? (
          <Button size="small" disabledFocusable={isBusy} onClick={() => setAsking('finish')}>
            {texts.finish}
          </Button>
        ) : null}
      </span>
      <Modal isOpen={asking === 'undo'} title={texts.undoTitle} onClose={() => setAsking(undefined)}>
        <UndoExtent
          run={run}
          onConfirm={(to) => {
            setAsking(undefined);
            followTurn();
            void caller.call('undoRun', to === undefined ? {} : { to });
          }}
          onCancel={() => setAsking(undefined)}
        />
      </Modal>
      <Modal isOpen={asking === 'finish'} title={texts.finishTitle} onClose={() => setAsking(undefined)}>
        <ConfirmBody
          action={texts.finishAction}
          onConfirm={() => {
            setAsking(undefined);
            void caller.call('finishRun', {});
          }}
          onCancel={() => setAsking(undefined)}
        >
          <p>{texts.finishIntro}</p>
        </ConfirmBody>
      </Modal>
    </div>
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
      return (
        <>
          <strong>{texts.finished}</strong>
          <Button appearance="primary" onClick={() => goTo('report')}>
            {texts.toReport}
          </Button>
        </>
      );
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
            appearance="primary"
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
            {numbered(run, way.step)}
          </span>
        </>
      );
  }
}

function numbered(run: Run, step: StepRecord): string {
  const list = run.steps.includes(step) ? run.steps : listedSteps(run).slice(run.steps.length);
  return `${list.indexOf(step) + 1}. ${step.title}`;
}
