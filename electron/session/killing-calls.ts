import process from 'node:process';
import type { SystemWriters } from '../../shared/ports/systems.ts';
import { writeCalls } from '../../shared/ports/write-calls.ts';
import { endAtOnce } from './killing-journal.ts';

type Method = (...parameters: unknown[]) => Promise<unknown>;

/**
 * Test hook for the crash matrix: `HYBRID_PREFLIGHT_TEST_KILL=call-before:<n>` or `call-after:<n>` ends this process with
 * SIGKILL just before its n-th call that changes a system, or right after that call has taken effect and before its
 * answer is seen.
 */
export function killingCalls(systems: SystemWriters, when = process.env['HYBRID_PREFLIGHT_TEST_KILL']): SystemWriters {
  const [, side, number] = /^call-(before|after):(\d+)$/.exec(when ?? '') ?? [];
  if (side === undefined) return systems;
  let made = 0;
  const killing = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, property, receiver) {
        const method: unknown = Reflect.get(target, property, receiver);
        if (typeof method !== 'function' || typeof property !== 'string' || !(property in writeCalls)) return method;
        return async (...parameters: unknown[]) => {
          made += 1;
          const due = made === Number(number);
          if (due && side === 'before') return endAtOnce();
          const answer = await (method as Method).apply(target, parameters);
          return due ? endAtOnce() : answer;
        };
      },
    });
  return { ...systems, syncServer: killing(systems.syncServer), tenant: killing(systems.tenant) };
}
