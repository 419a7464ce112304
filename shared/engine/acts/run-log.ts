import type { Clock } from '../../base/clock.ts';
import { nextLine, type ChainHead } from '../journal/chain.ts';
import type { HostTime } from '../journal/host-time.ts';
import type { Phase } from '../journal/journal-parts.ts';
import type { EntryDraft, JournalEntry } from '../journal/journal-entry.ts';
import type { EvidencePort, JournalPort } from '../contract/ports.ts';
import { reduce } from '../run/reducer.ts';
import { stepOf, type Run, type RunState, type StepRecord } from '../run/run-state.ts';
import type { AnyStep, Procedure, Progress, SystemTypes } from '../contract/step.ts';
import type { TimeLimits } from '../contract/time-limits.ts';

/** Tells listeners what happens while it happens. */
export type EngineEvent =
  | { readonly kind: 'entry'; readonly entry: JournalEntry }
  | { readonly kind: 'progress'; readonly step: string; readonly phase: Phase; readonly progress: Progress };

/** What an engine works with. */
export interface EngineParts<Systems extends SystemTypes> {
  readonly procedure: Procedure<Systems>;
  readonly systems: Systems;
  readonly journal: JournalPort;
  readonly evidence: EvidencePort;
  /** The target's clock; given to the steps. */
  readonly clock: Clock;
  readonly host: HostTime;
  readonly operator: string;
  readonly machine: string;
  readonly pid: number;
  /** Cancels what is going on. */
  readonly signal: () => AbortSignal;
  readonly timeLimits: TimeLimits;
  readonly onEvent: (event: EngineEvent) => void;
}

/** The journal could not be written: nothing further may be done, because nothing further would be recorded. */
export class JournalLost extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'JournalLost';
  }
}

/** One process at work on one run: the journal and the state it makes, always in step with each other. */
export interface Session<Systems extends SystemTypes> {
  readonly parts: EngineParts<Systems>;
  run(): Run;
  record(stepId: string): StepRecord;
  definition(stepId: string): AnyStep<Systems>;
  /** Writes, flushes, then moves the state. Throws JournalLost; from then on always. */
  append(draft: EntryDraft): Promise<void>;
  subscribe(listener: (run: Run) => void): () => void;
  /** A write that did not end although told to: no other write may begin before it does. */
  abandon(settled: Promise<void>): void;
  hasAbandonedWrite(): boolean;
}

export function createSession<Systems extends SystemTypes>(
  parts: EngineParts<Systems>,
  from: RunState,
): Session<Systems> {
  let state = from;
  let head: ChainHead = parts.journal.head;
  let lost: JournalLost | undefined;
  let abandonedWrites = 0;
  const listeners = new Set<(run: Run) => void>();

  function run(): Run {
    if (state.kind === 'empty') throw new Error('The run was never opened');
    return state;
  }

  function record(stepId: string): StepRecord {
    const found = stepOf(run(), stepId);
    if (found === undefined) throw new Error(`The run has no step ${stepId}`);
    return found;
  }

  async function append(draft: EntryDraft): Promise<void> {
    if (lost !== undefined) throw lost;
    const { host, operator, machine, pid } = parts;
    const next = nextLine(
      head,
      (link) => {
        const stepHash = draft.step === null ? null : record(draft.step).hash;
        return { ...link, utc: host.now().toISOString(), operator, machine, pid, stepHash, ...draft } as JournalEntry;
      },
      parts.journal.sha256Hex,
    );
    const moved = reduce(state, next.entry);
    try {
      await parts.journal.append(next.line);
    } catch (error) {
      lost = new JournalLost(error);
      throw lost;
    }
    head = next.head;
    state = moved;
    parts.onEvent({ kind: 'entry', entry: next.entry });
    for (const listener of listeners) listener(run());
  }

  return {
    parts,
    run,
    record,
    append,
    definition(stepId) {
      const { steps, beforeUndo, afterUndo } = parts.procedure;
      const found = [...steps, ...beforeUndo, ...afterUndo].find((step) => step.id === stepId);
      if (found === undefined) throw new Error(`The procedure has no step ${stepId}`);
      return found;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    abandon(settled) {
      abandonedWrites += 1;
      void settled.then(() => {
        abandonedWrites -= 1;
      });
    },
    hasAbandonedWrite: () => abandonedWrites > 0,
  };
}
