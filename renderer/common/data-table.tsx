import { Button, Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { tableTexts } from './texts.ts';
import { csvOf } from '../../shared/report/csv.ts';
import { CopyButton } from './copy-button.tsx';
import { saveTextFile } from './save-file.ts';
import { clipboardText, TableIndex, type Column, type Sorting } from './table-model.ts';
import { TableRows } from './table-rows.tsx';

const useStyles = makeStyles({
  table: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS, minWidth: 0 },
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  shortFilter: { width: '10rem' },
  count: { color: tokens.colorNeutralForeground2, marginInlineEnd: 'auto' },
});

/** Tools of a table with no more rows than this take little room. */
const mostOfShort = 12;
const nothingSelected: ReadonlySet<number> = new Set();

export interface DataTableProps<Row> {
  /** Names the table and the CSV file. */
  readonly title: string;
  readonly rows: readonly Row[];
  /** The same list each time, or what is sorted and searched is made anew. */
  readonly columns: readonly Column<Row>[];
  /** What one row is, for the count. */
  readonly singular: string;
  /** Takes the height of the window where it is what the page is about. */
  readonly fillsPage?: boolean;
}

/** Every table of the window: sorted, filtered, counted, selected, copied, saved as CSV; only what is seen is drawn. */
export function DataTable<Row>({ title, rows, columns, singular, fillsPage = false }: DataTableProps<Row>) {
  const styles = useStyles();
  const [filter, setFilter] = useState('');
  const [sorting, setSorting] = useState<Sorting>();
  const [selected, setSelected] = useState(nothingSelected);
  const wanted = useDeferredValue(filter);
  const index = useMemo(() => new TableIndex(rows, columns), [rows, columns]);
  const found = useMemo(() => index.find(wanted), [index, wanted]);
  const shown = useMemo(() => index.sort(found, sorting), [index, found, sorting]);
  const chosen = useMemo(
    () => (selected.size === 0 ? [] : shown.filter((place) => selected.has(place))),
    [shown, selected],
  );
  const toggle = useCallback((place: number) => setSelected((before) => toggled(before, place)), []);
  const handedOut = () => (chosen.length > 0 ? chosen : shown).flatMap((place) => rows.slice(place, place + 1));
  const isShort = rows.length <= mostOfShort;
  const saveText = tableTexts.saveCsv(chosen.length);
  const sortedBy = columns.find(({ id }) => id === sorting?.column)?.header;
  return (
    <div className={styles.table}>
      <div className={styles.tools} role="group" aria-label={tableTexts.toolsOf(title)}>
        <Input
          type="search"
          size="small"
          className={mergeClasses(isShort && styles.shortFilter)}
          value={filter}
          placeholder={tableTexts.filter}
          aria-label={tableTexts.filterOf(title)}
          onChange={(_, { value }) => setFilter(value)}
        />
        <span role="status" className={styles.count}>
          <span>{tableTexts.rows(shown.length, rows.length, singular)}</span>
          {chosen.length > 0 ? `, ${tableTexts.selected(chosen.length)}` : ''}
          {sortedBy !== undefined && sorting !== undefined
            ? `, ${tableTexts.sortedBy(sortedBy, sorting.direction)}`
            : ''}
        </span>
        <CopyButton
          label={tableTexts.copyRows(chosen.length)}
          iconOnly={isShort}
          text={() => clipboardText(handedOut(), columns)}
        />
        <Button
          size="small"
          appearance={isShort ? 'subtle' : 'secondary'}
          icon={<ArrowDownloadRegular />}
          {...(isShort && { 'aria-label': saveText, title: saveText })}
          onClick={() => saveTextFile(`${fileName(title)}.csv`, csvText(title, handedOut(), columns), 'text/csv')}
        >
          {isShort ? null : saveText}
        </Button>
      </div>
      {shown.length === 0 ? (
        <p>{rows.length === 0 ? tableTexts.none : tableTexts.noMatch}</p>
      ) : (
        <TableRows
          title={title}
          rows={rows}
          shown={shown}
          columns={columns}
          fillsPage={fillsPage}
          sorting={sorting}
          onSort={setSorting}
          selected={selected}
          selection={chosen.length === 0 ? 'none' : chosen.length === shown.length ? 'all' : 'some'}
          onToggle={toggle}
          onSelectAll={(isWanted) => setSelected(isWanted ? new Set(shown) : nothingSelected)}
        />
      )}
    </div>
  );
}

function toggled(selected: ReadonlySet<number>, place: number): ReadonlySet<number> {
  const next = new Set(selected);
  if (!next.delete(place)) next.add(place);
  return next;
}

function csvText<Row>(title: string, rows: readonly Row[], columns: readonly Column<Row>[]): string {
  return csvOf({
    id: fileName(title),
    title,
    columns: columns.map(({ header }) => header),
    rows: rows.map((row) => columns.map((column) => column.text(row))),
  });
}

/** Letters of any script stay; what file systems or shells could take for something else does not. */
function fileName(title: string): string {
  const name = title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
  return name.slice(0, 80);
}
