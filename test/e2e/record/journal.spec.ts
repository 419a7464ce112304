import { journalTexts } from '../../../renderer/report/texts.ts';
import { copyTexts } from '../../../renderer/common/texts.ts';
import { beginPracticeRun } from '../fixtures/flows.ts';
import { expect, test } from '../fixtures/test.ts';

const clipboard = () => navigator.clipboard.readText();

test.beforeEach(async ({ preflight }) => {
  await beginPracticeRun(preflight);
  await preflight.procedure.carryOutStep();
  await preflight.goTo('journal');
});

test('the journal is filtered, counted, and what matches is copied', async ({ preflight }) => {
  const { lines } = preflight.journal;
  await lines.filter('Original captured');
  await expect(lines.row('Original captured')).toHaveCount(1);
  await expect(lines.row('Run opened')).toHaveCount(0);
  await preflight.hand.press(lines.copy);
  await expect(preflight.page.getByText(copyTexts.copied)).toBeVisible();

  const [header, line, ...others] = (await preflight.page.evaluate(clipboard)).trimEnd().split(/\r?\n/);
  expect(header?.split('\t')).toEqual(Object.values(journalTexts.columns));
  expect(line).toContain('Back up the configuration');
  expect(others).toEqual([]);
});

test('the journal hash is copied, to be filed apart', async ({ preflight }) => {
  await preflight.hand.press(preflight.journal.copyHash);
  await expect(preflight.page.getByText(copyTexts.copied)).toBeVisible();
  const hash = await preflight.page.evaluate(clipboard);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  await expect(preflight.page.getByText(hash)).toBeVisible();
});
