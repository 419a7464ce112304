import type { Procedure } from '../../engine/step.ts';
import { repairPlanWords, repairTexts as texts } from '../../messages/doctor-procedures.ts';
import { doctorOptions, readDoctorOptions } from '../doctor/options.ts';
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
import { planRepairRecipe, repairStage } from './plan.ts';

/** What this procedure does to the rules. */
export const repairRecipeChange: RuleChange = {
  readOptions: readDoctorOptions,
  plan: planRepairRecipe,
  files: () => [],
  mayChange: 'values-return',
  keepsGuid: texts.keepsGuid,
  planWords: repairPlanWords,
};
const round = { ...firstRound(repairStage), syncImpact: texts.syncImpact };

const repairRules: RuleStepDefinition = {
  id: repairStage,
  revision: 1,
  risk: 'high',
  texts,
  summary: texts.summary,
  impact: ({ objects }) => texts.impact(objects),
  created: (beside) => texts.created(beside ?? ''),
};

/** Makes of what somebody has left a state that works and lasts (procedures.md, `assess` 5). */
export const repairRecipe: Procedure<HybridSystems> = {
  id: 'repair-recipe',
  title: texts.title,
  options: doctorOptions,
  steps: [
    backupStep(repairRecipeChange),
    pauseStep(round),
    ruleStep(repairRecipeChange, repairRules),
    previewStep(repairRecipeChange, round),
    resumeStep(round),
    fullSyncStep(round),
    provePredictionStep(),
  ],
  afterUndo: [resyncOriginalStep(round), proveOriginalStep(round)],
};
