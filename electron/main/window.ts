import { productName } from '../../shared/base/words/product.ts';
import type * as electron from 'electron';
import type { BrowserWindow, Session } from 'electron';
import { pageAddress } from './address.ts';

/** What every page of this program runs with (design.md §8); said in full, so that a new default changes nothing. */
export const pagePreferences = {
  allowRunningInsecureContent: false,
  contextIsolation: true,
  devTools: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  plugins: false,
  sandbox: true,
  spellcheck: false,
  webSecurity: true,
  webviewTag: false,
} as const;

/** Size of the window on a large screen, in device-independent pixels; on a small one it takes what there is. */
const preferredSize = { width: 1280, height: 860 } as const;

export interface WindowParts {
  readonly session: Session;
  /** Absolute path of the bundled preload script. */
  readonly preload: string;
}

/** Opens the window; it shows itself once it has something to show. The caller loads the page. */
export function createWindow(
  { BrowserWindow, screen }: Pick<typeof electron, 'BrowserWindow' | 'screen'>,
  { session, preload }: WindowParts,
): BrowserWindow {
  const space = screen.getPrimaryDisplay().workAreaSize;
  const window = new BrowserWindow({
    title: productName,
    width: Math.min(preferredSize.width, space.width),
    height: Math.min(preferredSize.height, space.height),
    minWidth: 480,
    minHeight: 360,
    show: false,
    webPreferences: { ...pagePreferences, session, preload },
  });
  window.once('ready-to-show', () => window.show());
  return window;
}

/** Loads the page; the replica in it reads the whole state from the service. */
export async function loadPage(window: BrowserWindow): Promise<void> {
  await window.loadURL(pageAddress);
}
