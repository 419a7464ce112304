import { browserHostTexts } from '../../../shared/messages/browser-host.ts';
import { connectionTexts } from '../../../shared/messages/window.ts';
import { handOf } from '../fixtures/hand.ts';
import { expect, test } from '../fixtures/test.ts';
import { appWindow } from '../screens/app-window.ts';

test('a second window is told of the first, takes over with everything there, and the first says that it lost', async ({
  preflight,
  context,
  hosts,
  page,
}) => {
  await preflight.start.beginEngagement({ customer: 'Fabrikam' });
  const second = await context.newPage();
  await second.goto(hosts.present().origin);
  await expect(second.getByRole('heading', { name: browserHostTexts.inUse.title })).toBeVisible();
  await expect(preflight.start.engagement).toContainText('Fabrikam');

  await second.getByRole('button', { name: browserHostTexts.inUse.takeOver }).click();
  const other = appWindow(second, handOf('mouse', second));
  await expect(other.start.engagement).toContainText('Fabrikam');
  await expect(page.getByRole('heading', { name: connectionTexts.endedTitle })).toBeVisible();

  await page.getByRole('button', { name: connectionTexts.tryAgain }).click();
  await expect(page.getByRole('heading', { name: browserHostTexts.inUse.title })).toBeVisible();
  await other.goTo('report');
  await expect(other.report.saving.or(other.report.verifying).first()).toBeVisible();
});

test('another browser gets no way in by the address that was used', async ({ preflight, browser, hosts }) => {
  const stranger = await browser.newContext();
  const page = await stranger.newPage();
  await page.goto(hosts.present().address);
  await expect(page.getByRole('heading', { name: browserHostTexts.usedUp.title })).toBeVisible();
  await stranger.close();
  await expect(preflight.navigation).toBeVisible();
});
