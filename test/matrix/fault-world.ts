import { switchOff } from '../../electron/lab/faults/fault-book.ts';
import type { FaultKind, PortName } from '../../electron/lab/faults/fault-book.ts';
import { faultyPort } from '../../electron/lab/faults/faulty-port.ts';
import { readChain } from '../../shared/engine/journal/chain.ts';
import { drive, driveUndo, type DriveEnd } from '../../shared/engine/drive.ts';
import type { Engine } from '../../shared/engine/engine.ts';
import { canonicalJson } from '../../shared/base/hash.ts';
import { reduceAll } from '../../shared/engine/run/reducer.ts';
import type { StepRecord } from '../../shared/engine/run/run-state.ts';
import type { Procedure } from '../../shared/engine/contract/step.ts';
import { isDone, nextStep, outcomeOf } from '../../shared/engine/run/selectors.ts';
import type { Json } from '../../shared/base/json.ts';
import type { Guid } from '../../shared/base/guid.ts';
import { explainFailure } from '../../shared/systems/failure-texts.ts';
import type { SystemWriters } from '../../shared/systems/systems.ts';
import { isWriteCall } from '../../shared/systems/write-calls.ts';
import { nullClone } from '../../shared/procedures/null-clone/procedure.ts';
import { nullOverride } from '../../shared/procedures/null-override/procedure.ts';
import { repairRecipe } from '../../shared/procedures/repair-recipe/procedure.ts';
import { restoreDefault } from '../../shared/procedures/restore-default/procedure.ts';
import type { HybridSystems } from '../../shared/systems/contexts.ts';
import { engineOn, labWorld, restoringAnyway, worldOf, type LabWorld } from '../integration/null-clone/lab-run.ts';
import { agreeable } from '../shared/engine/toy-run.ts';
import { copyOfLab } from './next-synchronization.ts';
import { watchOver, type Watch } from './stand-in.ts';
import { synchronize, type Subject, type TestedProcedure } from './subject.ts';

/** One fault of the lab: from the call after `skip` others on; `times` undefined: until it is switched off. */
export interface MatrixFault {
  readonly method: string;
  readonly kind: FaultKind;
  readonly skip: number;
  readonly times: number | undefined;
}

/** A lab in memory whose ports can fail, are counted, and are watched for danger after every write. */
export interface FaultWorld extends LabWorld {
  /** Calls by `port.method`. */
  readonly calls: Map<string, number>;
  readonly dangers: string[];
}

const definitions: Readonly<Record<TestedProcedure, Procedure<HybridSystems>>> = {
  'null-clone': nullClone,
  'null-override': nullOverride,
  'repair-recipe': repairRecipe,
  'restore-default': restoreDefault,
};

const portNames: Readonly<Record<keyof SystemWriters, PortName>> = {
  syncServer: 'sync-server',
  directory: 'directory',
  tenant: 'tenant',
  exchangeOnline: 'exchange-online',
};

/** Makes as many equal worlds of a subject as are asked for. */
export function faultWorlds(subject: Subject): () => FaultWorld {
  const { scenario, users, options = {}, procedure, hasSynchronized } = subject;
  const { state } = labWorld(scenario, { users });
  if (hasSynchronized === true) synchronize(state);
  const watch = watchOver(procedure, state);
  return () => watched(worldOf(copyOfLab(state), options, definitions[procedure]), watch);
}

function watched(world: LabWorld, watch: Watch): FaultWorld {
  const calls = new Map<string, number>();
  const dangers: string[] = [];
  const port = <Key extends keyof SystemWriters>(key: Key): SystemWriters[Key] => {
    const name = portNames[key];
    const listened = listening(world.systems[key], (method) => {
      if (isWriteCall(method)) dangers.push(...watch(world.state));
    });
    return listening(faultyPort(world.machine, name, listened), (method) => {
      calls.set(`${name}.${method}`, (calls.get(`${name}.${method}`) ?? 0) + 1);
    });
  };
  const systems: SystemWriters = {
    syncServer: port('syncServer'),
    directory: port('directory'),
    tenant: port('tenant'),
    exchangeOnline: port('exchangeOnline'),
  };
  return { ...world, systems, calls, dangers };
}

/** Tells of every call when it has ended. */
function listening<Port extends object>(port: Port, tell: (method: string) => void): Port {
  return new Proxy(port, {
    get(target, property, receiver) {
      const method: unknown = Reflect.get(target, property, receiver);
      if (typeof method !== 'function') return method;
      return async (...given: unknown[]) => {
        const answer = await (method as (...given: unknown[]) => Promise<unknown>).apply(target, given);
        tell(String(property));
        return answer;
      };
    },
  });
}

export function switchFaultOn(world: FaultWorld, { method, kind, skip, times }: MatrixFault): void {
  const [port, call] = method.split('.') as [PortName, string];
  world.state.faults = [{ id: 'f' as Guid, port, call, kind, skip, remaining: times }];
}

export async function switchFaultsOff(world: FaultWorld): Promise<void> {
  await switchOff(world.machine, undefined);
}

/** A process at work: it starts from what is on the disk. */
export interface Work {
  readonly engine: Engine;
  readonly end: DriveEnd;
}

export async function forward(world: FaultWorld): Promise<Work> {
  const engine = await engineOn(world);
  const end = await drive(engine, agreeable);
  return { engine, end };
}

export async function back(world: FaultWorld): Promise<Work> {
  const engine = await engineOn(world);
  const end = await driveUndo(engine, restoringAnyway);
  return { engine, end };
}

/** What is wrong with how a process has ended: a journal that does not tell its state, or a stop without cause and remedy. */
export function faultsOf(world: FaultWorld, { engine, end }: Work): readonly string[] {
  const state = engine.state();
  const reading = readChain(world.disk.text);
  if (reading.kind === 'damaged') return [`journal: ${reading.damage.reason}`];
  const told = plainText(reduceAll(reading.entries)) === plainText(state) ? [] : ['journal: another state'];
  if (end.kind === 'finished') return told;
  const isGivenUp = end.kind === 'not-undone';
  const step = isGivenUp ? state.beforeUndo.find((before) => !isDone(before)) : nextStep(state);
  const outcome = outcomeOf(state);
  // An undo that is given up before it changed anything leaves the run as verified as it was.
  const isOpenly = isGivenUp
    ? outcome === 'verified'
    : outcome === 'failed' || outcome === 'blocked' || outcome === 'interrupted';
  return [
    ...told,
    ...(isOpenly ? [] : [`stopped (${end.kind}) with the outcome ${outcome}`]),
    ...(step !== undefined && isExplained(step) ? [] : [`no cause or remedy: ${JSON.stringify(step?.state)}`]),
  ];
}

/** As a journal keeps it: absent and undefined are the same. */
function plainText(state: object): string {
  return canonicalJson(JSON.parse(JSON.stringify(state)) as Json);
}

function isExplained({ state }: StepRecord): boolean {
  switch (state.kind) {
    case 'blocked':
      return state.reason !== '' && state.remedy !== '';
    case 'unknown':
      // What became of it is read first; resume and undo both begin with that.
      return true;
    case 'failed': {
      const { problem } = state;
      if (problem.kind === 'verification') return problem.reason !== '' && problem.remedy !== '';
      if (problem.kind === 'exception') return false;
      const { cause, remedy } = explainFailure(problem.failure);
      return cause !== '' && remedy !== '' && problem.failure.during !== '';
    }
    default:
      return false;
  }
}
