import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ownerTexts } from '../../../shared/procedures/steps/mailbox-owners/texts.ts';
import { tableTexts } from '../../../renderer/common/texts.ts';
import { stepStateWord } from '../../../renderer/procedure/texts.ts';
import { beginPracticeRun } from '../fixtures/flows.ts';
import { expect, test } from '../fixtures/test.ts';

const { labels } = ownerTexts.question;

/** On how many lines the text of an element stands. */
function linesOf(element: Element): number {
  const text = document.createRange();
  text.selectNodeContents(element);
  return new Set([...text.getClientRects()].map(({ top }) => Math.round(top))).size;
}

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

test.describe('by keyboard alone, the question of an undo', () => {
  test.use({ hand: 'keyboard' });

  test('is answered with arrows and a number, shows its table whole, and gives the focus back when it is left', async ({
    preflight,
    page,
  }) => {
    test.slow();
    const { procedure, dialogs, hand } = preflight;
    await beginPracticeRun(preflight);
    await procedure.carryOutAll();
    await hand.press(procedure.undo);
    const table = dialogs.undo.getByRole('table', { name: ownerTexts.tableTitle });
    await expect(table).toBeVisible();
    for (const name of [labels.refuse, labels['restore-anyway'], labels.keep, labels['restore-anyway']]) {
      await hand.choose(dialogs.answer(name));
      await expect(dialogs.answer(name)).toBeChecked();
    }
    await expect(dialogs.confirmUndo).toBeDisabled();
    const warning = (await dialogs.undo.getByRole('status').first().textContent()) ?? '';
    await hand.enter(dialogs.typedNumber, /\d+/.exec(warning)?.[0] ?? '');
    await expect(dialogs.confirmUndo).toBeEnabled();
    // An identifier stands on one line; the table scrolls sideways, and that is reached with the keyboard.
    const guid = table.getByRole('cell', { name: /^[0-9a-f]{8}-/ }).first();
    expect(await guid.evaluate(linesOf)).toBe(1);
    const region = dialogs.undo.getByRole('region', { name: tableTexts.scroller(ownerTexts.tableTitle) });
    await region.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => region.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await expect(dialogs.undo).toHaveCount(0);
    await expect(procedure.undo).toBeFocused();
  });
});
