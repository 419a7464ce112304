import type { Procedure } from '../../engine/contract/step.ts';
import { aroundOwners } from '../steps/mailbox-owners/before-undo.ts';
import { resyncOriginalStep } from '../steps/rules/after-undo.ts';
import { proveOriginalStep } from '../steps/proof/prove-original.ts';
import { backupStep } from '../steps/rules/backup.ts';
import { fullSyncStep } from '../steps/synchronize/full-sync.ts';
import { expectedEffects, foretoldEffects } from '../steps/rules/next-effects.ts';
import { pauseStep } from '../steps/idle/pause-scheduler.ts';
import { previewStep } from '../steps/first-user/preview.ts';
import { resumeStep } from '../steps/idle/resume-scheduler.ts';
import { firstRound, type Round, type RuleChange } from '../steps/rules/rule-change.ts';
import { ruleStep, type RuleStepDefinition } from '../steps/rules/rule-step.ts';
import { stateAfter, type RuleOperation } from '../../entra-connect/rules/rule-operation.ts';
import { guidWord } from '../../entra-connect/doctor/places.ts';
import { excludesRemoteMailboxes } from '../null-override/scope.ts';
import type { HybridSystems } from '../../systems/contexts.ts';
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
