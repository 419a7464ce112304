import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HostAbilities } from '../shared/ipc/bridge.ts';
import { browserHostTexts } from '../shared/ipc/browser-host-texts.ts';
import { openBrowser } from './browser-host/open-browser.ts';
import { startBrowserHost, type BrowserHost } from './browser-host/server.ts';
import { checkoutVariable } from './installation/checkout-variables.ts';
import { installedBrowser, printWithBrowser } from './printing/print-with-browser.ts';
import { listRendererFiles } from './installation/renderer-files.ts';
import { createService } from './service/service.ts';
import { licencesOfPackages } from './installation/licences.ts';
import { beginPractice } from './service/practice.ts';
import { presentIdentity, userFolders } from './service/user-surroundings.ts';

/** How the browser host is started. */
export interface BrowserHostStart {
  /** Scenario of a practice run to go straight into. */
  readonly scenario: string | undefined;
  /** Whether the browser of this machine is asked to open the address. */
  readonly open: boolean;
  /** Folder of the built window; the checkout's own when not given. */
  readonly window?: string;
}

/** Ctrl+C, a request to end, and a terminal that was closed (on Windows the console, which leaves some seconds). */
const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Where `npm start` builds the window. */
const builtWindow = fileURLToPath(new URL('../dist/renderer', import.meta.url));

/**
 * The window in a browser of this machine, for servers where Electron cannot run. Prints the one-time address; resolves
 * when it has ended.
 */
export async function runBrowserHost({ scenario, open, window = builtWindow }: BrowserHostStart): Promise<void> {
  const say = (text: string) => void process.stdout.write(`${text}\n`);
  const onUnexpected = (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  };
  // A terminal that was closed reads nothing any more; the window goes on until it has reached a safe point.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const files = await listRendererFiles(window);
  const identity = presentIdentity();
  const folders = foldersOfHost();
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
  const grace = Number(checkoutVariable('HYBRID_PREFLIGHT_HOST_GRACE') ?? Number.NaN);
  const host = await startBrowserHost({ service, files, onUnexpected, ...(grace >= 0 && { grace }) });
  const onInterrupt = () => {
    say(browserHostTexts.ending);
    void host.close().catch(onUnexpected);
  };
  for (const signal of endingSignals) process.once(signal, onInterrupt);
  say(browserHostTexts.address(host.address));
  say(browserHostTexts.addressHint);
  if (open) void openFor(host, say).catch(onUnexpected);
  if (scenario !== undefined) {
    const { operator } = identity;
    void beginPractice(service, { scenario, operator, folder: folders.engagements }).catch(onUnexpected);
  }
  if ((await host.ended) === 'gone') say(browserHostTexts.gone);
  for (const signal of endingSignals) process.off(signal, onInterrupt);
}

/** Opens the address in a browser, and removes what that left behind once it was opened or never will be. */
async function openFor(host: BrowserHost, say: (text: string) => void): Promise<void> {
  const opened = await openBrowser(host.address);
  if (opened === undefined) say(browserHostTexts.cannotOpen);
  await Promise.race([host.entered, host.ended]);
  await opened?.forget();
}

/** Prints with a browser of this machine, where there is one. */
function printerOf(browser: string | undefined): HostAbilities['printToPdf'] {
  // It has a time-out of its own, and what is being saved is saved as a whole.
  const { signal } = new AbortController();
  return browser === undefined ? null : (html) => printWithBrowser(html, signal, browser);
}

function foldersOfHost() {
  const folders = userFolders();
  const settings = checkoutVariable('HYBRID_PREFLIGHT_HOST_SETTINGS');
  const engagements = checkoutVariable('HYBRID_PREFLIGHT_HOST_ENGAGEMENTS');
  return {
    ...folders,
    ...(settings !== undefined && { settings: resolve(settings) }),
    ...(engagements !== undefined && { engagements: resolve(engagements), home: resolve(engagements) }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runBrowserHost({ scenario: undefined, open: process.argv.includes('--open') });
}
