import { targetTexts } from '../../shared/messages/targets.ts';
import { openLiveSyncServer } from '../systems/sync-server/open-live-sync-server.ts';
import type { WorkerLog } from '../systems/sync-server/worker-log.ts';
import { openExport } from './open-export.ts';
import { openLabAsTarget } from './open-lab.ts';
import { openLive } from './open-live.ts';
import type { OpenedTarget } from './target.ts';

/** Opens `lab:<folder>`, `export:<folder or file>` or `live`; paths are absolute. `log` is told what a worker says beside its answers. */
export async function openTarget(
  text: string,
  signal: AbortSignal,
  log: WorkerLog = () => undefined,
): Promise<OpenedTarget> {
  if (text === 'live') {
    return openLive(() => openLiveSyncServer({ log }), signal);
  }
  const [, kind, folder] = /^(lab|export):(.+)$/s.exec(text) ?? [];
  if (folder === undefined) {
    return {
      ok: false,
      problem: { kind: 'address', problems: [targetTexts.noSuchKind(text)], remedy: targetTexts.kinds },
    };
  }
  return kind === 'lab' ? openLabAsTarget(folder) : openExport(folder, signal);
}
