import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { PrintedPage } from '../../shared/ipc/bridge.ts';
import { printingTexts } from './texts.ts';
import { checkoutVariable } from '../installation/checkout-variables.ts';
import { browserPlaces } from './installed-browsers.ts';

const timeOut = 60_000;

/** Prints one of our own pages, which has no script and fetches nothing, with the browser of this machine. */
export async function printWithBrowser(
  html: string,
  signal: AbortSignal,
  program: string | undefined = installedBrowser(),
): Promise<PrintedPage> {
  if (program === undefined) return { kind: 'impossible', reason: printingTexts.noBrowser };
  const folder = await mkdtemp(join(tmpdir(), 'hybrid-preflight-print-'));
  try {
    const [page, pdf] = [join(folder, 'page.html'), join(folder, 'page.pdf')];
    await writeFile(page, html);
    await promisify(execFile)(program, [...wordsFor(folder, pdf), pathToFileURL(page).href], {
      signal,
      timeout: timeOut,
      windowsHide: true,
    });
    return { kind: 'printed', pdf: await readFile(pdf) };
  } catch (error) {
    if (signal.aborted) throw error;
    return { kind: 'impossible', reason: printingTexts.browserFailed(program) };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The one that a checkout names, or what is installed; undefined: nothing that could print. */
export function installedBrowser(): string | undefined {
  const named = checkoutVariable('HYBRID_PREFLIGHT_CHROMIUM');
  const places = named === undefined ? browserPlaces(process.platform, process.env) : [named];
  return places.find((place) => existsSync(place));
}

function wordsFor(folder: string, pdf: string): readonly string[] {
  return [
    '--headless=new',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-extensions',
    '--no-first-run',
    '--no-pdf-header-footer',
    '--generate-pdf-document-outline',
    `--user-data-dir=${join(folder, 'profile')}`,
    `--print-to-pdf=${pdf}`,
    // Chromium refuses its sandbox to root; on Windows there is no such user.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}
