import { defineConfig } from '@playwright/test';
import browserTests from '../../playwright.config.ts';

/** `npm run screenshots`: the browser of the browser tests, taking pictures instead of proving. */
export default defineConfig(browserTests, {
  testDir: '.',
  outputDir: '../../test-results/screenshots',
  globalSetup: '../e2e/fixtures/build-window.ts',
  reporter: [['list']],
  timeout: 5 * 60 * 1000,
});
