import type { Probe, Step, StepPlan } from '../../../engine/contract/step.ts';
import { success } from '../../../base/failure.ts';
import { resumeTexts } from '../proof/texts.ts';
import { effectOf } from '../effects.ts';
import type { HybridSystems, Reading } from '../../../systems/contexts.ts';
import * as commands from '../rules/commands.ts';
import {
  priorScheduler,
  switchAndWait,
  switchScheduler,
  verifySwitch,
  type SchedulerState,
} from './pause-scheduler.ts';
import { probeActivity } from '../synchronize/round-activity.ts';
import { roundTitle, type Round } from '../rules/rule-change.ts';

/** Start the scheduler again, if it was on when the round began. */
export function resumeStep(round: Round): Step<HybridSystems, SchedulerState, SchedulerState> {
  return {
    id: round.steps.resume,
    revision: 1,
    ...resumeTexts.step,
    title: roundTitle(round, resumeTexts.step.title),
    risk: 'medium',
    effects: () => effectOf('scheduler-enabled'),
    probe: async (context) => probe(context, round),
    plan,
    capture: async (_context, facts, earlier) => success({ state: earlier ?? facts, files: [] }),
    apply: async (context) => switchScheduler(context, true),
    verify: async (context) => verifySwitch(context, true),
    undo: {
      kind: 'restores',
      // Off, and idle: what is undone next are rules.
      restore: async (context) => switchAndWait(context, false),
      verify: async (context) => verifySwitch(context, false),
    },
  };
}

async function probe(context: Reading, round: Round): Promise<Probe<SchedulerState>> {
  const found = await probeActivity(context, round);
  if (found.kind !== 'found') return found;
  const { scheduler } = found.activity;
  if (priorScheduler(context.captured(round.steps.pause))?.syncCycleEnabled !== true) {
    return { kind: 'not-needed', reason: resumeTexts.wasOff };
  }
  const facts = { syncCycleEnabled: scheduler.syncCycleEnabled };
  return scheduler.syncCycleEnabled
    ? { kind: 'already-done', facts, reason: resumeTexts.alreadyOn }
    : { kind: 'ready', facts };
}

function plan(facts: SchedulerState): StepPlan {
  return {
    summary: resumeTexts.summary,
    changes: [
      { subject: resumeTexts.scheduler, field: 'SyncCycleEnabled', before: facts.syncCycleEnabled, after: true },
    ],
    commands: [commands.setScheduler(true)],
    effects: effectOf('scheduler-enabled'),
    notes: resumeTexts.notes,
    objects: [],
    confirmation: undefined,
  };
}
