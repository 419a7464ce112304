import type { Procedure } from '../../engine/step.ts';
import { nullOverrideTitle, overrideKeepsGuid, widenedSuffix } from '../../messages/null-override.ts';
import { aroundOwners } from '../mailbox-owners/before-undo.ts';
import { resyncOriginalStep } from '../rule-change/after-undo.ts';
import { proveOriginalStep } from '../rule-change/prove-original.ts';
import { backupStep } from '../rule-change/backup.ts';
import { checkingFirstUser } from '../rule-change/first-user-choice.ts';
import { firstUserStep } from '../rule-change/first-user.ts';
import { fullSyncStep } from '../rule-change/full-sync.ts';
import { licenceStep } from '../rule-change/licence.ts';
import { pauseStep } from '../rule-change/pause-scheduler.ts';
import { previewStep } from '../rule-change/preview.ts';
import { proveStep } from '../rule-change/prove-effect.ts';
import { resumeStep } from '../rule-change/resume-scheduler.ts';
import { firstRound, type Round, type RuleChange } from '../rule-change/rule-change.ts';
import { widenedRoundSteps } from '../rule-change/round-ids.ts';
import { ruleStep } from '../rule-change/rule-step.ts';
import type { HybridSystems } from '../systems.ts';
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
