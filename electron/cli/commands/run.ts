import { drive, driveUndo, type Decider, type DriveEnd } from '../../../shared/engine/drive.ts';
import type { Engine } from '../../../shared/engine/engine.ts';
import type { Json } from '../../../shared/base/json.ts';
import { emptyRun } from '../../../shared/engine/run/reducer.ts';
import type { RunState } from '../../../shared/engine/run/run-state.ts';
import { mayUndo, nextStep, outcomeOf } from '../../../shared/engine/run/selectors.ts';
import type { SystemIdentity } from '../../../shared/engine/journal/system-identity.ts';
import { cliTexts } from '../texts.ts';
import { approvalOf, type ChangePlanDocument } from '../../../shared/change-plan/model.ts';
import type { Assessment } from '../../../shared/assessment/assessment.ts';
import { chosenPath, lacksReason, reasonOption } from '../../../shared/procedures/chosen-path.ts';
import { runWithPlanTexts } from '../../../shared/change-plan/texts.ts';
import { differencesFromPlan, readApprovedPlan } from '../../run/approved-plan.ts';
import type { Target } from '../../targets/target.ts';
import { appVersion } from '../../installation/version.ts';
import type { ReadRun, RunFolder } from '../../disk/run-folder/run-folder.ts';
import { assessAtTerminal, presentSituation } from '../assessment.ts';
import { createDecider } from '../decider.ts';
import { exitCodeOf, exitCodeOfOutcome, presentEnd } from '../drive-end.ts';
import { recognizedSystem, withEngine, writersOf } from '../engine-session.ts';
import { CommandError, exitCodes, unreachableError, usageError, type ExitCode } from '../exit.ts';
import { checkStepName, optionsOf, procedureOf, undoOptionsOf } from '../procedure-options.ts';
import type { CommandContext } from '../program.ts';
import { documentOf, isLeftUnsealed, outcomeNow } from '../run-document.ts';
import { createForWork, openForWork, readRun, refuseWhileAtWork, refuseWhereARunIs } from '../run-folders.ts';
import { withTarget } from '../target.ts';
import { createQuestioner } from '../terminal/ask.ts';
import { presentFarewell, presentStanding } from '../terminal/present-run.ts';

interface WorkOptions {
  readonly run: string;
  readonly yes?: boolean;
  readonly operator?: string;
  readonly breakLock?: boolean;
}

interface ForwardOptions extends WorkOptions {
  readonly until?: string;
  readonly confirm: ReadonlyMap<string, string>;
  readonly accept: ReadonlyMap<string, string>;
}

export interface RunOptions extends ForwardOptions {
  readonly procedure: string;
  readonly on: string;
  readonly option: ReadonlyMap<string, string>;
  readonly plan?: string;
  readonly customer?: string;
  readonly ticket?: string;
}

/** `run`: begins a procedure in a new run folder. */
export async function run(options: RunOptions, context: CommandContext): Promise<ExitCode> {
  const procedure = procedureOf(options.procedure);
  const plan = options.plan === undefined ? undefined : await approvedPlan(options.plan, options);
  // What was approved, with the reason that was not.
  const runOptions = optionsOf(procedure, new Map([...Object.entries(plan?.options ?? {}), ...options.option]));
  checkStepNames(procedure.id, options);
  const decider = deciderFor(options, context);
  await refuseWhereARunIs(options.run);
  return withTarget(options.on, context.signal, async (target) => {
    writersOf(target);
    if (plan !== undefined) await refuseStalePlan(plan, target, context.signal);
    const system = await recognizedSystem(emptyRun, target, context.signal);
    // Undefined: told to stop meanwhile; then the run is made, and resume begins it.
    const assessment = (await assessAtTerminal(target, context.output, context.signal))?.assessment;
    if (assessment !== undefined) refuseWithoutReason(procedure.id, assessment.recommendation, runOptions);
    const folder = await createForWork(
      options.run,
      {
        procedure: procedure.id,
        target: target.text,
        options: runOptions,
        appVersion,
        engagement: {
          customer: options.customer ?? plan?.customer ?? '',
          ticket: options.ticket ?? plan?.ticket ?? '',
        },
        plan: plan && approvalOf(plan),
      },
      options.breakLock === true,
      context.output,
    );
    return work(folder, { ...options, target, system, assessment }, context, (engine) =>
      drive(engine, decider, untilOf(options)),
    );
  });
}

/** Before anything is written. */
function refuseWithoutReason(
  chosen: string,
  { procedure: recommended }: Assessment['recommendation'],
  options: Readonly<Record<string, string>>,
): void {
  if (!lacksReason(chosenPath(chosen, recommended, options))) return;
  throw usageError(cliTexts.reasonNeeded(chosen, recommended), cliTexts.reasonNeededRemedy(reasonOption.name));
}

/** The plan of a folder. Its options are what was approved: others cannot be given beside it, but for a reason that it lacks. */
async function approvedPlan(
  folder: string,
  { procedure, option }: Pick<RunOptions, 'procedure' | 'option'>,
): Promise<ChangePlanDocument> {
  const others = [...option.keys()].filter((name) => name !== reasonOption.name);
  if (others.length > 0) throw usageError(runWithPlanTexts.options);
  const read = await readApprovedPlan(folder);
  if (read.ok && read.value.procedure === procedure) {
    const planned = read.value.options[reasonOption.name] ?? '';
    if (planned !== '' && option.has(reasonOption.name)) throw usageError(runWithPlanTexts.reason(planned));
    return read.value;
  }
  const message = read.ok ? runWithPlanTexts.otherProcedure(read.value.procedure) : read.message;
  throw new CommandError(exitCodes.verdict, 'plan-refused', message, runWithPlanTexts.remedy);
}

/** Before anything is written: a server that is not what the plan rests on is another case than the approved one. */
async function refuseStalePlan(plan: ChangePlanDocument, target: Target, signal: AbortSignal): Promise<void> {
  const differences = await differencesFromPlan(plan, target, signal);
  if (!differences.ok) throw unreachableError(differences.failure);
  if (differences.value.length === 0) return;
  const message = runWithPlanTexts.stale(differences.value);
  throw new CommandError(exitCodes.verdict, 'plan-stale', message, runWithPlanTexts.remedy);
}

/** `resume`: goes on with a run, after looking at what an interrupted step left behind. */
export async function resume(options: ForwardOptions, context: CommandContext): Promise<ExitCode> {
  const found = await readRun(options.run);
  checkStepNames(found.description.procedure, options);
  // A finished run keeps its journal hash: it may have been filed already.
  if (isAtRest(found) && nextStep(found.state) === undefined) return nothingToDo(options, context);
  const decider = deciderFor(options, context);
  return onRunFolder(options, context, (engine) => drive(engine, decider, untilOf(options)));
}

/** `undo`: takes a run back, last step first. */
export async function undo(
  options: WorkOptions & {
    readonly to?: string;
    readonly option: ReadonlyMap<string, string>;
    readonly confirm: ReadonlyMap<string, string>;
    readonly mailboxOwners?: string;
  },
  context: CommandContext,
): Promise<ExitCode> {
  const found = await readRun(options.run);
  const procedure = procedureOf(found.description.procedure);
  if (options.to !== undefined) checkStepName(procedure, options.to);
  const chosen = undoOptionsOf(procedure, options.option);
  if (isAtRest(found) && found.state.course.kind === 'undone') return nothingToDo(options, context);
  const decider = deciderFor({ ...options, accept: new Map() }, context);
  return onRunFolder(options, context, (engine) => undoAsFarAsWritten(engine, decider, options.to, chosen));
}

/** `status`: where a run stands, read without touching it; its exit code says the same. */
export async function status(options: { readonly run: string }, { output }: CommandContext): Promise<ExitCode> {
  const run = await readRun(options.run);
  presentStanding(output, run, procedureOf(run.description.procedure));
  output.document(documentOf(run, procedureOf(run.description.procedure)));
  return isLeftUnsealed(run) ? exitCodes.interrupted : exitCodeOfOutcome(outcomeNow(run));
}

type RunAtRest = ReadRun & { readonly state: Extract<RunState, { readonly kind: 'closed' }> };

/** Closed, reported, sealed and let go of: a process that ended in the middle of that is made up for. */
function isAtRest(run: ReadRun): run is RunAtRest {
  return run.state.kind === 'closed' && run.sealed && run.lock === undefined;
}

async function nothingToDo({ run: path }: WorkOptions, { output }: CommandContext): Promise<ExitCode> {
  const run = await readRun(path);
  if (run.state.kind === 'empty') throw new Error('A run that never began is not finished');
  output.line(cliTexts.nothingToDo(run.state.course.kind === 'undone'));
  presentFarewell(output, run);
  output.document(documentOf(run, procedureOf(run.description.procedure)));
  return exitCodeOf(outcomeOf(run.state), 'finished');
}

/** Opens a run folder with its own target and lets `act` drive its engine. */
async function onRunFolder(
  options: WorkOptions,
  context: CommandContext,
  act: (engine: Engine) => Promise<DriveEnd>,
): Promise<ExitCode> {
  const run = await readRun(options.run);
  refuseWhileAtWork(run, options.breakLock === true);
  return withTarget(run.description.target, context.signal, async (target) => {
    writersOf(target);
    const system = await recognizedSystem(run.state, target, context.signal);
    const folder = await openForWork(options.run, options.breakLock === true, context.output);
    return work(folder, { ...options, target, system }, context, act);
  });
}

async function work(
  folder: RunFolder,
  {
    target,
    system,
    operator,
    assessment: made,
  }: WorkOptions & {
    readonly target: Target;
    readonly system: SystemIdentity;
    /** Made just now; undefined: where the run holds none it is made. */
    readonly assessment?: Assessment | undefined;
  },
  { output, signal }: CommandContext,
  act: (engine: Engine) => Promise<DriveEnd>,
): Promise<ExitCode> {
  const procedure = procedureOf(folder.description.procedure);
  const code = await withEngine({ folder, procedure, target, system, output, signal, operator }, async (engine) => {
    if (engine.state().assessment === undefined) {
      const assessment = made ?? (await assessAtTerminal(target, output, signal))?.assessment;
      // What was read while being told to stop is no assessment; the engine journals the interruption at its first step.
      if (assessment !== undefined) {
        presentSituation(output, assessment, { procedure: procedure.id, options: folder.description.options });
        await engine.assessed(JSON.parse(JSON.stringify(assessment)) as Json);
      }
    }
    const end = await act(engine);
    presentEnd(output, end, (step) => procedure.steps.find(({ id }) => id === step)?.title ?? step);
    return exitCodeOf(outcomeOf(engine.state()), end.kind);
  });
  const run = await readRun(folder.path);
  presentFarewell(output, run);
  output.document(documentOf(run, procedure));
  return code;
}

/** The decider of a command; without a terminal and without `--yes` nobody could answer. */
function deciderFor(
  options: Pick<ForwardOptions, 'yes' | 'confirm' | 'accept'> & { readonly mailboxOwners?: string },
  { output, signal }: CommandContext,
): Decider {
  const questioner = createQuestioner(signal);
  const yes = options.yes === true;
  if (!yes && questioner === undefined) throw usageError(cliTexts.noTerminal, cliTexts.noTerminalRemedy);
  const { confirm, accept, mailboxOwners } = options;
  return createDecider(output, { yes, confirm, accept, mailboxOwners }, questioner);
}

function untilOf({ until }: ForwardOptions): { readonly until?: string } {
  return until === undefined ? {} : { until };
}

function checkStepNames(procedureId: string, options: ForwardOptions): void {
  const procedure = procedureOf(procedureId);
  const named = [...options.confirm.keys(), ...options.accept.keys(), ...(options.until ? [options.until] : [])];
  for (const step of named) checkStepName(procedure, step);
  for (const [step, reason] of options.accept) {
    if (reason.trim() === '') throw usageError(cliTexts.acceptNeedsReason(step));
  }
}

/** Undoing a run that has changed nothing is done. */
async function undoAsFarAsWritten(
  engine: Engine,
  decider: Decider,
  to: string | undefined,
  options: Readonly<Record<string, string>> | undefined,
): Promise<DriveEnd> {
  return mayUndo(engine.state(), to) ? driveUndo(engine, decider, to, options) : { kind: 'finished' };
}
