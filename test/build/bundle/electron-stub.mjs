// Stands in for the module "electron" in a plain Node: enough for the bundled main process to open its window and to be
// asked for its state. It says nothing about Electron.
import { EventEmitter } from 'node:events';
import { setTimeout } from 'node:timers/promises';

const home = process.env.STUB_FOLDER;
const nothing = () => undefined;
let answer;

class BrowserWindow extends EventEmitter {
  webContents = Object.assign(new EventEmitter(), {
    mainFrame: { url: 'app://hybrid-preflight/' },
    send: nothing,
    isDestroyed: () => false,
    isCrashed: () => false,
  });
  isDestroyed = () => false;
  destroy = nothing;
  async loadURL() {
    void watch(this);
  }
}

/** Asks as the page would, until the practice lab is open or has failed. */
async function watch({ webContents }) {
  const event = { sender: webContents, senderFrame: webContents.mainFrame };
  for (;;) {
    const { value } = await answer(event, 'getState', {});
    const { target, about } = value.state;
    if (target.kind === 'open' || target.kind === 'failed') {
      process.stdout.write(JSON.stringify({ target, host: about.host, licences: about.licences.length }));
      process.exit(0);
    }
    await setTimeout(50);
  }
}

export const app = Object.assign(new EventEmitter(), {
  getPath: () => home,
  commandLine: { appendSwitch: nothing },
  enableSandbox: nothing,
  requestSingleInstanceLock: () => true,
  whenReady: async () => undefined,
  quit: nothing,
  exit: (code) => process.exit(code),
});
export const dialog = {
  showErrorBox: (title, text) => process.stderr.write(`${title}: ${text}\n`),
};
export const ipcMain = { handle: (_channel, handler) => (answer = handler) };
export const Menu = { setApplicationMenu: nothing };
export const protocol = { registerSchemesAsPrivileged: nothing };
export const screen = { getPrimaryDisplay: () => ({ workAreaSize: { width: 1024, height: 600 } }) };
export const session = {
  fromPartition: () =>
    Object.assign(new EventEmitter(), {
      setPermissionRequestHandler: nothing,
      setPermissionCheckHandler: nothing,
      setDevicePermissionHandler: nothing,
      setSpellCheckerEnabled: nothing,
      webRequest: { onBeforeRequest: nothing },
      protocol: { handle: nothing },
    }),
};
export const shell = {};
export { BrowserWindow };
