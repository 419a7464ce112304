import type { SystemWriters } from '../../shared/systems/systems.ts';
import { aroundWrites } from './around-writes.ts';
import { checkoutVariable } from '../installation/checkout-variables.ts';
import { endAtOnce } from './killing-journal.ts';

/**
 * Test hook for the crash matrix: `HYBRID_PREFLIGHT_TEST_KILL=call-before:<n>` or `call-after:<n>` ends this process with
 * SIGKILL just before its n-th call that changes a system, or right after that call has taken effect and before its
 * answer is seen.
 */
export function killingCalls(
  systems: SystemWriters,
  when = checkoutVariable('HYBRID_PREFLIGHT_TEST_KILL'),
  end: () => Promise<never> = endAtOnce,
): SystemWriters {
  const [, side, number] = /^call-(before|after):(\d+)$/.exec(when ?? '') ?? [];
  if (side === undefined) return systems;
  let made = 0;
  return aroundWrites(systems, async (_name, make) => {
    made += 1;
    const due = made === Number(number);
    if (due && side === 'before') return end();
    const answer = await make();
    return due ? end() : answer;
  });
}
