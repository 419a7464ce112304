import type { Page } from '@playwright/test';
import { tableTexts } from '../../../renderer/common/texts.ts';
import type { BrowserAnswer } from '../browser.ts';
import { objectsTitle, step } from '../run-with-objects.ts';

/** Milliseconds for a frame while the table of objects scrolls, 40 rows each frame. */
export async function scrollingFrames(page: Page): Promise<BrowserAnswer['scroll']> {
  const scroller = page.getByRole('region', { name: tableTexts.scroller(objectsTitle) });
  await scroller.scrollIntoViewIfNeeded();
  const times = await scroller.evaluate(
    (element) =>
      new Promise<readonly number[]>((resolve) => {
        const frames: number[] = [];
        const draw = (now: number) => {
          frames.push(now);
          element.scrollTop += 1160;
          if (now - (frames[0] ?? now) < 5000) requestAnimationFrame(draw);
          else resolve(frames);
        };
        requestAnimationFrame(draw);
      }),
  );
  const [first = 0] = times;
  const seconds = Map.groupBy(times, (time) => Math.min(4, Math.floor((time - first) / 1000)));
  const frames = times.slice(1).map((time, index) => time - (times[index] ?? time));
  return {
    slowest: Math.max(...[...seconds.values()].map(({ length }) => 1000 / length)),
    mean: ((times.at(-1) ?? 0) - first) / frames.length,
    longest: Math.max(...frames),
  };
}

/** Milliseconds from the word in the filter of the table to the paint of the rows that match it. */
export function millisecondsOfFilter(page: Page, word: string): Promise<number> {
  return page.getByRole('searchbox', { name: tableTexts.filterOf(objectsTitle) }).evaluate(async (field, text) => {
    const count = field.closest('[role="group"]')?.querySelector('[role="status"]');
    if (count === null || count === undefined) throw new Error('The table does not count its rows');
    const changed = new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(resolve));
      });
      observer.observe(count, { subtree: true, childList: true, characterData: true });
    });
    const began = performance.now();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await changed;
    return performance.now() - began;
  }, word);
}

/** Milliseconds from each event that was told to its paint, while a step is being read. */
export async function latenciesOfProgress(page: Page, milliseconds: number): Promise<readonly number[]> {
  // As the window's transport asks; a captured step has no button that reads it again.
  await page.evaluate(
    async (call) => {
      await fetch('/call', { method: 'POST', headers: { 'content-type': 'application/json' }, body: call });
    },
    JSON.stringify({ name: 'prepareStep', input: { step } }),
  );
  await page.getByRole('progressbar').waitFor();
  return page.evaluate(async (longest) => {
    const latencies: number[] = [];
    const told = () => Number(/Told at (\d{13})/.exec(document.querySelector('main')?.textContent ?? '')?.[1]);
    let last = told();
    const observer = new MutationObserver(() => {
      const at = told();
      if (Number.isNaN(at) || at === last) return;
      last = at;
      requestAnimationFrame(() => setTimeout(() => latencies.push(Date.now() - at)));
    });
    observer.observe(document.querySelector('main') ?? document.body, {
      ...{ subtree: true, childList: true, characterData: true },
    });
    await new Promise((resolve) => setTimeout(resolve, longest - 1000));
    observer.disconnect();
    return latencies;
  }, milliseconds);
}
