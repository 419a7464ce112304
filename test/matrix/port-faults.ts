import { faultKinds, type FaultKind } from '../../electron/lab/faults/fault-book.ts';
import { faultyPort } from '../../electron/lab/faults/faulty-port.ts';
import type { Guid } from '../../shared/base/guid.ts';
import type { LabWorld } from '../integration/null-clone/lab-run.ts';

/** A fault of any call of one port, from the call after `skip` others on; `remaining` undefined: until the end. */
interface PortFault {
  readonly port: 'sync-server' | 'tenant' | 'exchange-online';
  readonly kind: FaultKind;
  readonly remaining: 1 | undefined;
  readonly skip: number;
}

/** A call that is never answered is ended by the host's time, which stands still here. */
const kinds = faultKinds.filter((kind) => kind !== 'no-answer');

/** Every port and kind, once or for good, early and late. */
export const portFaults: readonly PortFault[] = kinds.flatMap((kind) =>
  (['sync-server', 'tenant', 'exchange-online'] as const).flatMap((port) =>
    ([1, undefined] as const).flatMap((remaining) => [0, 40].map((skip) => ({ kind, port, remaining, skip }))),
  ),
);

/** The same lab with a fault. */
export function withFault(world: LabWorld, fault: PortFault): LabWorld {
  world.state.faults = [{ id: 'f' as Guid, call: '*', ...fault }];
  const { syncServer, directory, tenant, exchangeOnline } = world.systems;
  const systems = {
    directory,
    syncServer: faultyPort(world.machine, 'sync-server', syncServer),
    tenant: faultyPort(world.machine, 'tenant', tenant),
    exchangeOnline: faultyPort(world.machine, 'exchange-online', exchangeOnline),
  };
  return { ...world, systems };
}
