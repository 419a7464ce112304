import type { Page } from '@playwright/test';
import { violationsOn } from '../fixtures/axe.ts';
import { deleteTexts } from '../../../shared/procedures/null-clone/rule-texts.ts';
import { lookAtEveryScreen, type Look } from '../fixtures/every-screen.ts';
import { beginPracticeRun } from '../fixtures/flows.ts';
import { expect, test } from '../fixtures/test.ts';
import { lookAtTroubledRuns } from '../fixtures/troubled-runs.ts';

type Media = NonNullable<Parameters<Page['emulateMedia']>[0]>;

/** Beside light; they differ from it in colours alone. */
const otherAppearances: Readonly<Record<string, Media>> = {
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'dark', forcedColors: 'active' },
};

const screens = ['start', 'assessment', 'procedure', 'journal', 'report', 'settings'] as const;

/** Looks with every rule in light, and with those of colours in the others. */
function hasNoViolation(page: Page): Look {
  return async (screen) => {
    expect.soft(await violationsOn(page, 'all'), `${screen}, light`).toEqual([]);
    for (const [appearance, media] of Object.entries(otherAppearances)) {
      await page.emulateMedia(media);
      expect.soft(await violationsOn(page, 'colours'), `${screen}, ${appearance}`).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  };
}

test('no screen has a violation that axe knows, in light, dark, forced colours and high contrast', async ({
  preflight,
  page,
}) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await lookAtEveryScreen(preflight, hasNoViolation(page));

  await preflight.settings.chooseTheme('high-contrast');
  for (const screen of screens) {
    await preflight.goTo(screen);
    expect.soft(await violationsOn(page, 'colours'), `${screen}, the theme of high contrast`).toEqual([]);
  }
});

test('what is shown when something is in the way has no violation either', async ({ preflight, page, workplace }) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await lookAtTroubledRuns(preflight, workplace, hasNoViolation(page));
});

test('the report in its preview has no violation that axe knows, in light, dark and forced colours', async ({
  preflight,
  context,
}) => {
  const { procedure, report } = preflight;
  await beginPracticeRun(preflight, 'two-forests', 60);
  await procedure.carryOutUntil(deleteTexts.step.title);
  await preflight.goTo('report');
  await report.show();
  await expect(report.preview.getByRole('heading', { level: 1 })).toBeVisible();
  // The preview runs no script, so axe could not answer from within: its very page is looked at in a tab of its own.
  const tab = await context.newPage();
  await tab.setContent((await report.frame.getAttribute('srcdoc')) ?? '');
  await expect(tab.getByRole('heading', { level: 1 })).toBeVisible();
  await tab.getByRole('group').evaluateAll((folded) => folded.forEach((one) => one.setAttribute('open', '')));
  await hasNoViolation(tab)('report');
});
