import { expect } from '@playwright/test';
import { listScreenTexts as texts } from '../../../renderer/assess/list-texts.ts';
import { button, type View } from './view.ts';

/** The list of names that opens behind a count. */
export function nameList({ page, hand }: View) {
  const drawer = page.getByRole('dialog');
  const filter = drawer.getByRole('searchbox', { name: texts.filter });
  return {
    drawer,
    filter,
    names: drawer.getByRole('rowheader'),
    problem: drawer.getByRole('alert'),
    noMatch: drawer.getByText(texts.noMatch, { exact: true }),
    save: drawer.getByRole('button', { name: /CSV$/ }),
    copy: drawer.getByRole('button', { name: /^Copy/ }),
    /** How many there are, and how many of them match. */
    count: (matching: number, whole: number) => drawer.getByText(texts.matching(matching, whole), { exact: true }),
    /** Which of them are shown. */
    range: (first: number, last: number, matching: number) =>
      drawer.getByText(texts.range(first, last, matching), { exact: true }),
    async turn(to: 'first' | 'previous' | 'next' | 'last') {
      await hand.press(button(drawer, texts[to]));
    },
    async look(words: string) {
      await hand.enter(filter, words);
    },
    async clearFilter() {
      await hand.press(button(drawer, texts.clearFilter));
    },
    async close() {
      await page.keyboard.press('Escape');
      await expect(drawer).toBeHidden();
    },
  } as const;
}
