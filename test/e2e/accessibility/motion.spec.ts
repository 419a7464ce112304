import { lookAtEveryScreen } from '../fixtures/every-screen.ts';
import { expect, test } from '../fixtures/test.ts';

test('nothing moves on any screen for a person who asked for reduced motion', async ({ preflight, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await lookAtEveryScreen(preflight, async (screen) => {
    const moving = await page.evaluate(() => {
      /** Seconds under which nobody sees a movement. */
      const unseen = 0.02;
      const longest = (list: string) => Math.max(...list.split(',').map(Number.parseFloat));
      return [...document.querySelectorAll('body *')].flatMap((element) =>
        [undefined, '::before', '::after', '::backdrop']
          .map((pseudo) => getComputedStyle(element, pseudo))
          .filter(
            (style) =>
              longest(style.transitionDuration) > unseen ||
              (style.animationName !== 'none' && longest(style.animationDuration) > unseen) ||
              style.scrollBehavior === 'smooth',
          )
          .map(() => `${element.localName} ${element.textContent.slice(0, 60)}`),
      );
    });
    expect.soft(moving, screen).toEqual([]);
  });
});
