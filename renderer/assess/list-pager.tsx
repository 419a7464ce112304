import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDoubleLeftRegular } from '@fluentui/react-icons/svg/chevron-double-left';
import { ChevronDoubleRightRegular } from '@fluentui/react-icons/svg/chevron-double-right';
import { ChevronLeftRegular } from '@fluentui/react-icons/svg/chevron-left';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import type { ReactElement } from 'react';
import { listScreenTexts as texts } from './list-texts.ts';
import type { ListPage } from '../../shared/assessment/lists/list-search.ts';

const useStyles = makeStyles({
  pages: { display: 'flex', alignItems: 'center', marginInlineStart: 'auto' },
  range: { marginInlineEnd: tokens.spacingHorizontalS, fontVariantNumeric: 'tabular-nums' },
});

interface ListPagerProps {
  readonly page: ListPage;
  readonly pageSize: number;
  /** Asks for the page that begins here. */
  readonly onTurn: (start: number) => void;
}

/** Which part of a list is shown, and the way to the others; nothing where all of it is. */
export function ListPager({ page: { start, rows, matching }, pageSize, onTurn }: ListPagerProps) {
  const styles = useStyles();
  if (matching <= pageSize) return null;
  const last = Math.floor((matching - 1) / pageSize) * pageSize;
  const turn = (label: string, icon: ReactElement, to: number, isPossible: boolean) => (
    <Button
      size="small"
      appearance="subtle"
      icon={icon}
      aria-label={label}
      title={label}
      disabledFocusable={!isPossible}
      onClick={() => onTurn(to)}
    />
  );
  return (
    <div role="group" aria-label={texts.pages} className={styles.pages}>
      <span role="status" className={styles.range}>
        {texts.range(start + 1, start + rows.length, matching)}
      </span>
      {turn(texts.first, <ChevronDoubleLeftRegular />, 0, start > 0)}
      {turn(texts.previous, <ChevronLeftRegular />, Math.max(0, start - pageSize), start > 0)}
      {turn(texts.next, <ChevronRightRegular />, start + pageSize, start < last)}
      {turn(texts.last, <ChevronDoubleRightRegular />, last, start < last)}
    </div>
  );
}
