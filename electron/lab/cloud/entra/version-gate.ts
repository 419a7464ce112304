import { syncServerTexts } from '../../texts.ts';
import { compareVersions } from '../../../../shared/entra-connect/server-version.ts';
import type { LabState } from '../../state.ts';

const minimumVersion = '2.5.79.0';
const enforcedFrom = '2026-09-30T00:00:00.000Z';

/** Why Entra ID refuses to talk to this server; undefined while it does (entra-connect.md §6). */
export function versionBlock(state: LabState): string | undefined {
  const { productVersion } = state.server;
  if (state.now < enforcedFrom || compareVersions(productVersion, minimumVersion) >= 0) return undefined;
  return syncServerTexts.versionBlocked(productVersion, minimumVersion);
}
