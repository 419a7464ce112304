import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { browserPlaces } from '../../../electron/printing/installed-browsers.ts';
import { printWithBrowser } from '../../../electron/printing/print-with-browser.ts';

const { signal } = new AbortController();
const browser = browserPlaces(process.platform, process.env).find((place) => existsSync(place));

describe('printing with the browser of this machine', { timeout: 90_000 }, () => {
  it('says that there is none', async () => {
    const missing = await printWithBrowser('<p>x</p>', signal, process.execPath);
    expect(missing).toEqual({ kind: 'impossible', reason: expect.stringContaining('did not print') as string });
  });

  it.skipIf(browser === undefined)('makes a PDF of a page (skipped: no Chromium, Chrome or Edge here)', async () => {
    const printed = await printWithBrowser('<!doctype html><title>x</title><p>x</p>', signal, browser);
    expect(printed.kind === 'printed' ? Buffer.from(printed.pdf.subarray(0, 5)).toString() : printed.reason).toBe(
      '%PDF-',
    );
  });
});
