import { assertNever } from '../../../shared/base/assert-never.ts';
import type { LabState } from '../state.ts';
import { takeDue } from './due-work.ts';
import { emptyRecycleBins } from './entra/recycle-bin.ts';
import { forwardSync } from './exchange-online/forward-sync.ts';
import { makeMailbox } from './exchange-online/mailboxes.ts';

/** Does what the cloud had to do by now. Says whether anything was due. */
export function runDueWork(state: LabState): boolean {
  const due = takeDue(state);
  for (const work of due) {
    switch (work.kind) {
      case 'forward-sync':
        forwardSync(state, work.upTo);
        break;
      case 'mailboxes':
        for (const user of work.users) makeMailbox(state, user);
        break;
      default:
        assertNever(work);
    }
  }
  emptyRecycleBins(state);
  return due.length > 0;
}
