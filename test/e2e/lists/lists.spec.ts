import { readFile } from 'node:fs/promises';
import { userFlowTexts } from '../../../shared/user-flow/texts.ts';
import { assessScreenTexts } from '../../../renderer/assess/texts.ts';
import { listScreenTexts as texts } from '../../../renderer/assess/list-texts.ts';
import { makeLab } from '../fixtures/lab.ts';
import { openLab, beginClone } from '../fixtures/flows.ts';
import { expect, test } from '../fixtures/test.ts';
import type { AppWindow } from '../screens/app-window.ts';

const users = 260;

/** Number in a count that can be pressed. */
async function countIn(count: ReturnType<AppWindow['assessment']['countOfBucket']>): Promise<number> {
  return Number((await count.innerText()).replaceAll(',', ''));
}

/** Cells of the lines of a saved CSV, without the heading. */
async function savedRows({ page, hand, names }: AppWindow): Promise<readonly string[]> {
  const [download] = await Promise.all([page.waitForEvent('download'), hand.press(names.save)]);
  expect(download.suggestedFilename()).toBe('users-bucket-blocked.csv');
  const text = await readFile(await download.path(), 'utf8');
  return text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n')
    .slice(1);
}

for (const hand of ['mouse', 'keyboard'] as const) {
  test.describe(`with the ${hand}`, () => {
    test.use({ hand });

    test('a count opens its names: paged, filtered, copied and saved as many as are counted', async ({
      preflight,
      page,
      workplace,
    }) => {
      test.slow();
      const { assessment, names } = preflight;
      await openLab(preflight, await makeLab(workplace.beside('lab'), 'clean', users));
      const opener = assessment.countOfBucket('blocked');
      const count = await countIn(opener);
      expect(count).toBeGreaterThan(100);

      await preflight.hand.press(opener);
      await expect(names.count(count, count)).toBeVisible();
      await expect(names.names).toHaveCount(100);
      await names.turn('next');
      await expect(names.range(101, Math.min(200, count), count)).toBeVisible();
      await names.turn('first');
      await expect(names.range(1, 100, count)).toBeVisible();
      expect(await savedRows(preflight)).toHaveLength(count);

      // Nobody else has this name, so that what is found letter by letter is not taken for the end.
      const [, principalName = ''] = await names.names.first().locator('bdi').allTextContents();
      await names.look(principalName);
      await expect(names.count(1, count)).toBeVisible();
      const rows = await savedRows(preflight);
      expect(rows).toHaveLength(1);
      expect(rows[0]).toContain(principalName);
      await preflight.hand.press(names.copy);
      await expect(names.drawer.getByText('Copied')).toBeVisible();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied.split('\n')).toHaveLength(2);

      await names.look('nobody is called so');
      await expect(names.noMatch).toBeVisible();
      await names.clearFilter();
      await expect(names.filter).toBeFocused();
      await expect(names.count(count, count)).toBeVisible();
      await names.close();
      await expect(opener).toBeFocused();
    });
  });
}

test('the account has every user once, and says the sum', async ({ preflight, page, workplace }) => {
  const { assessment } = preflight;
  await openLab(preflight, await makeLab(workplace.beside('lab'), 'clean', 60));
  const stops = assessment.account.getByRole('row').filter({ has: page.getByRole('button') });
  const counts = await Promise.all((await stops.all()).map((stop) => stop.getByRole('cell').first().innerText()));
  const parts = counts.map((text) => Number(text));
  expect(parts.length).toBeGreaterThan(3);
  const whole = parts.reduce((sum, part) => sum + part, 0);
  await expect(page.getByRole('heading', { name: userFlowTexts.heading(whole) })).toBeVisible();
  await expect(page.getByText(userFlowTexts.sum(parts, whole), { exact: true })).toBeVisible();
});

test('a consequence and a finding open theirs; a click beside the list closes it', async ({
  preflight,
  page,
  workplace,
}) => {
  const { assessment, names, hand } = preflight;
  await openLab(preflight, await makeLab(workplace.beside('lab'), 'clean', 60));
  for (const place of [assessment.consequences, assessment.findings]) {
    const opener = place.getByRole('button', { name: /^Show \d+ users|: \d+$/ }).first();
    const count = Number(/\d+/.exec(await opener.innerText())?.[0]);
    await hand.press(opener);
    await expect(names.count(count, count)).toBeVisible();
    await page.mouse.click(5, 300);
    await expect(names.drawer).toBeHidden();
    await expect(opener).toBeFocused();
  }
});

test('a run that is continued has no names, and says how to get them', async ({
  preflight,
  page,
  hosts,
  workplace,
}) => {
  test.slow();
  const { assessment } = preflight;
  await openLab(preflight, await makeLab(workplace.beside('lab'), 'clean', 30));
  await beginClone(preflight);
  const [run = ''] = await workplace.runFolders();
  await hosts.present().kill();
  const { address } = await hosts.start();
  await page.goto(address);
  await preflight.start.continueRun(run);
  await preflight.procedure.isShown();
  await preflight.goTo('assessment');
  await expect(page.getByText(texts.noNames)).toBeVisible();
  await expect(assessment.countOfBucket('blocked')).toHaveCount(0);
  await preflight.hand.press(page.getByRole('button', { name: assessScreenTexts.again }));
  await expect(assessment.countOfBucket('blocked')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(texts.noNames)).toBeHidden();
});
