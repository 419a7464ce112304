import { failureCatalogue } from '../../../shared/systems/failure-texts.ts';
import { findingWord } from '../../../shared/report/texts.ts';
import { thisServerTexts } from '../../../shared/assessment/this-server/texts.ts';
import { startTexts } from '../../../renderer/connect/texts.ts';
import { violationsOn } from '../fixtures/axe.ts';
import { expect, test } from '../fixtures/test.ts';

const { cause, remedy } = failureCatalogue['powershell-missing'];

test('this server says what is missing to work on it, with every check and its remedy, and can be tried again', async ({
  preflight,
  page,
}) => {
  const { start, hand } = preflight;
  await start.beginEngagement();
  await hand.press(start.openServer);
  await expect(start.serverChecks.first()).toContainText(thisServerTexts.powershell.title);
  await expect(start.serverChecks).toHaveCount(6);
  await expect(start.serverChecks.first()).toContainText(findingWord.failed);
  await expect(start.serverChecks.first()).toContainText(cause);
  await expect(start.serverChecks.first()).toContainText(remedy);
  await expect(start.serverChecks.last()).toContainText(thisServerTexts.afterwards);
  await expect(page.getByRole('alert')).toContainText(cause);
  // A window in a browser cannot start anything as administrator.
  await expect(page.getByRole('button', { name: startTexts.target.restart })).toHaveCount(0);
  expect(await violationsOn(page, 'all')).toEqual([]);

  await hand.press(start.openServer);
  await expect(start.serverChecks).toHaveCount(6);
});

test.describe('with the keyboard alone', () => {
  test.use({ hand: 'keyboard' });

  test('this server is reached and tried', async ({ preflight }) => {
    const { start, hand } = preflight;
    await start.beginEngagement();
    await hand.press(start.openServer);
    await expect(start.serverChecks).toHaveCount(6);
  });
});
