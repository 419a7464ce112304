import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { listScreenTexts as texts } from './list-texts.ts';
import type { ListPage } from '../../shared/assessment/lists/list-search.ts';
import { Breakable } from '../common/breakable.tsx';
import { useCellStyles } from '../common/table-cell-styles.ts';

const useStyles = makeStyles({
  scroller: {
    flexGrow: 1,
    minHeight: 0,
    overflow: 'auto',
    ':focus-visible': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: `calc(-1 * ${tokens.strokeWidthThick})`,
    },
  },
  table: { width: '100%', borderCollapse: 'collapse', textAlign: 'start' },
  head: {
    position: 'sticky',
    top: 0,
    backgroundColor: tokens.colorNeutralBackground1,
    fontWeight: tokens.fontWeightSemibold,
  },
  name: { fontWeight: tokens.fontWeightRegular, minWidth: '13rem' },
  edge: {
    ':first-child': { paddingInlineStart: tokens.spacingHorizontalXXL },
    ':last-child': { paddingInlineEnd: tokens.spacingHorizontalXXL },
  },
  under: { display: 'block', fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
});

/** The rows of one page under their headings. */
export function ListRows({ title, page }: { readonly title: string; readonly page: ListPage }) {
  const styles = useStyles();
  const { cell } = useCellStyles();
  const classes = mergeClasses(cell, styles.edge);
  return (
    <div role="region" aria-label={texts.scroller(title)} tabIndex={0} className={styles.scroller}>
      <table aria-label={title} className={styles.table}>
        <thead>
          <tr>
            {page.columns.map((column) => (
              <th key={column} scope="col" className={mergeClasses(classes, styles.head)}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {page.rows.map(({ name, under, others }, index) => (
            <tr key={page.start + index}>
              <th scope="row" className={mergeClasses(classes, styles.name)}>
                <strong>
                  <bdi>{name}</bdi>
                </strong>
                {under === '' ? null : (
                  <bdi className={styles.under}>
                    <Breakable text={under} />
                  </bdi>
                )}
              </th>
              {others.map((text, column) => (
                <td key={column} className={classes}>
                  <bdi>
                    <Breakable text={text} />
                  </bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
