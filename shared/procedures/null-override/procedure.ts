import type { Procedure } from '../../engine/contract/step.ts';
import { nullOverrideTitle, overrideKeepsGuid, widenedSuffix } from './texts.ts';
import { aroundOwners } from '../steps/mailbox-owners/before-undo.ts';
import { resyncOriginalStep } from '../steps/rules/after-undo.ts';
import { proveOriginalStep } from '../steps/proof/prove-original.ts';
import { backupStep } from '../steps/rules/backup.ts';
import { checkingFirstUser } from '../steps/first-user/first-user-choice.ts';
import { firstUserStep } from '../steps/first-user/first-user.ts';
import { fullSyncStep } from '../steps/synchronize/full-sync.ts';
import { licenceStep } from '../steps/licences/licence.ts';
import { pauseStep } from '../steps/idle/pause-scheduler.ts';
import { previewStep } from '../steps/first-user/preview.ts';
import { proveStep } from '../steps/proof/prove-effect.ts';
import { resumeStep } from '../steps/idle/resume-scheduler.ts';
import { firstRound, type Round, type RuleChange } from '../steps/rules/rule-change.ts';
import { widenedRoundSteps } from '../steps/synchronize/round-ids.ts';
import { ruleStep } from '../steps/rules/rule-step.ts';
import type { HybridSystems } from '../../systems/contexts.ts';
import { addOverride } from './add-override.ts';
import { nullOverrideOptions, readOptions } from './options.ts';
import { planNullOverride, stages, widenedRoundId } from './plan.ts';
import { stagingScripts } from './staging-scripts.ts';
import { widenOverride } from './widen-override.ts';

/** What makes `null-override` out of the steps that all changes of rules share. */
export const nullOverrideChange: RuleChange = {
  readOptions,
  plan: checkingFirstUser(planNullOverride, readOptions),
  files: stagingScripts,
  keepsGuid: overrideKeepsGuid,
};
const first = firstRound(stages.add);
/** Once the pilot is proved, the same again for everybody in scope. */
const widened: Round = {
  id: widenedRoundId,
  steps: widenedRoundSteps,
  after: stages.widen,
  folder: 'before-widened/',
  suffix: widenedSuffix,
};

/** Microsoft's documented way (procedures.md, `null-override`): the default rules stay as they are. */
export const nullOverride: Procedure<HybridSystems> = {
  id: 'null-override',
  title: nullOverrideTitle,
  options: nullOverrideOptions,
  steps: [
    backupStep(nullOverrideChange),
    pauseStep(first),
    ruleStep(nullOverrideChange, addOverride),
    previewStep(nullOverrideChange, first),
    firstUserStep(nullOverrideChange, first),
    resumeStep(first),
    fullSyncStep(first),
    proveStep(first),
    pauseStep(widened),
    ruleStep(nullOverrideChange, widenOverride),
    previewStep(nullOverrideChange, widened),
    resumeStep(widened),
    fullSyncStep(widened),
    proveStep(widened),
    licenceStep(nullOverrideChange, [first, widened]),
  ],
  ...aroundOwners('null-override', first),
  afterUndo: [resyncOriginalStep(first), proveOriginalStep(first, [first, widened])],
};
