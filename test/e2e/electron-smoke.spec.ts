import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronRuntime, type ElectronRuntime } from '../../build/start/electron-runtime.ts';

/**
 * The window in the real Electron: that it starts, that the page is the one we built, and that what the unit tests say of an
 * injected Electron holds in the real one. HYBRID_PREFLIGHT_ELECTRON=required makes a missing runtime a failure (CI).
 */

const root = join(import.meta.dirname, '..', '..');
const runtime = electronRuntime();
const isRequired = process.env['HYBRID_PREFLIGHT_ELECTRON'] === 'required';
const reason = reasonAgainst(runtime);

if (reason !== undefined && !isRequired) process.stderr.write(`Electron smoke test skipped: ${reason}\n`);
test.skip(reason !== undefined && !isRequired, reason);
test.describe.configure({ mode: 'serial' });

let profile: string;
let program: ElectronApplication;
let page: Page;

test.beforeAll(async () => {
  if (runtime.kind !== 'there') throw new Error(reason);
  const { buildProgram, buildRenderer } = await import('../../build/bundle.ts');
  if (!existsSync(join(root, 'dist', 'renderer', 'index.html'))) await buildRenderer();
  await buildProgram();
  profile = await mkdtemp(join(tmpdir(), 'hybrid-preflight-'));
  program = await _electron.launch({ executablePath: runtime.program, args: [root, `--user-data-dir=${profile}`] });
  page = await program.firstWindow();
});

test.afterAll(async () => {
  if (runtime.kind !== 'there') return;
  await program.close();
  await rm(profile, { recursive: true, force: true });
});

test('shows the start page from the private scheme', async () => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(page.url()).toBe('app://hybrid-preflight/');
});

test('answers the page', async () => {
  const answer = await page.evaluate("window.hybridPreflight.call('getState', {})");
  expect(answer).toMatchObject({ ok: true, value: { state: { about: { host: 'electron', canPrint: true } } } });
});

test('gives the page the bridge and nothing of Node', async () => {
  const found = await page.evaluate(
    '[Object.keys(window.hybridPreflight), typeof require, typeof process, typeof module, typeof Buffer]',
  );
  expect(found).toEqual([['call', 'onDelta', 'pathOfFile'], 'undefined', 'undefined', 'undefined', 'undefined']);
});

test('lets the page reach no network', async () => {
  const reached = await page.evaluate("fetch('https://example.org/').then(() => 'reached', () => 'refused')");
  expect(reached).toBe('refused');
});

test('opens no other window', async () => {
  expect(await page.evaluate("window.open('https://example.org/') === null")).toBe(true);
  expect(program.windows()).toHaveLength(1);
});

test('stays on its page', async () => {
  await page.evaluate("void (location.href = 'https://example.org/')");
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(page.url()).toBe('app://hybrid-preflight/');
});

test('says in words what cannot be done yet', async () => {
  const answer = await page.evaluate("window.hybridPreflight.call('reportPage', {})");
  expect(answer).toMatchObject({ ok: false });
});

function reasonAgainst(found: ElectronRuntime): string | undefined {
  switch (found.kind) {
    case 'there':
      return undefined;
    case 'not-downloaded':
      return 'The Electron runtime has not been downloaded';
    case 'missing':
      return found.reason;
  }
}
