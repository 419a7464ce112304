import { syncServerTexts } from '../../../../shared/messages/lab-systems.ts';
import type { LabState } from '../../state.ts';

const minimumVersion = '2.5.79.0';
const enforcedFrom = '2026-09-30T00:00:00.000Z';

/** Why Entra ID refuses to talk to this server; undefined while it does (entra-connect.md §6). */
export function versionBlock(state: LabState): string | undefined {
  const { productVersion } = state.server;
  if (state.now < enforcedFrom || compareVersions(productVersion, minimumVersion) >= 0) return undefined;
  return syncServerTexts.versionBlocked(productVersion, minimumVersion);
}

/** Negative when `left` is the older version; numbers separated by dots. */
function compareVersions(left: string, right: string): number {
  const [leftParts, rightParts] = [left, right].map((version) => version.split('.').map(Number));
  for (let index = 0; index < 4; index += 1) {
    const difference = (leftParts?.[index] ?? 0) - (rightParts?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
