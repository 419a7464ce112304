import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { markup } from '../../shared/report/markup.ts';

/** What opens an address in a browser. */
interface Opener {
  readonly program: string;
  readonly words: readonly string[];
  /** Whether other users of this machine can read the words that a program was started with. */
  readonly showsWords: boolean;
}

/** Ends what opening an address has left behind. */
export type OpenedBrowser = { readonly forget: () => Promise<void> };

/**
 * Opens a one-time address in the browser of this machine; undefined when there is none to ask. Where other users can see
 * what programs are started with, the browser opens a file that only this user can read, and that leads to the address.
 */
export async function openBrowser(
  address: string,
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<OpenedBrowser | undefined> {
  const opener = browserOpener(platform, environment);
  if (opener === undefined) return undefined;
  const { program, words, showsWords } = opener;
  const page = showsWords ? await writeLeadingPage(address) : undefined;
  const child = spawn(program, [...words, page?.file ?? address], {
    detached: true,
    stdio: 'ignore',
    shell: false,
    windowsHide: true,
  });
  // The address stands at the terminal all the same.
  child.on('error', () => undefined);
  child.unref();
  return { forget: async () => page?.remove() };
}

/** What opens an address, without a shell: the address is never a command. */
export function browserOpener(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): Opener | undefined {
  switch (platform) {
    case 'win32':
      return { program: 'rundll32', words: ['url.dll,FileProtocolHandler'], showsWords: false };
    case 'darwin':
      return { program: 'open', words: [], showsWords: true };
    default: {
      const hasDisplay = environment['DISPLAY'] !== undefined || environment['WAYLAND_DISPLAY'] !== undefined;
      const folders = (environment['PATH'] ?? '').split(delimiter);
      const program = folders.map((folder) => join(folder, 'xdg-open')).find((path) => existsSync(path));
      return hasDisplay && program !== undefined ? { program, words: [], showsWords: true } : undefined;
    }
  }
}

/** A page in a folder of this user alone (mkdtemp makes it 0700) that leads to the address. */
async function writeLeadingPage(address: string) {
  const folder = await mkdtemp(join(tmpdir(), 'hybrid-preflight-'));
  const file = join(folder, 'open.html');
  const page = markup`<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=${address}">`;
  await writeFile(file, page.markup, { mode: 0o600 });
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}
