import type { Result } from '../../shared/base/failure.ts';
import { targetTexts } from './texts.ts';
import { serverChecks } from '../../shared/assessment/this-server/checks.ts';
import type { LiveSyncServer } from '../systems/sync-server/open-live-sync-server.ts';
import { hostClock } from './host-clock.ts';
import { notConnected } from './not-connected.ts';
import type { OpenedTarget } from './target.ts';

/** Opens the Entra Connect server this program runs on; where something is missing, all that is missing is said at once. */
export async function openLive(open: () => Result<LiveSyncServer>, signal: AbortSignal): Promise<OpenedTarget> {
  const opened = open();
  const checks = serverChecks(opened.ok ? await opened.value.lookedAt({ signal }) : opened);
  const missing = checks.filter(({ outcome }) => outcome === 'failed');
  if (!opened.ok || missing.length > 0) {
    if (opened.ok) await opened.value.close();
    const problems = missing.map(({ title, detail }) => targetTexts.missing(title, detail));
    const remedy = missing.flatMap((check) => check.remedy ?? []).join('\n');
    return { ok: false, problem: { kind: 'unreachable', problems, remedy, checks } };
  }
  const live = opened.value;
  const syncServer = live.server;
  const others = notConnected(targetTexts.liveNotConnected);
  return {
    ok: true,
    target: {
      text: 'live',
      readers: { syncServer, ...others },
      writers: { syncServer, ...others },
      checks,
      clock: hostClock,
      notes: [targetTexts.liveNotConnected],
      close: () => live.close(),
    },
  };
}
