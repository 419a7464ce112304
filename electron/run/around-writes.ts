import type { SystemWriters } from '../../shared/systems/systems.ts';
import { isWriteCall, type WriteCall } from '../../shared/systems/write-calls.ts';

type Method = (...parameters: unknown[]) => Promise<unknown>;

/** Makes a call to another system. */
export type MakeCall = () => Promise<unknown>;

/** The same systems, where `around` stands between the caller and every call that changes one of them. */
export function aroundWrites(
  systems: SystemWriters,
  around: (name: WriteCall, make: MakeCall) => Promise<unknown>,
): SystemWriters {
  const surrounded = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, property, receiver) {
        const method: unknown = Reflect.get(target, property, receiver);
        if (typeof method !== 'function' || typeof property !== 'string' || !isWriteCall(property)) return method;
        return (...parameters: unknown[]) => around(property, async () => (method as Method).apply(target, parameters));
      },
    });
  return { ...systems, syncServer: surrounded(systems.syncServer), tenant: surrounded(systems.tenant) };
}
