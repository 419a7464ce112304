import type { Page } from '@playwright/test';
import { violationsOn } from '../fixtures/axe.ts';
import { lookAtEveryScreen } from '../fixtures/every-screen.ts';
import { expect, test } from '../fixtures/test.ts';

type Media = NonNullable<Parameters<Page['emulateMedia']>[0]>;

/** Beside light; they differ from it in colours alone. */
const otherAppearances: Readonly<Record<string, Media>> = {
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'dark', forcedColors: 'active' },
};

const screens = ['start', 'assessment', 'procedure', 'journal', 'report', 'settings'] as const;

test('no screen has a violation that axe knows, in light, dark, forced colours and high contrast', async ({
  preflight,
  page,
}) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await lookAtEveryScreen(preflight, async (screen) => {
    expect.soft(await violationsOn(page, 'all'), `${screen}, light`).toEqual([]);
    for (const [appearance, media] of Object.entries(otherAppearances)) {
      await page.emulateMedia(media);
      expect.soft(await violationsOn(page, 'colours'), `${screen}, ${appearance}`).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  });

  await preflight.settings.chooseTheme('high-contrast');
  for (const screen of screens) {
    await preflight.goTo(screen);
    expect.soft(await violationsOn(page, 'colours'), `${screen}, the theme of high contrast`).toEqual([]);
  }
});
