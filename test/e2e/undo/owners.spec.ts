import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ownerTexts } from '../../../shared/messages/mailbox-owners.ts';
import { stepStateWord } from '../../../shared/messages/window-procedure.ts';
import { beginPracticeRun } from '../fixtures/flows.ts';
import { expect, test } from '../fixtures/test.ts';

const { labels } = ownerTexts.question;

test.describe('the undo of a run after which users have a mailbox in Exchange Online', () => {
  test.beforeEach(async ({ preflight }) => {
    const { procedure, hand } = preflight;
    await beginPracticeRun(preflight);
    await procedure.carryOutAll();
    await hand.press(procedure.undo);
  });

  test('names them, and keeps their mailbox where nothing else is chosen', async ({ preflight, workplace }) => {
    const { procedure, dialogs } = preflight;
    await expect(dialogs.undo.getByRole('table', { name: ownerTexts.tableTitle })).toBeVisible();
    await expect(dialogs.answer(labels.keep)).toBeChecked();
    await dialogs.undoRun();
    await procedure.isUndone();
    await expect(procedure.step(ownerTexts.keep.title)).toContainText(stepStateWord.verified);
    const [run = ''] = await workplace.runFolders();
    expect(await readFile(join(run, 'journal.jsonl'), 'utf8')).toMatch(/"answer":"keep".*"event":"undo-requested"/);
  });

  test('changes nothing where it is refused', async ({ preflight }) => {
    const { procedure, dialogs, hand } = preflight;
    await hand.choose(dialogs.answer(labels.refuse));
    await hand.press(dialogs.confirmUndo);
    await expect(procedure.step(ownerTexts.keep.title)).toContainText(stepStateWord.blocked);
    await expect(procedure.step('Back up the configuration')).toContainText(stepStateWord.verified);
  });

  test('restores the GUID for them too only with their number', async ({ preflight }) => {
    const { procedure, dialogs, hand } = preflight;
    await hand.choose(dialogs.answer(labels['restore-anyway']));
    await expect(dialogs.confirmUndo).toBeDisabled();
    const warning = (await dialogs.undo.getByRole('status').first().textContent()) ?? '';
    await hand.enter(dialogs.typedNumber, /\d+/.exec(warning)?.[0] ?? '');
    await hand.press(dialogs.confirmUndo);
    await procedure.isUndone();
  });
});
