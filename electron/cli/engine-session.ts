import { hostname, userInfo } from 'node:os';
import type { Engine } from '../../shared/engine/engine.ts';
import type { EngineEvent } from '../../shared/engine/session.ts';
import type { Procedure } from '../../shared/engine/step.ts';
import { cliTexts } from '../../shared/messages/cli.ts';
import { runSessionTexts } from '../../shared/messages/run-session.ts';
import type { SystemWriters } from '../../shared/ports/systems.ts';
import type { HybridSystems } from '../../shared/procedures/systems.ts';
import { closeRun, createRunEngine } from '../session/run-engine.ts';
import { thisProcess } from '../session/work-folder.ts';
import type { Target } from '../targets/target.ts';
import type { RunFolder } from '../workspace/run-folder.ts';
import { CommandError, exitCodes, usageError, type ExitCode } from './exit.ts';
import { createNarrator } from './narrator.ts';
import type { Output } from './output.ts';
import { folderValue } from './run-folders.ts';

export interface EngineSession {
  readonly folder: RunFolder;
  readonly procedure: Procedure<HybridSystems>;
  readonly target: Target;
  readonly output: Output;
  readonly signal: AbortSignal;
  /** The signed-in user when undefined. */
  readonly operator: string | undefined;
}

/** The writers of a target; one that can only be read is refused. */
export function writersOf(target: Target): SystemWriters {
  if (target.writers !== undefined) return target.writers;
  throw usageError(runSessionTexts.readOnly(target.text), cliTexts.readOnlyRemedy);
}

/** Lets `work` drive the engine of a run; whatever it did, the journal is closed, the report written and the folder sealed. */
export async function withEngine(
  session: EngineSession,
  work: (engine: Engine) => Promise<ExitCode>,
): Promise<ExitCode> {
  const engine = await openEngine(session);
  const code = await work(engine);
  const { run } = await closeRun(engine, session, thisProcess());
  folderValue(run);
  return code;
}

async function openEngine({ folder, procedure, target, output, signal, operator }: EngineSession): Promise<Engine> {
  const opened: { tell?: (event: EngineEvent) => void } = {};
  const creation = await createRunEngine({
    folder,
    procedure,
    target: { ...target, writers: writersOf(target) },
    operator: operator ?? userInfo().username,
    machine: hostname(),
    pid: process.pid,
    signal,
    onEvent: (event) => opened.tell?.(event),
  });
  switch (creation.kind) {
    case 'created': {
      const { engine } = creation;
      opened.tell = createNarrator(output, procedure, () => engine.state());
      return engine;
    }
    case 'other-run':
      throw new CommandError(
        exitCodes.verdict,
        creation.kind,
        runSessionTexts.otherRun(creation.found),
        runSessionTexts.damagedRemedy,
      );
    case 'procedure-changed':
      throw new CommandError(
        exitCodes.verdict,
        creation.kind,
        runSessionTexts.procedureChanged(creation.steps.join(', ')),
        runSessionTexts.procedureChangedRemedy(creation.appVersion),
      );
    case 'journal-lost':
      throw new CommandError(
        exitCodes.unreachable,
        creation.kind,
        runSessionTexts.journalLost(creation.text),
        runSessionTexts.diskRemedy,
      );
  }
}
