import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

const eslint = new ESLint({
  overrideConfig: [{ files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked }],
});

async function confined(filePath: string, code: string): Promise<number> {
  const [result] = await eslint.lintText(code, { filePath });
  return result!.messages.filter(({ ruleId, fatal }) => fatal === true || ruleId === 'hybrid-preflight/confined-names')
    .length;
}

describe('the main process’s end of the channel', () => {
  it.each([
    "import { ipcMain } from 'electron';",
    "import { ipcMain as ipc } from 'electron';",
    'export const end = electron.ipcMain;',
    "export const end = electron['ipcMain'];",
    'export const { ipcMain: end } = electron;',
  ])('is reported in another file: %s', async (code) => {
    expect(await confined('electron/main/window.ts', code)).toBeGreaterThan(0);
  });

  it('may be used in its own file', async () => {
    expect(await confined('electron/main/ipc.ts', 'electron.ipcMain.handle();')).toBe(0);
  });
});

describe('the page’s end of the channel', () => {
  it('is reported outside the preload script', async () => {
    expect(await confined('renderer/main.tsx', 'electron.ipcRenderer.send();')).toBe(1);
  });

  it('may be used in the preload script', async () => {
    expect(await confined('electron/preload.ts', "import { ipcRenderer } from 'electron';")).toBe(0);
  });
});
