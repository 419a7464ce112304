import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Opens an address in the browser of this machine; false when there is none to ask. */
export function openBrowser(
  address: string,
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): boolean {
  const command = browserCommand(address, platform, environment);
  if (command === undefined) return false;
  const [program, ...words] = command;
  const child = spawn(program, words, { detached: true, stdio: 'ignore', shell: false, windowsHide: true });
  // The address stands at the terminal all the same.
  child.on('error', () => undefined);
  child.unref();
  return true;
}

/** What opens an address, without a shell: the address is never a command. */
export function browserCommand(
  address: string,
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
): readonly [program: string, ...words: string[]] | undefined {
  switch (platform) {
    case 'win32':
      return ['rundll32', 'url.dll,FileProtocolHandler', address];
    case 'darwin':
      return ['open', address];
    default: {
      const hasDisplay = environment['DISPLAY'] !== undefined || environment['WAYLAND_DISPLAY'] !== undefined;
      const folders = (environment['PATH'] ?? '').split(delimiter);
      const opener = folders.map((folder) => join(folder, 'xdg-open')).find((path) => existsSync(path));
      return hasDisplay && opener !== undefined ? [opener, address] : undefined;
    }
  }
}
