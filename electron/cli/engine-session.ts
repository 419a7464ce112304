import { assertNever } from '../../shared/base/assert-never.ts';
import type { Engine } from '../../shared/engine/engine.ts';
import type { RunState } from '../../shared/engine/run/run-state.ts';
import type { EngineEvent } from '../../shared/engine/acts/run-log.ts';
import type { Procedure } from '../../shared/engine/contract/step.ts';
import type { SystemDifference, SystemIdentity } from '../../shared/engine/journal/system-identity.ts';
import { cliTexts } from './texts.ts';
import { runSessionTexts } from '../../shared/run-folder/run-session-texts.ts';
import type { SystemWriters } from '../../shared/systems/systems.ts';
import type { HybridSystems } from '../../shared/systems/contexts.ts';
import { commandLine } from '../installation/invocation.ts';
import { recognizeSystem } from '../run/recognize-system.ts';
import { closeRun, createRunEngine } from '../run/run-engine.ts';
import { thisProcess } from '../disk/this-process.ts';
import type { Target } from '../targets/target.ts';
import type { RunFolder } from '../disk/run-folder/run-folder.ts';
import { journalLost } from './drive-end.ts';
import { CommandError, exitCodes, interruptedError, unreachableError, usageError } from './exit.ts';
import { createNarrator } from './narrator.ts';
import type { Output } from './output.ts';

export interface EngineSession {
  readonly folder: RunFolder;
  readonly procedure: Procedure<HybridSystems>;
  readonly target: Target;
  /** The target as it is found now. */
  readonly system: SystemIdentity;
  readonly output: Output;
  readonly signal: AbortSignal;
  /** The signed-in user when undefined. */
  readonly operator: string | undefined;
}

/** The writers of a target; one that can only be read is refused. */
export function writersOf(target: Target): SystemWriters {
  if (target.writers !== undefined) return target.writers;
  throw usageError(
    runSessionTexts.readOnly(target.text),
    cliTexts.readOnlyRemedy(commandLine('lab', 'create', 'clean')),
  );
}

/** The system behind a target, which must be the one that the run was made on; nothing has been written yet. */
export async function recognizedSystem(run: RunState, target: Target, signal: AbortSignal): Promise<SystemIdentity> {
  const recognition = await recognizeSystem(run, target, signal);
  switch (recognition.kind) {
    case 'recognized':
      return recognition.system;
    case 'other-system':
      throw otherSystem(recognition.differences);
    case 'unread':
      if (signal.aborted) throw interruptedError();
      throw unreachableError(recognition.failure);
    default:
      return assertNever(recognition);
  }
}

function otherSystem(differences: readonly SystemDifference[]): CommandError {
  const { otherSystem: what, otherSystemRemedy: remedy, systemDifferences } = runSessionTexts;
  const message = [what, ...systemDifferences(differences)].join('\n');
  return new CommandError(exitCodes.verdict, 'other-system', message, remedy);
}

/** Lets `work` drive the engine of a run; whatever becomes of it, the journal is closed, the report written and the folder sealed. */
export async function withEngine<Value>(
  session: EngineSession,
  work: (engine: Engine) => Promise<Value>,
): Promise<Value> {
  const engine = await openEngine(session);
  try {
    return await work(engine);
  } finally {
    await closeRun(engine, session, thisProcess());
  }
}

/** The engine of the run folder; where none can be had the folder is given back. */
async function openEngine(session: EngineSession): Promise<Engine> {
  try {
    return await createNarratedEngine(session);
  } catch (error) {
    await session.folder.close('leave-open');
    throw error;
  }
}

async function createNarratedEngine(session: EngineSession): Promise<Engine> {
  const { folder, procedure, target, system, output, signal, operator } = session;
  const { user, host, pid } = thisProcess();
  // The narrator asks the engine where the run stands; what is journaled before there is one is told right after.
  const early: EngineEvent[] = [];
  let tell = (event: EngineEvent): void => void early.push(event);
  const creation = await createRunEngine({
    folder,
    procedure,
    system,
    target: { ...target, writers: writersOf(target) },
    operator: operator ?? user,
    machine: host,
    pid,
    signal,
    onEvent: (event) => {
      tell(event);
    },
  });
  switch (creation.kind) {
    case 'created': {
      const { engine } = creation;
      tell = createNarrator(output, procedure, () => engine.state());
      early.forEach(tell);
      return engine;
    }
    case 'other-run':
      throw new CommandError(
        exitCodes.verdict,
        creation.kind,
        runSessionTexts.otherRun(creation.fields),
        runSessionTexts.otherRunRemedy,
      );
    case 'other-system':
      throw otherSystem(creation.differences);
    case 'procedure-changed':
      throw new CommandError(
        exitCodes.verdict,
        creation.kind,
        runSessionTexts.procedureChanged(creation.steps.join(', ')),
        runSessionTexts.procedureChangedRemedy(creation.appVersion),
      );
    case 'journal-lost':
      throw journalLost(creation.text);
  }
}
