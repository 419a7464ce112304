import { ESLint } from 'eslint';
import { readdirSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { floors } from '../../build/lint/arrows.ts';

/** The project's own configuration; rules that need types are off, because these sources exist in no program. */
const eslint = new ESLint({
  overrideConfig: [{ files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked }],
});

async function brokenArrows(filePath: string, code: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return result!.messages
    .filter(({ ruleId, fatal }) => fatal === true || ruleId === 'hybrid-preflight/room-arrows')
    .map(({ message }) => message);
}

function importOf(specifier: string): string {
  return `import { thing } from '${specifier}';\nthing();\n`;
}

const forbidden: readonly (readonly [importer: string, specifier: string])[] = [
  ['shared/base/guid.ts', '../../electron/cli.mjs'],
  ['shared/base/guid.ts', '../../renderer/store.ts'],
  ['shared/base/guid.ts', '../../test/fixtures/rules.ts'],
  ['shared/base/guid.ts', '../../build/check/counts.ts'],
  ['shared/base/guid.ts', 'node:fs'],
  ['shared/base/guid.ts', 'node:fs/promises'],
  ['shared/base/guid.ts', 'fs'],
  ['shared/base/guid.ts', 'fs/promises'],
  ['shared/base/guid.ts', 'crypto'],
  ['shared/base/guid.ts', 'electron'],
  ['shared/base/guid.ts', 'electron/main'],
  ['shared/base/guid.ts', 'react'],
  ['shared/base/guid.ts', 'react/jsx-runtime'],
  ['shared/base/guid.ts', 'react-dom/client'],
  ['shared/base/guid.ts', 'zustand'],
  ['shared/base/guid.ts', '@fluentui/react-components'],
  ['shared/base/hash.ts', '../engine/contract/step.ts'],
  ['shared/base/hash.ts', '../entra-connect/rules/model.ts'],
  ['shared/base/hash.ts', '../nowhere/new.ts'],
  ['shared/procedures/null-clone/swap-precedence.ts', '../../../electron/systems/sync-server/worker.ts'],
  ['shared/procedures/null-clone/swap-precedence.ts', '../../../electron/lab/lab.ts'],
  ['shared/procedures/null-clone/swap-precedence.ts', '../../assessment/judge.ts'],
  ['shared/procedures/null-clone/swap-precedence.ts', '../../report/model.ts'],
  ['shared/procedures/null-clone/swap-precedence.ts', 'node:path'],
  ['shared/procedures/steps/rules/backup.ts', '../../null-clone/plan.ts'],
  ['shared/report/html.ts', '../../electron/disk/run-folder/run-folder.ts'],
  ['shared/report/html.ts', '../change-plan/model.ts'],
  ['shared/engine/run/reducer.ts', '../../../electron/disk/run-folder/journal-file.ts'],
  ['shared/engine/run/reducer.ts', '../../procedures/null-clone/swap-precedence.ts'],
  ['shared/engine/run/reducer.ts', '../../entra-connect/rules/model.ts'],
  ['shared/engine/run/reducer.ts', '../../systems/tenant.ts'],
  ['shared/entra-connect/rules/model.ts', '../../engine/contract/step.ts'],
  ['shared/entra-connect/rules/model.ts', '../../assessment/judge.ts'],
  ['shared/entra-connect/rules/model.ts', '../../systems/tenant.ts'],
  ['shared/systems/tenant.ts', '../run-folder/texts.ts'],
  ['shared/systems/tenant.ts', '../procedures/registry.ts'],
  ['shared/systems/tenant.ts', '../user-flow/user.ts'],
  ['electron/lab/machine.ts', '../systems/sync-server/worker.ts'],
  ['electron/lab/machine.ts', '../service/service.ts'],
  ['electron/systems/sync-server/worker.ts', '../../lab/machine.ts'],
  ['electron/disk/lock.ts', '../run/run-engine.ts'],
  ['electron/run/run-engine.ts', '../cli/main.ts'],
  ['electron/service/service.ts', '../main.ts'],
  ['electron/cli/main.ts', '../main/start.ts'],
  ['electron/cli.mjs', '../renderer/store.ts'],
  ['electron/cli.mjs', '../test/fixtures/rules.ts'],
  ['electron/main.ts', 'react'],
  ['renderer/store.ts', '../electron/main.ts'],
  ['renderer/store.ts', 'electron'],
  ['renderer/store.ts', 'node:fs'],
  ['renderer/store.ts', 'path'],
];

const allowed: readonly (readonly [importer: string, specifier: string])[] = [
  ['shared/base/guid.ts', './brand.ts'],
  ['shared/base/guid.ts', 'zod'],
  ['shared/base/guid.ts', '@noble/hashes/sha2.js'],
  ['shared/procedures/null-clone/swap-precedence.ts', '../../systems/tenant.ts'],
  ['shared/procedures/null-clone/swap-precedence.ts', '../steps/rules/rule-step.ts'],
  ['shared/procedures/null-clone/swap-precedence.ts', '../../engine/contract/step.ts'],
  ['shared/procedures/null-override/options.ts', '../null-clone/options.ts'],
  ['shared/engine/run/reducer.ts', '../contract/step.ts'],
  ['shared/engine/run/reducer.ts', '../../base/failure.ts'],
  ['shared/systems/tenant.ts', '../entra-connect/rules/model.ts'],
  ['electron/lab/machine.ts', '../../shared/systems/tenant.ts'],
  ['electron/lab/machine.ts', 'node:fs'],
  ['electron/cli.mjs', './lab/lab.ts'],
  ['electron/cli/main.ts', '../service/service.ts'],
  ['electron/main.ts', 'electron'],
  ['renderer/store.ts', '../shared/ipc/schema.ts'],
  ['renderer/store.ts', 'react'],
  ['test/shared/base/guid.test.ts', '../../../shared/base/guid.ts'],
  ['test/electron/lab/lab.test.ts', '../../../electron/lab/lab.ts'],
];

describe('import arrows', () => {
  it.each(forbidden)('forbid %s to import %s', async (importer, specifier) => {
    expect(await brokenArrows(importer, importOf(specifier))).toEqual([
      expect.stringContaining(`must not import '${specifier}'`),
    ]);
  });

  it.each(allowed)('allow %s to import %s', async (importer, specifier) => {
    expect(await brokenArrows(importer, importOf(specifier))).toEqual([]);
  });

  it.each([
    ['a named import', "import { a } from 'node:fs';"],
    ['a type import', "import type { a } from 'node:fs';"],
    ['an import for its effect', "import 'node:fs';"],
    ['a namespace import', "import * as a from 'node:fs';"],
    ['a re-export', "export { a } from 'node:fs';"],
    ['a re-export of everything', "export * from 'node:fs';"],
    ['a dynamic import', "export const a = await import('node:fs');"],
    ['an import type', "export type A = import('node:fs').Stats;"],
  ])('are seen in %s', async (_, code) => {
    expect(await brokenArrows('shared/base/guid.ts', code)).toHaveLength(1);
  });

  it.each(['shared', 'electron'])('house every folder of %s', (part) => {
    const files = readdirSync(resolve(import.meta.dirname, '../..', part), { recursive: true, encoding: 'utf8' });
    const folders = files.flatMap((file) => {
      const [folder, ...within] = file.split(sep);
      return file.endsWith('.ts') && within.length > 0 ? [`${part}/${folder!}`] : [];
    });
    expect([...new Set(folders)].filter((folder) => !floors.flat().includes(folder))).toEqual([]);
  });
});
