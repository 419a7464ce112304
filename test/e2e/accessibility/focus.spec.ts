import { startTexts } from '../../../renderer/connect/texts.ts';
import { folderTexts } from '../../../renderer/common/texts.ts';
import { lookAtEveryScreen } from '../fixtures/every-screen.ts';
import { walkWithTab } from '../fixtures/tab-walk.ts';
import { expect, test } from '../fixtures/test.ts';
import { button } from '../screens/view.ts';

test('Tab comes by every control in reading order, each is seen to have the focus, and none keeps it', async ({
  preflight,
  page,
}) => {
  test.slow();
  // The smallest window has the most that can be covered; a moving line has not arrived.
  await page.setViewportSize({ width: 1024, height: 600 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await lookAtEveryScreen(preflight, async (screen) => {
    expect
      .soft(await walkWithTab(page), screen)
      .toEqual({ missed: [], unseen: [], covered: [], backwards: [], ended: true });
  });
});

test('a dialog keeps the focus within and gives it back to what opened it', async ({ preflight, page }) => {
  const { start, dialogs } = preflight;
  const opener = button(start.newEngagement, folderTexts.pickFor(startTexts.engagement.folder));
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(dialogs.folder.getByText(folderTexts.none)).toBeVisible();
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let presses = 0; presses < 12; presses++) {
      await page.keyboard.press(key);
      const outside = await page.evaluate(() =>
        document.activeElement === document.body || document.activeElement?.closest('dialog') ? '' : 'outside',
      );
      expect(outside).toBe('');
    }
  }
  await page.keyboard.press('Escape');
  await expect(dialogs.folder).toBeHidden();
  await expect(opener).toBeFocused();
});
