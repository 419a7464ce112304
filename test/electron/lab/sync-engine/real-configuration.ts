import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfiguration } from '../../../../shared/entra-connect/formats/export/read-configuration.ts';
import type { ServerConfiguration } from '../../../../shared/entra-connect/rules/model.ts';

const folder = join(import.meta.dirname, '../../../../../shared/data/aadconnect');

/** Whether the real export lies beside the project; tests on it are skipped where it does not. */
export const hasRealConfiguration = existsSync(folder);

let known: ServerConfiguration | undefined;

/** The real export: 62 rules, one AD connector, the Entra connector. Read once; nobody changes it. */
export function realConfiguration(): ServerConfiguration {
  known ??= readReal();
  return known;
}

function readReal(): ServerConfiguration {
  const files = ['Connectors', 'GlobalSettings', 'SynchronizationRules'].flatMap((part) =>
    readdirSync(join(folder, part)).map((name) => ({
      path: `${part}/${name}`,
      text: readFileSync(join(folder, part, name), 'utf8'),
    })),
  );
  const outcome = readConfiguration(files);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
  return outcome.document.configuration;
}
