import type * as electron from 'electron';
import type { BrowserWindow } from 'electron';
import type { HostAbilities, Service } from '../../shared/ipc/bridge.ts';
import type { RendererFiles } from '../installation/renderer-files.ts';
import { restrictApp, restrictSession } from './security.ts';
import { createWindow, loadPage } from './window.ts';
import { isOwnAddress } from './address.ts';
import { guardClosing } from './closing.ts';
import { recoverFromCrashes } from './crashes.ts';
import { connectService } from './ipc.ts';
import type { Log } from './log.ts';
import { createPdfPrinter } from './print-to-pdf.ts';
import { registerScheme, serveWindow } from './scheme.ts';
import { createFolderOpener } from './show-folder.ts';

/** The parts of Electron that the program uses. */
export type ElectronParts = Pick<
  typeof electron,
  'app' | 'BrowserWindow' | 'dialog' | 'ipcMain' | 'Menu' | 'protocol' | 'screen' | 'session' | 'shell'
>;

export interface Program {
  readonly log: Log;
  readonly preload: string;
  readonly files: () => Promise<RendererFiles>;
  readonly createService: (host: HostAbilities) => Promise<Service>;
  /** Starts this program once more as administrator; null where it cannot. */
  readonly restartAsAdministrator: HostAbilities['restartAsAdministrator'];
  /** What is done first, once the window is there: going straight into a practice run. */
  readonly afterOpening?: (service: Service) => Promise<void>;
}

/** Starts the one instance there may be; another one brings its window to the front and ends. */
export async function startApp(parts: ElectronParts, program: Program): Promise<void> {
  const { app, Menu } = parts;
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  restrictApp(parts);
  registerScheme(parts);
  await app.whenReady();
  Menu.setApplicationMenu(null);
  await openWindow(parts, program);
}

async function openWindow(parts: ElectronParts, program: Program): Promise<void> {
  const { files, createService, restartAsAdministrator, afterOpening, log, preload } = program;
  const { app, session } = parts;
  // In memory: nothing of the window stays on the customer's disk.
  const windowSession = session.fromPartition('window', { cache: false });
  restrictSession(windowSession, isOwnAddress);
  serveWindow(windowSession, await files());

  const service = await createService({
    kind: 'electron',
    printToPdf: createPdfPrinter(parts),
    showFolder: createFolderOpener(parts),
    restartAsAdministrator,
  });
  const window = createWindow(parts, { session: windowSession, preload });
  connectService(parts, service, () => (window.isDestroyed() ? null : window.webContents));
  const close = guardClosing(parts, window, service, log);
  recoverFromCrashes(parts, window, close, log);
  app.on('second-instance', () => bringToFront(window));
  await loadPage(window);
  await afterOpening?.(service);
}

function bringToFront(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}
