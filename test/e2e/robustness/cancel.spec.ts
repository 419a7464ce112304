import { readdir } from 'node:fs/promises';
import { verifyRun } from '../../../electron/disk/run-folder/verify.ts';
import { cloneTexts } from '../../../shared/procedures/null-clone/rule-texts.ts';
import { backupTexts, pauseTexts } from '../../../shared/procedures/steps/texts.ts';
import { previewTexts, proveTexts, syncTexts } from '../../../shared/procedures/steps/proof/texts.ts';
import { licenceTexts } from '../../../shared/procedures/steps/licences/texts.ts';
import { activityTexts, serviceProblems, targetTitles } from '../../../electron/service/texts.ts';
import { phaseTexts, stoppedTexts } from '../../../renderer/procedure/texts.ts';
import { windowTexts } from '../../../renderer/common/texts.ts';
import { beginRunOn } from '../fixtures/flows.ts';
import { faultsHaveStruck, makeLab, switchFaultOn } from '../fixtures/lab.ts';
import { expect, test } from '../fixtures/test.ts';

test('a lab of 100,000 users that is cancelled leaves nothing behind, and a smaller one is made', async ({
  preflight,
  workplace,
}) => {
  const { start, assessment, alert } = preflight;
  await start.beginEngagement();
  await start.practise('clean', 100_000);
  await preflight.cancelWork();
  await expect(alert).toContainText(serviceProblems.cancelled(targetTitles.scenario('clean')).what);
  expect(await readdir(workplace.engagements)).toEqual([]);
  await start.practise('clean', 5);
  await assessment.isDone();
});

test('an assessment that is cancelled judges nothing, and is made when it is asked for again', async ({
  preflight,
  workplace,
}) => {
  const lab = await makeLab(workplace.beside('lab'), 'clean', 5);
  await switchFaultOn(lab, { port: 'sync-server', call: 'facts', kind: 'no-answer' });
  const { start, assessment, alert } = preflight;
  await start.beginEngagement();
  await start.openLab(lab);
  await expect(preflight.heading).toHaveText(windowTexts.screens.assessment);
  await preflight.cancelWork();
  await expect(alert).toContainText(serviceProblems.cancelled(activityTexts.assessing).what);
  await expect(assessment.summary).toHaveCount(0);
  await assessment.assess();
  await assessment.isDone();
});

test('each long step that is cancelled comes to a safe end and says so, and the run goes on to verified', async ({
  preflight,
  workplace,
}) => {
  const lab = await makeLab(workplace.beside('lab'), 'clean', 12);
  const { start, procedure, hand } = preflight;
  await beginRunOn(preflight, lab);
  const [run = ''] = await workplace.runFolders();

  /** Carries a step out up to the call that is not answered, in the given phase, and cancels it there. */
  async function cancelIn(title: string, phase: 'apply' | 'verify', call: string, skip = 0) {
    await procedure.carryOutUntil(title);
    await procedure.closeRun();
    const [port, method] = call.split('.') as ['sync-server' | 'exchange-online', string];
    await switchFaultOn(lab, { port, call: method, kind: 'no-answer', skip });
    await preflight.goTo('start');
    await start.continueRun(run);
    await preflight.goTo('procedure');
    await procedure.stands('planned');
    await procedure.applyPlan();
    await expect(procedure.working(phaseTexts[phase])).toBeVisible();
    // Cancelled before the call is made, it would be the reading back that is not answered.
    await expect.poll(() => faultsHaveStruck(lab)).toBe(true);
    await preflight.cancelWork();
  }

  async function readBackAgain() {
    await procedure.stands('applied');
    await expect(procedure.reason).toContainText(stoppedTexts.verify);
    await expect(procedure.next).toBeDisabled();
    await hand.press(procedure.readBackAgain);
    await procedure.stands('verified');
  }

  await test.step('a write that is not answered', async () => {
    await cancelIn(pauseTexts.step.title, 'apply', 'sync-server.setSyncCycleEnabled');
    await procedure.stands('failed');
    await expect(procedure.reason).toContainText('The write was cancelled');
    await expect(procedure.reason).toContainText('The scheduler is on');
    await hand.press(procedure.tryAgain);
  });
  await test.step('waiting until the server is idle', async () => {
    // The probe right before the write asks once.
    await cancelIn(pauseTexts.step.title, 'apply', 'sync-server.connectorRunStatus', 1);
    await procedure.stands('verified');
    await expect(procedure.present).toContainText('The write was cancelled');
    await procedure.goOn();
  });
  await test.step('a preview', async () => {
    await cancelIn(previewTexts.step.title, 'verify', 'sync-server.preview', 3);
    await readBackAgain();
  });
  await test.step('a full synchronization', async () => {
    // The probe asks once, and once more the start: nothing else may run.
    await cancelIn(syncTexts.step.title, 'apply', 'sync-server.connectorRunStatus', 2);
    await procedure.stands('verified');
    await expect(procedure.present).toContainText('The write was cancelled');
  });
  await test.step('the proof of the effect', async () => {
    // Continuing a run reads them first, to tell the system from others.
    await cancelIn(proveTexts.step.title, 'verify', 'sync-server.connectors', 1);
    await readBackAgain();
  });
  await test.step('waiting for the mailboxes', async () => {
    // The probe asks once who has a mailbox.
    await cancelIn(licenceTexts.step.title, 'verify', 'exchange-online.recipients', 1);
    await readBackAgain();
  });

  await procedure.carryOutAll();
  await procedure.closeRun();
  expect(await verifyRun(run)).toMatchObject({ kind: 'intact', outcome: 'verified' });
});

test('reading what is there is cancelled without a trace but the remark, and read again', async ({
  preflight,
  workplace,
}) => {
  const lab = await makeLab(workplace.beside('lab'), 'clean', 5);
  // The assessment reads it first, then the beginning of the run, which tells the system from others; then the step that backs it up.
  await switchFaultOn(lab, { port: 'sync-server', call: 'facts', kind: 'no-answer', skip: 2 });
  const { procedure, hand } = preflight;
  await beginRunOn(preflight, lab);
  await expect(procedure.working(activityTexts.preparing(backupTexts.step.title))).toBeVisible();
  await preflight.cancelWork();
  await procedure.stands('pending');
  await expect(procedure.reason).toContainText(stoppedTexts.probe);
  await hand.press(procedure.read);
  await procedure.stands('planned');
  await expect(procedure.reason).toHaveCount(0);
});

test('an undo that is cancelled says where it stands, and goes on to the original state', async ({
  preflight,
  workplace,
}) => {
  const lab = await makeLab(workplace.beside('lab'), 'clean', 5);
  // The first call switches the scheduler off, the second would put it back.
  await switchFaultOn(lab, { port: 'sync-server', call: 'setSyncCycleEnabled', kind: 'no-answer', skip: 1 });
  const { procedure, dialogs, hand } = preflight;
  await beginRunOn(preflight, lab);
  await procedure.carryOutUntil(cloneTexts.step.title);
  await hand.press(procedure.undo);
  await dialogs.undoRun();
  await expect(procedure.working(phaseTexts.restore)).toBeVisible();
  await preflight.cancelWork();
  await procedure.stands('failed');
  await expect(procedure.reason).toContainText('The write was cancelled');
  await hand.press(procedure.goOnUndoing);
  await dialogs.undoRun();
  await procedure.isUndone();
});
