import { join } from 'node:path';
import type { RunOutcome } from '../../../shared/engine/journal/journal-parts.ts';
import type { Run, StepRecord } from '../../../shared/engine/run/run-state.ts';
import { nextStep } from '../../../shared/engine/run/selectors.ts';
import type { Procedure } from '../../../shared/engine/contract/step.ts';
import { chosenPathText } from '../../../shared/procedures/chosen-path-texts.ts';
import { cliTexts } from '../texts.ts';
import type { HybridSystems } from '../../../shared/systems/contexts.ts';
import { reportTexts } from '../../../shared/report/texts.ts';
import { chosenPathOf, proofOf } from '../../../shared/report/build-report.ts';
import { isUndoRefused, outcomeSentence } from '../../../shared/report/outcome-sentence.ts';
import { remainingOf } from '../../../shared/report/remaining.ts';
import { schedulerLeft } from '../../../shared/report/scheduler-left.ts';
import type { ReadRun } from '../../disk/run-folder/run-folder.ts';
import { reportFolderName } from '../../disk/run-folder/run-report.ts';
import { commandLine } from '../../installation/invocation.ts';
import type { Output } from '../output.ts';
import { isLeftUnsealed, outcomeNow } from '../run-document.ts';
import { wordOf } from './present.ts';

/** Where a run stands: outcome, who works on it, every step in one line. */
export function presentStanding(output: Output, run: ReadRun, procedure: Procedure<HybridSystems>): void {
  output.line({ style: 'bold', text: cliTexts.outcome(outcomeNow(run)) });
  if (run.lock?.standing === 'alive') output.line(cliTexts.atWork(run.lock.holder));
  if (isLeftUnsealed(run)) output.copyable(cliTexts.leftUnsealed(commandLine('resume', '--run', run.path)));
  if (run.state.kind === 'empty') {
    output.line(cliTexts.neverBegan);
    for (const { title } of procedure.steps) output.line(`  ${title}`);
    return;
  }
  for (const line of chosenPathText(chosenPathOf(procedure.id, run.state))) output.line(line);
  presentSteps(output, run.state);
  presentRemaining(output, run.state, outcomeNow(run));
}

/** How the run stands, where its outcome does not say it all: after an undo, how far it is verified, and what is left to do. */
function presentRemaining(output: Output, run: Run, outcome: RunOutcome): void {
  const wasUndoAsked = run.beforeUndo.some(({ since }) => since !== undefined);
  const scheduler = schedulerLeft(run);
  if (!wasUndoAsked) {
    if (scheduler !== undefined) output.line(scheduler);
    return;
  }
  output.line(outcomeSentence(run, outcome));
  // What is left to do is what was left before.
  if (isUndoRefused(run)) return;
  const remaining = remainingOf(run).filter((text) => text !== scheduler);
  if (remaining.length === 0) return;
  output.line(`${reportTexts.remaining}:`);
  for (const text of remaining) output.line(`  ${text}`);
}

/** The last words of a command that worked on a run: the steps, the outcome, where the evidence is, and what can be done next. */
export function presentFarewell(output: Output, run: ReadRun): void {
  const { state, path, journalHash } = run;
  if (state.kind === 'empty') return;
  output.line();
  output.line({ style: 'bold', text: cliTexts.outcome(outcomeNow(run)) });
  presentSteps(output, state);
  presentRemaining(output, state, outcomeNow(run));
  output.copyable(cliTexts.reportAt(join(path, reportFolderName, 'report.html')));
  output.copyable(cliTexts.journalHash(journalHash));
  presentResume(output, nextStep(state), commandLine('resume', '--run', path));
  if (hasWritten(state)) output.copyable(cliTexts.undoWith(commandLine('undo', '--run', path)));
}

/** What a step is blocked or failed by does not go away by itself. */
function presentResume(output: Output, next: StepRecord | undefined, resume: string): void {
  if (next === undefined) return;
  const isStopped = next.state.kind === 'blocked' || next.state.kind === 'failed';
  output.copyable(isStopped ? cliTexts.resumeRemedied(resume) : cliTexts.resumeWith(resume));
  if (next.state.kind === 'blocked') output.line(cliTexts.keepsOptions);
}

function presentSteps(output: Output, run: Run): void {
  const listed = [
    ...run.steps,
    ...run.beforeUndo.filter(({ since }) => since !== undefined),
    ...(run.course.kind === 'forward' ? [] : run.afterUndo),
  ];
  const width = Math.max(...listed.map((step) => wordOf(step).text.length));
  listed.forEach((step, index) => {
    const { text, style } = wordOf(step);
    const number = String(index + 1).padStart(4);
    output.line(`${number}  `, { style, text: text.padEnd(width) }, `  ${step.title}`);
    const reason = needsSomebody(step) ? proofOf(step).reason : undefined;
    for (const line of reason?.split('\n') ?? []) output.line(`      ${' '.repeat(width)}  ${line}`);
  });
}

function needsSomebody({ state: { kind } }: StepRecord): boolean {
  return kind === 'blocked' || kind === 'failed' || kind === 'unknown' || kind === 'overridden';
}

function hasWritten(run: Run): boolean {
  return (
    run.course.kind !== 'undone' &&
    run.steps.some((step) => step.writing === 'written' && step.undo !== 'changes-nothing')
  );
}
