import { stepStateWord } from '../../../renderer/procedure/texts.ts';
import { recommendationScreenTexts } from '../../../renderer/assess/texts.ts';
import { windowTexts } from '../../../renderer/common/texts.ts';
import { beginClone } from '../fixtures/flows.ts';
import { exportOfLab } from '../fixtures/lab-export.ts';
import { expect, test } from '../fixtures/test.ts';

test('an export is read offline, and the window says why nothing can be run on it', async ({
  preflight,
  workplace,
}) => {
  const { start, assessment, page } = preflight;
  const folder = await exportOfLab(workplace, 'clean');
  await start.beginEngagement();
  await start.readExport(folder);
  await assessment.isDone();

  await expect(assessment.picture).toContainText('In from AD - User Exchange');
  await expect(page.getByText(windowTexts.readOnly)).toBeVisible();
  await expect(assessment.recommendation).toContainText(recommendationScreenTexts.readOnly);
  await expect(assessment.takePath).toHaveCount(0);
  await expect(preflight.screenButton('procedure')).toBeDisabled();
  await expect(preflight.screenButton('procedure')).toHaveAccessibleDescription(windowTexts.notYet.procedure);
});

test('a procedure is rehearsed on the rules of an export', async ({ preflight, workplace }) => {
  const { start, assessment, procedure } = preflight;
  const folder = await exportOfLab(workplace, 'clean');
  await start.beginEngagement();
  await start.rehearse(folder, 40);
  await assessment.isDone();
  await beginClone(preflight);
  await procedure.carryOutAll();
  await expect(procedure.step('Prove the effect')).toContainText(stepStateWord.verified);
});

test('a folder without an export is refused with its remedy', async ({ preflight, workplace }) => {
  const { start } = preflight;
  await start.beginEngagement();
  await start.readExport(workplace.engagements);
  await expect(preflight.alert).toContainText('What to do');
  await expect(preflight.heading).toHaveText(windowTexts.screens.start);
});
