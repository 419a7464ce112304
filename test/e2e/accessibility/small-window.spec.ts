import type { Page } from '@playwright/test';
import { lookAtEveryScreen, type Look } from '../fixtures/every-screen.ts';
import { knowHits } from '../fixtures/hit.ts';
import { stickingOut } from '../fixtures/sticking-out.ts';
import { expect, test } from '../fixtures/test.ts';
import { lookAtTroubledRuns } from '../fixtures/troubled-runs.ts';

/** Names of controls that cannot be pressed where they stand once they are scrolled to. */
async function outOfReach(page: Page): Promise<readonly string[]> {
  await knowHits(page);
  return page.evaluate(() => {
    // The link that skips to the content.
    const hiddenUntilFocused = 'a[href="#content"]';
    const place = document.querySelector('dialog[open]') ?? document;
    return [...place.querySelectorAll<HTMLElement>('button, input, select, a[href], summary')]
      .filter((control) => control.checkVisibility() && !control.matches(hiddenUntilFocused))
      .filter((control) => {
        control.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
        const { left, top, width, height } = control.getBoundingClientRect();
        return !window.isHit(control, left + width / 2, top + height / 2);
      })
      .map((control) => control.ariaLabel ?? control.textContent);
  });
}

/** 1024×600 is the smallest window that is promised; a page at 200 % has half of its width and height. */
const sizes = {
  '1024×600': { width: 1024, height: 600 },
  '1024×600 at 200 %': { width: 512, height: 300 },
} as const;

for (const [name, size] of Object.entries(sizes)) {
  test(`at ${name} no screen scrolls sideways and every control can be reached`, async ({ preflight, page }) => {
    test.slow();
    await page.setViewportSize(size);
    await lookAtEveryScreen(preflight, fits(page));
  });

  test(`at ${name} what is in the way scrolls nothing sideways and hides no control`, async ({
    preflight,
    page,
    workplace,
  }) => {
    test.slow();
    await page.setViewportSize(size);
    await lookAtTroubledRuns(preflight, workplace, fits(page));
  });
}

function fits(page: Page): Look {
  return async (screen) => {
    expect.soft(await stickingOut(page), `${screen} scrolls sideways`).toEqual([]);
    expect.soft(await outOfReach(page), `out of reach on ${screen}`).toEqual([]);
  };
}

test('with the largest text no screen scrolls sideways at 1024×600', async ({ preflight, page }) => {
  test.slow();
  await page.setViewportSize(sizes['1024×600']);
  await preflight.goTo('settings');
  await preflight.settings.chooseTextSize(150);
  await preflight.goTo('start');
  await lookAtEveryScreen(preflight, fits(page));
});
