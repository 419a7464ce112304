import { readFile } from 'node:fs/promises';
import { compareTexts } from '../../../shared/report/server-comparison/texts.ts';
import { violationsOn } from '../fixtures/axe.ts';
import { makeLab } from '../fixtures/lab.ts';
import { exportOfLab } from '../fixtures/lab-export.ts';
import { expect, test } from '../fixtures/test.ts';
import type { AppWindow } from '../screens/app-window.ts';

const treated = 'In from AD - User Exchange';

async function readExport({ start, assessment }: AppWindow, folder: string): Promise<void> {
  await start.beginEngagement();
  await start.readExport(folder);
  await assessment.isDone();
}

/** Does what saves a file; its name and its text. */
async function savedBy({ page }: AppWindow, save: () => Promise<void>) {
  const [download] = await Promise.all([page.waitForEvent('download'), save()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

test('an export is compared with the default rules', async ({ preflight, workplace, page }) => {
  await readExport(preflight, await exportOfLab(workplace, 'modified-default'));
  await preflight.comparison.withDefaults();
  await expect(preflight.comparison.summary).toContainText('1 rule different');
  await expect(preflight.comparison.table(compareTexts.changedDefaults)).toContainText(treated);
  expect(await violationsOn(page, 'all')).toEqual([]);
});

test.describe('with the keyboard alone', () => {
  test.use({ hand: 'keyboard' });

  test('an export is compared with another one, and what differs is saved as CSV', async ({
    preflight,
    workplace,
    page,
  }) => {
    const { comparison, hand } = preflight;
    const clean = await exportOfLab(workplace, 'clean');
    await readExport(preflight, await exportOfLab(workplace, 'modified-default'));
    await comparison.with('export', clean);
    await expect(comparison.summary).toContainText('1 rule different');
    await expect(comparison.table(compareTexts.changed)).toContainText(treated);
    expect(await violationsOn(page, 'all')).toEqual([]);

    const details = `${compareTexts.changed}: details`;
    const csv = await savedBy(preflight, () => hand.press(comparison.saveCsv(details)));
    expect(csv.name).toMatch(/\.csv$/);
    const [header = '', ...lines] = csv.text
      .replace(/^\uFEFF/, '')
      .trimEnd()
      .split('\r\n');
    expect(header.split(',').map((cell) => cell.slice(1, -1))).toEqual(compareTexts.differenceColumns);
    expect(lines.join('\n')).toMatch(/msExchMailboxGuid/);

    const html = await savedBy(preflight, () => hand.press(comparison.saveHtml));
    expect(html.text).toContain(treated);
  });
});

test('an export is compared with a practice lab that is made of the same rules', async ({ preflight, workplace }) => {
  const { comparison } = preflight;
  const lab = await makeLab(workplace.beside('lab'), 'clean', 12);
  await readExport(preflight, await exportOfLab(workplace, 'clean'));
  await comparison.with('lab', lab);
  await expect(comparison.summary).toContainText('0 rules different');
});

test('a folder that holds no lab is refused with its remedy, and no former comparison stays', async ({
  preflight,
  workplace,
}) => {
  const { comparison } = preflight;
  const folder = await exportOfLab(workplace, 'clean');
  await readExport(preflight, folder);
  await comparison.withDefaults();
  await comparison.with('lab', folder);
  await expect(comparison.refusal).toContainText('What to do');
  await expect(comparison.summary).toHaveCount(0);
});
