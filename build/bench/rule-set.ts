import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { defaultConfiguration } from '../../electron/lab/world/default-rules/configuration.ts';
import { readExportFiles } from '../../electron/disk/export-files/export-files.ts';
import type { Guid } from '../../shared/base/guid.ts';
import type { RuleId } from '../../shared/base/identifiers.ts';
import {
  readConfiguration,
  type ConfigurationDocument,
} from '../../shared/entra-connect/formats/export/read-configuration.ts';
import { documentOf, writeConfiguration } from '../../shared/entra-connect/formats/export/write-configuration.ts';
import type { SyncRule } from '../../shared/entra-connect/rules/model.ts';

/** Where the configuration of a real server lies beside the checkout, where somebody has put one. */
const realExport = resolve(import.meta.dirname, '../../../shared/data/aadconnect');

/** The rules that the measurements begin with. */
export interface RuleSet {
  readonly document: ConfigurationDocument;
  /** The export they were read from; undefined for the lab's own rules. */
  readonly folder: string | undefined;
}

/** The rules of the export given, of the real one beside the checkout, or of the lab. */
export async function loadRuleSet(exportFolder: string | undefined, signal: AbortSignal): Promise<RuleSet> {
  const folder = exportFolder ?? (existsSync(realExport) ? realExport : undefined);
  if (folder === undefined) {
    return { document: documentOf(defaultConfiguration(['fabrikam.com'])), folder: undefined };
  }
  return { document: await readExport(folder, signal), folder };
}

/** Reads an export whole, or throws with what is wrong with it. */
export async function readExport(folder: string, signal: AbortSignal): Promise<ConfigurationDocument> {
  const read = await readExportFiles(folder, signal);
  if (!read.ok) throw new Error(`${folder} cannot be read: ${JSON.stringify(read.errors)}`);
  const configuration = readConfiguration(read.files);
  if (!configuration.ok) throw new Error(`${folder} is no export: ${JSON.stringify(configuration.errors)}`);
  return configuration.document;
}

/** Writes an export with this many rules: those of the set again and again, each time under new ids, names and numbers. */
export async function writeExport(
  { configuration, originals }: ConfigurationDocument,
  count: number,
  folder: string,
): Promise<void> {
  const rules = multiplied(configuration.rules, count);
  const written = writeConfiguration(documentOf({ ...configuration, rules }, originals));
  if (!written.ok) throw new Error(`The rules cannot be written: ${JSON.stringify(written.errors)}`);
  for (const name of new Set(written.files.map(({ path }) => dirname(path)))) {
    await mkdir(join(folder, name), { recursive: true });
  }
  await Promise.all(written.files.map(({ path, text }) => writeFile(join(folder, path), text)));
}

/** The first round is the set itself. */
function multiplied(rules: readonly SyncRule[], count: number): readonly SyncRule[] {
  const highest = Math.max(...rules.map(({ precedence }) => precedence));
  const rounds = Math.ceil(count / rules.length);
  return Array.from({ length: rounds }, (_, round) => (round === 0 ? rules : copyOf(rules, round, highest)))
    .flat()
    .slice(0, count);
}

function copyOf(rules: readonly SyncRule[], round: number, highest: number): readonly SyncRule[] {
  return rules.map((rule, index) => ({
    ...rule,
    id: crypto.randomUUID() as RuleId,
    internalId: crypto.randomUUID() as Guid,
    name: `${rule.name} (${round + 1})`,
    precedence: highest + 1 + (round - 1) * rules.length + index,
  }));
}
