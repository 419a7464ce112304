import { folderTexts } from '../../../renderer/common/texts.ts';
import { startTexts } from '../../../renderer/connect/texts.ts';
import { expect, test } from '../fixtures/test.ts';
import { carryOutWhole } from './whole-run.ts';

test.use({ hand: 'keyboard' });

test('null-clone is carried out with the keyboard alone, the focus always in sight', async ({
  preflight,
  workplace,
}) => {
  await carryOutWhole(preflight, workplace.beside('report'));
});

test.describe('the dialog that chooses a folder', () => {
  const opener = folderTexts.pickFor(startTexts.engagement.folder);

  test('gives the focus back when a folder was chosen', async ({ preflight, workplace }) => {
    const { start, dialogs, hand } = preflight;
    const choose = start.newEngagement.getByRole('button', { name: opener });
    await hand.press(choose);
    await dialogs.chooseFolder(workplace.engagements, 'Contoso');
    await expect(dialogs.folder).toBeHidden();
    await expect(choose).toBeFocused();
    await expect(
      start.newEngagement.getByRole('textbox', { name: startTexts.engagement.folder, exact: true }),
    ).toHaveValue(/Contoso$/);
  });

  test('gives the focus back when Escape closed it', async ({ preflight }) => {
    const { start, dialogs, hand, page } = preflight;
    const choose = start.newEngagement.getByRole('button', { name: opener });
    await hand.press(choose);
    await expect(dialogs.folder).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialogs.folder).toBeHidden();
    await expect(choose).toBeFocused();
  });
});
