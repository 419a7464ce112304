import { createHash } from 'node:crypto';
import { cp } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadRun } from './run-folder.ts';
import type { ChainHead } from '../../../shared/engine/journal/chain.ts';
import { reduceAll } from '../../../shared/engine/run/reducer.ts';
import { buildReport, type BuiltReport, type ReportSurroundings } from '../../../shared/report/build-report.ts';
import { userFilesOf, type SealedTexts } from '../../../shared/report/run-users.ts';
import { reportFiles } from '../../../shared/report/report-files.ts';
import { appVersion } from '../../installation/version.ts';
import { writeFileAtomically } from '../atomic-file.ts';
import { refuseOutput, type OutputFiles } from '../output-folder.ts';
import { done, reaching, type FolderResult } from './outcome.ts';
import { readIfPresent } from '../plain-file.ts';
import { runFiles } from './run-files.ts';
import { sealRun } from './seal.ts';
import { makeFolder } from '../make-folder.ts';

/** The folder of the report inside a run folder. */
export const reportFolderName = 'report';

/** The report of a run as it was read. */
export async function reportOfRun(run: ReadRun, procedure: ReportSurroundings['procedure']): Promise<BuiltReport> {
  const { path, entries, description, journalHash: hash } = run;
  return reportOf(path, description.engagement, { entries, head: { sequence: entries.length, hash } }, procedure);
}

/** The report that a journal and the sealed files beside it tell. */
export async function reportOf(
  folder: string,
  { customer, ticket }: ReadRun['description']['engagement'],
  { entries, head }: { readonly entries: ReadRun['entries']; readonly head: ChainHead },
  procedure: ReportSurroundings['procedure'],
): Promise<BuiltReport> {
  const surroundings = {
    productVersion: appVersion,
    customer: customer === '' ? undefined : customer,
    ticket: ticket === '' ? undefined : ticket,
    procedure,
  };
  return buildReport(entries, head, surroundings, await readSealedTexts(folder, entries));
}

/** The sealed files about users; one that is no longer what was sealed tells nothing. */
async function readSealedTexts(folder: string, entries: ReadRun['entries']): Promise<SealedTexts> {
  const run = reduceAll(entries);
  const texts = new Map<string, string>();
  if (run.kind === 'empty') return texts;
  const { before, after, licensed } = userFilesOf(run, entries);
  for (const { storedAs, sha256 } of [...before, ...after, ...(licensed === undefined ? [] : [licensed])]) {
    const bytes = await readIfPresent(join(folder, runFiles.evidence, ...storedAs.split('/')));
    if (bytes === undefined || createHash('sha256').update(bytes).digest('hex') !== sha256) continue;
    texts.set(storedAs, bytes.toString('utf8'));
  }
  return texts;
}

/** Writes every file of a report into a folder, each whole or not at all; files of the same name are replaced. */
export async function writeReport(folder: string, report: BuiltReport): Promise<void> {
  await writeFiles(folder, reportFiles(report));
}

/** Files beside a report that are made elsewhere, e.g. `report.pdf`, by their name. */
export type FurtherFiles = ReadonlyMap<string, Uint8Array>;

/**
 * Writes a report into a new or empty folder together with the record it rests on; the export of a closed run is sealed.
 * What a customer files can be verified without the run folder.
 */
export async function exportReport(
  run: ReadRun,
  folder: string,
  report: BuiltReport,
  further: FurtherFiles = new Map(),
): Promise<FolderResult<void>> {
  return reaching(folder, async () => {
    const free = await refuseOutput(folder, undefined);
    if (!free.ok) return free;
    await makeFolder(folder);
    for (const name of [runFiles.description, runFiles.journal, runFiles.evidence]) {
      const source = join(run.path, name);
      // A run that ended before its first capture has no evidence.
      if (existsSync(source)) await cp(source, join(folder, name), { recursive: true });
    }
    await writeReport(folder, report);
    await writeFiles(folder, further);
    // A seal says that the journal ends as a closed one does.
    if (run.state.kind === 'closed') await sealRun(folder);
    return done(undefined);
  });
}

/** Writes files into a folder, each whole or not at all. */
async function writeFiles(folder: string, files: OutputFiles): Promise<void> {
  await makeFolder(folder);
  for (const [name, text] of files) await writeFileAtomically(join(folder, name), text);
}
