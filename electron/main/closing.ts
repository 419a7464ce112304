import type * as electron from 'electron';
import type { BrowserWindow } from 'electron';
import type { Service } from '../../shared/ipc/bridge.ts';
import { windowHostTexts } from './texts.ts';
import type { Log } from './log.ts';

const texts = windowHostTexts.closing;

/**
 * Closes window and service together: at once while nothing is being written; otherwise a person is asked, and the service
 * finishes or stops at a safe point first. Returns the way to close without asking.
 */
export function guardClosing(
  { app, dialog }: Pick<typeof electron, 'app' | 'dialog'>,
  window: BrowserWindow,
  service: Pick<Service, 'mayClose' | 'beingWritten' | 'close'>,
  log: Log,
): () => Promise<void> {
  let state: 'open' | 'asking' | 'closing' = 'open';

  async function close(): Promise<void> {
    if (state === 'closing') return;
    state = 'closing';
    try {
      await service.close();
    } catch (error) {
      log.write({ kind: 'close-failed', error });
      dialog.showErrorBox(windowHostTexts.notSealed.title, windowHostTexts.notSealed.message);
    }
    window.destroy();
    app.quit();
  }

  async function ask(): Promise<void> {
    state = 'asking';
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      title: texts.title,
      message: texts.message,
      detail: texts.detail(service.beingWritten()),
      buttons: [texts.keepOpen, texts.close],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    state = 'open';
    // What was being written may have ended meanwhile; then there is nothing left to wait for.
    if (response === 1) await close();
  }

  window.on('close', (event) => {
    event.preventDefault();
    if (state !== 'open') return;
    void (service.mayClose() ? close() : ask());
  });
  // Windows is shutting down or signing out: it is asked to wait while something is being written.
  window.on('query-session-end', (event) => {
    if (!service.mayClose()) event.preventDefault();
  });
  return close;
}
