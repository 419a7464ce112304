import { verifyRun } from '../../../electron/disk/run-folder/verify.ts';
import { failureCatalogue } from '../../../shared/systems/failure-texts.ts';
import { cloneTexts } from '../../../shared/procedures/null-clone/rule-texts.ts';
import { unprovedEndSentences } from '../../../shared/report/texts.ts';
import { licenceTexts } from '../../../shared/procedures/steps/licences/texts.ts';
import { nextReasons, procedureTexts } from '../../../renderer/procedure/texts.ts';
import { nullClone } from '../../../shared/procedures/null-clone/procedure.ts';
import { beginRecommended, beginRunOn, openLab } from '../fixtures/flows.ts';
import { makeLab, switchFaultOn } from '../fixtures/lab.ts';
import { expect, test } from '../fixtures/test.ts';

const { cause, remedy } = failureCatalogue['access-denied'];

test('a step that failed says why and what to do, is tried again, and opens the next', async ({
  preflight,
  workplace,
}) => {
  const lab = await makeLab(workplace.beside('lab'), 'clean', 5);
  await switchFaultOn(lab, { port: 'sync-server', call: 'putRule', kind: 'access-denied' });
  const { procedure, hand } = preflight;
  await beginRunOn(preflight, lab);
  await procedure.carryOutUntil(cloneTexts.step.title);
  await procedure.applyPlan();
  await procedure.stands('failed');
  await expect(procedure.reason).toContainText(cause);
  await expect(procedure.reason).toContainText(remedy);
  await expect(procedure.next).toBeDisabled();
  await expect(procedure.next).toHaveAccessibleDescription(nextReasons.failed);

  await hand.press(procedure.tryAgain);
  await procedure.carryOutStep();
  await procedure.stands('verified');
  await expect(procedure.openNext).toBeVisible();
});

test('a step without proof is passed only with a reason, which stands in the report of a run that is not proved', async ({
  preflight,
  workplace,
}) => {
  const lab = await makeLab(workplace.beside('lab'), 'clean', 5);
  // The assessment asks once; the last step is denied for good.
  await switchFaultOn(lab, {
    ...{ port: 'tenant', call: 'subscribedSkus', kind: 'access-denied' },
    ...{ skip: 1, remaining: undefined },
  });
  const reason = 'The customer assigns licenses “by hand” <tonight>';
  const { procedure, dialogs, report, hand } = preflight;
  await openLab(preflight, lab, { operator: 'Berta' });
  await beginRecommended(preflight);
  await procedure.carryOutUntil(licenceTexts.step.title);
  await procedure.stands('failed');
  await hand.press(procedure.goOnWithReason);
  await expect(dialogs.confirmOverride).toBeDisabled();
  await dialogs.continueWithReason(reason);
  await procedure.stands('overridden');
  await expect(procedure.present).toContainText(reason);
  await expect(procedure.finished).toBeVisible();

  await procedure.closeRun();
  await expect(report.run).toContainText(unprovedEndSentences.done);
  await report.show();
  const printed = report.preview.getByText(reason);
  await expect(printed).toContainText('Continued by Berta');
  const [run = ''] = await workplace.runFolders();
  expect(await verifyRun(run)).toMatchObject({ kind: 'intact', outcome: 'failed' });
});

test('a page that is reloaded in the middle of a write asks first, and loses nothing', async ({
  preflight,
  page,
  workplace,
}) => {
  const lab = await makeLab(workplace.beside('lab'), 'clean', 5);
  await switchFaultOn(lab, { port: 'sync-server', call: 'setSyncCycleEnabled', kind: 'no-answer' });
  const questions: string[] = [];
  page.on('dialog', (dialog) => {
    questions.push(dialog.type());
    void dialog.accept();
  });
  const { procedure, hand } = preflight;
  await beginRunOn(preflight, lab);
  await procedure.carryOutStep();
  await procedure.goOn();
  await procedure.stands('planned');
  await procedure.applyPlan();
  await procedure.stands('applying');
  const heading = await procedure.heading.innerText();

  await page.reload();
  expect(questions).toEqual(['beforeunload']);
  await expect(procedure.heading).toHaveText(heading);
  await procedure.stands('applying');
  await expect(procedure.stepper).toContainText(procedureTexts.progress(1, nullClone.steps.length));
  await expect(procedure.changes).toContainText('SyncCycleEnabled');
  await preflight.cancelWork();
  await procedure.stands('failed');
  await hand.press(procedure.tryAgain);
  await procedure.carryOutStep();
  await procedure.stands('verified');
});
