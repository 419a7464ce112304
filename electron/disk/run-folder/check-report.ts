import { join } from 'node:path';
import { z } from 'zod';
import type { ChainReading } from '../../../shared/engine/journal/chain.ts';
import type { EntryOf, JournalEntry } from '../../../shared/engine/journal/journal-entry.ts';
import { registeredProcedures } from '../../../shared/procedures/registry.ts';
import type { ReportSurroundings } from '../../../shared/report/build-report.ts';
import { reportFiles } from '../../../shared/report/report-files.ts';
import { appVersion } from '../../installation/version.ts';
import { readIfPresent } from '../plain-file.ts';
import { reportFolderName, reportOf } from './run-report.ts';

/** The procedure of that id; undefined: this version has none. */
export type FindProcedure = (id: string) => ReportSurroundings['procedure'] | undefined;

/** Whether the report of a sealed folder is the one that its journal tells. `files`: what was compared, by path. */
export type ReportCheck =
  | { readonly kind: 'as-journaled'; readonly files: readonly string[] }
  /** Only the version that wrote a report builds it again byte for byte. */
  | { readonly kind: 'not-compared'; readonly version: string }
  | { readonly kind: 'none' };

type Misfit = { readonly file: string; readonly reason: 'changed' | 'missing'; readonly detail: string };
type Chain = Extract<ChainReading, { readonly kind: 'intact' }>;

const written = z.looseObject({ product: z.looseObject({ version: z.string() }) });

/** Builds the report once more from the journal and the files it names, and compares every file of it. */
export async function checkReport(
  folder: string,
  { entries, head }: Chain,
  findProcedure: FindProcedure = (id) => registeredProcedures.get(id)?.procedure,
): Promise<ReportCheck | { readonly kind: 'changed'; readonly misfit: Misfit }> {
  const opened = entries.find((entry): entry is EntryOf<'opened'> => entry.event === 'opened');
  // Beside its record in a folder that was saved for the customer, below it in a run folder.
  const saved = await readIfPresent(join(folder, 'report.json'));
  const place = saved === undefined ? `${reportFolderName}/` : '';
  const document = saved ?? (await readIfPresent(join(folder, reportFolderName, 'report.json')));
  if (opened === undefined || document === undefined) return { kind: 'none' };
  const version = versionOf(document);
  const procedure = findProcedure(opened.procedure);
  if (saved === undefined && version !== lastVersion(entries)) {
    return changed(`${place}report.json`, 'changed', 'it names another version than the one that closed the run');
  }
  if (version !== appVersion || procedure === undefined) return { kind: 'not-compared', version: version ?? 'unknown' };
  const files = reportFiles(await reportOf(folder, opened.engagement, { entries, head }, procedure));
  for (const [name, text] of files) {
    const bytes = await readIfPresent(join(folder, ...`${place}${name}`.split('/')));
    const detail = 'the journal tells another report';
    if (bytes === undefined) return changed(`${place}${name}`, 'missing', detail);
    if (!bytes.equals(Buffer.from(text))) return changed(`${place}${name}`, 'changed', detail);
  }
  return { kind: 'as-journaled', files: [...files.keys()].map((name) => `${place}${name}`) };
}

/** The version that worked on the run last. */
function lastVersion(entries: readonly JournalEntry[]): string | undefined {
  return entries
    .flatMap((entry) => (entry.event === 'opened' || entry.event === 'resumed' ? [entry.appVersion] : []))
    .at(-1);
}

function versionOf(document: Buffer): string | undefined {
  try {
    return written.safeParse(JSON.parse(document.toString('utf8'))).data?.product.version;
  } catch {
    return undefined;
  }
}

function changed(file: string, reason: Misfit['reason'], detail: string) {
  return { kind: 'changed', misfit: { file, reason, detail } } as const;
}
