import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HostAbilities } from '../shared/ipc/bridge.ts';
import { browserHostTexts } from '../shared/messages/browser-host.ts';
import { openBrowser } from './browser-host/open-browser.ts';
import { startBrowserHost } from './browser-host/server.ts';
import { installedBrowser, printWithBrowser } from './printing/print-with-browser.ts';
import { listRendererFiles } from './renderer-files.ts';
import { createService } from './service/service.ts';
import { licencesOfPackages } from './session/licences.ts';
import { beginPractice } from './session/practice.ts';
import { presentIdentity, userFolders } from './session/user-surroundings.ts';

/** How the browser host is started. */
export interface BrowserHostStart {
  /** Scenario of a practice run to go straight into. */
  readonly scenario: string | undefined;
  /** Whether the browser of this machine is asked to open the address. */
  readonly open: boolean;
  /** Folder of the built window; the checkout's own when not given. */
  readonly window?: string;
}

/** Where `npm start` builds the window. */
const builtWindow = fileURLToPath(new URL('../dist/renderer', import.meta.url));

/**
 * The window in a browser of this machine, for servers where Electron cannot run. Prints the one-time address; resolves
 * when it has ended. For tests: HYBRID_PREFLIGHT_HOST_SETTINGS and HYBRID_PREFLIGHT_HOST_ENGAGEMENTS are folders of their
 * own, HYBRID_PREFLIGHT_HOST_GRACE the milliseconds after which a window that went away has gone for good.
 */
export async function runBrowserHost({ scenario, open, window = builtWindow }: BrowserHostStart): Promise<void> {
  const say = (text: string) => void process.stdout.write(`${text}\n`);
  const onUnexpected = (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  };
  const files = await listRendererFiles(window);
  const identity = presentIdentity();
  const folders = foldersFrom(process.env);
  const service = createService({
    host: {
      kind: 'browser',
      printToPdf: printerOf(installedBrowser()),
      showFolder: null,
      restartAsAdministrator: null,
    },
    ...{ identity, folders, onUnexpected },
    licences: licencesOfPackages(),
  });
  const grace = Number(process.env['HYBRID_PREFLIGHT_HOST_GRACE'] ?? Number.NaN);
  const host = await startBrowserHost({ service, files, onUnexpected, ...(grace >= 0 && { grace }) });
  const onInterrupt = () => {
    say(browserHostTexts.ending);
    void host.close().catch(onUnexpected);
  };
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onInterrupt);
  say(browserHostTexts.address(host.address));
  say(browserHostTexts.addressHint);
  if (open && !openBrowser(host.address)) say(browserHostTexts.cannotOpen);
  if (scenario !== undefined) {
    const { operator } = identity;
    void beginPractice(service, { scenario, operator, folder: folders.engagements }).catch(onUnexpected);
  }
  if ((await host.ended) === 'gone') say(browserHostTexts.gone);
  process.off('SIGINT', onInterrupt);
  process.off('SIGTERM', onInterrupt);
}

/** Prints with a browser of this machine, where there is one. */
function printerOf(browser: string | undefined): HostAbilities['printToPdf'] {
  // It has a time-out of its own, and what is being saved is saved as a whole.
  const { signal } = new AbortController();
  return browser === undefined ? null : (html) => printWithBrowser(html, signal, browser);
}

function foldersFrom(environment: NodeJS.ProcessEnv) {
  const folders = userFolders();
  const { HYBRID_PREFLIGHT_HOST_SETTINGS: settings, HYBRID_PREFLIGHT_HOST_ENGAGEMENTS: engagements } = environment;
  return {
    ...folders,
    ...(settings !== undefined && { settings: resolve(settings) }),
    ...(engagements !== undefined && { engagements: resolve(engagements), home: resolve(engagements) }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runBrowserHost({ scenario: undefined, open: process.argv.includes('--open') });
}
