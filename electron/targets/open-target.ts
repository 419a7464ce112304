import { targetTexts } from './texts.ts';
import type { WorkerLog } from '../systems/sync-server/worker-log.ts';
import type { OpenedTarget } from './target.ts';

/** Opens `lab:<folder>`, `export:<folder or file>` or `live`, and loads no more than the one it opens; paths are absolute. `log` is told what a worker says beside its answers. */
export async function openTarget(
  text: string,
  signal: AbortSignal,
  log: WorkerLog = () => undefined,
): Promise<OpenedTarget> {
  if (text === 'live') {
    const { openLive } = await import('./open-live.ts');
    const { openLiveSyncServer } = await import('../systems/sync-server/open-live-sync-server.ts');
    return openLive(() => openLiveSyncServer({ log }), signal);
  }
  const [, kind, folder] = /^(lab|export):(.+)$/s.exec(text) ?? [];
  if (folder === undefined) {
    return {
      ok: false,
      problem: { kind: 'address', problems: [targetTexts.noSuchKind(text)], remedy: targetTexts.kinds },
    };
  }
  return kind === 'lab'
    ? (await import('./open-lab.ts')).openLabAsTarget(folder)
    : (await import('./open-export.ts')).openExport(folder, signal);
}
