import type * as electron from 'electron';
import type { IpcRendererEvent } from 'electron';
import type { Bridge } from '../../shared/ipc/bridge.ts';
import type { CallOutputs, Answer, StateDelta } from '../../shared/ipc/state.ts';
import type { CallName } from '../../shared/ipc/calls.ts';
import { callChannel, deltaChannel } from '../ipc-channels.ts';

/** Gives the page `window.hybridPreflight`: exactly the two functions of a Bridge, on fixed channels. */
export function exposeBridge({
  contextBridge,
  ipcRenderer,
}: Pick<typeof electron, 'contextBridge' | 'ipcRenderer'>): void {
  const bridge: Bridge = {
    call: <Name extends CallName>(name: Name, input: unknown) =>
      ipcRenderer.invoke(callChannel, name, input) as Promise<Answer<CallOutputs[Name]>>,
    onDelta(listener) {
      // The event carries the sender, which the page must not get hold of.
      const forward = (_event: IpcRendererEvent, delta: StateDelta) => listener(delta);
      ipcRenderer.on(deltaChannel, forward);
      return () => void ipcRenderer.off(deltaChannel, forward);
    },
  };
  contextBridge.exposeInMainWorld('hybridPreflight', bridge);
}
