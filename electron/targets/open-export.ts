import type { PartialKnowledge } from '../../shared/procedures/assess/facts.ts';
import { exportTexts } from '../../shared/messages/targets.ts';
import type { ConfigurationFile } from '../../shared/sync-rules/export/layout.ts';
import { readNote, type ReadNote } from '../../shared/sync-rules/export/problems.ts';
import type { ExportContent } from '../../shared/sync-rules/formats/content.ts';
import { readExport as readContent } from '../../shared/sync-rules/formats/read-export.ts';
import { readExportFiles } from '../workspace/export-files.ts';
import type { UnreadFile } from '../workspace/list-files.ts';
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
  if (!read.ok) return unreadable(read.errors.map((error) => `${error.path}: ${error.message}`));
  const outcome = readContent(read.files);
  const notes = [...outcome.notes, ...read.remarks.map(remark), ...read.unread.map(unreadNote)].map(textOf);
  if (outcome.ok) return { ok: true, content: outcome.content, files: read.files, notes };
  return unreadable([...outcome.errors.map(textOf), ...notes]);
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

function unreadable(problems: readonly string[]): { readonly ok: false; readonly problem: TargetProblem } {
  return { ok: false, problem: { kind: 'unreachable', problems, remedy: exportTexts.remedy } };
}
