import { success, type Result } from '../../../shared/base/failure.ts';
import type { Guid } from '../../../shared/base/guid.ts';
import { nextGuid } from '../sync-engine/guid-source.ts';
import type { LabMachine } from '../machine.ts';
import type { LabFault, LabState } from '../state.ts';

export type FaultKind = LabFault['kind'];
export type PortName = LabFault['port'];

export const faultKinds = [
  'time-out-before',
  'time-out-after',
  'throttled',
  'access-denied',
  'connection-lost-before',
  'connection-lost-after',
  'connector-busy',
  'no-answer',
] as const satisfies readonly FaultKind[];

export const portNames = [
  'sync-server',
  'directory',
  'tenant',
  'exchange-online',
] as const satisfies readonly PortName[];

/** Switches a fault on; stored with the lab. */
export function switchOn(machine: LabMachine, fault: Omit<LabFault, 'id'>): Promise<Result<LabFault>> {
  return machine.write(`switch on ${fault.kind} for ${fault.call}`, (state) => {
    const added: LabFault = { id: nextGuid(state.guids), ...fault };
    state.faults = [...state.faults, added];
    return success(added);
  });
}

/** Switches faults off; undefined: all of them. */
export function switchOff(machine: LabMachine, id: Guid | undefined): Promise<Result<void>> {
  return machine.act('switch off faults', (state) => {
    state.faults = id === undefined ? [] : state.faults.filter((fault) => fault.id !== id);
  });
}

/** The fault that strikes this call; every matching fault counts it. Undefined when no fault so much as watches. */
export async function strike(machine: LabMachine, port: PortName, call: string): Promise<FaultKind | undefined> {
  const isWatched = machine.state.faults.some((fault) => matches(fault, port, call));
  if (!isWatched) return undefined;
  const struck = await machine.write(`count a fault of ${call}`, (state) => success(count(state, port, call)));
  return struck.ok ? struck.value : undefined;
}

function count(state: LabState, port: PortName, call: string): FaultKind | undefined {
  const striking = state.faults.find(
    (fault) => matches(fault, port, call) && fault.skip === 0 && fault.remaining !== 0,
  );
  state.faults = state.faults.map((fault) => {
    if (!matches(fault, port, call)) return fault;
    if (fault.skip > 0) return { ...fault, skip: fault.skip - 1 };
    if (fault !== striking || fault.remaining === undefined) return fault;
    return { ...fault, remaining: fault.remaining - 1 };
  });
  return striking?.kind;
}

function matches(fault: LabFault, port: PortName, call: string): boolean {
  return fault.port === port && (fault.call === '*' || fault.call === call) && fault.remaining !== 0;
}
