import { readChain } from '../../../shared/engine/journal/chain.ts';
import type { Decider } from '../../../shared/engine/drive.ts';
import { createEngine, type Engine } from '../../../shared/engine/engine.ts';
import { sha256Hex } from '../../../shared/base/hash.ts';
import type { HostTime } from '../../../shared/engine/journal/host-time.ts';
import type { JournalEntry } from '../../../shared/engine/journal/journal-entry.ts';
import type { EngineOptions } from '../../../shared/engine/open.ts';
import type { EvidencePort, JournalPort } from '../../../shared/engine/contract/ports.ts';
import type { SystemIdentity } from '../../../shared/engine/journal/system-identity.ts';
import { failed, success } from '../../../shared/base/failure.ts';
import { toyProcedure } from './toy-procedure.ts';
import type { ToySystems } from './toy-system.ts';

/** A disk that outlives the processes writing to it, and can end one at a given line. */
export interface MemoryDisk {
  text: string;
  readonly files: Map<string, string>;
  /** Called with each line before it is written: what becomes of it. Also asked for everything after a death. */
  fate: (line: number) => Fate;
  /** Whether the process that writes has died. */
  dead: boolean;
}

export type Fate = 'written' | 'dies before' | 'dies after' | 'dies in the middle';

export function memoryDisk(): MemoryDisk {
  return { text: '', files: new Map(), fate: () => 'written', dead: false };
}

export function entriesOn(disk: MemoryDisk): readonly JournalEntry[] {
  const reading = readChain(disk.text);
  if (reading.kind === 'damaged') throw new Error(JSON.stringify(reading.damage));
  return reading.entries;
}

export function eventsOn(disk: MemoryDisk): readonly string[] {
  return entriesOn(disk).map((entry) => (entry.step === null ? entry.event : `${entry.step} ${entry.event}`));
}

export function journalOn(disk: MemoryDisk): JournalPort {
  const reading = readChain(disk.text);
  if (reading.kind === 'damaged') throw new Error(JSON.stringify(reading.damage));
  const { torn, head, entries, byteLength } = reading;
  disk.text = disk.text.slice(0, byteLength);
  disk.dead = false;
  let line = head.sequence;
  return {
    entries,
    head,
    torn: torn && { keptAs: 'journal.torn-1', size: torn.length, sha256: sha256Hex(torn) },
    append: async (text) => {
      if (disk.dead) throw new Error('dead');
      line += 1;
      const fate = disk.fate(line);
      if (fate === 'dies in the middle') disk.text += text.slice(0, text.length / 2);
      if (fate === 'written' || fate === 'dies after') disk.text += `${text}\n`;
      if (fate === 'written') return;
      disk.dead = true;
      throw new Error('dead');
    },
  };
}

export function evidenceOn(disk: MemoryDisk): EvidencePort {
  return {
    seal: async (path, text) => {
      const there = disk.files.get(path);
      if (there !== undefined && there !== text) {
        return failed({ code: 'object-conflict', during: path, raw: 'exists', retry: 'pointless' });
      }
      disk.files.set(path, text);
      return success({ size: text.length, sha256: sha256Hex(text) });
    },
    read: async (path) => {
      const text = disk.files.get(path);
      return text === undefined
        ? failed({ code: 'not-found', during: path, raw: 'no such file', retry: 'pointless' })
        : success(text);
    },
  };
}

/** A host whose time moves only when the test says so. */
export interface ManualTime extends HostTime {
  readonly advance: (milliseconds: number) => void;
}

export function manualTime(): ManualTime {
  let now = Date.UTC(2026, 10, 21);
  const timers = new Map<object, { readonly due: number; readonly callback: () => void }>();
  return {
    now: () => new Date(now),
    after: (milliseconds, callback) => {
      const timer = {};
      timers.set(timer, { due: now + milliseconds, callback });
      return () => {
        timers.delete(timer);
      };
    },
    advance: (milliseconds) => {
      now += milliseconds;
      for (const [timer, { due, callback }] of [...timers]) {
        if (due > now) continue;
        timers.delete(timer);
        callback();
      }
    },
  };
}

export type ToyEngineOptions = Partial<EngineOptions<ToySystems>> & {
  readonly disk: MemoryDisk;
  readonly systems: ToySystems;
};

/** The system that toy runs are made on. */
export const toyIdentity: SystemIdentity = {
  ...{ server: 'SYNC01', instance: 'installation 1', tenant: 'tenant 1' },
  connectors: [{ id: 'connector 1', name: 'contoso.com' }],
};

/** An engine of a new process over what is on the disk. */
export async function toyEngine({ disk, ...options }: ToyEngineOptions): Promise<Engine> {
  const creation = await createEngine<ToySystems>({ ...toyOptions(disk), ...options });
  if (creation.kind !== 'created') throw new Error(JSON.stringify(creation));
  return creation.engine;
}

export function toyOptions(disk: MemoryDisk): Omit<EngineOptions<ToySystems>, 'systems'> {
  return {
    run: {
      ...{ runId: 'run 1', procedure: 'toy', target: 'toy:', options: {}, appVersion: '0.1.0' },
      ...{ engagement: { customer: '', ticket: '' }, created: '2026-11-21T00:00:00.000Z' },
    },
    system: toyIdentity,
    procedure: toyProcedure(),
    journal: journalOn(disk),
    evidence: evidenceOn(disk),
    clock: { now: () => new Date(0), sleep: async () => undefined },
    operator: 'Anna',
    machine: 'SERVER1',
    programVersion: '0.1.0',
    pid: 42,
    signal: new AbortController().signal,
    host: manualTime(),
  };
}

/** Says yes to every plan, adopts what is half done, and stops at what failed. */
export const agreeable: Decider = {
  approvePlan: async () => 'apply',
  confirmDestructive: async (_, { count }) => count,
  onBlockedOrFailed: async () => ({ kind: 'stop' }),
  answerUndo: async () => ({}),
  recoverUnknown: async () => 'adopt',
};
