import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { tableTexts } from './texts.ts';
import { TableHead, type Selection } from './table-head.tsx';
import type { Column, Sorting } from './table-model.ts';
import { TableRow } from './table-row.tsx';

const useStyles = makeStyles({
  scroller: {
    maxHeight: 'min(26rem, 70vh)',
    overflow: 'auto',
    // What gets the focus is scrolled clear of the heading, which stays.
    scrollPaddingTop: '2.5rem',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}` },
  },
  tall: { maxHeight: 'max(16rem, calc(100vh - 17rem))' },
  table: { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed', textAlign: 'start' },
});

interface TableRowsProps<Row> {
  readonly title: string;
  readonly rows: readonly Row[];
  /** Places in `rows`, in the order of showing. */
  readonly shown: readonly number[];
  readonly columns: readonly Column<Row>[];
  readonly fillsPage: boolean;
  readonly sorting: Sorting | undefined;
  readonly onSort: (sorting: Sorting | undefined) => void;
  readonly selected: ReadonlySet<number>;
  readonly selection: Selection;
  readonly onToggle: (place: number) => void;
  readonly onSelectAll: (isWanted: boolean) => void;
}

const estimatedRowHeight = 29;
/** The tallest that a table gets, before it has been measured. */
const firstRect = { width: 0, height: 416 };

/** The rows that are in sight, between two spacers of the height of those that are not. */
export function TableRows<Row>(props: TableRowsProps<Row>) {
  const { title, rows, shown, columns, fillsPage, selected, onToggle } = props;
  const styles = useStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimatedRowHeight,
    // A row keeps its measured height wherever it is sorted to.
    getItemKey: useCallback((index: number) => shown[index] ?? index, [shown]),
    initialRect: firstRect,
    // Each row more is drawn in every frame of a fast scroll.
    overscan: 5,
  });
  const items = virtualizer.getVirtualItems();
  const height = virtualizer.getTotalSize();
  const above = items[0]?.start ?? 0;
  const below = height - (items.at(-1)?.end ?? 0);
  const scrolls = useScrolls(scroller, height);
  return (
    <div
      ref={scroller}
      className={mergeClasses(styles.scroller, fillsPage && styles.tall)}
      // A region that scrolls must be reachable with the keyboard; one that does not need not be.
      {...(scrolls && { role: 'region', 'aria-label': tableTexts.scroller(title), tabIndex: 0 })}
    >
      <table
        className={styles.table}
        style={{ minWidth: `${leastWidth(columns)}em` }}
        aria-label={title}
        aria-rowcount={shown.length + 1}
      >
        <TableHead {...props} />
        <tbody>
          {above > 0 ? <Spacer height={above} columns={columns.length + 1} /> : null}
          {items.map(({ index, key }) => {
            const place = shown[index];
            const row = place === undefined ? undefined : rows[place];
            if (place === undefined || row === undefined) return null;
            return (
              <TableRow
                key={key}
                measure={virtualizer.measureElement}
                index={index}
                place={place}
                row={row}
                columns={columns}
                isSelected={selected.has(place)}
                onToggle={onToggle}
              />
            );
          })}
          {below > 0 ? <Spacer height={below} columns={columns.length + 1} /> : null}
        </tbody>
      </table>
    </div>
  );
}

/** Ems that the columns need. */
function leastWidth<Row>(columns: readonly Column<Row>[]): number {
  return columns.reduce((sum, { width, least = 0 }) => sum + (width ?? least), 0);
}

/** Whether there is more than fits, down or sideways; looked at again when the content or the room for it has changed. */
function useScrolls(scroller: React.RefObject<HTMLDivElement | null>, height: number): boolean {
  const [scrolls, setScrolls] = useState(false);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = () => {
      setScrolls(element.scrollHeight > element.clientHeight || element.scrollWidth > element.clientWidth);
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, height]);
  return scrolls;
}

function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height, padding: 0 }} />
    </tr>
  );
}
