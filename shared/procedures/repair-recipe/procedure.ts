import type { Procedure } from '../../engine/contract/step.ts';
import { repairPlanWords, repairTexts as texts } from '../doctor/texts.ts';
import { sparingByRestoreFirst } from '../steps/rules/remote-mailbox-texts.ts';
import { doctorSteps } from '../doctor/steps.ts';
import { remoteMailboxRisk } from '../steps/rules/remote-mailbox-choice.ts';
import type { RuleChange } from '../steps/rules/rule-change.ts';
import type { HybridSystems } from '../../systems/contexts.ts';
import { readRepairOptions, repairOptions } from './options.ts';
import { planRepairRecipe, repairStage } from './plan.ts';

/** What this procedure does to the rules. */
export const repairRecipeChange: RuleChange = {
  readOptions: readRepairOptions,
  plan: planRepairRecipe,
  files: () => [],
  remoteMailboxRisk: remoteMailboxRisk(sparingByRestoreFirst),
  mayChange: 'values-return',
  keepsGuid: texts.keepsGuid,
  planWords: repairPlanWords,
};
const steps = doctorSteps('repair-recipe', repairRecipeChange, repairStage, texts, 'cleared');

/** Makes of what somebody has left a state that works and lasts (procedures.md, `assess` 5). */
export const repairRecipe: Procedure<HybridSystems> = {
  id: 'repair-recipe',
  title: texts.title,
  options: repairOptions,
  ...steps,
};
