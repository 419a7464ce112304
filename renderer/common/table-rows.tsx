import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowSortRegular } from '@fluentui/react-icons/svg/arrow-sort';
import { ArrowSortDownRegular } from '@fluentui/react-icons/svg/arrow-sort-down';
import { ArrowSortUpRegular } from '@fluentui/react-icons/svg/arrow-sort-up';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { tableTexts } from '../../shared/messages/window.ts';
import { nextSorting, type Column, type PlacedRow, type Sorting } from './table-model.ts';

const useStyles = makeStyles({
  scroller: {
    maxHeight: 'min(26rem, 70vh)',
    overflow: 'auto',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  table: { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed', textAlign: 'start' },
  head: { position: 'sticky', top: 0, zIndex: 1, backgroundColor: tokens.colorNeutralBackground3 },
  cell: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    textAlign: 'start',
    verticalAlign: 'top',
    whiteSpace: 'pre-line',
    overflowWrap: 'anywhere',
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  check: { width: '2.25rem' },
  checkbox: { width: '1rem', height: '1rem', margin: 0, accentColor: tokens.colorBrandBackground },
  sort: {
    appearance: 'none',
    margin: 0,
    border: 'none',
    backgroundColor: 'transparent',
    color: 'inherit',
    fontFamily: 'inherit',
    fontSize: 'inherit',
    lineHeight: 'inherit',
    textAlign: 'start',
    padding: 0,
    cursor: 'pointer',
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalXS,
    fontWeight: tokens.fontWeightSemibold,
    ':focus-visible': { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}` },
  },
  selected: { backgroundColor: tokens.colorNeutralBackground1Selected },
});

interface TableRowsProps<Row> {
  readonly title: string;
  readonly rows: readonly PlacedRow<Row>[];
  readonly columns: readonly Column<Row>[];
  readonly sorting: Sorting | undefined;
  readonly onSort: (sorting: Sorting | undefined) => void;
  readonly selected: ReadonlySet<number>;
  readonly onSelect: (selected: ReadonlySet<number>) => void;
}

const estimatedRowHeight = 33;

/** The rows that are in sight, between two spacers of the height of those that are not. */
export function TableRows<Row>(props: TableRowsProps<Row>) {
  const { title, rows, columns, selected, onSelect } = props;
  const styles = useStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimatedRowHeight,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    // A region that scrolls must be reachable with the keyboard.
    <div ref={scroller} className={styles.scroller} role="region" aria-label={tableTexts.scroller(title)} tabIndex={0}>
      <table className={styles.table} aria-label={title} aria-rowcount={rows.length + 1}>
        <TableHead {...props} />
        <tbody>
          {above > 0 ? <Spacer height={above} columns={columns.length + 1} /> : null}
          {items.map(({ index, key }) => {
            const placed = rows[index];
            if (placed === undefined) return null;
            const isSelected = selected.has(placed.place);
            return (
              <tr
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                aria-rowindex={index + 2}
                className={isSelected ? styles.selected : undefined}
              >
                <td className={styles.cell}>
                  <input
                    type="checkbox"
                    className={styles.checkbox}
                    checked={isSelected}
                    aria-label={tableTexts.selectRow(columns[0]?.text(placed.row) ?? '')}
                    onChange={() => onSelect(toggled(selected, placed.place))}
                  />
                </td>
                {columns.map((column) => (
                  <td key={column.id} className={styles.cell}>
                    <bdi>{column.text(placed.row)}</bdi>
                  </td>
                ))}
              </tr>
            );
          })}
          {below > 0 ? <Spacer height={below} columns={columns.length + 1} /> : null}
        </tbody>
      </table>
    </div>
  );
}

function TableHead<Row>({ rows, columns, sorting, onSort, selected, onSelect }: TableRowsProps<Row>) {
  const styles = useStyles();
  const shares = columns.reduce((sum, { share = 1 }) => sum + share, 0);
  const allSelected = selected.size >= rows.length && rows.every(({ place }) => selected.has(place));
  return (
    <thead className={styles.head}>
      <tr aria-rowindex={1}>
        <th className={mergeClasses(styles.cell, styles.check)} scope="col">
          <input
            type="checkbox"
            className={styles.checkbox}
            checked={allSelected}
            aria-label={tableTexts.selectAll}
            onChange={() => onSelect(new Set(allSelected ? [] : rows.map(({ place }) => place)))}
          />
        </th>
        {columns.map(({ id, header, share = 1 }) => {
          const direction = sorting?.column === id ? sorting.direction : undefined;
          return (
            <th
              key={id}
              scope="col"
              className={styles.cell}
              style={{ width: `${(100 * share) / shares}%` }}
              aria-sort={direction ?? 'none'}
            >
              <button type="button" className={styles.sort} onClick={() => onSort(nextSorting(sorting, id))}>
                {header}
                <SortIcon direction={direction} />
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function SortIcon({ direction }: { readonly direction: Sorting['direction'] | undefined }) {
  if (direction === undefined) return <ArrowSortRegular aria-hidden />;
  return direction === 'ascending' ? <ArrowSortUpRegular aria-hidden /> : <ArrowSortDownRegular aria-hidden />;
}

function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height, padding: 0 }} />
    </tr>
  );
}

function toggled(selected: ReadonlySet<number>, place: number): ReadonlySet<number> {
  const next = new Set(selected);
  if (!next.delete(place)) next.add(place);
  return next;
}
