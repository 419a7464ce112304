import { contributionTexts } from '../../../shared/entra-connect/contributors/texts.ts';
import { outcomeSentences, reportTexts } from '../../../shared/report/texts.ts';
import { violationsOn } from '../fixtures/axe.ts';
import { openLab } from '../fixtures/flows.ts';
import { makeLab } from '../fixtures/lab.ts';
import { expect, test } from '../fixtures/test.ts';
import { procedureName } from '../../../shared/base/words/procedure-names.ts';

/** What somebody has left, what the assessment calls it, and the path out of it. */
const cases = [
  { scenario: 'recreated-default', finding: 'An upgrade has undone the recipe', path: 'repair-recipe' },
  { scenario: 'outbound-removed', finding: 'No rule exports the GUID', path: 'restore-default' },
  { scenario: 'foreign-copy', finding: 'A copy brings the GUID in', path: 'null-override', pilot: true },
] as const;

for (const { scenario, finding, path, ...way } of cases) {
  test(`${scenario}: ${path} is recommended, planned, carried out, reported and undone`, async ({
    preflight,
    workplace,
    page,
  }) => {
    const { start, assessment, procedure, report, dialogs, hand } = preflight;
    await openLab(preflight, await makeLab(workplace.beside('lab'), scenario, 25));
    await expect(assessment.finding(finding).first()).toBeVisible();
    await expect(assessment.recommendation).toContainText(procedureName(path));
    await assessment.takePathRecommended();
    if ('pilot' in way) await assessment.choosePilot('userPrincipalName', 'anna.eriksson@fabrikam.com');
    await assessment.makeChangePlan();
    await expect(assessment.changePlanPage.getByRole('heading', { name: 'Approval' })).toBeVisible();
    await assessment.begin();
    await procedure.isShown();
    await procedure.carryOutAll();
    expect(await violationsOn(page, 'all')).toEqual([]);

    await procedure.closeRun();
    await expect(report.run).toContainText(outcomeSentences.verified);
    const [run = ''] = await workplace.runFolders();
    await preflight.goTo('start');
    await start.continueRun(run);
    await procedure.isShown();
    await hand.press(procedure.undo);
    await dialogs.undoRun();
    await procedure.isUndone();
    await procedure.closeRun();
    await expect(report.run).toContainText(reportTexts.undoneWord);
  });
}

/** Procedures that are chosen although another one is recommended, or none. */
const chosenInstead = [
  { scenario: 'recreated-default', instead: 'restore-default' },
  { scenario: 'staging', instead: 'null-override' },
] as const;

for (const { scenario, instead } of chosenInstead) {
  test(`${scenario}: ${instead} is chosen instead, under its own name, planned and begun, and the report says why`, async ({
    preflight,
    workplace,
    page,
  }) => {
    const { assessment, procedure, report } = preflight;
    const reason = 'The change board asks for it.';
    await openLab(preflight, await makeLab(workplace.beside('lab'), scenario, 25));
    await assessment.takeOtherPath(procedureName(instead), reason);
    await expect(assessment.consequences).toContainText(procedureName(instead));
    await expect(assessment.picture).toContainText(contributionTexts.after(instead));
    await expect(assessment.pathOf(procedureName(instead)).getByRole('heading', { name: 'Options' })).toBeVisible();
    await assessment.makeChangePlan();
    await expect(assessment.changePlanPage.getByRole('heading', { name: 'Approval' })).toBeVisible();
    expect(await violationsOn(page, 'all')).toEqual([]);
    await assessment.begin();
    await procedure.isShown();
    await procedure.stands('planned');
    await procedure.closeRun();
    await report.show();
    await expect(report.preview.getByText(`Reason given: ${reason}`)).toBeVisible();
  });
}
