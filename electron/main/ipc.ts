import type * as electron from 'electron';
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import type { Service } from '../../shared/ipc/bridge.ts';
import { callChannel, deltaChannel } from '../preload/ipc-channels.ts';
import { isOwnAddress } from './address.ts';

/**
 * Answers the window's calls and tells it what changes; the only file that may touch ipcMain (lint enforces it). A call of
 * anybody else is refused before the service hears of it. What is asked for, the service judges.
 */
export function connectService(
  { ipcMain }: Pick<typeof electron, 'ipcMain'>,
  service: Pick<Service, 'call' | 'onDelta'>,
  window: () => WebContents | null,
): void {
  ipcMain.handle(callChannel, (event, name: unknown, input: unknown) => {
    if (!isFromOurPage(event, window())) throw new Error('Refused: the caller is not the window of this program.');
    return service.call(name, input);
  });
  service.onDelta((delta) => {
    const contents = window();
    // A window that is gone or crashed reads the whole state when it is back.
    if (contents !== null && !contents.isDestroyed() && !contents.isCrashed()) contents.send(deltaChannel, delta);
  });
}

/** Our window, its main frame, and our page in it: a frame inside, or a page that got in its place, is a stranger. */
function isFromOurPage({ sender, senderFrame }: IpcMainInvokeEvent, contents: WebContents | null): boolean {
  return (
    sender === contents && senderFrame !== null && senderFrame === sender.mainFrame && isOwnAddress(senderFrame.url)
  );
}
