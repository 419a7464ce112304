import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
});

/** A list longer than this is folded. */
const most = 8;

interface FoldedListProps {
  readonly items: readonly string[];
  /** What stands for the list while it is folded. */
  readonly summary: string;
}

/** A list that takes little room, however long it is. */
export function FoldedList({ items, summary }: FoldedListProps) {
  const styles = useStyles();
  const list = (
    <ul className={styles.list}>
      {items.map((item, index) => (
        <li key={index}>
          <bdi>{item}</bdi>
        </li>
      ))}
    </ul>
  );
  if (items.length <= most) return list;
  return (
    <details>
      <summary>{summary}</summary>
      {list}
    </details>
  );
}
