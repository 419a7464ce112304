import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { SavedPlan } from '../../shared/ipc/state.ts';
import { changePlanTexts, runWithPlanTexts } from '../../shared/messages/change-plan.ts';
import { timeText } from '../../shared/messages/time.ts';
import {
  approvedPlanScreenTexts as texts,
  changePlanScreenTexts,
  recommendationScreenTexts,
} from '../../shared/messages/window-assess.ts';
import { saveTexts } from '../../shared/messages/window-record.ts';
import { useAppState } from '../app/store.ts';
import { useCall } from '../app/use-call.ts';
import { Facts } from '../common/facts.tsx';
import { FolderField } from '../common/folder-field.tsx';
import { FoldedList } from '../common/folded-list.tsx';
import { Notice } from '../common/notice.tsx';
import { OutcomeBadge } from '../common/outcome-badge.tsx';
import { ProblemNotice } from '../common/problem-notice.tsx';
import { Section } from '../common/section.tsx';
import { PageFrame } from '../report/page-frame.tsx';
import { nameOf } from './path-name.ts';
import { useBegin } from './use-begin.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS, maxWidth: '40rem' },
  hash: { fontFamily: tokens.fontFamilyMonospace },
});

/** Chooses a change plan that was saved, shows what it is, and begins the run that carries it out. */
export function ApprovedPlan({ recommended }: { readonly recommended: string }) {
  const styles = useStyles();
  const isBusy = useAppState(({ activity }) => activity !== null);
  const [folder, setFolder] = useState('');
  const [wasAsked, setWasAsked] = useState(false);
  /** With the folder that it was read from: what is typed later is another one. */
  const [read, setRead] = useState<{ readonly folder: string; readonly plan: SavedPlan }>();
  const { call, pending, problem, dismiss } = useCall();
  const chosen = folder.trim();

  const look = async () => {
    setWasAsked(true);
    setRead(undefined);
    if (chosen === '') return;
    const answer = await call('readPlan', { folder: chosen });
    setRead(answer && { folder: chosen, plan: answer.value });
  };

  return (
    <Section level={3} heading={texts.heading}>
      <p>{texts.intro}</p>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void look();
        }}
      >
        <FolderField
          label={texts.folder}
          value={folder}
          onChange={setFolder}
          error={wasAsked && chosen === '' ? saveTexts.missingFolder : undefined}
        />
        <div>
          <Button type="submit" disabledFocusable={pending || isBusy}>
            {texts.look}
          </Button>
        </div>
      </form>
      {problem === undefined ? null : <ProblemNotice problem={problem} onDismiss={dismiss} />}
      {read === undefined ? null : <PlanToCarryOut key={read.plan.hash} {...read} recommended={recommended} />}
    </Section>
  );
}

interface PlanToCarryOutProps {
  readonly folder: string;
  readonly plan: SavedPlan;
  readonly recommended: string;
}

/** What plan it is, and the way into its run; or why there is none. */
function PlanToCarryOut({ folder, plan, recommended }: PlanToCarryOutProps) {
  const styles = useStyles();
  const { begin, isBusy, problem, dismiss } = useBegin();
  const { facts } = changePlanTexts;
  return (
    <>
      <Facts
        facts={[
          [texts.procedure, nameOf(plan)],
          [facts.target, <bdi>{plan.target}</bdi>],
          [facts.plannedAt, timeText(plan.plannedAt)],
          [facts.plannedBy, changePlanTexts.plannedBy(plan.plannedBy.operator, plan.plannedBy.machine)],
          [facts.hash, <span className={styles.hash}>{plan.hash}</span>],
        ]}
      />
      <details>
        <summary>{texts.show}</summary>
        <PageFrame title={changePlanScreenTexts.frame} html={plan.html} />
      </details>
      {plan.differences.length === 0 ? (
        <Notice kind="good" role="status">
          <OutcomeBadge mark="good" word={texts.holds} />
          {plan.procedure === recommended ? null : <p>{texts.otherPath(nameOf({ procedure: recommended }))}</p>}
        </Notice>
      ) : (
        <Notice kind="bad" role="alert">
          <OutcomeBadge mark="bad" word={texts.stale} />
          <FoldedList items={plan.differences} summary={texts.differences(plan.differences.length)} />
          <p>{runWithPlanTexts.remedy}</p>
        </Notice>
      )}
      {problem === undefined ? null : <ProblemNotice problem={problem} onDismiss={dismiss} />}
      {plan.differences.length > 0 ? null : (
        <div>
          <Button
            appearance="primary"
            disabledFocusable={isBusy}
            onClick={() => void begin(plan.procedure, 'beginPlannedRun', { folder, planHash: plan.hash })}
          >
            {texts.begin}
          </Button>
          <p>{recommendationScreenTexts.beginHint}</p>
        </div>
      )}
    </>
  );
}
