import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { entryTexts } from '../../../shared/ipc/browser-host-texts.ts';
import { connectionTexts } from '../../../renderer/common/texts.ts';
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
  await expect(second.getByRole('heading', { name: entryTexts['in-use'].title })).toBeVisible();
  await expect(preflight.start.engagement).toContainText('Fabrikam');

  await second.getByRole('button', { name: entryTexts.takeOver }).click();
  const other = appWindow(second, handOf('mouse', second));
  await expect(other.start.engagement).toContainText('Fabrikam');
  await expect(page.getByRole('heading', { name: connectionTexts.endedTitle })).toBeVisible();

  await page.getByRole('button', { name: connectionTexts.tryAgain }).click();
  await expect(page.getByRole('heading', { name: entryTexts['in-use'].title })).toBeVisible();
  await other.goTo('report');
  await expect(other.report.saving.or(other.report.verifying).first()).toBeVisible();
});

test('another browser gets no way in by the address that was used', async ({ preflight, browser, hosts }) => {
  const stranger = await browser.newContext();
  const page = await stranger.newPage();
  await page.goto(hosts.present().address);
  await expect(page.getByRole('heading', { name: entryTexts['not-admitted'].title })).toBeVisible();
  await stranger.close();
  await expect(preflight.navigation).toBeVisible();
});

test('the address leaves the address bar, and pasted into a page that had no way in it opens the window', async ({
  hosts,
  page,
}) => {
  const { address, origin } = await hosts.start();
  await page.goto(origin);
  await expect(page.getByRole('heading', { name: entryTexts['not-admitted'].title })).toBeVisible();
  await page.goto(address);
  const { navigation } = appWindow(page, handOf('mouse', page));
  await expect(navigation).toBeVisible();
  expect(page.url()).toBe(`${origin}/`);
  await page.reload();
  await expect(navigation).toBeVisible();
  expect(await page.context().cookies()).toEqual([]);
});

test('a page that this machine opens from a file leads into the window', async ({ hosts, page, workplace }) => {
  const { address } = await hosts.start();
  const file = workplace.beside('open.html');
  await writeFile(file, `<!doctype html><meta http-equiv="refresh" content="0; url=${address}">`);
  await page.goto(pathToFileURL(file).href);
  await expect(appWindow(page, handOf('mouse', page)).navigation).toBeVisible();
});
