import { assertNever } from '../../shared/base/assert-never.ts';
import type { JournalEntry } from '../../shared/engine/journal/journal-entry.ts';
import { stepOf, type Run } from '../../shared/engine/run/run-state.ts';
import type { EngineEvent } from '../../shared/engine/acts/run-log.ts';
import type { Procedure } from '../../shared/engine/contract/step.ts';
import { cliTexts } from './texts.ts';
import { remarkText } from '../../shared/report/texts.ts';
import type { HybridSystems } from '../../shared/systems/contexts.ts';
import type { Output } from './output.ts';
import { presentHeading, presentResult } from './terminal/present.ts';
import { progressText } from './terminal/progress.ts';

/** Tells a person at the terminal what the engine does, while it does it. */
export function createNarrator(
  output: Output,
  procedure: Procedure<HybridSystems>,
  runOf: () => Run,
): (event: EngineEvent) => void {
  let present: string | undefined;
  let phaseBegan = Date.now();
  const headingFor = (step: string) => {
    const undoing = runOf().course.kind === 'undoing';
    const shown = `${undoing ? 'undo' : 'forward'} ${step}`;
    if (present === shown) return;
    present = shown;
    phaseBegan = Date.now();
    const position = procedure.steps.findIndex(({ id }) => id === step);
    const texts = [...procedure.steps, ...procedure.beforeUndo, ...procedure.afterUndo].find(({ id }) => id === step);
    const title = texts?.title ?? step;
    if (procedure.beforeUndo.some(({ id }) => id === step)) {
      presentHeading(output, cliTexts.beforeUndoHeading(title), texts);
    } else if (position === -1) presentHeading(output, cliTexts.afterUndoHeading(title), texts);
    else if (undoing) {
      // What the step is for was said when it was applied.
      presentHeading(output, cliTexts.undoHeading(position + 1, procedure.steps.length, title), undefined);
    } else presentHeading(output, cliTexts.stepHeading(position + 1, procedure.steps.length, title), texts);
  };
  return (event) => {
    if (event.kind === 'progress') {
      headingFor(event.step);
      output.transient(`  ${progressText(event.progress, phaseBegan)}`);
      return;
    }
    const { entry } = event;
    if (entry.step !== null) {
      headingFor(entry.step);
      phaseBegan = Date.now();
    }
    narrate(output, entry, runOf);
  };
}

function narrate(output: Output, entry: JournalEntry, runOf: () => Run): void {
  switch (entry.event) {
    case 'applying':
      output.transient(`  ${cliTexts.applying}`);
      return;
    case 'applied':
      output.transient(`  ${cliTexts.verifying}`);
      return;
    case 'undoing':
      output.line(`  ${cliTexts.undoing}`);
      return;
    case 'verified':
    case 'already-done':
    case 'not-needed':
    case 'blocked':
    case 'failed':
    case 'overridden':
    case 'undone':
    case 'undo-failed': {
      const step = stepOf(runOf(), entry.step);
      if (step !== undefined) presentResult(output, step);
      return;
    }
    case 'resumed':
    case 'lock-broken':
    case 'stale':
    case 'answer-lost':
    case 'adopted':
    case 'interrupted':
    case 'no-effect':
    case 'undo-impossible':
    case 'undo-stopped':
    case 'undo-requested': {
      const remark = remarkText(entry);
      if (remark !== undefined) output.line(`  ${remark}`);
      return;
    }
    case 'opened':
    case 'assessed':
    case 'undo-finished':
    case 'closed':
    case 'planned':
    case 'confirmed':
    case 'captured':
      return;
    default:
      assertNever(entry);
  }
}
