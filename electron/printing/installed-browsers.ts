import { posix, win32 } from 'node:path';

const windowsPrograms = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
const linuxPrograms = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const linuxFolders = ['/usr/bin', '/usr/local/bin', '/snap/bin'];

/** Where Chromium, Chrome and Edge are installed on a platform, likeliest first; nothing says that they are there. */
export function browserPlaces(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): readonly string[] {
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
