import type * as electron from 'electron';
import type { IpcRendererEvent } from 'electron';
import type { PreloadBridge } from '../../shared/ipc/bridge.ts';
import type { CallOutputs, Reply, StateDelta } from '../../shared/ipc/state.ts';
import type { CallName } from '../../shared/ipc/calls.ts';
import { callChannel, deltaChannel } from './ipc-channels.ts';

/** What Electron takes for a file that was dragged in. */
type DraggedFile = Parameters<typeof electron.webUtils.getPathForFile>[0];

/** Gives the page `window.hybridPreflight`: the two functions of a Bridge, on fixed channels, and where a dragged file is. */
export function exposeBridge({
  contextBridge,
  ipcRenderer,
  webUtils,
}: Pick<typeof electron, 'contextBridge' | 'ipcRenderer' | 'webUtils'>): void {
  const bridge: PreloadBridge<DraggedFile> = {
    call: <Name extends CallName>(name: Name, input: unknown) =>
      ipcRenderer.invoke(callChannel, name, input) as Promise<Reply<CallOutputs[Name]>>,
    onDelta(listener) {
      // The event carries the sender, which the page must not get hold of.
      const forward = (_event: IpcRendererEvent, delta: StateDelta) => listener(delta);
      ipcRenderer.on(deltaChannel, forward);
      return () => void ipcRenderer.off(deltaChannel, forward);
    },
    pathOfFile: (file) => webUtils.getPathForFile(file),
  };
  contextBridge.exposeInMainWorld('hybridPreflight', bridge);
}
