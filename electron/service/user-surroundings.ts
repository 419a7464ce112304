import { productName } from '../../shared/base/words/product.ts';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Identity, ServiceFolders } from './surroundings.ts';
import { thisProcess } from '../disk/this-process.ts';

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
    engagements: join(existsSync(documents) ? documents : home, productName),
    home,
    logs: null,
  };
}

function settingsFolder(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv, home: string): string {
  switch (platform) {
    case 'win32':
      return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), productName);
    case 'darwin':
      return join(home, 'Library', 'Application Support', productName);
    default:
      return join(environment['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'hybrid-preflight');
  }
}
