import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Json } from '../../shared/engine/json.ts';
import { procedureTexts as texts } from '../../shared/messages/window-procedure.ts';
import { DataTable } from '../common/data-table.tsx';
import type { Column } from '../common/table-model.ts';
import { valueText } from '../common/value-text.ts';

interface ComparisonRow {
  /** The object that the field belongs to; empty where there is only one. */
  readonly group: string;
  readonly label: string;
  /** Undefined: it was not read before. */
  readonly before: Json | undefined;
  readonly after: Json;
}

interface ComparisonProps {
  readonly title: string;
  readonly rows: readonly ComparisonRow[];
  /** Heading of the first column. */
  readonly label: string;
}

/** A longer list is given the tools of a table. */
const longestPlain = 12;

/** Before and after: what differs is in sight, what is equal is folded away. */
export function Comparison({ title, rows, label }: ComparisonProps) {
  const equal = rows.filter(isEqual);
  const different = rows.filter((row) => !isEqual(row));
  return (
    <>
      {different.length === 0 ? null : <Rows title={title} rows={different} label={label} />}
      {equal.length === 0 ? null : (
        <details>
          <summary>{texts.equal(equal.length)}</summary>
          <Rows title={texts.equal(equal.length)} rows={equal} label={label} />
        </details>
      )}
    </>
  );
}

function isEqual({ before, after }: ComparisonRow): boolean {
  return before !== undefined && valueText(before) === valueText(after);
}

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed' },
  cell: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    textAlign: 'start',
    verticalAlign: 'top',
    whiteSpace: 'pre-line',
    fontWeight: tokens.fontWeightRegular,
  },
  head: { backgroundColor: tokens.colorNeutralBackground3, fontWeight: tokens.fontWeightSemibold },
  group: { backgroundColor: tokens.colorNeutralBackground2, fontWeight: tokens.fontWeightSemibold },
  before: { backgroundColor: tokens.colorStatusDangerBackground1 },
  after: { backgroundColor: tokens.colorStatusSuccessBackground1 },
});

function Rows({ title, rows, label }: ComparisonProps) {
  const styles = useStyles();
  if (rows.length > longestPlain) return <LongRows title={title} rows={rows} label={label} />;
  const groups = Map.groupBy(rows, ({ group }) => group);
  return (
    <table className={styles.table} aria-label={title}>
      <thead>
        <tr>
          {[label, texts.changeColumns.before, texts.changeColumns.after].map((header) => (
            <th key={header} scope="col" className={mergeClasses(styles.cell, styles.head)}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      {[...groups].map(([group, members]) => (
        <tbody key={group}>
          {group === '' ? null : (
            <tr>
              <th scope="rowgroup" colSpan={3} className={mergeClasses(styles.cell, styles.group)}>
                <bdi>{group}</bdi>
              </th>
            </tr>
          )}
          {members.map((row) => {
            const isMarked = row.before !== undefined && !isEqual(row);
            return (
              <tr key={row.label}>
                <th scope="row" className={styles.cell}>
                  <bdi>{row.label}</bdi>
                </th>
                <td className={mergeClasses(styles.cell, isMarked && styles.before)}>
                  <bdi>{beforeText(row)}</bdi>
                </td>
                <td className={mergeClasses(styles.cell, isMarked && styles.after)}>
                  <bdi>{valueText(row.after)}</bdi>
                </td>
              </tr>
            );
          })}
        </tbody>
      ))}
    </table>
  );
}

const longColumns: readonly Column<ComparisonRow>[] = [
  {
    id: 'label',
    header: texts.longLabel,
    text: ({ group, label }) => (group === '' ? label : `${group}: ${label}`),
    share: 2,
  },
  { id: 'before', header: texts.changeColumns.before, text: beforeText },
  { id: 'after', header: texts.changeColumns.after, text: ({ after }) => valueText(after) },
];

function LongRows({ title, rows, label }: ComparisonProps) {
  return <DataTable title={`${title}: ${label}`} rows={rows} columns={longColumns} singular={texts.row} />;
}

function beforeText({ before }: ComparisonRow): string {
  return before === undefined ? '' : valueText(before);
}
