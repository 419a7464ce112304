import { expect } from '@playwright/test';
import { compareScreenTexts as texts } from '../../../renderer/compare/texts.ts';
import { tableTexts } from '../../../renderer/common/texts.ts';
import { field, openButton, section, type View } from './view.ts';

/** Milliseconds for two configurations to be read and compared while other tests work. */
const longest = 30_000;

/** What differs between what is open and something else, on the page Assessment. */
export function comparison({ page, hand }: View) {
  const place = section(page, texts.heading);
  const summary = place.getByRole('status').filter({ has: page.getByRole('list') });
  const other = {
    export: texts.withExport,
    lab: texts.withLab,
  } as const;
  return {
    summary,
    saveHtml: openButton(place, texts.saveHtml),
    refusal: place.getByRole('alert'),
    table: (title: string) => place.getByRole('table', { name: title, exact: true }),
    /** Saves a table that is shown. */
    saveCsv: (title: string) =>
      place
        .getByRole('group', { name: tableTexts.toolsOf(title), exact: true })
        .getByRole('button', { name: tableTexts.saveCsv(0), exact: true }),

    async withDefaults() {
      await hand.press(openButton(place, texts.withDefaults));
      await expect(summary).toBeVisible({ timeout: longest });
    },

    /** Does not wait for what comes of it. */
    async with(kind: keyof typeof other, folder: string) {
      await hand.enter(field(place, texts.other), folder);
      await hand.press(openButton(place, other[kind]));
    },
  } as const;
}
