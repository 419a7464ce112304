import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { ConfigurationFile } from '../../../../shared/entra-connect/formats/export/layout.ts';
import {
  readConfiguration,
  type ConfigurationDocument,
} from '../../../../shared/entra-connect/formats/export/read-configuration.ts';

/** Microsoft's sample export beside the repository; it is not part of the project. */
export const realExportFolder = fileURLToPath(new URL('../../../../../shared/data/aadconnect', import.meta.url));

export const realExportIsHere = existsSync(realExportFolder);

/** For the name of a `describe`, so that a skipped one says why. */
export function onRealExport(what: string): string {
  return realExportIsHere ? what : `${what} (skipped: ../shared/data/aadconnect is not here)`;
}

export function realExportFiles(): readonly ConfigurationFile[] {
  return ['Connectors', 'GlobalSettings', 'SynchronizationRules'].flatMap((folder) =>
    readdirSync(`${realExportFolder}/${folder}`)
      .toSorted()
      .map((name) => ({
        path: `${folder}/${name}`,
        text: readFileSync(`${realExportFolder}/${folder}/${name}`, 'utf8'),
      })),
  );
}

export function realDocument(): ConfigurationDocument {
  const outcome = readConfiguration(realExportFiles());
  if (!outcome.ok) throw new Error(outcome.errors.map((error) => `${error.file}: ${error.message}`).join('\n'));
  return outcome.document;
}
