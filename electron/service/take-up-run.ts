import { sha256Hex } from '../../shared/base/hash.ts';
import type { Engine } from '../../shared/engine/engine.ts';
import type { HostTime } from '../../shared/engine/journal/host-time.ts';
import type { JournalEntry } from '../../shared/engine/journal/journal-entry.ts';
import type { Phase } from '../../shared/engine/journal/journal-parts.ts';
import type { JournalPort } from '../../shared/engine/contract/ports.ts';
import type { EngineEvent } from '../../shared/engine/acts/run-log.ts';
import type { Procedure } from '../../shared/engine/contract/step.ts';
import type { SystemIdentity } from '../../shared/engine/journal/system-identity.ts';
import type { Answer } from '../../shared/ipc/state.ts';
import { runSessionTexts } from '../../shared/run-folder/run-session-texts.ts';
import { serviceProblems } from './texts.ts';
import type { HybridSystems } from '../../shared/systems/contexts.ts';
import { findProcedure } from '../run/procedure-options.ts';
import { createRunEngine } from '../run/run-engine.ts';
import type { Target } from '../targets/target.ts';
import type { RunFolder } from '../disk/run-folder/run-folder.ts';
import type { Activities } from './activities.ts';
import type { PendingWrites } from './pending-writes.ts';
import { ofCreation, refused } from './problems.ts';
import type { StateStore } from './state-store.ts';
import type { Identity } from './surroundings.ts';

/** A run that this process works on. */
export interface OpenWork {
  readonly folder: RunFolder;
  readonly engine: Engine;
  readonly procedure: Procedure<HybridSystems>;
}

/** A target with the system that was found behind it. */
export interface RecognizedTarget {
  readonly target: Target;
  readonly system: SystemIdentity;
}

export interface TakingUp {
  readonly store: StateStore;
  readonly activities: Activities;
  readonly writes: PendingWrites;
  readonly identity: Identity;
  readonly time: HostTime;
}

/** Takes up the run of a folder: its engine, its journal and its view in the state. The folder is given back when that fails. */
export async function takeUpRun(folder: RunFolder, on: RecognizedTarget, tools: TakingUp): Promise<Answer<OpenWork>> {
  let taken: Answer<OpenWork> | undefined;
  try {
    taken = await createEngineOf(folder, on, tools);
    return taken;
  } finally {
    if (taken?.ok !== true) await folder.close('leave-open');
  }
}

async function createEngineOf(
  folder: RunFolder,
  { target, system }: RecognizedTarget,
  tools: TakingUp,
): Promise<Answer<OpenWork>> {
  const { store, activities, writes, identity, time } = tools;
  const procedure = findProcedure(folder.description.procedure);
  if (!procedure.ok) return refused(serviceProblems.wrongChoice(procedure.message));
  if (target.writers === undefined) return refused(serviceProblems.readOnly(runSessionTexts.readOnly(target.text)));
  const journal = watchedJournal(folder.journal);
  const early: JournalEntry[] = [];
  let isTold = false;
  const onEvent = (event: EngineEvent) => {
    if (event.kind === 'progress') activities.progress(event.progress, event.step, event.phase);
    else if (!isTold) early.push(event.entry);
    else store.addLines([event.entry], journal.hash(), phaseChange(activities, event.entry));
  };
  const creation = await createRunEngine({
    ...{ folder, system, onEvent, host: time, watchJournal: journal.watch, signal: activities.signal },
    procedure: procedure.value,
    target: { ...target, writers: writes.watch(target.writers) },
    operator: store.state().engagement?.operator ?? identity.operator,
    machine: identity.machine,
    pid: identity.pid,
  });
  if (creation.kind !== 'created') return refused(ofCreation(creation));
  const { engine } = creation;
  const about = { folder: folder.path, journalHash: journal.hash(), report: null };
  store.resetLines([...folder.journal.entries, ...early], about);
  isTold = true;
  return { ok: true, value: { folder, engine, procedure: procedure.value } };
}

/** A journal whose last line's hash is known at any time. */
function watchedJournal(journal: JournalPort) {
  let { hash } = journal.head;
  return {
    hash: () => hash,
    watch: (watched: JournalPort): JournalPort => ({
      ...{ entries: watched.entries, head: watched.head, torn: watched.torn },
      async append(line) {
        await watched.append(line);
        hash = sha256Hex(line);
      },
    }),
  };
}

function phaseChange(activities: Activities, entry: JournalEntry) {
  if (entry.step === null) return {};
  const phase = phaseAfter(entry);
  return phase === undefined ? {} : activities.entered(entry.step, phase);
}

/** The phase that a line announces; undefined where the step comes to rest. */
function phaseAfter(entry: JournalEntry): Phase | undefined {
  switch (entry.event) {
    case 'confirmed':
    case 'captured':
      return 'capture';
    case 'applying':
      return 'apply';
    case 'applied':
    case 'adopted':
      return 'verify';
    case 'answer-lost':
      return entry.phase === 'apply' ? 'verify' : 'verify-undo';
    case 'undoing':
      return 'restore';
    case 'verified':
    case 'undone':
    case 'planned':
      return entry.phase;
    default:
      return undefined;
  }
}
