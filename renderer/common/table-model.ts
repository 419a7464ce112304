/** One column of a table; every cell has a text, which is what is filtered, sorted, copied and saved. */
export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly text: (row: Row) => string;
  /** Sorted as numbers. */
  readonly numeric?: boolean;
  /** Share of the width; 1 where not given. */
  readonly share?: number;
}

export interface Sorting {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

/** A row with its place in the data, which identifies it whatever is filtered or sorted. */
export interface PlacedRow<Row> {
  readonly place: number;
  readonly row: Row;
}

/** The text a filter looks into, once for each row. */
export function searchTexts<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): readonly string[] {
  return rows.map((row) =>
    columns
      .map((column) => column.text(row))
      .join('\n')
      .toLocaleLowerCase('en-US'),
  );
}

/** Rows that hold every word of the filter, in the data's order. */
export function filterRows<Row>(
  rows: readonly Row[],
  texts: readonly string[],
  filter: string,
): readonly PlacedRow<Row>[] {
  const words = filter.toLocaleLowerCase('en-US').split(/\s+/).filter(Boolean);
  return rows
    .map((row, place) => ({ place, row }))
    .filter(({ place }) => words.every((word) => texts[place]?.includes(word)));
}

const collator = new Intl.Collator('en-US', { numeric: true });

/** Rows that are equal keep their order. */
export function sortRows<Row>(
  rows: readonly PlacedRow<Row>[],
  columns: readonly Column<Row>[],
  sorting: Sorting | undefined,
): readonly PlacedRow<Row>[] {
  const column = columns.find(({ id }) => id === sorting?.column);
  if (column === undefined || sorting === undefined) return rows;
  const sign = sorting.direction === 'ascending' ? 1 : -1;
  const compare = column.numeric === true ? compareNumbers : collator.compare;
  return rows
    .map((placed) => ({ placed, text: column.text(placed.row) }))
    .sort((left, right) => sign * compare(left.text, right.text))
    .map(({ placed }) => placed);
}

/** Numbers with or without thousands separators. */
function compareNumbers(left: string, right: string): number {
  return Number(left.replaceAll(',', '')) - Number(right.replaceAll(',', ''));
}

/** The next sorting when a column's header is pressed: ascending, descending, as it came. */
export function nextSorting(present: Sorting | undefined, column: string): Sorting | undefined {
  if (present?.column !== column) return { column, direction: 'ascending' };
  return present.direction === 'ascending' ? { column, direction: 'descending' } : undefined;
}

/** Lines of tab-separated cells, for the clipboard; a cell with line breaks or quotes is quoted as spreadsheets do. */
export function clipboardText<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const cell = (text: string) => (/["\t\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [columns.map(({ header }) => header), ...rows.map((row) => columns.map((column) => column.text(row)))]
    .map((cells) => cells.map(cell).join('\t'))
    .join('\n');
}
