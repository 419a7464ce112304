import type { Procedure } from '../../engine/step.ts';
import { nullCloneRisks, nullCloneTitle } from '../../messages/null-clone.ts';
import { keepsGuid } from '../../messages/null-clone-rules.ts';
import { sparingByOverride } from '../../messages/remote-mailboxes.ts';
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
import { remoteMailboxRisk } from '../rule-change/remote-mailbox-choice.ts';
import { resumeStep } from '../rule-change/resume-scheduler.ts';
import { firstRound, type RuleChange } from '../rule-change/rule-change.ts';
import { ruleStep } from '../rule-change/rule-step.ts';
import type { HybridSystems } from '../systems.ts';
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
