import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { Assessment } from '../../shared/assessment/assessment.ts';
import { assessScreenTexts as texts } from './texts.ts';
import { listScreenTexts } from './list-texts.ts';
import { windowTexts } from '../common/texts.ts';
import { timeText } from '../../shared/base/words/time.ts';
import { assessmentSchema } from '../../shared/report/assessment-schema.ts';
import { assessmentTables } from '../../shared/report/assessment-tables.ts';
import { useAppState } from '../app/store.ts';
import { useCall } from '../app/use-call.ts';
import { CompareSection } from '../compare/compare-section.tsx';
import { ActivityPanel } from '../common/activity-panel.tsx';
import { Notice } from '../common/notice.tsx';
import { ObjectTableView } from '../common/object-table.tsx';
import { ProblemNotice } from '../common/problem-notice.tsx';
import { Screen } from '../common/screen.tsx';
import { Section } from '../common/section.tsx';
import { ContributorPictures } from './contributor-picture.tsx';
import { Findings } from './findings.tsx';
import { OutcomeSummary } from './outcome-summary.tsx';
import { RecommendationView } from './recommendation.tsx';
import { UserFlowView } from './user-flow.tsx';

const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
});

/** What the target is like, and which path to take. */
export function AssessScreen() {
  const styles = useStyles();
  const state = useAppState(({ assessment }) => assessment);
  const target = useAppState((all) => all.target);
  const activity = useAppState((all) => all.activity);
  const { call, pending, problem, dismiss } = useCall();
  const isDone = state.kind === 'done';
  return (
    <Screen title={texts.title}>
      <div className={styles.line}>
        {target.kind === 'open' ? (
          <Button
            appearance={isDone ? 'secondary' : 'primary'}
            disabledFocusable={pending || activity !== null}
            onClick={() => void call('assess', {})}
          >
            {isDone ? texts.again : texts.run}
          </Button>
        ) : null}
        <span>{isDone ? texts.observed(timeText(state.assessment.observedAt)) : texts.notRun}</span>
      </div>
      {target.kind === 'open'
        ? [target.canWrite ? windowTexts.writesTo : windowTexts.readOnly, ...target.notes].map((note) => (
            <p key={note}>{note}</p>
          ))
        : null}
      {activity === null ? null : <ActivityPanel activity={activity} />}
      {problem !== undefined && state.kind !== 'failed' ? (
        <ProblemNotice problem={problem} onDismiss={dismiss} />
      ) : null}
      {state.kind === 'failed' ? <ProblemNotice problem={state.problem} /> : null}
      {isDone ? <AssessmentView assessment={state.assessment} names={state.names} /> : null}
      {target.kind === 'open' ? <CompareSection /> : null}
    </Screen>
  );
}

interface AssessmentViewProps {
  readonly assessment: Assessment;
  /** What its names are asked for with; null: there are none. */
  readonly names: number | null;
}

function AssessmentView({ assessment, names }: AssessmentViewProps) {
  const styles = useStyles();
  const { findings, flow, lists } = assessment;
  const [chosen, setChosen] = useState<string>();
  const tables = useMemo(() => assessmentTables(assessmentSchema.parse(assessment)), [assessment]);
  return (
    <>
      <OutcomeSummary assessment={assessment} />
      {names === null && lists.length > 0 ? <Notice kind="attention">{listScreenTexts.noNames}</Notice> : null}
      {flow === undefined ? null : <UserFlowView flow={flow} lists={lists} />}
      <Findings findings={findings} lists={lists} />
      <ContributorPictures assessment={assessment} chosen={chosen} />
      {assessment.standingWarnings.length === 0 ? null : (
        <Section heading={texts.warnings}>
          <Notice kind="attention">
            <ul className={styles.list}>
              {assessment.standingWarnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          </Notice>
        </Section>
      )}
      <RecommendationView assessment={assessment} chosen={chosen} onChoose={setChosen} />
      {tables.map((table) => (
        <details key={table.id}>
          <summary>{texts.asTableOf(table.title)}</summary>
          <ObjectTableView table={table} singular={texts.row} />
        </details>
      ))}
    </>
  );
}
