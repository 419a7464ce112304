import type { Procedure } from '../../engine/step.ts';
import { nullCloneTitle } from '../../messages/null-clone.ts';
import type { HybridSystems } from '../systems.ts';
import { proveOriginal, resyncOriginal } from './after-undo.ts';
import { backup } from './backup.ts';
import { cloneRule } from './clone-rule.ts';
import { deleteOriginal } from './delete-original.ts';
import { fullSync } from './full-sync.ts';
import { licence } from './licence.ts';
import { nullCloneOptions } from './options.ts';
import { pauseScheduler } from './pause-scheduler.ts';
import { preview } from './preview.ts';
import { proveEffect } from './prove-effect.ts';
import { resumeScheduler } from './resume-scheduler.ts';
import { swapPrecedence } from './swap-precedence.ts';

/** Solution 1 of the articles, made safe (procedures.md, `null-clone`). */
export const nullClone: Procedure<HybridSystems> = {
  id: 'null-clone',
  title: nullCloneTitle,
  options: nullCloneOptions,
  steps: [
    backup,
    pauseScheduler,
    cloneRule,
    deleteOriginal,
    swapPrecedence,
    preview,
    resumeScheduler,
    fullSync,
    proveEffect,
    licence,
  ],
  afterUndo: [resyncOriginal, proveOriginal],
};
