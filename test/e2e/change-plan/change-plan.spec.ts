import { readdir, readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { saveTexts } from '../../../renderer/report/texts.ts';
import { violationsOn } from '../fixtures/axe.ts';
import { exportOfLab } from '../fixtures/lab-export.ts';
import { expect, test } from '../fixtures/test.ts';
import { takeClone } from '../fixtures/flows.ts';

const files = [
  'apply.ps1',
  'change-plan.html',
  'change-plan.json',
  'change-plan.pdf',
  'change-plan.schema.json',
  'undo.ps1',
];

test('the change plan of a lab is shown, saved, and stands up to axe in the window and on its own', async ({
  preflight,
  workplace,
  page,
  browser,
}) => {
  const { start, assessment } = preflight;
  await start.beginEngagement();
  await start.practise('clean', 40);
  await assessment.isDone();
  await takeClone(preflight);
  await assessment.makeChangePlan();
  await expect(assessment.changePlanPage.getByRole('heading', { name: 'What would be changed' })).toBeVisible();
  await expect(assessment.changePlanPage.getByRole('heading', { name: 'Approval' })).toBeVisible();
  // On a lab every step was carried out on a copy: its commands are known.
  await expect(assessment.changePlanPage.getByText('Set-ADSyncScheduler').first()).toBeVisible();
  expect(await violationsOn(page, 'all')).toEqual([]);

  const folder = workplace.beside('plan');
  await assessment.saveChangePlan(folder);
  await expect(assessment.savedPlan).toContainText('apply.ps1');
  expect((await readdir(folder)).sort()).toEqual(files);
  expect((await readFile(join(folder, 'change-plan.pdf'), 'latin1')).slice(0, 5)).toBe('%PDF-');

  // A file is opened in a browser of its own: the window itself asks for nothing but its host.
  const alone = await browser.newPage();
  for (const colorScheme of ['light', 'dark'] as const) {
    await alone.emulateMedia({ colorScheme });
    await alone.goto(pathToFileURL(join(folder, 'change-plan.html')).href);
    expect(await violationsOn(alone, 'all'), colorScheme).toEqual([]);
  }
  await alone.close();
});

test('what stands under the plan takes a press as soon as it has been scrolled to', async ({
  preflight,
  workplace,
}) => {
  const { start, assessment, hand } = preflight;
  await start.beginEngagement();
  await start.readExport(await exportOfLab(workplace, 'clean'));
  await assessment.isDone();
  await assessment.openChangePlan();
  await assessment.makeChangePlan();
  // From where the button is out of sight, a press scrolls first.
  await assessment.changePlanFrame.evaluate((frame) => frame.scrollIntoView({ block: 'end', behavior: 'instant' }));
  await hand.press(assessment.saveOfChangePlan);
  await expect(assessment.changePlan.getByText(saveTexts.missingFolder)).toBeVisible();
});

test('the change plan of an export says that the users are unknown', async ({ preflight, workplace }) => {
  const { start, assessment } = preflight;
  await start.beginEngagement();
  await start.readExport(await exportOfLab(workplace, 'clean'));
  await assessment.isDone();
  await assessment.openChangePlan();
  await assessment.makeChangePlan();
  await expect(
    assessment.changePlanPage.getByText(/^Not known: the plan was made from an export/).first(),
  ).toBeVisible();
});
