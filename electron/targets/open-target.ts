import { targetTexts } from '../../shared/messages/targets.ts';
import { openExport } from './open-export.ts';
import { openLabAsTarget } from './open-lab.ts';
import type { OpenedTarget } from './target.ts';

/** Opens `lab:<folder>`, `export:<folder or file>` or `live`; paths are absolute. */
export async function openTarget(text: string, signal: AbortSignal): Promise<OpenedTarget> {
  if (text === 'live') {
    return {
      ok: false,
      problem: { kind: 'unreachable', problems: [targetTexts.live], remedy: targetTexts.liveRemedy },
    };
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
