import { existsSync } from 'node:fs';
import { posix, win32 } from 'node:path';

/** A browser for the browser tests, or what to do where there is none. */
export type FoundChromium =
  { readonly kind: 'found'; readonly program: string } | { readonly kind: 'missing'; readonly remedy: string };

const variable = 'HYBRID_PREFLIGHT_CHROMIUM';

/**
 * The program named by HYBRID_PREFLIGHT_CHROMIUM, else an installed Chromium, Chrome or Edge, else `ownOfPlaywright`,
 * where Playwright puts the one it downloads. Never downloads one.
 */
export function findChromium(
  ownOfPlaywright: string,
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  exists: (path: string) => boolean = existsSync,
): FoundChromium {
  const named = environment[variable];
  if (named !== undefined && named !== '') {
    if (exists(named)) return { kind: 'found', program: named };
    return { kind: 'missing', remedy: `${variable} names no file: ${named}` };
  }
  const program = [...installedPlaces(platform, environment), ownOfPlaywright].find(exists);
  return program === undefined ? { kind: 'missing', remedy: remedyOn(platform) } : { kind: 'found', program };
}

function installedPlaces(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): readonly string[] {
  switch (platform) {
    case 'win32':
      return ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => {
        const folder = environment[name];
        return folder === undefined ? [] : windowsPrograms.map((program) => win32.join(folder, program));
      });
    case 'darwin':
      return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map((name) =>
        posix.join('/Applications', `${name}.app`, 'Contents', 'MacOS', name),
      );
    default:
      return linuxPrograms.flatMap((name) => linuxFolders.map((folder) => posix.join(folder, name)));
  }
}

const windowsPrograms = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
const linuxPrograms = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const linuxFolders = ['/usr/bin', '/usr/local/bin', '/snap/bin'];

function remedyOn(platform: NodeJS.Platform): string {
  const install =
    platform === 'linux'
      ? 'Install one ("apt-get install chromium" on Debian, "npx playwright install --with-deps chromium" elsewhere)'
      : 'Install Chrome or Edge, or run "npx playwright install chromium"';
  return `There is no Chromium, Chrome or Edge on this machine. ${install}, or name its program in ${variable}.`;
}
