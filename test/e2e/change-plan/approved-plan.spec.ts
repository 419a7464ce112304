import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nullCloneTitle } from '../../../shared/procedures/null-clone/texts.ts';
import { approvedPlanScreenTexts as texts } from '../../../renderer/assess/texts.ts';
import { violationsOn } from '../fixtures/axe.ts';
import { openLab } from '../fixtures/flows.ts';
import { makeLab } from '../fixtures/lab.ts';
import { expect, test } from '../fixtures/test.ts';
import type { AppWindow } from '../screens/app-window.ts';
import { procedureName } from '../../../shared/base/words/procedure-names.ts';

const reason = 'The server is upgraded tonight.';

/** Opens a lab and saves the plan of null-clone there, which is not what is recommended; gives its hash. */
async function planClone(preflight: AppWindow, lab: string, folder: string): Promise<string> {
  const { assessment } = preflight;
  await openLab(preflight, lab);
  await assessment.takeOtherPath(procedureName('null-clone'), reason);
  await assessment.decideOnRemoteMailboxes(reason);
  await assessment.makeChangePlan();
  await assessment.saveChangePlan(folder);
  await expect(assessment.savedPlan).toContainText('apply.ps1');
  const { hash } = JSON.parse(await readFile(join(folder, 'change-plan.json'), 'utf8')) as { readonly hash: string };
  return hash;
}

test.describe('with the keyboard alone', () => {
  test.use({ hand: 'keyboard' });

  test('a saved plan is looked at, begun and carried out, and the report names it', async ({
    preflight,
    workplace,
    page,
  }) => {
    const { assessment, procedure, report } = preflight;
    const lab = await makeLab(workplace.beside('lab'), 'clean', 25);
    const folder = workplace.beside('plan');
    const hash = await planClone(preflight, lab, folder);
    await assessment.lookAtPlan(folder);
    await expect(assessment.approvedPlan).toContainText(hash);
    await expect(assessment.approvedPlan).toContainText(procedureName('null-clone'));
    await expect(assessment.approvedPlan).toContainText(texts.otherPath(procedureName('null-override')));
    expect(await violationsOn(page, 'all')).toEqual([]);

    await preflight.hand.press(assessment.beginApprovedPlan);
    await procedure.isShown();
    await procedure.carryOutAll();
    await procedure.closeRun();
    await report.show();
    await expect(report.preview.getByRole('heading', { level: 1 })).toContainText(nullCloneTitle);
    await expect(report.preview.getByText(hash)).toBeVisible();
    await expect(report.preview.getByText(`Reason given: ${reason}`)).toBeVisible();
  });
});

test('a plan that no longer fits what is there cannot be begun, and what differs is named', async ({
  preflight,
  workplace,
  page,
}) => {
  const { assessment, procedure, start } = preflight;
  const lab = await makeLab(workplace.beside('lab'), 'clean', 25);
  const folder = workplace.beside('plan');
  await planClone(preflight, lab, folder);
  await assessment.begin();
  await procedure.isShown();
  await procedure.carryOutAll();
  await procedure.closeRun();

  await preflight.goTo('start');
  await start.openLab(lab);
  await assessment.isDone();
  await assessment.lookAtPlan(folder);
  const refusal = assessment.approvedPlan.getByRole('alert');
  await expect(refusal).toContainText(texts.stale);
  await expect(refusal).toContainText(/The rule “[^”]+” is new\./);
  await expect(assessment.beginApprovedPlan).toHaveCount(0);
  expect(await violationsOn(page, 'all')).toEqual([]);
});
