import { expect, test } from '../fixtures/test.ts';

test('theme and text size hold at once, and after a restart', async ({ preflight, hosts }) => {
  const { settings, page } = preflight;
  const background = () => page.getByRole('main').evaluate(backgroundBehind);
  const light = await background();
  await preflight.goTo('settings');
  await settings.chooseTheme('dark');
  await settings.chooseTextSize(130);
  await expect.poll(background).not.toBe(light);
  const dark = await background();
  const textSize = await settings.about.evaluate(sizeOfText);

  expect(await hosts.present().stop()).toBe(0);
  const { address } = await hosts.start();
  await page.goto(address);
  await preflight.goTo('settings');
  await expect(settings.theme('dark')).toBeChecked();
  await expect(settings.textSize(130)).toBeChecked();
  expect(await background()).toBe(dark);
  expect(await settings.about.evaluate(sizeOfText)).toBe(textSize);
});

/** Runs in the page: the colour that an element stands on. */
function backgroundBehind(element: Element): string {
  for (let behind: Element | null = element; behind !== null; behind = behind.parentElement) {
    const { backgroundColor } = getComputedStyle(behind);
    if (backgroundColor !== 'rgba(0, 0, 0, 0)') return backgroundColor;
  }
  return 'none';
}

/** Runs in the page. */
function sizeOfText(element: Element): string {
  return getComputedStyle(element).fontSize;
}
