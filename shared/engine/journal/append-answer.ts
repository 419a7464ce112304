import { exception } from '../acts/call-step.ts';
import type { EntryDraft } from './journal-entry.ts';
import type { StepProblem } from './journal-parts.ts';
import { JournalLost, type Session } from '../acts/run-log.ts';
import type { SystemTypes } from '../contract/step.ts';

/** Journals what a step has said. An answer that no journal can hold is a bug of the step and is journaled as such. */
export async function appendAnswer<Systems extends SystemTypes>(
  session: Session<Systems>,
  draft: EntryDraft,
  otherwise: (problem: StepProblem) => EntryDraft,
): Promise<void> {
  try {
    await session.append(draft);
  } catch (error) {
    if (error instanceof JournalLost) throw error;
    await session.append(otherwise(exception(error)));
  }
}
