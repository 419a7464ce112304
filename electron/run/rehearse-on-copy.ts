import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { approvalOf, sealedPlan, type ChangePlanBody } from '../../shared/change-plan/model.ts';
import { drive, type Decider } from '../../shared/engine/drive.ts';
import { createEngine } from '../../shared/engine/engine.ts';
import type { StepRecord } from '../../shared/engine/run/run-state.ts';
import type { Procedure, Progress } from '../../shared/engine/contract/step.ts';
import type { HybridSystems } from '../../shared/systems/contexts.ts';
import { lockName } from '../lab/store/lock.ts';
import { thisProcess } from '../disk/this-process.ts';
import { openLabAsTarget } from '../targets/open-lab.ts';
import { appVersion } from '../installation/version.ts';
import { memoryEvidence, memoryJournal } from './memory-run.ts';
import { identifySystem } from './recognize-system.ts';

type RehearsalEnd =
  { readonly kind: 'rehearsed'; readonly steps: readonly StepRecord[] } | { readonly kind: 'interrupted' };

/** The folder of a target that can be copied; undefined: it is no lab. */
export function labFolderOf(target: string): string | undefined {
  return /^lab:(.+)$/s.exec(target)?.[1];
}

/** Carries a procedure out on a copy of a lab's folder; the lab itself stays as it is, also one that is open. */
export async function rehearseOnCopy(
  folder: string,
  procedure: Procedure<HybridSystems>,
  plan: ChangePlanBody,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (progress: Progress) => void },
): Promise<RehearsalEnd> {
  const { user, host, pid } = thisProcess();
  const scratch = await mkdtemp(join(tmpdir(), 'hybrid-preflight-plan-'));
  try {
    await cp(folder, scratch, { recursive: true, filter: isNoLock });
    const opened = await openLabAsTarget(scratch);
    if (!opened.ok) throw new Error(opened.problem.problems.join('\n'));
    const { target } = opened;
    if (target.writers === undefined) throw new Error('A lab can be written to');
    try {
      const system = await identifySystem(target, signal);
      if (!system.ok) throw new Error(`${system.failure.code}: ${system.failure.raw}`);
      const creation = await createEngine<HybridSystems>({
        run: {
          runId: plan.id,
          procedure: procedure.id,
          target: target.text,
          options: plan.options,
          appVersion,
          engagement: { customer: plan.customer ?? '', ticket: plan.ticket ?? '' },
          created: plan.plannedAt,
          plan: approvalOf(sealedPlan(plan)),
        },
        system: system.value,
        procedure,
        systems: { readers: target.readers, writers: target.writers },
        journal: memoryJournal(),
        evidence: memoryEvidence(),
        clock: target.clock,
        operator: user,
        machine: host,
        programVersion: appVersion,
        pid,
        signal,
        onEvent: (event) => {
          if (event.kind === 'progress') onProgress(event.progress);
        },
      });
      if (creation.kind !== 'created') throw new Error(`A rehearsal cannot begin: ${creation.kind}`);
      const end = await drive(creation.engine, goOnUntilStopped);
      return end.kind === 'interrupted'
        ? { kind: 'interrupted' }
        : { kind: 'rehearsed', steps: creation.engine.state().steps };
    } finally {
      await target.close();
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Goes as far as the steps let it; confirmations are given with the right number, for it is only a copy. */
const goOnUntilStopped: Decider = {
  approvePlan: () => Promise.resolve('apply'),
  confirmDestructive: (_step, { count }) => Promise.resolve(count),
  onBlockedOrFailed: () => Promise.resolve({ kind: 'stop' }),
  answerUndo: () => Promise.resolve('stop'),
  recoverUnknown: () => Promise.resolve('stop'),
};

function isNoLock(path: string): boolean {
  return basename(path) !== lockName;
}
