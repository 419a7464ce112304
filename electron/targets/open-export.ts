import type { PartialKnowledge } from '../../shared/assessment/facts.ts';
import { exportTexts } from './texts.ts';
import type { ConfigurationFile } from '../../shared/entra-connect/formats/export/layout.ts';
import { readNote, type ReadError, type ReadNote } from '../../shared/entra-connect/formats/export/problems.ts';
import type { ExportContent } from '../../shared/entra-connect/formats/content.ts';
import { readExport as readContent } from '../../shared/entra-connect/formats/read-export.ts';
import { readExportFiles } from '../disk/export-files/export-files.ts';
import type { FolderError } from '../disk/export-files/folder-error.ts';
import type { UnreadFile } from '../disk/export-files/list-files.ts';
import { exportSyncServer } from './export-sync-server.ts';
import { hostClock } from './host-clock.ts';
import { notConnected } from './not-connected.ts';
import type { OpenedTarget, TargetProblem } from './target.ts';

type ReadExport =
  | {
      readonly ok: true;
      readonly content: ExportContent;
      readonly files: readonly ConfigurationFile[];
      /** What a reader should know of what was read and what was not. */
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly problem: TargetProblem };

/** Reads an export from a folder, a file or a `.zip`, in whichever format; every problem with file and line. */
export async function readExport(path: string, signal: AbortSignal): Promise<ReadExport> {
  const read = await readExportFiles(path, signal);
  if (!read.ok) {
    const problems = read.errors.map((error) => `${error.path}: ${error.message}`);
    return unreadable(problems, folderRemedy(read.errors));
  }
  const outcome = readContent(read.files, { container: read.container, passedOver: read.unread.length });
  const notes = [...outcome.notes, ...read.remarks.map(remark), ...read.unread.map(unreadNote)].map(textOf);
  if (outcome.ok) return { ok: true, content: outcome.content, files: read.files, notes };
  return unreadable([...outcome.errors.map(textOf), ...notes], readRemedy(outcome.errors));
}

/** Opens an export as a target that can only be read. */
export async function openExport(path: string, signal: AbortSignal): Promise<OpenedTarget> {
  const read = await readExport(path, signal);
  if (!read.ok) return read;
  const { content, files, notes } = read;
  return {
    ok: true,
    target: {
      text: `export:${path}`,
      readers: { syncServer: exportSyncServer(content, files), ...notConnected(exportTexts.notConnected) },
      writers: undefined,
      partial: partialOf(content),
      clock: hostClock,
      notes,
      close: () => Promise.resolve(),
    },
  };
}

function partialOf({ rules, connectors, globalParameters, ruleHeaders }: ExportContent): PartialKnowledge {
  return {
    ...(rules.kind === 'part' && { rules }),
    ...(connectors.kind === 'part' && { connectors }),
    ...(globalParameters.kind === 'part' && { globalParameters }),
    ruleHeaders,
  };
}

function unreadNote({ path, why }: UnreadFile): ReadNote {
  return readNote(path, undefined, 'not-taken', why);
}

function remark({ path, why }: UnreadFile): ReadNote {
  return readNote(path, undefined, 'not-held', why);
}

function textOf({ file, line, message }: Pick<ReadNote, 'file' | 'line' | 'message'>): string {
  return file === '' ? message : exportTexts.at(file, line, message);
}

function unreadable(
  problems: readonly string[],
  remedy: string,
): { readonly ok: false; readonly problem: TargetProblem } {
  return { ok: false, problem: { kind: 'unreachable', problems, remedy } };
}

function folderRemedy(errors: readonly FolderError[]): string {
  const problems = errors.map(({ problem }) => problem);
  if (problems.includes('several-configurations')) return exportTexts.chooseOne;
  if (problems.includes('inside-a-file')) return exportTexts.unpack;
  if (problems.includes('name-not-readable')) return exportTexts.rename;
  return problems.includes('not-found') ? exportTexts.checkPath : exportTexts.remedy;
}

function readRemedy(errors: readonly ReadError[]): string {
  const problems = errors.map(({ problem }) => problem);
  if (problems.includes('several-in-archive')) return exportTexts.unpack;
  return problems.includes('several-configurations') ? exportTexts.chooseOne : exportTexts.remedy;
}
