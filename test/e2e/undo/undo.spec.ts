import { procedureTexts, stepStateWord } from '../../../shared/messages/window-procedure.ts';
import { beginPracticeRun } from '../fixtures/flows.ts';
import { expect, test } from '../fixtures/test.ts';

const clone = { number: 3, title: 'Create the editable copy, disable the original' };
const deletion = { number: 4, title: 'Delete the original rule' };
const swap = 'Give the copy the original number';

test('the whole run is undone, and the original state proved', async ({ preflight }) => {
  const { procedure, dialogs, hand } = preflight;
  await beginPracticeRun(preflight);
  await procedure.carryOutUntil(swap);
  await hand.press(procedure.undo);
  await dialogs.undoRun();

  await procedure.isUndone();
  await expect(procedure.step('Prove the original state')).toContainText(stepStateWord.verified);
  await expect(procedure.step(clone.title)).toContainText(stepStateWord.undone);
  await expect(procedure.step(deletion.title)).toContainText(stepStateWord.undone);
});

test('a run is undone down to a chosen step, and goes forward again from there', async ({ preflight }) => {
  const { procedure, dialogs, hand } = preflight;
  await beginPracticeRun(preflight);
  await procedure.carryOutUntil(swap);
  await hand.press(procedure.undo);
  await dialogs.undoRun(deletion);

  await expect(procedure.step(deletion.title)).toContainText(stepStateWord.undone);
  await expect(procedure.step(clone.title)).toContainText(stepStateWord.verified);
  await expect(procedure.stepper).not.toContainText(procedureTexts.afterUndo);
  await hand.press(procedure.readAgain);
  await procedure.carryOutAll();
  await expect(procedure.step('Prove the effect')).toContainText(stepStateWord.verified);
});
