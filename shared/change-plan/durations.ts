import { persistently } from '../systems/patience.ts';
import type { Reading } from '../systems/contexts.ts';

/** How long a run took the last time. */
interface LastRun {
  readonly connectorName: string;
  readonly runProfileName: string;
  readonly minutes: number;
}

const lookBackDays = 90;

/** The last complete full synchronization of each connector; none where the history does not say. */
export async function lastFullRuns(context: Reading): Promise<readonly LastRun[]> {
  const since = new Date(context.clock.now().getTime() - lookBackDays * 24 * 3600 * 1000).toISOString();
  const runs = await persistently(context, () => context.systems.syncServer.runHistory(since, context));
  if (!runs.ok) return [];
  const last = new Map<string, LastRun>();
  for (const { connectorName, runProfileName, startedAt, endedAt } of runs.value) {
    if (endedAt === undefined || !/^full synchronization$/i.test(runProfileName)) continue;
    const minutes = Math.max(1, Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 60_000));
    last.set(connectorName, { connectorName, runProfileName, minutes });
  }
  return [...last.values()];
}
