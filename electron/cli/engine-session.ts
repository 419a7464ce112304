import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { createEngine, type Engine } from '../../shared/engine/engine.ts';
import type { EngineEvent } from '../../shared/engine/session.ts';
import type { Procedure } from '../../shared/engine/step.ts';
import { cliTexts } from '../../shared/messages/cli.ts';
import type { SystemWriters } from '../../shared/ports/systems.ts';
import type { HybridSystems } from '../../shared/procedures/systems.ts';
import type { Target } from '../targets/target.ts';
import type { RunFolder } from '../workspace/run-folder.ts';
import { reportFolderName, reportOfRun, writeReport } from '../workspace/run-report.ts';
import { journalLost } from './drive-end.ts';
import { CommandError, exitCodes, usageError } from './exit.ts';
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

/** Lets `work` drive the engine of a run; whatever becomes of it, the journal is closed, the report written and the folder sealed. */
export async function withEngine<Value>(
  session: EngineSession,
  work: (engine: Engine) => Promise<Value>,
): Promise<Value> {
  const { folder } = session;
  let ending: 'seal' | 'leave-open' = 'leave-open';
  try {
    const engine = await openEngine(session);
    try {
      return await work(engine);
    } finally {
      if ((await engine.close()).kind !== 'journal-lost') {
        await reportOn(session);
        ending = 'seal';
      }
    }
  } finally {
    await folder.close(ending);
  }
}

async function reportOn({ folder, procedure }: EngineSession): Promise<void> {
  const run = await readRun(folder.path);
  await writeReport(join(folder.path, reportFolderName), reportOfRun(run, procedure));
}

async function openEngine({ folder, procedure, target, output, signal, operator }: EngineSession): Promise<Engine> {
  // The narrator asks the engine where the run stands; what is journaled before there is one is told right after.
  const early: EngineEvent[] = [];
  let tell = (event: EngineEvent): void => void early.push(event);
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
    onEvent: (event) => {
      tell(event);
    },
    ...(folder.brokenLock !== undefined && { brokenLock: folder.brokenLock }),
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
      throw journalLost(creation.text);
  }
}
