import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportOfLab } from '../fixtures/lab-export.ts';
import { stickingOut } from '../fixtures/sticking-out.ts';
import { expect, test } from '../fixtures/test.ts';

const names = {
  long: 'Größe'.padEnd(256, 'ß'),
  markup: `<img src=x onerror=alert(1)> "O'Neil" &amp; ‘’`,
  mixed: 'שלום עולם 👩🏽‍💻 العربية',
} as const;

test.use({ viewport: { width: 1024, height: 600 } });

test('long, right-to-left and markup-like names of an engagement are shown as text', async ({
  preflight,
  page,
  workplace,
}) => {
  const { start, assessment } = preflight;
  const folder = workplace.beside(`${names.mixed} <b>&`);
  await start.beginEngagement({ customer: names.long, ticket: names.markup, operator: names.mixed, folder });
  for (const text of [names.long, names.markup, names.mixed, folder]) {
    await expect(start.engagement.getByText(text, { exact: true })).toBeVisible();
  }
  expect(await stickingOut(page)).toEqual([]);
  await start.practise('clean', 5);
  await assessment.isDone();
  await expect(page.getByRole('banner').getByText(names.long, { exact: true })).toBeVisible();
  await expect(page.locator('img[src="x"], b')).toHaveCount(0);
  expect(await stickingOut(page)).toEqual([]);
});

test('a rule of an export with a long, markup-like name is shown as text', async ({ preflight, page, workplace }) => {
  const name = `${names.markup} ${names.mixed} ${names.long}`;
  const folder = await exportOfLab(workplace, 'clean');
  const changed = await rename(join(folder, 'SynchronizationRules'), 'In from AD - User Exchange', name);
  expect(changed).toBe(1);
  await preflight.start.beginEngagement();
  await preflight.start.readExport(folder);
  await preflight.assessment.isDone();
  await expect(preflight.assessment.picture).toContainText(name);
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  expect(await stickingOut(page)).toEqual([]);
});

/** Gives the rules of this name another; how many there were. */
async function rename(folder: string, former: string, name: string): Promise<number> {
  const escaped = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const files = (await readdir(folder)).map((file) => join(folder, file));
  const texts = await Promise.all(files.map(async (file) => ({ file, text: await readFile(file, 'utf8') })));
  const found = texts.filter(({ text }) => text.includes(`<name>${former}</name>`));
  for (const { file, text } of found) {
    await writeFile(
      file,
      text.replace(`<name>${former}</name>`, () => `<name>${escaped}</name>`),
    );
  }
  return found.length;
}
