import { compareScreenTexts as texts } from '../../../shared/messages/window-compare.ts';
import { violationsOn } from '../fixtures/axe.ts';
import { exportOfLab } from '../fixtures/lab-export.ts';
import { expect, test } from '../fixtures/test.ts';

test('an export is compared with another one and with the default rules', async ({ preflight, workplace }) => {
  const { start, assessment, page } = preflight;
  const other = await exportOfLab(workplace, 'modified-default');
  await start.beginEngagement();
  await start.readExport(other);
  await assessment.isDone();
  await page.getByRole('button', { name: texts.withDefaults }).click();
  await expect(page.getByRole('status').filter({ hasText: '1 rule different' })).toBeVisible();
  await expect(page.getByText('In from AD - User Exchange').last()).toBeVisible();
  expect(await violationsOn(page, 'all')).toEqual([]);
});
