import { verifyRun } from '../../../electron/disk/run-folder/verify.ts';
import { cloneTexts } from '../../../shared/procedures/null-clone/rule-texts.ts';
import { pauseTexts } from '../../../shared/procedures/steps/texts.ts';
import { outcomeSentences, reportTexts } from '../../../shared/report/texts.ts';
import { closeTexts } from '../../../renderer/procedure/close-texts.ts';
import { reportScreenTexts } from '../../../renderer/report/texts.ts';
import { beginPracticeRun, beginUnacknowledged } from '../fixtures/flows.ts';
import { makeLab } from '../fixtures/lab.ts';
import { expect, test } from '../fixtures/test.ts';

test('a run that was carried out is closed where Next stood, and its report is there at once', async ({
  preflight,
  workplace,
}) => {
  const { procedure, report } = preflight;
  await beginPracticeRun(preflight, 'clean', 12);
  await procedure.carryOutAll();
  await expect(procedure.next).toHaveCount(0);
  await procedure.closeRun();

  const [run = ''] = await workplace.runFolders();
  await expect(report.run).toContainText(outcomeSentences.verified);
  await expect(report.runFolder).toHaveText(run);
  const verdict = await verifyRun(run);
  expect(verdict).toMatchObject({ kind: 'intact', outcome: 'verified' });
  await expect(report.run).toContainText(verdict.kind === 'intact' ? verdict.journalHash : '');

  await preflight.goTo('procedure');
  await expect(procedure.toReport).toBeVisible();
  await expect(procedure.close).toHaveCount(0);
  await expect(procedure.undo).toHaveCount(0);
});

test('a run that was undone is closed from the page where its undo ended', async ({ preflight, workplace }) => {
  const { procedure, dialogs, report, hand } = preflight;
  await beginPracticeRun(preflight, 'clean', 12);
  await procedure.carryOutUntil(cloneTexts.step.title);
  await hand.press(procedure.undo);
  await dialogs.undoRun();
  await procedure.isUndone();
  await expect(procedure.next).toHaveCount(0);
  await procedure.closeRun();
  await expect(report.run).toContainText(reportTexts.undoneWord);
  const [run = ''] = await workplace.runFolders();
  expect(await verifyRun(run)).toMatchObject({ kind: 'intact', outcome: 'undone' });
});

test('a run that is closed half-way says where it stands, and goes on from its folder', async ({
  preflight,
  workplace,
}) => {
  const { start, procedure, report, hand } = preflight;
  await beginPracticeRun(preflight, 'clean', 12);
  await procedure.carryOutUntil(pauseTexts.step.title);
  await hand.press(procedure.close);
  await expect(procedure.closing).toContainText(closeTexts.standsAt(2, pauseTexts.step.title));
  await expect(procedure.closing).toContainText(closeTexts.midway);
  await preflight.page.keyboard.press('Escape');
  await procedure.closeRun();
  await expect(report.run).toContainText(outcomeSentences['in-progress']);

  const [run = ''] = await workplace.runFolders();
  await preflight.goTo('start');
  await start.continueRun(run);
  await preflight.goTo('procedure');
  await procedure.stands('planned');
  await expect(procedure.heading).toContainText(pauseTexts.step.title);
});

test('a run that is blocked is closed with what blocks it, and the remedy, in its report', async ({
  preflight,
  workplace,
}) => {
  const { procedure, report } = preflight;
  const lab = await makeLab(workplace.beside('lab'), 'staging', 12);
  await beginUnacknowledged(preflight, lab);
  await procedure.stands('blocked');
  await procedure.closeRun();
  await expect(report.run).toContainText(outcomeSentences.blocked);
  await report.show();
  await expect(report.preview.getByText('Work on the active server').first()).toBeVisible();
  const [run = ''] = await workplace.runFolders();
  expect(await verifyRun(run)).toMatchObject({ kind: 'intact', outcome: 'blocked' });
});

test('a report that is saved before the run is closed verifies as not finished, and the page said so', async ({
  preflight,
  workplace,
}) => {
  const { procedure, report } = preflight;
  await beginPracticeRun(preflight, 'clean', 12);
  await procedure.carryOutStep();
  await preflight.goTo('report');
  await expect(report.run).toContainText(closeTexts.openHint);
  await report.save(workplace.beside('early'));
  await report.verify(workplace.beside('early'));
  await expect(report.verdict).toContainText('Not finished');

  await procedure.closeRun();
  await report.save(workplace.beside('closed'));
  await report.verify(workplace.beside('closed'));
  await expect(report.verdict).toContainText(reportScreenTexts.intact);
});

test('a copy is saved beside the run folder where nothing else is asked for, and told by short names', async ({
  preflight,
  workplace,
}) => {
  const { procedure, report, hand } = preflight;
  await beginPracticeRun(preflight, 'clean', 12);
  await procedure.carryOutStep();
  await procedure.closeRun();
  await report.save();
  const [run = ''] = await workplace.runFolders();
  await expect(report.saved.getByText(`${run}-report`, { exact: true })).toBeVisible();
  const file = report.saved.getByRole('listitem').getByText('report.html', { exact: true });
  await expect(file).toBeHidden();
  await hand.press(report.showSavedFiles);
  await expect(file).toBeVisible();
});
