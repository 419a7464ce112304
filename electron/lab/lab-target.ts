import type { Clock } from '../../shared/base/clock.ts';
import { success, type Result } from '../../shared/base/failure.ts';
import type { Guid } from '../../shared/base/guid.ts';
import type { SystemReaders, SystemWriters } from '../../shared/systems/systems.ts';
import { labClock } from './clock.ts';
import { switchOff, switchOn } from './faults/fault-book.ts';
import { faultyPort } from './faults/faulty-port.ts';
import { LabMachine } from './machine.ts';
import { labDirectory } from './ports/directory.ts';
import { labExchangeOnline } from './ports/exchange-online.ts';
import { labSyncServer } from './ports/sync-server.ts';
import { labTenant } from './ports/tenant.ts';
import { upgradeServer } from './ports/upgrade-server.ts';
import type { LabFault, LabReadings, LabState } from './state.ts';
import { createLab, openLab, type StoredLab } from './store/lab-store.ts';

/** What only a lab can do, and no real system. */
interface LabFacade {
  /** Everything the lab knows, to be looked at; changed only through the methods and the ports. */
  readonly state: LabState;
  switchFaultOn(fault: Omit<LabFault, 'id'>): Promise<Result<LabFault>>;
  /** `undefined`: all faults. */
  switchFaultOff(id: Guid | undefined): Promise<Result<void>>;
  changeReadings(readings: Partial<LabReadings>): Promise<Result<void>>;
  /** Installs another version of the server (entra-connect.md §0.2). */
  upgrade(version: string): Promise<Result<void>>;
}

/** A lab as a target: its systems behind the ports, its clock, and itself. */
export interface LabTarget {
  readonly readers: SystemReaders;
  readonly writers: SystemWriters;
  readonly clock: Clock;
  readonly lab: LabFacade;
  /** Saves and lets go of the folder. */
  close(): Promise<void>;
}

/** Opens the lab of a folder for this process alone; `in-use` while another process holds it. */
export async function openLabTarget(folder: string): Promise<Result<LabTarget>> {
  const opened = await openLab(folder);
  return opened.ok ? success(targetOf(opened.value)) : opened;
}

/** Puts a new lab into a folder and opens it. */
export async function createLabTarget(folder: string, state: LabState): Promise<Result<LabTarget>> {
  const created = await createLab(folder, state);
  return created.ok ? success(targetOf(created.value)) : created;
}

function targetOf(stored: StoredLab): LabTarget {
  const machine = new LabMachine(stored);
  const writers: SystemWriters = {
    syncServer: faultyPort(machine, 'sync-server', labSyncServer(machine)),
    directory: faultyPort(machine, 'directory', labDirectory(machine)),
    tenant: faultyPort(machine, 'tenant', labTenant(machine)),
    exchangeOnline: faultyPort(machine, 'exchange-online', labExchangeOnline(machine)),
  };
  return {
    readers: writers,
    writers,
    clock: labClock(machine),
    lab: facadeOf(machine),
    async close() {
      await machine.save();
      await stored.close();
    },
  };
}

function facadeOf(machine: LabMachine): LabFacade {
  return {
    state: machine.state,
    switchFaultOn: (fault) => switchOn(machine, fault),
    switchFaultOff: (id) => switchOff(machine, id),
    changeReadings: (readings) =>
      machine.act('change the readings', (state) => {
        state.readings = { ...state.readings, ...readings };
      }),
    upgrade: (version) => machine.act(`upgrade to ${version}`, (state) => upgradeServer(state, version)),
  };
}
