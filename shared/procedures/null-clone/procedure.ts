import type { Procedure } from '../../engine/contract/step.ts';
import { nullCloneRisks, nullCloneTitle } from './texts.ts';
import { keepsGuid } from './rule-texts.ts';
import { sparingByOverride } from '../steps/rules/remote-mailbox-texts.ts';
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
import { remoteMailboxRisk } from '../steps/rules/remote-mailbox-choice.ts';
import { resumeStep } from '../steps/idle/resume-scheduler.ts';
import { firstRound, type RuleChange } from '../steps/rules/rule-change.ts';
import { ruleStep } from '../steps/rules/rule-step.ts';
import type { HybridSystems } from '../../systems/contexts.ts';
import { cloneRule } from './clone-rule.ts';
import { deleteOriginal } from './delete-original.ts';
import { nullCloneOptions, readOptions } from './options.ts';
import { planNullClone, stages } from './plan.ts';
import { swapPrecedence } from './swap-precedence.ts';

/** What makes `null-clone` out of the steps that all changes of rules share. */
export const nullCloneChange: RuleChange = {
  readOptions,
  plan: checkingFirstUser(planNullClone, readOptions),
  files: () => [],
  risks: nullCloneRisks,
  remoteMailboxRisk: remoteMailboxRisk(sparingByOverride),
  keepsGuid,
};
/** Once the copy has taken over, the effect can be previewed. */
const round = firstRound(stages.clone);

/** Solution 1 of the articles, made safe (procedures.md, `null-clone`). */
export const nullClone: Procedure<HybridSystems> = {
  id: 'null-clone',
  title: nullCloneTitle,
  options: nullCloneOptions,
  steps: [
    backupStep(nullCloneChange),
    pauseStep(round),
    ruleStep(nullCloneChange, cloneRule),
    ruleStep(nullCloneChange, deleteOriginal),
    ruleStep(nullCloneChange, swapPrecedence),
    previewStep(nullCloneChange, round),
    firstUserStep(nullCloneChange, round),
    resumeStep(round),
    fullSyncStep(round),
    proveStep(round),
    licenceStep(nullCloneChange, [round]),
  ],
  ...aroundOwners('null-clone', round),
  afterUndo: [resyncOriginalStep(round), proveOriginalStep(round)],
};
