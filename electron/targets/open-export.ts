import { exportTexts } from '../../shared/messages/targets.ts';
import { readConfiguration, type ConfigurationDocument } from '../../shared/sync-rules/export/read-configuration.ts';
import type { ConfigurationFile } from '../../shared/sync-rules/export/layout.ts';
import { readConfigurationFolder } from '../workspace/configuration-folder.ts';
import { exportSyncServer } from './export-sync-server.ts';
import { hostClock } from './host-clock.ts';
import { notConnected } from './not-connected.ts';
import type { OpenedTarget, TargetProblem } from './target.ts';

export type ReadExport =
  | { readonly ok: true; readonly document: ConfigurationDocument; readonly files: readonly ConfigurationFile[] }
  | { readonly ok: false; readonly problem: TargetProblem };

/** Reads a configuration export from its folder; every problem with file and line. */
export async function readExport(folder: string, signal: AbortSignal): Promise<ReadExport> {
  const read = await readConfigurationFolder(folder, signal);
  if (!read.ok) return unreadable(read.errors.map((error) => `${error.path}: ${error.message}`));
  const outcome = readConfiguration(read.files);
  if (outcome.ok) return { ok: true, document: outcome.document, files: read.files };
  return unreadable(outcome.errors.map(({ file, line, message }) => exportTexts.at(file, line, message)));
}

/** Opens an export as a target that can only be read. */
export async function openExport(folder: string, signal: AbortSignal): Promise<OpenedTarget> {
  const read = await readExport(folder, signal);
  if (!read.ok) return read;
  const { document, files } = read;
  return {
    ok: true,
    target: {
      text: `export:${folder}`,
      readers: {
        syncServer: exportSyncServer(document.configuration, files),
        ...notConnected(exportTexts.notConnected),
      },
      writers: undefined,
      clock: hostClock,
      notes: document.notes.map(({ file, line, message }) => exportTexts.at(file, line, message)),
      close: () => Promise.resolve(),
    },
  };
}

function unreadable(problems: readonly string[]): { readonly ok: false; readonly problem: TargetProblem } {
  return { ok: false, problem: { kind: 'unreachable', problems, remedy: exportTexts.remedy } };
}
