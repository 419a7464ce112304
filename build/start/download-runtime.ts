import type { HostTime } from '../../shared/engine/journal/host-time.ts';
import { startTexts } from '../../shared/ipc/browser-host-texts.ts';

/** The package's own installation of its runtime, at work. */
export interface Installation {
  /** Bytes on the disk so far. */
  bytes(): Promise<number>;
  /** How it ended; `text`: the first line of what went wrong. Never rejects. */
  readonly ended: Promise<{ readonly kind: 'installed' } | { readonly kind: 'failed'; readonly text: string }>;
  stop(): void;
}

export type DownloadEnd = { readonly kind: 'downloaded' } | { readonly kind: 'failed'; readonly reason: string };

export interface DownloadParts {
  readonly install: () => Installation;
  readonly time: HostTime;
  /** Progress for people. */
  readonly tell: (text: string) => void;
  readonly signal: AbortSignal;
}

const seconds = 1000;
/** Milliseconds. A download that moves is waited for; one that does not, as behind a closed network, is given up soon. */
const limits = { whole: 300 * seconds, standstill: 12 * seconds, look: 1 * seconds, tell: 5 * seconds } as const;

/** Whether `npm start` may download: never in tests or where nobody watches, unless Electron is required there. */
export function mayDownload(environment: NodeJS.ProcessEnv): boolean {
  if (environment['HYBRID_PREFLIGHT_ELECTRON'] === 'required') return true;
  return environment['CI'] === undefined && environment['VITEST'] === undefined;
}

/** Tries once to download the runtime; ends by itself, when nothing moves any more, after five minutes, or when it is cancelled. */
export async function downloadRuntime({ install, time, tell, signal }: DownloadParts): Promise<DownloadEnd> {
  tell(startTexts.downloading);
  const installation = install();
  const given = Promise.withResolvers<string>();
  const stopWatching = watch(installation, time, tell, given.resolve);
  const onAbort = () => given.resolve(startTexts.downloadCancelled);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  const end = await Promise.race([installation.ended, given.promise]);
  stopWatching();
  signal.removeEventListener('abort', onAbort);
  if (typeof end === 'string') {
    installation.stop();
    return { kind: 'failed', reason: end };
  }
  return end.kind === 'installed'
    ? { kind: 'downloaded' }
    : { kind: 'failed', reason: startTexts.downloadFailed(end.text) };
}

/** Looks once a second; gives up with the reason. */
function watch(
  installation: Installation,
  time: HostTime,
  tell: (text: string) => void,
  giveUp: (reason: string) => void,
): () => void {
  const began = time.now().getTime();
  let [last, movedAt, toldAt] = [0, began, began];
  let stopTimer = () => {};
  let ended = false;

  const look = async () => {
    const bytes = await installation.bytes();
    if (ended) return;
    const now = time.now().getTime();
    // What was downloaded moves elsewhere before it is unpacked: fewer bytes are progress too.
    if (bytes !== last) [last, movedAt] = [bytes, now];
    if (now - movedAt >= limits.standstill) {
      giveUp(startTexts.downloadStands(limits.standstill / seconds));
      return;
    }
    if (now - began >= limits.whole) {
      giveUp(startTexts.downloadTooLong(limits.whole / seconds / 60));
      return;
    }
    if (now - toldAt >= limits.tell && last > 0) {
      toldAt = now;
      tell(startTexts.downloaded(last));
    }
    lookAgain();
  };
  const lookAgain = () => {
    stopTimer = time.after(limits.look, () => void look());
  };
  lookAgain();
  return () => {
    ended = true;
    stopTimer();
  };
}
