import { chromium, type Browser, type Page } from '@playwright/test';
import { findChromium } from '../../check/find-chromium.ts';
import { buildForBrowser } from '../../start/build-stale.ts';
import { windowTexts } from '../../../renderer/common/texts.ts';
import type { BrowserAnswer, BrowserRequest } from '../browser.ts';
import { answer, parametersOfChild, scriptFile } from '../child.ts';
import { latenciesOfProgress, millisecondsOfFilter, scrollingFrames } from './in-page.ts';
import { startServing } from './serving.ts';

const host = scriptFile(import.meta.resolve('../../../electron/browser-host.ts'));
const serveWindow = scriptFile(import.meta.resolve('../serve-window.ts'));
/** As a person types them; the first that comes makes the index of the table. */
const words = ['person4', 'department 42', 'cn=person 777', 'nobody of this name', '0001f'];

async function measure({ folder, starts, served }: BrowserRequest): Promise<BrowserAnswer> {
  const found = findChromium(chromium.executablePath());
  if (found.kind === 'missing') throw new Error(found.remedy);
  await buildForBrowser();
  const browser = await chromium.launch({
    executablePath: found.program,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const times: number[] = [];
  while (times.length < starts) times.push(await startHost(browser, folder));
  const serving = await startServing(serveWindow, [JSON.stringify(served)]);
  const page = await opened(browser, serving.address);
  await page.getByRole('table').waitFor();
  const scroll = await scrollingFrames(page);
  const filter: number[] = [];
  for (const word of words) filter.push(await millisecondsOfFilter(page, word));
  const paint = await latenciesOfProgress(page, served.seconds * 1000);
  await browser.close();
  await serving.kill();
  return { starts: times, scroll, filter, paint };
}

/** Milliseconds from the start of the host's process, in a browser that is open. */
async function startHost(browser: Browser, folder: string): Promise<number> {
  const started = performance.now();
  const serving = await startServing(host, [], {
    HYBRID_PREFLIGHT_HOST_SETTINGS: folder,
    HYBRID_PREFLIGHT_HOST_ENGAGEMENTS: folder,
  });
  const page = await opened(browser, serving.address);
  await page.getByRole('navigation', { name: windowTexts.navigation, exact: true }).waitFor();
  const milliseconds = performance.now() - started;
  await page.close();
  await serving.kill();
  return milliseconds;
}

async function opened(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(address);
  return page;
}

if (import.meta.main) answer(await measure(parametersOfChild() as BrowserRequest));
