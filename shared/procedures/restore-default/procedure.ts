import type { Procedure } from '../../engine/contract/step.ts';
import { restorePlanWords, restoreTexts as texts } from '../doctor/texts.ts';
import { doctorSteps } from '../doctor/steps.ts';
import type { RuleChange } from '../steps/rules/rule-change.ts';
import type { HybridSystems } from '../../systems/contexts.ts';
import { nameOwners } from './name-owners.ts';
import { readRestoreOptions, restoreOptions } from './options.ts';
import { planRestoreDefault } from './plan.ts';
import { restoreStage } from './step-ids.ts';

/** What this procedure does to the rules. */
export const restoreDefaultChange: RuleChange = {
  readOptions: readRestoreOptions,
  plan: planRestoreDefault,
  files: () => [],
  mayChange: 'values-return',
  keepsGuid: texts.keepsGuid,
  planWords: restorePlanWords,
};
const around = doctorSteps('restore-default', restoreDefaultChange, restoreStage, texts, 'returned');

/** Puts the out-of-box rules back in force (procedures.md, `assess` 5 and `finish`). */
export const restoreDefault: Procedure<HybridSystems> = {
  id: 'restore-default',
  title: texts.title,
  options: restoreOptions,
  ...around,
  steps: [nameOwners, ...around.steps],
};
