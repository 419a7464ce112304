import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reportScreenTexts as texts } from '../../../renderer/report/texts.ts';
import { beginPracticeRun } from '../fixtures/flows.ts';
import { expect, test } from '../fixtures/test.ts';

test.beforeEach(async ({ preflight, workplace }) => {
  const { procedure, report } = preflight;
  await beginPracticeRun(preflight);
  await procedure.carryOutStep();
  await procedure.closeRun();
  await preflight.goTo('report');
  await report.save(workplace.beside('report'));
  await expect(report.saved).toContainText('report.json');
});

test('a saved report is intact', async ({ preflight: { report }, workplace }) => {
  await report.verify(workplace.beside('report'));
  await expect(report.verdict).toContainText(texts.intact);
});

test('a saved report in which one byte was changed is told apart, and the file is named', async ({
  preflight: { report },
  workplace,
}) => {
  const file = join(workplace.beside('report'), 'report.html');
  const content = await readFile(file);
  content[content.length - 3] = content.at(-3)! ^ 1;
  await writeFile(file, content);
  await report.verify(workplace.beside('report'));
  await expect(report.verdict).toContainText(texts.notIntact);
  await expect(report.verdict).toContainText('report.html');
});

test('a journal hash that was filed apart and does not fit is told', async ({ preflight: { report }, workplace }) => {
  await report.verify(workplace.beside('report'), 'ab'.repeat(32));
  await expect(report.verdict).toContainText(texts.notIntact);
});
