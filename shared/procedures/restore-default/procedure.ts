import type { Procedure } from '../../engine/step.ts';
import { restorePlanWords, restoreTexts as texts } from '../../messages/doctor-procedures.ts';
import { provePredictionStep } from '../doctor/prove-prediction.ts';
import { proveOriginalStep, resyncOriginalStep } from '../rule-change/after-undo.ts';
import { backupStep } from '../rule-change/backup.ts';
import { fullSyncStep } from '../rule-change/full-sync.ts';
import { pauseStep } from '../rule-change/pause-scheduler.ts';
import { previewStep } from '../rule-change/preview.ts';
import { resumeStep } from '../rule-change/resume-scheduler.ts';
import { firstRound, type RuleChange } from '../rule-change/rule-change.ts';
import { ruleStep, type RuleStepDefinition } from '../rule-change/rule-step.ts';
import type { HybridSystems } from '../systems.ts';
import { nameOwners } from './name-owners.ts';
import { readRestoreOptions, restoreOptions } from './options.ts';
import { planRestoreDefault, restoreStage } from './plan.ts';

/** What this procedure does to the rules. */
export const restoreDefaultChange: RuleChange = {
  readOptions: readRestoreOptions,
  plan: planRestoreDefault,
  files: () => [],
  mayChange: 'values-return',
  keepsGuid: texts.keepsGuid,
  planWords: restorePlanWords,
};
const round = { ...firstRound(restoreStage), syncImpact: texts.syncImpact };

const restoreRules: RuleStepDefinition = {
  id: restoreStage,
  revision: 1,
  risk: 'high',
  texts,
  summary: texts.summary,
  impact: ({ objects }) => texts.impact(objects),
  created: (beside) => texts.created(beside ?? ''),
};

/** Puts the out-of-box rules back in force (procedures.md, `assess` 5 and `finish`). */
export const restoreDefault: Procedure<HybridSystems> = {
  id: 'restore-default',
  title: texts.title,
  options: restoreOptions,
  steps: [
    nameOwners,
    backupStep(restoreDefaultChange),
    pauseStep(round),
    ruleStep(restoreDefaultChange, restoreRules),
    previewStep(restoreDefaultChange, round),
    resumeStep(round),
    fullSyncStep(round),
    provePredictionStep(),
  ],
  afterUndo: [resyncOriginalStep(round), proveOriginalStep(round)],
};
