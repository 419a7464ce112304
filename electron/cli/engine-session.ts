import { hostname, userInfo } from 'node:os';
import { createEngine, type Engine } from '../../shared/engine/engine.ts';
import type { EngineEvent } from '../../shared/engine/session.ts';
import type { Json } from '../../shared/engine/json.ts';
import type { Procedure } from '../../shared/engine/step.ts';
import { cliTexts } from '../../shared/messages/cli.ts';
import type { SystemWriters } from '../../shared/ports/systems.ts';
import type { HybridSystems } from '../../shared/procedures/systems.ts';
import type { Target } from '../targets/target.ts';
import type { RunFolder } from '../workspace/run-folder.ts';
import { reportFolderName, reportOfRun, writeReport } from '../workspace/run-report.ts';
import { join } from 'node:path';
import { CommandError, exitCodes, usageError, type ExitCode } from './exit.ts';
import { killingCalls } from './killing-calls.ts';
import { killingJournal } from './killing-journal.ts';
import { createNarrator } from './narrator.ts';
import type { Output } from './output.ts';
import { readRun } from './run-folders.ts';

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
  throw usageError(cliTexts.readOnly(target.text), cliTexts.readOnlyRemedy);
}

/** Lets `work` drive the engine of a run; whatever it did, the journal is closed, the report written and the folder sealed. */
export async function withEngine(
  session: EngineSession,
  work: (engine: Engine) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { folder, procedure } = session;
  const engine = await openEngine(session);
  const code = await work(engine);
  await engine.close();
  const run = await readRun(folder.path);
  await writeReport(join(folder.path, reportFolderName), reportOfRun(run, procedure));
  await folder.close('seal');
  return code;
}

async function openEngine({ folder, procedure, target, output, signal, operator }: EngineSession): Promise<Engine> {
  const opened: { tell?: (event: EngineEvent) => void } = {};
  const creation = await createEngine<HybridSystems>({
    run: folder.description,
    procedure,
    systems: { readers: target.readers, writers: killingCalls(writersOf(target)) },
    journal: killingJournal(folder.journal),
    evidence: folder.evidence,
    clock: target.clock,
    operator: operator ?? userInfo().username,
    machine: hostname(),
    pid: process.pid,
    signal,
    onEvent: (event) => opened.tell?.(event),
    ...(folder.brokenLock !== undefined && { brokenLock: folder.brokenLock as Json }),
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
        cliTexts.otherRun(creation.found),
        cliTexts.damagedRemedy,
      );
    case 'procedure-changed':
      throw new CommandError(
        exitCodes.verdict,
        creation.kind,
        cliTexts.procedureChanged(creation.steps.join(', ')),
        cliTexts.procedureChangedRemedy(creation.appVersion),
      );
    case 'journal-lost':
      throw new CommandError(
        exitCodes.unreachable,
        creation.kind,
        cliTexts.journalLost(creation.text),
        cliTexts.unreachableRemedy,
      );
  }
}
