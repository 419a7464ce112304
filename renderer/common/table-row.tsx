import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { memo } from 'react';
import { tableTexts } from './texts.ts';
import { Breakable } from './breakable.tsx';
import type { Column } from './table-model.ts';
import { useCellStyles } from './table-cell-styles.ts';

const useStyles = makeStyles({
  selected: { backgroundColor: tokens.colorNeutralBackground1Selected },
  before: { backgroundColor: tokens.colorStatusDangerBackground1 },
  after: { backgroundColor: tokens.colorStatusSuccessBackground1 },
});

interface TableRowProps<Row> {
  /** Called with the element, so that its height is known. */
  readonly measure: (element: HTMLTableRowElement | null) => void;
  /** Among the rows that are shown, from 0. */
  readonly index: number;
  /** In the data. */
  readonly place: number;
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly isSelected: boolean;
  readonly onToggle: (place: number) => void;
}

/** A row is drawn again only when something of it has changed, not whenever the table scrolls. */
export const TableRow = memo(PlainTableRow) as typeof PlainTableRow;

function PlainTableRow<Row>({ measure, index, place, row, columns, isSelected, onToggle }: TableRowProps<Row>) {
  const styles = useStyles();
  const cells = useCellStyles();
  return (
    <tr
      ref={measure}
      data-index={index}
      // The heading is the first row.
      aria-rowindex={index + 2}
      className={isSelected ? styles.selected : undefined}
    >
      <td className={cells.cell}>
        <input
          type="checkbox"
          className={cells.checkbox}
          checked={isSelected}
          aria-label={tableTexts.selectRow(columns[0]?.text(row) ?? '')}
          onChange={() => onToggle(place)}
        />
      </td>
      {columns.map((column) => {
        const tone = column.tone?.(row);
        return (
          <td
            key={column.id}
            // Merged only where there is something to merge: this runs for every cell that scrolls into sight.
            className={
              column.width === undefined && tone === undefined
                ? cells.cell
                : mergeClasses(cells.cell, column.width !== undefined && cells.whole, tone && styles[tone])
            }
          >
            {column.draw === undefined ? (
              <bdi>
                <Breakable text={column.text(row)} />
              </bdi>
            ) : (
              column.draw(row)
            )}
          </td>
        );
      })}
    </tr>
  );
}
