import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drive, type Decider } from '../../../shared/engine/drive.ts';
import { createEngine } from '../../../shared/engine/engine.ts';
import type { StepRecord } from '../../../shared/engine/run-state.ts';
import type { Procedure } from '../../../shared/engine/step.ts';
import { cliTexts } from '../../../shared/messages/cli.ts';
import { planTexts } from '../../../shared/messages/cli-plan.ts';
import type { HybridSystems } from '../../../shared/procedures/systems.ts';
import { lockName } from '../../lab/store/lock.ts';
import { thisProcess } from '../../this-process.ts';
import { proofOf } from '../../../shared/report/build-report.ts';
import type { Target } from '../../targets/target.ts';
import { appVersion } from '../../version.ts';
import { writeFiles } from '../../workspace/run-report.ts';
import { writersOf } from '../engine-session.ts';
import { CommandError, exitCodes, usageError, type ExitCode } from '../exit.ts';
import { memoryEvidence, memoryJournal } from '../memory-run.ts';
import { targetWithPath } from '../options.ts';
import { optionsOf, procedureOf } from '../procedure-options.ts';
import type { CommandContext } from '../program.ts';
import { withTarget } from '../target.ts';
import { progressText } from '../terminal/progress.ts';
import { presentCommands, presentHeading, presentPlan, presentResult } from '../terminal/present.ts';

interface PlanOptions {
  readonly procedure: string;
  readonly on: string;
  readonly out: string;
  readonly option: ReadonlyMap<string, string>;
}

/** `plan`: what each step would change. A lab is copied and the procedure carried out on the copy, so that every step is planned from what the steps before it leave behind. */
export async function plan(options: PlanOptions, context: CommandContext): Promise<ExitCode> {
  const procedure = procedureOf(options.procedure);
  const runOptions = optionsOf(procedure, options.option);
  const [, folder] = /^lab:(.+)$/s.exec(targetWithPath(options.on)) ?? [];
  if (folder === undefined) return refuseOtherTargets(options.on, context.signal);
  const scratch = await mkdtemp(join(tmpdir(), 'hybrid-preflight-plan-'));
  try {
    await withTarget(options.on, context.signal, () => cp(folder, scratch, { recursive: true, filter: isNoLock }));
    const steps = await withTarget(`lab:${scratch}`, context.signal, (target) =>
      plannedSteps(procedure, runOptions, target, context),
    );
    return await present(options, procedure, steps, context);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** A target that cannot be opened says so itself; one that can be read only has no copy to rehearse on. */
function refuseOtherTargets(target: string, signal: AbortSignal): Promise<ExitCode> {
  return withTarget(target, signal, () => {
    throw usageError(planTexts.onlyOnLab, planTexts.onlyOnLabRemedy);
  });
}

async function plannedSteps(
  procedure: Procedure<HybridSystems>,
  options: Readonly<Record<string, string>>,
  target: Target,
  { output, signal }: CommandContext,
): Promise<readonly StepRecord[]> {
  const { user, host, pid } = thisProcess();
  const creation = await createEngine<HybridSystems>({
    run: { runId: randomUUID(), target: target.text, options, appVersion },
    procedure,
    systems: { readers: target.readers, writers: writersOf(target) },
    journal: memoryJournal(),
    evidence: memoryEvidence(),
    clock: target.clock,
    operator: user,
    machine: host,
    pid,
    signal,
    onEvent: (event) => {
      if (event.kind === 'progress') output.transient(progressText(event.progress));
    },
  });
  if (creation.kind !== 'created') throw new Error(`A rehearsal cannot begin: ${creation.kind}`);
  const end = await drive(creation.engine, goOnUntilStopped);
  if (end.kind === 'interrupted') {
    throw new CommandError(exitCodes.interrupted, end.kind, cliTexts.planInterrupted, '');
  }
  return creation.engine.state().steps;
}

/** Goes as far as the steps let it; confirmations are given with the right number, for it is only a copy. */
const goOnUntilStopped: Decider = {
  approvePlan: () => Promise.resolve('apply'),
  confirmDestructive: (_step, { count }) => Promise.resolve(count),
  onBlockedOrFailed: () => Promise.resolve({ kind: 'stop' }),
  recoverUnknown: () => Promise.resolve('stop'),
};

async function present(
  options: PlanOptions,
  procedure: Procedure<HybridSystems>,
  steps: readonly StepRecord[],
  { output }: CommandContext,
): Promise<ExitCode> {
  const document = {
    schema: 'hybrid-preflight/plan/1',
    procedure: procedure.id,
    target: targetWithPath(options.on),
    steps: steps.map((step) => ({
      id: step.id,
      title: step.title,
      risk: step.risk,
      ...step.planned?.plan,
      ...(step.state.kind !== 'verified' && { state: step.state.kind, reason: proofOf(step).reason }),
    })),
  };
  for (const step of steps) {
    presentHeading(
      output,
      `${step.title} [${step.id}]`,
      procedure.steps.find(({ id }) => id === step.id),
    );
    if (step.planned === undefined || step.state.kind === 'blocked') presentResult(output, step);
    else {
      presentPlan(output, step.planned, step.risk);
      presentCommands(output, step.planned);
    }
  }
  await writeFiles(options.out, new Map([['plan.json', `${JSON.stringify(document, undefined, 2)}\n`]]));
  output.line(planTexts.written(join(options.out, 'plan.json')));
  output.document(document);
  const stopped = steps.some(({ state }) => state.kind === 'blocked' || state.kind === 'failed');
  return stopped ? exitCodes.verdict : exitCodes.done;
}

function isNoLock(path: string): boolean {
  return !path.endsWith(lockName);
}
