import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { About } from '../../shared/ipc/state.ts';

type Licence = About['licences'][number];

const description = z.object({ version: z.string(), license: z.string() });

/** Electron is a tool of the checkout, but inside what is delivered. Chromium's licences lie beside it in a file of their own. */
export function electronLicence(root: string): Licence {
  const file = join(root, 'node_modules', 'electron', 'package.json');
  const { version, license } = description.parse(JSON.parse(readFileSync(file, 'utf8')));
  return { name: 'electron', version, licence: license };
}

/** The licence texts of packages, as their makers wrote them, one after the other. */
export async function licenceTexts(root: string, licences: readonly Licence[]): Promise<string> {
  const texts = await Promise.all(
    licences.map(async ({ name, version, licence }) => {
      const folder = join(root, 'node_modules', name);
      const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
      const contents = await Promise.all(files.toSorted().map((file) => readFile(join(folder, file), 'utf8')));
      return [`${name} ${version} (${licence})`, '', ...contents.map((content) => content.trim())].join('\n');
    }),
  );
  return `${texts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
