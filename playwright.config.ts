import { chromium, defineConfig } from '@playwright/test';
import { findChromium } from './build/check/find-chromium.ts';

const browser = findChromium(chromium.executablePath());
const seconds = 1000;

export default defineConfig({
  testDir: 'test/e2e',
  // Its own folder: Playwright empties it, and the counts lie beside it.
  outputDir: 'test-results/browser',
  globalSetup: './test/e2e/fixtures/build-window.ts',
  reporter: [['list'], ['./build/check/browser-counts-reporter.ts']],
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  // A spec takes less than half of it on a machine that does nothing else.
  timeout: 120 * seconds,
  expect: { timeout: 15 * seconds },
  use: {
    headless: true,
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(browser.kind === 'found' && { executablePath: browser.program }),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    },
  },
});
