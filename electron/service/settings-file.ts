import { readFileSync } from 'node:fs';

import { join } from 'node:path';
import { callInputs } from '../../shared/ipc/calls.ts';
import type { Settings } from '../../shared/ipc/state.ts';
import { writeFileAtomically } from '../disk/atomic-file.ts';
import { makeFolder } from '../disk/make-folder.ts';

const standardSettings: Settings = { theme: 'system', textSize: 100 };

export interface SettingsFile {
  /** Rejects with the system's error. */
  save(settings: Settings): Promise<void>;
}

/** The settings of this user; the standard ones when there are none or they cannot be read. */
export function readSettings(folder: string): Settings {
  try {
    const parsed = callInputs.saveSettings.safeParse(JSON.parse(readFileSync(pathIn(folder), 'utf8')));
    return parsed.success ? parsed.data : standardSettings;
  } catch {
    return standardSettings;
  }
}

/** Keeps settings, one after the other in the order they were given. */
export function createSettingsFile(folder: string): SettingsFile {
  let last: Promise<void> = Promise.resolve();
  return {
    save(settings) {
      const saved = last.then(async () => {
        await makeFolder(folder);
        await writeFileAtomically(pathIn(folder), `${JSON.stringify(settings, undefined, 2)}\n`);
      });
      last = saved.catch(() => undefined);
      return saved;
    },
  };
}

function pathIn(folder: string): string {
  return join(folder, 'settings.json');
}
