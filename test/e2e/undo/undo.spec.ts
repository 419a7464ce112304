import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { procedureTexts, stepStateWord } from '../../../renderer/procedure/texts.ts';
import { optionLabel } from '../../../renderer/assess/texts.ts';
import { beginPracticeRun, beginRecommendedIn } from '../fixtures/flows.ts';
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

const undoOption = 'synchronize-on-undo';
const synchronization = 'Synchronize the restored rules';

test.describe('the undo of a run on a server that had never been synchronized with its rules', () => {
  test.beforeEach(async ({ preflight }) => {
    const { procedure, hand } = preflight;
    await beginRecommendedIn(preflight, 'disabled-default');
    await procedure.carryOutAll();
    await hand.press(procedure.undo);
  });

  test('does not synchronize with what is chosen beforehand', async ({ preflight: { procedure, dialogs } }) => {
    await expect(dialogs.option(undoOption, 'when-proved')).toBeChecked();
    await dialogs.undoRun();
    await procedure.isUndone();
    await expect(procedure.step(synchronization)).toContainText(stepStateWord.skipped);
  });

  test('synchronizes where always is chosen, and the journal tells it', async ({ preflight, workplace }) => {
    const { procedure, dialogs } = preflight;
    await dialogs.undoRun(undefined, { [undoOption]: 'always' });
    await procedure.isUndone();
    await expect(procedure.step(synchronization)).toContainText(stepStateWord.verified);
    const [run = ''] = await workplace.runFolders();
    const journal = await readFile(join(run, 'journal.jsonl'), 'utf8');
    expect(journal).toMatch(/"event":"undo-requested".*"options":\{"synchronize-on-undo":"always"\}/);
  });
});

test('the choice is for the whole run: nothing is synchronized after an undo down to a step', async ({ preflight }) => {
  const { procedure, dialogs, hand } = preflight;
  await beginPracticeRun(preflight);
  await procedure.carryOutUntil(swap);
  await hand.press(procedure.undo);
  await expect(dialogs.undo.getByRole('group', { name: optionLabel(undoOption) })).toBeVisible();
  await dialogs.chooseExtent(deletion);
  await expect(dialogs.undo.getByRole('group', { name: optionLabel(undoOption) })).toHaveCount(0);
});
