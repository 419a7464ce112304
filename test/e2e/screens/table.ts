import { tableTexts } from '../../../renderer/common/texts.ts';
import type { View } from './view.ts';

/** A table of the window by its title. Only the rows in sight are drawn. */
export function tableNamed({ page, hand }: View, title: string) {
  const table = page.getByRole('table', { name: title, exact: true });
  const filterField = page.getByRole('searchbox', { name: tableTexts.filterOf(title), exact: true });
  return {
    table,
    filterField,
    /** How many rows there are, and how many of them match. */
    count: (shown: number, all: number, singular: string) =>
      page.getByText(tableTexts.rows(shown, all, singular), { exact: true }),
    row: (text: string | RegExp) => table.getByRole('row').filter({ hasText: text }),
    columnHeader: (name: string) => table.getByRole('columnheader', { name }),
    copy: page.getByRole('button', { name: tableTexts.copyRows(0), exact: true }),
    saveCsv: page.getByRole('button', { name: tableTexts.saveCsv(0), exact: true }),
    filter: (text: string) => hand.enter(filterField, text),
  } as const;
}
