import { parseGuid } from '../../shared/base/guid.ts';
import type { Column } from './table-model.ts';

/** Rows that tell how much room a column needs. */
const looked = 200;
/** Ems of a GUID, which is not broken, and of a letter of other texts, on average. */
const [guidWidth, letter] = [21, 0.55];
const [narrowest, widest] = [7, 18];

/** The columns of a table of texts, each with the room that its content needs. */
export function columnsOf(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
): readonly Column<readonly string[]>[] {
  const some = rows.slice(0, looked);
  return headers.map((header, index) => {
    const texts = some.map((row) => row[index] ?? '').filter((text) => text !== '');
    const column = { id: String(index), header, text: (row: readonly string[]) => row[index] ?? '' };
    if (texts.length > 0 && texts.every((text) => parseGuid(text) !== undefined))
      return { ...column, width: guidWidth };
    const longest = Math.max(header.length + 3, ...texts.map(({ length }) => length));
    const least = Math.min(widest, Math.max(narrowest, longest * letter));
    return { ...column, least, share: least };
  });
}
