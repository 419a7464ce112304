import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowSortRegular } from '@fluentui/react-icons/svg/arrow-sort';
import { ArrowSortDownRegular } from '@fluentui/react-icons/svg/arrow-sort-down';
import { ArrowSortUpRegular } from '@fluentui/react-icons/svg/arrow-sort-up';
import { tableTexts } from './texts.ts';
import { plainButton } from './plain-button.ts';
import { nextSorting, type Column, type Sorting } from './table-model.ts';
import { useCellStyles } from './table-cell-styles.ts';

const useStyles = makeStyles({
  head: { position: 'sticky', top: 0, zIndex: 1, backgroundColor: tokens.colorNeutralBackground3 },
  check: { width: '2.25rem' },
  sort: {
    ...plainButton,
    padding: 0,
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalXS,
    fontWeight: tokens.fontWeightSemibold,
    '& svg': { flexShrink: 0 },
    ':focus-visible': { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}` },
  },
});

/** How many of the rows shown are selected. */
export type Selection = 'none' | 'some' | 'all';

interface TableHeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sorting: Sorting | undefined;
  readonly onSort: (sorting: Sorting | undefined) => void;
  readonly selection: Selection;
  readonly onSelectAll: (isWanted: boolean) => void;
}

/** Stays in sight; each heading sorts up, down, and back to the order of the data. */
export function TableHead<Row>({ columns, sorting, onSort, selection, onSelectAll }: TableHeadProps<Row>) {
  const styles = useStyles();
  const cells = useCellStyles();
  const shares = columns.reduce((sum, { share = 1, width }) => sum + (width === undefined ? share : 0), 0);
  return (
    <thead className={styles.head}>
      <tr aria-rowindex={1}>
        <th className={mergeClasses(cells.cell, styles.check)} scope="col">
          <input
            type="checkbox"
            className={cells.checkbox}
            checked={selection === 'all'}
            ref={(box) => {
              if (box !== null) box.indeterminate = selection === 'some';
            }}
            aria-label={tableTexts.selectAll}
            onChange={() => onSelectAll(selection !== 'all')}
          />
        </th>
        {columns.map(({ id, header, share = 1, width }) => {
          const direction = sorting?.column === id ? sorting.direction : undefined;
          return (
            <th
              key={id}
              scope="col"
              className={cells.cell}
              style={{ width: width === undefined ? `${(100 * share) / shares}%` : `${width}em` }}
              aria-sort={direction ?? 'none'}
            >
              <button type="button" className={styles.sort} onClick={() => onSort(nextSorting(sorting, id))}>
                <bdi>{header}</bdi>
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
