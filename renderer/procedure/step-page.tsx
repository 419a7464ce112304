import { makeStyles, tokens } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { StepRecord } from '../../shared/engine/run/run-state.ts';
import { isDone } from '../../shared/engine/run/selectors.ts';
import type { Evidence, StepPlan } from '../../shared/engine/contract/step.ts';
import type { RunView, StepView } from '../../shared/ipc/state.ts';
import { riskWordOf, undoSentence } from '../../shared/procedures/steps/effect-texts.ts';
import { procedureTexts as texts, stepStateWord } from './texts.ts';
import { timeText } from '../../shared/base/words/time.ts';
import { proofOf } from '../../shared/report/build-report.ts';
import { useAppState } from '../app/store.ts';
import { useCall } from '../app/use-call.ts';
import { ActivityPanel } from '../common/activity-panel.tsx';
import { Facts } from '../common/facts.tsx';
import { ObjectTableView } from '../common/object-table.tsx';
import { OutcomeBadge } from '../common/outcome-badge.tsx';
import { stepStateMarks } from '../common/outcome-marks.ts';
import { ProblemNotice } from '../common/problem-notice.tsx';
import { Screen } from '../common/screen.tsx';
import { Section } from '../common/section.tsx';
import { ApplySection } from './apply-section.tsx';
import { Commands } from './commands.tsx';
import { RuleComparisons, ValueComparison, type ComparedValue } from './comparison.tsx';
import { Effects } from './effects.tsx';
import { RunStanding } from './run-standing.tsx';
import { numberedTitle } from './run-steps.ts';
import { StepBar } from './step-bar.tsx';
import { StepDecision } from './step-decision.tsx';
import { useFocusKept } from './use-focus-kept.ts';
import { UnknownEnd } from './unknown-end.tsx';

const useStyles = makeStyles({
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
  text: { whiteSpace: 'pre-line' },
  work: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    // It stays, because it may have to take the focus; its gap to the next part need not.
    ':empty': { marginTop: `calc(-1 * ${tokens.spacingVerticalL})` },
  },
});

interface StepPageProps {
  readonly view: RunView;
  readonly step: StepRecord;
}

/** One step, in the order of design.md §7. */
export function StepPage({ view, step }: StepPageProps) {
  const styles = useStyles();
  const { run } = view;
  const activity = useAppState((state) => state.activity);
  const text = useAppState(({ about }) => textOf(about.procedures, run.procedure, step.id));
  const caller = useCall();
  const work = useFocusKept(`${step.id} ${step.state.kind} ${activity?.kind ?? ''}`);
  const plan = step.planned?.plan;
  const proof = proofOf(step);
  const changes = useMemo(() => changedValues(plan), [plan]);
  const proved = useMemo(() => provedValues(proof.evidence), [proof.evidence]);
  const objects = [...(plan?.objects ?? []), ...(proof.objects ?? [])];
  const isUnread = plan === undefined && step.state.kind === 'pending';
  return (
    <Screen title={numberedTitle(run, step)}>
      <RunStanding run={run} />
      <Section heading={texts.purpose}>
        <p>{text?.description}</p>
        {text === undefined ? null : (
          <p>
            {texts.source}: {text.source}
          </p>
        )}
      </Section>

      <Section heading={texts.present}>
        <p role="status">
          <OutcomeBadge mark={stepStateMarks[step.state.kind]} word={stepStateWord[step.state.kind]} />{' '}
          {step.since === undefined ? '' : texts.since(timeText(step.since))}
        </p>
        {isUnread ? <p>{texts.presentUnread}</p> : null}
        {plan === undefined ? null : <p className={styles.text}>{plan.summary}</p>}
        {step.state.kind === 'unknown' ? <UnknownEnd run={run} step={step} state={step.state} caller={caller} /> : null}
        <StepDecision run={run} step={step} proof={proof} caller={caller} />
      </Section>

      {plan === undefined ? null : (
        <>
          <Section heading={texts.changes}>
            <Effects effects={plan.effects} />
            <ValueComparison title={texts.changes} values={changes} label={texts.changeColumns.field} />
            <RuleComparisons run={run} step={step} />
          </Section>
          {plan.commands.length === 0 ? null : <Commands commands={plan.commands} />}
          <Section heading={texts.impact}>
            {plan.notes.length === 0 ? null : (
              <ul className={styles.list}>
                {plan.notes.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
            <Facts
              facts={[
                [texts.risk, riskWordOf({ risk: step.risk, effects: plan.effects })],
                [texts.undo, undoSentence(plan.effects, step.undo)],
              ]}
            />
          </Section>
        </>
      )}

      <div ref={work} tabIndex={-1} role="group" aria-label={texts.work} className={styles.work}>
        <ApplySection run={run} step={step} caller={caller} />
        {activity === null ? null : <ActivityPanel activity={activity} />}
        {caller.problem === undefined ? null : <ProblemNotice problem={caller.problem} onDismiss={caller.dismiss} />}
      </div>
      <Section heading={texts.proof}>
        {proof.evidence === undefined || proof.evidence.length === 0 ? (
          <p>{withoutProof(step)}</p>
        ) : (
          <>
            <p>{texts.proofIntro}</p>
            <ValueComparison title={texts.proof} values={proved} label={texts.proofLabel} />
          </>
        )}
      </Section>
      {objects.length === 0 ? null : (
        <Section heading={texts.objects}>
          {objects.map((table) => (
            <Section key={table.id} level={3} heading={table.title}>
              <ObjectTableView table={table} singular={texts.object} />
            </Section>
          ))}
        </Section>
      )}
      <StepBar run={run} step={step} caller={caller} />
    </Screen>
  );
}

function changedValues(plan: StepPlan | undefined): readonly ComparedValue[] {
  return (plan?.changes ?? []).map(({ subject, field, before, after }) => ({
    group: subject,
    label: field,
    before,
    after,
  }));
}

function provedValues(evidence: readonly Evidence[] = []): readonly ComparedValue[] {
  return evidence.map(({ label, before, after }) => ({ group: '', label, before, after }));
}

/** Why there is nothing to show under Proof. */
function withoutProof(step: StepRecord): string {
  if (step.state.kind === 'overridden') return texts.neverProved;
  return isDone(step) ? texts.nothingToProve : texts.noProof;
}

interface ProcedureTexts {
  readonly id: string;
  readonly steps: readonly StepView[];
  readonly beforeUndo: readonly StepView[];
  readonly afterUndo: readonly StepView[];
}

function textOf(procedures: readonly ProcedureTexts[], procedureId: string, stepId: string): StepView | undefined {
  const procedure = procedures.find(({ id }) => id === procedureId);
  return [...(procedure?.steps ?? []), ...(procedure?.beforeUndo ?? []), ...(procedure?.afterUndo ?? [])].find(
    ({ id }) => id === stepId,
  );
}
