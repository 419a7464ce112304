import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recreationScript } from '../../shared/entra-connect/formats/powershell/recreation-script.ts';
import { zipOf } from '../../test/electron/disk/export-files/zip-writer.ts';
import { policyOf } from '../../test/shared/entra-connect/formats/wizard-json/policy-writer.ts';
import { inChildProcess, scriptFile } from './child.ts';
import type { Measurement } from './measurement.ts';
import type { FormatAnswer, FormatRequest } from './read-formats.ts';
import { readExport, writeExport, type RuleSet } from './rule-set.ts';
import { median } from './statistics.ts';

const readFormats = scriptFile(import.meta.resolve('./read-formats.ts'));
const size = 5000;
const processes = 3;

/** Reading 5,000 rules in every format, and comparing two configurations of 5,000 rules. */
export async function measureFormats(
  { document }: RuleSet,
  workFolder: string,
  signal: AbortSignal,
): Promise<Measurement[]> {
  const folder = await mkdtemp(join(workFolder, 'formats-'));
  try {
    const at = (name: string) => join(folder, name);
    await writeExport(document, size, at('export'));
    const { configuration } = await readExport(at('export'), signal);
    const custom = configuration.rules.map((rule) => ({ ...rule, immutableTag: '' }));
    await writeFile(at('rules.ps1'), configuration.rules.map(recreationScript).join('\n'));
    await writeFile(at('policy.json'), policyOf({ ...configuration, rules: custom }));
    await writeFile(at('export.zip'), zipOf(await filesBelow(at('export'))));
    return [
      await measurement('configuration', 'Read a configuration', { path: at('export') }, signal),
      await measurement('script', 'Read a script of the rules editor', { path: at('rules.ps1') }, signal),
      await measurement('policy', 'Read a settings file of the wizard', { path: at('policy.json') }, signal),
      await measurement('zip', 'Read a configuration in a .zip', { path: at('export.zip') }, signal),
      await measurement(
        'compare',
        'Compare two configurations',
        { path: at('export'), with: at('export.zip') },
        signal,
      ),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function filesBelow(folder: string): Promise<readonly { readonly path: string; readonly content: Buffer }[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(
    files.map(async (file) => ({
      path: file.slice(folder.length + 1).replaceAll('\\', '/'),
      content: await readFile(file),
    })),
  );
}

async function measurement(
  id: string,
  what: string,
  request: FormatRequest,
  signal: AbortSignal,
): Promise<Measurement> {
  const answers: FormatAnswer[] = [];
  for (let process = 0; process < processes; process += 1) {
    answers.push(await inChildProcess<FormatAnswer>(readFormats, request, signal));
  }
  const times = answers.map(({ milliseconds }) => milliseconds);
  const rules = answers[0]?.rules ?? 0;
  return {
    id: `formats-${id}`,
    what: `${what}: ${rules.toLocaleString('en')} rules, new process`,
    measured: { value: median(times), unit: 'milliseconds' },
    computing: median(answers.map(({ computing }) => computing)),
    spread: { least: Math.min(...times), most: Math.max(...times), repetitions: processes },
    goal: undefined,
    ratio: undefined,
    details: { rules, memory: median(answers.map(({ memory }) => memory)) },
  };
}
