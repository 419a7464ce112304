import { join } from 'node:path';
import { createEngine, type Engine, type IntentEnd } from '../../shared/engine/engine.ts';
import type { HostTime } from '../../shared/engine/journal/host-time.ts';
import type { Creation } from '../../shared/engine/open.ts';
import type { JournalPort } from '../../shared/engine/contract/ports.ts';
import type { EngineEvent } from '../../shared/engine/acts/run-log.ts';
import type { Procedure } from '../../shared/engine/contract/step.ts';
import type { SystemIdentity } from '../../shared/engine/journal/system-identity.ts';
import type { SystemWriters } from '../../shared/systems/systems.ts';
import type { HybridSystems } from '../../shared/systems/contexts.ts';
import type { Target } from '../targets/target.ts';
import { appVersion } from '../installation/version.ts';
import type { FolderResult } from '../disk/run-folder/outcome.ts';
import { readRunFolder, type Opening, type ReadRun, type RunFolder } from '../disk/run-folder/run-folder.ts';
import { reportFolderName, reportOfRun, writeReport } from '../disk/run-folder/run-report.ts';
import { killingCalls } from './killing-calls.ts';
import { killingJournal } from './killing-journal.ts';

/** What an engine of this program works with, whoever drives it. */
export interface RunEngineParts {
  readonly folder: RunFolder;
  readonly procedure: Procedure<HybridSystems>;
  readonly target: Pick<Target, 'readers' | 'clock'> & { readonly writers: SystemWriters };
  /** The target as it is found now. */
  readonly system: SystemIdentity;
  readonly operator: string;
  readonly machine: string;
  readonly pid: number;
  readonly signal: AbortSignal | (() => AbortSignal);
  readonly onEvent: (event: EngineEvent) => void;
  readonly host?: HostTime;
  /** Stands between the engine and the journal of the folder; the journal itself when not given. */
  readonly watchJournal?: (journal: JournalPort) => JournalPort;
}

/** The engine of a run folder: of a new run, or of one to go on with. */
export function createRunEngine(parts: RunEngineParts): Promise<Creation<Engine>> {
  const { folder, target, host, watchJournal, ...rest } = parts;
  const journal = watchJournal?.(folder.journal) ?? folder.journal;
  return createEngine<HybridSystems>({
    ...rest,
    programVersion: appVersion,
    run: folder.description,
    systems: { readers: target.readers, writers: killingCalls(target.writers) },
    journal: killingJournal(journal),
    evidence: folder.evidence,
    clock: target.clock,
    ...(host !== undefined && { host }),
    ...(folder.brokenLock !== undefined && { brokenLock: folder.brokenLock }),
  });
}

/** How the work on a run ended, and the run as it was read once more for its report. */
export interface ClosedRun {
  readonly end: IntentEnd;
  readonly run: FolderResult<ReadRun>;
}

/** Ends the work on a run for now: the journal is closed, the report written, the folder sealed and given back. */
export async function closeRun(
  engine: Engine,
  { folder, procedure }: Pick<RunEngineParts, 'folder' | 'procedure'>,
  opening: Opening,
): Promise<ClosedRun> {
  let ending: Parameters<RunFolder['close']>[0] = 'leave-open';
  try {
    const end = await engine.close();
    const run = await readRunFolder(folder.path, opening);
    // A journal that was lost is not finished: report and seal would claim that it is.
    if (run.ok && end.kind !== 'journal-lost') {
      await writeReport(join(folder.path, reportFolderName), await reportOfRun(run.value, procedure));
      ending = 'seal';
    }
    return { end, run };
  } finally {
    await folder.close(ending);
  }
}
