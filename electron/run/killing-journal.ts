import process from 'node:process';
import type { JournalPort } from '../../shared/engine/contract/ports.ts';
import { checkoutVariable } from '../installation/checkout-variables.ts';

/**
 * Test hook for the crash matrix: `HYBRID_PREFLIGHT_TEST_KILL=before:<n>` or `after:<n>` ends this process with SIGKILL
 * just before it writes its n-th journal line, or right after that line is on the disk.
 */
export function killingJournal(
  journal: JournalPort,
  when = checkoutVariable('HYBRID_PREFLIGHT_TEST_KILL'),
  end: () => Promise<never> = endAtOnce,
): JournalPort {
  const [, side, number] = /^(before|after):(\d+)$/.exec(when ?? '') ?? [];
  if (side === undefined) return journal;
  let written = 0;
  return {
    entries: journal.entries,
    head: journal.head,
    torn: journal.torn,
    async append(line) {
      written += 1;
      const due = written === Number(number);
      if (due && side === 'before') return end();
      await journal.append(line);
      if (due) await end();
    },
  };
}

/** Ends this process with SIGKILL; nothing of it runs on. */
export function endAtOnce(): Promise<never> {
  process.kill(process.pid, 'SIGKILL');
  // The signal is delivered asynchronously: nothing may go on meanwhile.
  return new Promise(() => undefined);
}
