import { Button, Input, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useDeferredValue, useMemo, useState } from 'react';
import { tableTexts } from '../../shared/messages/window.ts';
import { csvOf } from '../../shared/report/csv.ts';
import { CopyButton } from './copy-button.tsx';
import { saveTextFile } from './save-file.ts';
import { clipboardText, filterRows, searchTexts, sortRows, type Column, type Sorting } from './table-model.ts';
import { TableRows } from './table-rows.tsx';

const useStyles = makeStyles({
  table: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS, minWidth: 0 },
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  count: { color: tokens.colorNeutralForeground2, marginInlineEnd: 'auto' },
});

export interface DataTableProps<Row> {
  /** Names the table and the CSV file. */
  readonly title: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  /** What one row is, for the count. */
  readonly singular: string;
}

/** Every table of the window: sorted, filtered, counted, selected, copied, saved as CSV; only what is seen is drawn. */
export function DataTable<Row>({ title, rows, columns, singular }: DataTableProps<Row>) {
  const styles = useStyles();
  const [filter, setFilter] = useState('');
  const [sorting, setSorting] = useState<Sorting>();
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const wanted = useDeferredValue(filter);
  const texts = useMemo(() => searchTexts(rows, columns), [rows, columns]);
  const found = useMemo(() => filterRows(rows, texts, wanted), [rows, texts, wanted]);
  const shown = useMemo(() => sortRows(found, columns, sorting), [found, columns, sorting]);
  const chosen = useMemo(() => shown.filter(({ place }) => selected.has(place)), [shown, selected]);
  const handedOut = () => (chosen.length > 0 ? chosen : shown).map(({ row }) => row);
  return (
    <div className={styles.table}>
      <div className={styles.tools}>
        <Input
          type="search"
          size="small"
          value={filter}
          placeholder={tableTexts.filter}
          aria-label={tableTexts.filterOf(title)}
          onChange={(_, { value }) => setFilter(value)}
        />
        <span role="status" className={styles.count}>
          {tableTexts.rows(shown.length, rows.length, singular)}
          {chosen.length > 0 ? `, ${tableTexts.selected(chosen.length)}` : ''}
        </span>
        <CopyButton label={tableTexts.copyRows(chosen.length)} text={() => clipboardText(handedOut(), columns)} />
        <Button
          size="small"
          icon={<ArrowDownloadRegular />}
          onClick={() => saveTextFile(`${fileName(title)}.csv`, csvText(title, handedOut(), columns), 'text/csv')}
        >
          {tableTexts.saveCsv(chosen.length)}
        </Button>
      </div>
      {shown.length === 0 ? (
        <p>{rows.length === 0 ? tableTexts.none : tableTexts.noMatch}</p>
      ) : (
        <TableRows
          title={title}
          rows={shown}
          columns={columns}
          sorting={sorting}
          onSort={setSorting}
          selected={selected}
          onSelect={setSelected}
        />
      )}
    </div>
  );
}

function csvText<Row>(title: string, rows: readonly Row[], columns: readonly Column<Row>[]): string {
  return csvOf({
    id: fileName(title),
    title,
    columns: columns.map(({ header }) => header),
    rows: rows.map((row) => columns.map((column) => column.text(row))),
  });
}

function fileName(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
