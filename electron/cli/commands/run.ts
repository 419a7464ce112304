import { join } from 'node:path';
import { drive, driveUndo, type Decider, type DriveEnd, type DriveOptions } from '../../../shared/engine/drive.ts';
import type { Engine } from '../../../shared/engine/engine.ts';
import type { Json } from '../../../shared/engine/json.ts';
import type { RunOutcome } from '../../../shared/engine/journal-parts.ts';
import { mayUndo, nextStep, outcomeOf } from '../../../shared/engine/selectors.ts';
import { assertNever } from '../../../shared/assert-never.ts';
import { runSessionTexts } from '../../../shared/messages/run-session.ts';
import { cliTexts } from '../../../shared/messages/cli.ts';
import { refusalText } from '../../../shared/messages/engine.ts';
import { createRunFolder, type RunFolder } from '../../workspace/run-folder.ts';
import { reportFolderName } from '../../workspace/run-report.ts';
import { appVersion } from '../../version.ts';
import { assessAtTerminal, presentAssessment } from '../assessment.ts';
import { createDecider } from '../decider.ts';
import { withEngine, writersOf } from '../engine-session.ts';
import { CommandError, exitCodes, usageError, type ExitCode } from '../exit.ts';
import { checkStepName, optionsOf, procedureOf } from '../procedure-options.ts';
import type { CommandContext } from '../program.ts';
import { runDocument } from '../run-document.ts';
import { folderValue, openForWork, readRun } from '../run-folders.ts';
import { thisProcess } from '../../session/work-folder.ts';
import { withTarget } from '../target.ts';
import { createQuestioner } from '../terminal/ask.ts';

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

interface RunOptions extends ForwardOptions {
  readonly procedure: string;
  readonly on: string;
  readonly option: ReadonlyMap<string, string>;
  readonly customer?: string;
  readonly ticket?: string;
}

/** `run`: begins a procedure in a new run folder. */
export async function run(options: RunOptions, context: CommandContext): Promise<ExitCode> {
  const procedure = procedureOf(options.procedure);
  const runOptions = optionsOf(procedure, options.option);
  checkStepNames(procedure.id, options);
  const decider = deciderFor(options, context);
  return withTarget(options.on, context.signal, async (target) => {
    writersOf(target);
    const folder = folderValue(
      await createRunFolder(
        options.run,
        {
          procedure: procedure.id,
          target: target.text,
          options: runOptions,
          appVersion,
          engagement: { customer: options.customer ?? '', ticket: options.ticket ?? '' },
        },
        thisProcess(),
      ),
    );
    return work(folder, { ...options, target }, context, (engine) => drive(engine, decider, untilOf(options)));
  });
}

/** `resume`: goes on with a run, after looking at what an interrupted step left behind. */
export async function resume(options: ForwardOptions, context: CommandContext): Promise<ExitCode> {
  const { description } = await readRun(options.run);
  checkStepNames(description.procedure, options);
  const decider = deciderFor(options, context);
  return onRunFolder(options, context, (engine) => drive(engine, decider, untilOf(options)));
}

/** `undo`: takes a run back, last step first. */
export async function undo(
  options: WorkOptions & { readonly to?: string },
  context: CommandContext,
): Promise<ExitCode> {
  const { description } = await readRun(options.run);
  if (options.to !== undefined) checkStepName(procedureOf(description.procedure), options.to);
  const decider = deciderFor({ ...options, confirm: new Map(), accept: new Map() }, context);
  return onRunFolder(options, context, (engine) => undoAsFarAsWritten(engine, decider, options.to));
}

/** `status`: where a run stands, read without touching it. */
export async function status(options: { readonly run: string }, { output }: CommandContext): Promise<ExitCode> {
  const { state, path, journalHash } = await readRun(options.run);
  if (state.kind === 'empty') throw usageError(runSessionTexts.emptyRun(path));
  output.document(runDocument(state, journalHash, path));
  output.line(cliTexts.outcome(outcomeOf(state)));
  for (const step of state.steps) output.line(`  ${step.state.kind.padEnd(14)} ${step.title} [${step.id}]`);
  return exitCodes.done;
}

/** Opens a run folder with its own target and lets `act` drive its engine. */
async function onRunFolder(
  options: WorkOptions,
  context: CommandContext,
  act: (engine: Engine) => Promise<DriveEnd>,
): Promise<ExitCode> {
  const { description } = await readRun(options.run);
  return withTarget(description.target, context.signal, async (target) => {
    writersOf(target);
    const folder = await openForWork(options.run, options.breakLock === true, context.output);
    return work(folder, { ...options, target }, context, act);
  });
}

async function work(
  folder: RunFolder,
  options: WorkOptions & { readonly target: Parameters<typeof writersOf>[0] },
  { output, signal }: CommandContext,
  act: (engine: Engine) => Promise<DriveEnd>,
): Promise<ExitCode> {
  const { target, operator } = options;
  const procedure = procedureOf(folder.description.procedure);
  const code = await withEngine({ folder, procedure, target, output, signal, operator }, async (engine) => {
    if (engine.state().assessment === undefined) {
      const assessment = await assessAtTerminal(target, output, signal);
      presentAssessment(output, assessment);
      await engine.assessed(JSON.parse(JSON.stringify(assessment)) as Json);
    }
    const end = await act(engine);
    presentEnd(output, end);
    return exitCodeOf(engine, end);
  });
  const { state, journalHash, path } = await readRun(folder.path);
  if (state.kind === 'empty') throw new Error('The run has no first line');
  output.line();
  output.line({ style: 'bold', text: cliTexts.outcome(outcomeOf(state)) });
  output.line(cliTexts.reportAt(join(path, reportFolderName, 'report.html')));
  output.line(cliTexts.journalHash(journalHash));
  if (nextStep(state) !== undefined) output.line(cliTexts.resumeWith(path));
  if (state.course.kind !== 'undone') output.line(cliTexts.undoWith(path));
  output.document(runDocument(state, journalHash, path));
  return code;
}

/** The decider of a command; without a terminal and without `--yes` nobody could answer. */
function deciderFor(
  options: Pick<ForwardOptions, 'yes' | 'confirm' | 'accept'>,
  { output, signal }: CommandContext,
): Decider {
  const questioner = createQuestioner(signal);
  const yes = options.yes === true;
  if (!yes && questioner === undefined) throw usageError(cliTexts.noTerminal, cliTexts.noTerminalRemedy);
  return createDecider(output, { yes, confirm: options.confirm, accept: options.accept }, questioner);
}

function untilOf({ until }: ForwardOptions): DriveOptions {
  return until === undefined ? {} : { until };
}

function checkStepNames(procedureId: string, options: ForwardOptions): void {
  const procedure = procedureOf(procedureId);
  const named = [...options.confirm.keys(), ...options.accept.keys(), ...(options.until ? [options.until] : [])];
  for (const step of named) checkStepName(procedure, step);
}

/** Undoing a run that has changed nothing, or is undone already, is done. */
async function undoAsFarAsWritten(engine: Engine, decider: Decider, to: string | undefined): Promise<DriveEnd> {
  return mayUndo(engine.state(), to) ? driveUndo(engine, decider, to) : { kind: 'finished' };
}

function presentEnd(output: CommandContext['output'], end: DriveEnd): void {
  switch (end.kind) {
    case 'finished':
    case 'reached':
    case 'stopped':
      return;
    case 'interrupted':
      output.line(cliTexts.interrupted);
      return;
    case 'restless':
      output.line(cliTexts.restless(end.step));
      return;
    case 'refused':
      output.line(refusalText(end.refusal));
      return;
    case 'journal-lost':
      throw new CommandError(
        exitCodes.unreachable,
        end.kind,
        runSessionTexts.journalLost(end.text),
        runSessionTexts.diskRemedy,
      );
    default:
      assertNever(end);
  }
}

function exitCodeOf(engine: Engine, end: DriveEnd): ExitCode {
  switch (end.kind) {
    case 'reached':
      return exitCodes.done;
    case 'interrupted':
      return exitCodes.interrupted;
    case 'restless':
    case 'refused':
      return exitCodes.verdict;
    case 'finished':
    case 'stopped':
    case 'journal-lost':
      return exitCodeOfOutcome(outcomeOf(engine.state()), end.kind);
    default:
      return assertNever(end);
  }
}

function exitCodeOfOutcome(outcome: RunOutcome, end: 'finished' | 'stopped' | 'journal-lost'): ExitCode {
  switch (outcome) {
    case 'verified':
    case 'undone':
      return exitCodes.done;
    case 'blocked':
    case 'failed':
      return exitCodes.verdict;
    case 'interrupted':
      return exitCodes.interrupted;
    case 'in-progress':
      return end === 'finished' ? exitCodes.done : exitCodes.interrupted;
    default:
      return assertNever(outcome);
  }
}
