import type { Procedure } from '../../engine/step.ts';
import { aroundOwners } from '../mailbox-owners/before-undo.ts';
import { resyncOriginalStep } from '../rule-change/after-undo.ts';
import { proveOriginalStep } from '../rule-change/prove-original.ts';
import { backupStep } from '../rule-change/backup.ts';
import { fullSyncStep } from '../rule-change/full-sync.ts';
import { expectedEffects, foretoldEffects } from '../rule-change/next-effects.ts';
import { pauseStep } from '../rule-change/pause-scheduler.ts';
import { previewStep } from '../rule-change/preview.ts';
import { resumeStep } from '../rule-change/resume-scheduler.ts';
import { firstRound, type Round, type RuleChange } from '../rule-change/rule-change.ts';
import { ruleStep, type RuleStepDefinition } from '../rule-change/rule-step.ts';
import { stateAfter, type RuleOperation } from '../../sync-rules/rule-operation.ts';
import { guidWord } from '../../sync-rules/doctor/places.ts';
import { excludesRemoteMailboxes } from '../null-override/scope.ts';
import type { HybridSystems } from '../systems.ts';
import { provePredictionStep } from './prove-prediction.ts';

/** What the texts of such a change say. */
type DoctorTexts = RuleStepDefinition['texts'] &
  Pick<RuleStepDefinition, 'summary'> & {
    /** `sparing`: an override that the step puts in force leaves remote mailboxes out. */
    readonly notes: (sparing: boolean) => readonly string[];
    readonly created: (beside: string) => string;
  };

/** The steps of a change that deals with what somebody has left: one stage, proved by what was computed. */
export function doctorSteps(
  procedure: string,
  change: RuleChange,
  stage: string,
  texts: DoctorTexts,
  purpose: 'cleared' | 'returned',
): Pick<Procedure<HybridSystems>, 'steps' | 'beforeUndo' | 'undoQuestion' | 'afterUndo'> {
  const round: Round = { ...firstRound(stage), foretold: purpose };
  const rules: RuleStepDefinition = {
    id: stage,
    revision: 1,
    risk: 'high',
    texts,
    summary: texts.summary,
    isForetold: true,
    effects: (facts) =>
      facts?.reached === undefined
        ? expectedEffects(purpose, facts?.stagingMode ?? false, 'next-synchronization')
        : foretoldEffects(facts.reached, facts.stagingMode, 'next-synchronization'),
    notes: ({ operations }) => texts.notes(operations.some(sparesRemote)),
    created: (beside) => texts.created(beside ?? ''),
  };
  return {
    steps: [
      backupStep(change),
      pauseStep(round),
      ruleStep(change, rules),
      previewStep(change, round),
      resumeStep(round),
      fullSyncStep(round),
      provePredictionStep(round),
    ],
    ...aroundOwners(procedure, round),
    afterUndo: [resyncOriginalStep(round), proveOriginalStep(round)],
  };
}

function sparesRemote(operation: RuleOperation): boolean {
  const rule = stateAfter(operation);
  return rule !== undefined && guidWord(rule) === 'clears' && excludesRemoteMailboxes(rule);
}
