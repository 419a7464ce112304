import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

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
  ['shared/guid.ts', '../electron/cli.mjs'],
  ['shared/guid.ts', '../renderer/store.ts'],
  ['shared/guid.ts', '../test/fixtures/rules.ts'],
  ['shared/guid.ts', '../build/check/counts.ts'],
  ['shared/guid.ts', 'node:fs'],
  ['shared/guid.ts', 'node:fs/promises'],
  ['shared/guid.ts', 'fs'],
  ['shared/guid.ts', 'fs/promises'],
  ['shared/guid.ts', 'crypto'],
  ['shared/guid.ts', 'electron'],
  ['shared/guid.ts', 'electron/main'],
  ['shared/guid.ts', 'react'],
  ['shared/guid.ts', 'react/jsx-runtime'],
  ['shared/guid.ts', 'react-dom/client'],
  ['shared/guid.ts', 'zustand'],
  ['shared/guid.ts', '@fluentui/react-components'],
  ['shared/procedures/null-clone/swap-precedence.ts', '../../../electron/systems/sync-server/worker.ts'],
  ['shared/procedures/null-clone/swap-precedence.ts', '../../../electron/lab/lab.ts'],
  ['shared/procedures/null-clone/swap-precedence.ts', 'node:path'],
  ['shared/report/html.ts', '../../electron/workspace/run-folder.ts'],
  ['shared/engine/reducer.ts', '../../electron/workspace/journal.ts'],
  ['shared/engine/reducer.ts', '../procedures/null-clone/swap-precedence.ts'],
  ['shared/engine/reducer.ts', '../sync-rules/model.ts'],
  ['shared/engine/reducer.ts', '../ports/sync-server.ts'],
  ['shared/engine/nested/deeper.ts', '../../ports/sync-server.ts'],
  ['shared/sync-rules/model.ts', '../engine/step.ts'],
  ['shared/sync-rules/model.ts', '../procedures/assess/assess.ts'],
  ['shared/sync-rules/model.ts', '../ports/sync-server.ts'],
  ['shared/sync-rules/expressions/parser.ts', '../../engine/step.ts'],
  ['shared/ports/sync-server.ts', '../engine/step.ts'],
  ['shared/ports/sync-server.ts', '../procedures/assess/assess.ts'],
  ['electron/lab/sync-server.ts', '../systems/sync-server/worker.ts'],
  ['electron/systems/tenant/graph.ts', '../../lab/tenant.ts'],
  ['electron/cli.mjs', '../renderer/store.ts'],
  ['electron/cli.mjs', '../test/fixtures/rules.ts'],
  ['electron/main.ts', 'react'],
  ['renderer/store.ts', '../electron/window.ts'],
  ['renderer/store.ts', 'electron'],
  ['renderer/store.ts', 'node:fs'],
  ['renderer/store.ts', 'path'],
];

const allowed: readonly (readonly [importer: string, specifier: string])[] = [
  ['shared/guid.ts', './brand.ts'],
  ['shared/guid.ts', 'zod'],
  ['shared/guid.ts', '@noble/hashes/sha2.js'],
  ['shared/procedures/null-clone/swap-precedence.ts', '../../ports/sync-server.ts'],
  ['shared/procedures/null-clone/swap-precedence.ts', '../../sync-rules/model.ts'],
  ['shared/procedures/null-clone/swap-precedence.ts', '../../engine/step.ts'],
  ['shared/engine/reducer.ts', './step.ts'],
  ['shared/engine/reducer.ts', '../failure.ts'],
  ['shared/engine/reducer.ts', '../messages/engine.ts'],
  ['shared/sync-rules/model.ts', '../guid.ts'],
  ['shared/ports/sync-server.ts', '../sync-rules/model.ts'],
  ['electron/lab/sync-server.ts', '../../shared/ports/sync-server.ts'],
  ['electron/lab/sync-server.ts', 'node:fs'],
  ['electron/systems/tenant/graph.ts', '../../../shared/ports/tenant.ts'],
  ['electron/cli.mjs', './lab/lab.ts'],
  ['electron/main.ts', 'electron'],
  ['renderer/store.ts', '../shared/ipc/schema.ts'],
  ['renderer/store.ts', 'react'],
  ['test/shared/guid.test.ts', '../../shared/guid.ts'],
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
    expect(await brokenArrows('shared/guid.ts', code)).toHaveLength(1);
  });
});
