import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Identity, ServiceFolders } from '../service/surroundings.ts';
import { thisProcess } from '../this-process.ts';

const product = 'Hybrid Preflight';

/** The signed-in user at this machine, in this process. */
export function presentIdentity(): Identity {
  const { user, host, pid } = thisProcess();
  return { operator: user, machine: host, pid };
}

/** Where each system keeps what belongs to a user. */
export function userFolders(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): ServiceFolders {
  const documents = join(home, 'Documents');
  return {
    settings: settingsFolder(platform, environment, home),
    engagements: join(existsSync(documents) ? documents : home, product),
    home,
    logs: null,
  };
}

function settingsFolder(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv, home: string): string {
  switch (platform) {
    case 'win32':
      return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), product);
    case 'darwin':
      return join(home, 'Library', 'Application Support', product);
    default:
      return join(environment['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'hybrid-preflight');
  }
}
