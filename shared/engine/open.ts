import type { Clock } from '../base/clock.ts';
import { stepDefinitionHash } from './contract/step-hash.ts';
import { hostTime, type HostTime } from './journal/host-time.ts';
import { journalSchema } from './journal/journal-entry.ts';
import type { Json } from '../base/json.ts';
import type { ListedStep } from './journal/journal-parts.ts';
import type { EvidencePort, JournalPort } from './contract/ports.ts';
import { reduceAll } from './run/reducer.ts';
import { descriptionDifferences, type RunDescription } from './journal/run-description.ts';
import type { Run } from './run/run-state.ts';
import { createSession, JournalLost, type EngineEvent, type Session } from './acts/run-log.ts';
import type { AnyStep, Procedure, SystemTypes } from './contract/step.ts';
import { systemDifferences, type SystemDifference, type SystemIdentity } from './journal/system-identity.ts';
import { generousTimeLimits, type TimeLimits } from './contract/time-limits.ts';

export interface EngineOptions<Systems extends SystemTypes> {
  readonly run: RunDescription;
  /** The system as it is found now; recorded when the run is opened, and compared with that ever after. */
  readonly system: SystemIdentity;
  readonly procedure: Procedure<Systems>;
  readonly systems: Systems;
  readonly journal: JournalPort;
  readonly evidence: EvidencePort;
  /** The target's clock; given to the steps. */
  readonly clock: Clock;
  readonly operator: string;
  readonly machine: string;
  /** The version of this program; a run may be gone on with by a later one. */
  readonly programVersion: string;
  readonly pid: number;
  /** Cancels what is going on; as a function it gives each intent its own, so that a run goes on after one was cancelled. */
  readonly signal: AbortSignal | (() => AbortSignal);
  readonly onEvent?: (event: EngineEvent) => void;
  /** Whose lock was broken to get here. */
  readonly brokenLock?: Json;
  /** Time of this machine, for the journal and the time limits. */
  readonly host?: HostTime;
  readonly timeLimits?: Partial<TimeLimits>;
}

export type Creation<Engine> =
  | { readonly kind: 'created'; readonly engine: Engine }
  /** The journal belongs to another run: its first line differs in these fields from what was given. */
  | { readonly kind: 'other-run'; readonly fields: readonly string[] }
  /** The run was made on another system. */
  | { readonly kind: 'other-system'; readonly differences: readonly SystemDifference[] }
  /** These steps mean something else in this version of the program: continue with the one that began the run. */
  | { readonly kind: 'procedure-changed'; readonly steps: readonly string[]; readonly appVersion: string }
  | { readonly kind: 'journal-lost'; readonly text: string };

/** Writes `opened` or `resumed` and hands out the session. */
export async function open<Systems extends SystemTypes>(
  options: EngineOptions<Systems>,
): Promise<Creation<Session<Systems>>> {
  assertSound(options.procedure);
  const before = reduceAll(options.journal.entries);
  if (before.kind !== 'empty') {
    const mismatch = mismatchOf(before, options);
    if (mismatch !== undefined) return mismatch;
  }
  const { host = hostTime, timeLimits = {}, onEvent = () => undefined, signal: given } = options;
  const signal = typeof given === 'function' ? given : () => given;
  const parts = { ...options, host, onEvent, signal, timeLimits: { ...generousTimeLimits, ...timeLimits } };
  const session = createSession(parts, before);
  try {
    if (before.kind === 'empty') await session.append(firstEntry(options));
    else await session.append(resumedEntry(options));
    if (options.brokenLock !== undefined) {
      await session.append({ event: 'lock-broken', step: null, phase: null, lock: options.brokenLock });
    }
  } catch (error) {
    if (error instanceof JournalLost) return { kind: 'journal-lost', text: error.message };
    throw error;
  }
  return { kind: 'created', engine: session };
}

function firstEntry<Systems extends SystemTypes>({ run, system, procedure }: EngineOptions<Systems>) {
  const { steps, beforeUndo, afterUndo } = listedSteps(procedure);
  const { runId, target, options, appVersion, engagement, created, plan } = run;
  const described = { runId, procedure: procedure.id, target, options, appVersion, engagement, created, plan };
  const about = { schema: journalSchema, ...described, system } as const;
  return { event: 'opened', step: null, phase: null, ...about, steps, beforeUndo, afterUndo } as const;
}

function resumedEntry<Systems extends SystemTypes>({ journal, programVersion }: EngineOptions<Systems>) {
  return { event: 'resumed', step: null, phase: null, appVersion: programVersion, torn: journal.torn } as const;
}

function listedSteps<Systems extends SystemTypes>(procedure: Procedure<Systems>) {
  const list = (step: AnyStep<Systems>): ListedStep => ({
    id: step.id,
    title: step.title,
    risk: step.risk,
    undo: step.undo.kind,
    hash: stepDefinitionHash(procedure.id, step),
  });
  const { steps, beforeUndo, afterUndo } = procedure;
  return { steps: steps.map(list), beforeUndo: beforeUndo.map(list), afterUndo: afterUndo.map(list) };
}

function mismatchOf<Systems extends SystemTypes>(
  before: Run,
  { run, system, procedure }: EngineOptions<Systems>,
): Exclude<Creation<never>, { readonly kind: 'created' | 'journal-lost' }> | undefined {
  const fields = descriptionDifferences(before.opened, { ...run, procedure: procedure.id });
  if (fields.length > 0) return { kind: 'other-run', fields };
  const differences = systemDifferences(before.system, system);
  if (differences.length > 0) return { kind: 'other-system', differences };
  const begun = new Set(before.steps.map(({ id }) => id));
  const isKnown = ({ id, addedLater }: AnyStep<Systems>) => addedLater !== true || begun.has(id);
  const now = listedSteps({ ...procedure, steps: procedure.steps.filter(isKnown) });
  const steps = [
    ...changedSteps(before.steps, now.steps),
    ...changedSteps(before.beforeUndo, now.beforeUndo),
    ...changedSteps(before.afterUndo, now.afterUndo),
  ];
  return steps.length === 0 ? undefined : { kind: 'procedure-changed', steps, appVersion: before.appVersion };
}

function changedSteps(before: readonly { id: string; hash: string }[], now: readonly ListedStep[]): readonly string[] {
  const longest = before.length > now.length ? before : now;
  return longest.filter((_, index) => before[index]?.hash !== now[index]?.hash).map((step) => step.id);
}

/** What the types cannot say of a procedure. A breach is a bug of the procedure. */
function assertSound<Systems extends SystemTypes>({ id, steps, beforeUndo, afterUndo }: Procedure<Systems>): void {
  const around = [...beforeUndo, ...afterUndo];
  const ids = [...steps, ...around].map((step) => step.id);
  // What surrounds an undo goes by the procedure's list, not by the journal's.
  const late = around.find((step) => step.addedLater === true);
  if (late !== undefined) throw new Error(`Procedure ${id} has added ${late.id} around an undo`);
  const twice = ids.find((step, index) => ids.indexOf(step) !== index);
  if (twice !== undefined) throw new Error(`Procedure ${id} has two steps ${twice}`);
  const destructive = around.find((step) => step.risk === 'destructive');
  if (destructive !== undefined)
    throw new Error(`Procedure ${id} surrounds an undo with the destructive ${destructive.id}`);
}
