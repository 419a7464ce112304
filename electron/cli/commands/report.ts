import { join } from 'node:path';
import { assertNever } from '../../../shared/base/assert-never.ts';
import { runSessionTexts } from '../../../shared/run-folder/run-session-texts.ts';
import { cliTexts } from '../texts.ts';
import { verdictText } from '../../../shared/run-folder/verdict-texts.ts';
import { exportReport, reportFolderName, reportOfRun, writeReport } from '../../disk/run-folder/run-report.ts';
import { verifyRun, type RunVerdict } from '../../disk/run-folder/verify.ts';
import { exitCodes, usageError, type ExitCode } from '../exit.ts';
import { pathFromArgument } from '../options.ts';
import { procedureOf } from '../procedure-options.ts';
import type { CommandContext } from '../program.ts';
import { folderValue, openForWork, readRun } from '../run-folders.ts';

interface ReportOptions {
  readonly run?: string;
  readonly out?: string;
}

/** `report`: the report of a run, as it stands; with `--out` together with the journal and evidence it rests on, sealed. */
export async function report(options: ReportOptions, { output }: CommandContext): Promise<ExitCode> {
  if (options.run === undefined) throw usageError(cliTexts.reportNeedsRun);
  const run = await readRun(options.run);
  if (run.entries.length === 0) throw usageError(runSessionTexts.emptyRun(run.path));
  const built = await reportOfRun(run, procedureOf(run.description.procedure));
  const into = options.out ?? join(run.path, reportFolderName);
  if (options.out !== undefined) folderValue(await exportReport(run, options.out, built));
  else if (!isComplete(await verifyRun(run.path))) {
    const folder = await openForWork(run.path, false, output);
    await writeReport(into, built);
    await folder.close(run.state.kind === 'closed' ? 'seal' : 'leave-open');
  }
  output.copyable(cliTexts.reportAt(join(into, 'report.html')));
  output.copyable(cliTexts.journalHash(run.journalHash));
  output.document(built.report);
  return exitCodes.done;
}

/** An unfinished run has no report yet; a finished one is sealed with its report and stays as it is, whatever became of it. */
function isComplete({ kind }: RunVerdict): boolean {
  return kind !== 'not-finished' && kind !== 'not-sealed';
}

interface VerifyOptions {
  readonly folder: string;
  readonly journalHash?: string;
}

/** `report verify`: recomputes the chain and every hash, and names the first thing that does not fit. */
export async function verifyReport(options: VerifyOptions, { output }: CommandContext): Promise<ExitCode> {
  const { journalHash } = options;
  const folder = pathFromArgument(options.folder);
  const verdict = await verifyRun(folder, journalHash === undefined ? {} : { journalHash });
  for (const line of verdictText(verdict).split('\n')) output.line(line);
  output.document({ schema: 'hybrid-preflight/verify/1', folder, ...documentOf(verdict) });
  return exitCodeOf(verdict);
}

function documentOf(verdict: RunVerdict): object {
  const { kind, ...rest } = verdict;
  return { verdict: kind, ...rest };
}

function exitCodeOf(verdict: RunVerdict): ExitCode {
  switch (verdict.kind) {
    case 'intact':
      return exitCodes.done;
    case 'not-finished':
    case 'not-sealed':
      return exitCodes.interrupted;
    case 'tampered':
      return exitCodes.verdict;
    case 'not-a-run':
    case 'unreadable':
      return exitCodes.unreachable;
    default:
      return assertNever(verdict);
  }
}
