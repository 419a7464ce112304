import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { SavedPlan } from '../../shared/ipc/state.ts';
import { changePlanTexts, runWithPlanTexts } from '../../shared/change-plan/texts.ts';
import { timeText } from '../../shared/base/words/time.ts';
import { approvedPlanScreenTexts as texts, changePlanScreenTexts, recommendationScreenTexts } from './texts.ts';
import { Facts } from '../common/facts.tsx';
import { FoldedList } from '../common/folded-list.tsx';
import { Notice } from '../common/notice.tsx';
import { OutcomeBadge } from '../common/outcome-badge.tsx';
import { ProblemNotice } from '../common/problem-notice.tsx';
import { PageFrame } from '../report/page-frame.tsx';
import { nameOf } from './path-name.ts';
import { ReasonField } from './reason-field.tsx';
import { useBegin } from './use-begin.ts';

const useStyles = makeStyles({
  hash: { fontFamily: tokens.fontFamilyMonospace },
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS, maxWidth: '40rem' },
});

interface PlanToCarryOutProps {
  readonly folder: string;
  readonly plan: SavedPlan;
  readonly recommended: string;
}

/** What plan it is, and the way into its run; or why there is none. */
export function PlanToCarryOut({ folder, plan, recommended }: PlanToCarryOutProps) {
  const styles = useStyles();
  const { begin, isBusy, problem, dismiss } = useBegin();
  const [reason, setReason] = useState('');
  const { facts } = changePlanTexts;
  const isAsked = plan.procedure !== recommended && plan.reason === '';
  return (
    <>
      <Facts
        facts={[
          [texts.procedure, nameOf(plan)],
          [facts.target, <bdi>{plan.target}</bdi>],
          [facts.plannedAt, timeText(plan.plannedAt)],
          [facts.plannedBy, changePlanTexts.plannedBy(plan.plannedBy.operator, plan.plannedBy.machine)],
          ...(plan.reason === '' ? [] : ([[recommendationScreenTexts.whyOther, plan.reason]] as const)),
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
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            void begin(plan.procedure, 'beginPlannedRun', {
              folder,
              planHash: plan.hash,
              ...(isAsked && { reason }),
            });
          }}
        >
          {isAsked ? <ReasonField value={reason} onChange={setReason} /> : null}
          <div>
            <Button type="submit" appearance="primary" disabledFocusable={isBusy}>
              {texts.begin}
            </Button>
          </div>
          <p>{recommendationScreenTexts.beginHint}</p>
        </form>
      )}
    </>
  );
}
