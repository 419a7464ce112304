import type * as electron from 'electron';
import type { BrowserWindow } from 'electron';
import { windowHostTexts } from './texts.ts';
import { loadPage } from './window.ts';
import type { Log } from './log.ts';

const texts = windowHostTexts.crashed;

/** More crashes than this within a minute, and a person is asked before the window is shown again. */
const mostCrashes = 3;
const minute = 60_000;

/** Shows the page again after its process has gone: the state is the service's, so nothing is lost. */
export function recoverFromCrashes(
  { dialog }: Pick<typeof electron, 'dialog'>,
  window: BrowserWindow,
  close: () => Promise<void>,
  log: Log,
  now: () => number = Date.now,
): void {
  let crashes: readonly number[] = [];

  async function recover(): Promise<void> {
    crashes = [...crashes.filter((time) => now() - time < minute), now()];
    if (crashes.length > mostCrashes) {
      const { response } = await dialog.showMessageBox({
        type: 'error',
        title: texts.title,
        message: texts.message,
        buttons: [texts.reload, texts.close],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      });
      if (response === 1) return close();
      crashes = [];
    }
    await loadPage(window);
  }

  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.write({ kind: 'window-gone', reason, exitCode });
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    recover().catch((error: unknown) => log.write({ kind: 'unexpected', error }));
  });
}
