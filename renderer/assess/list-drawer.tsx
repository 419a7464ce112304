import { Button, Input, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useRef, useState } from 'react';
import { listScreenTexts as texts } from './list-texts.ts';
import type { NamedList } from '../../shared/assessment/lists/offered-list.ts';
import { csvOf } from '../../shared/report/csv.ts';
import { useCall } from '../app/use-call.ts';
import { CopyButton } from '../common/copy-button.tsx';
import { Drawer } from '../common/drawer.tsx';
import { ProblemNotice } from '../common/problem-notice.tsx';
import { saveTextFile } from '../common/save-file.ts';
import { tabSeparated } from '../common/table-model.ts';
import { ListPager } from './list-pager.tsx';
import { ListRows } from './list-rows.tsx';
import { useListPage } from './use-list-page.ts';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    padding: `0 ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalM}`,
  },
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  filter: { flexGrow: 1, maxWidth: '32rem' },
  count: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  inset: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    rowGap: tokens.spacingVerticalS,
    padding: `0 ${tokens.spacingHorizontalXXL}`,
  },
});

/** Rows of one page. */
const pageSize = 100;

interface ListDrawerProps {
  readonly list: NamedList;
  /** What to do; undefined: nothing has to be done. */
  readonly remedy: string | undefined;
  /** Number of the assessment that counted. */
  readonly assessment: number;
  readonly onClose: () => void;
}

/** The names behind a count: what they have in common, what to do, then everybody, page by page. */
export function ListDrawer({ list, remedy, assessment, onClose }: ListDrawerProps) {
  const styles = useStyles();
  const [filter, setFilter] = useState('');
  const [start, setStart] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const { call, pending, problem, dismiss } = useCall();
  const wanted = { assessment, list: list.id, filter };
  const answer = useListPage({ ...wanted, start, count: pageSize });
  const page = answer?.ok === true ? answer.value : undefined;
  const isFiltered = filter.trim() !== '';

  const look = (words: string) => {
    setFilter(words);
    setStart(0);
  };
  const whole = async () => (await call('wholeList', wanted))?.value;
  const save = async () => {
    const read = await whole();
    if (read !== undefined) saveTextFile(read.file, csvOf(read.table), 'text/csv');
  };
  const copied = async () => {
    const read = await whole();
    return read && tabSeparated([read.table.columns, ...read.table.rows]);
  };

  return (
    <Drawer
      title={list.title}
      onClose={onClose}
      actions={
        page?.matching === 0 ? null : (
          <>
            <Button
              size="small"
              icon={<ArrowDownloadRegular />}
              disabledFocusable={pending}
              onClick={() => void save()}
            >
              {isFiltered ? texts.saveMatching : texts.save}
            </Button>
            <CopyButton label={isFiltered ? texts.copyMatching : texts.copy} text={copied} />
            {page === undefined ? null : <ListPager page={page} pageSize={pageSize} onTurn={setStart} />}
          </>
        )
      }
    >
      <div className={styles.head}>
        <p>{list.why}</p>
        {remedy === undefined ? null : (
          <p>
            <strong>{texts.remedy}:</strong> {remedy}
          </p>
        )}
        <div className={styles.tools}>
          <Input
            ref={field}
            type="search"
            className={styles.filter}
            contentBefore={<SearchRegular />}
            aria-label={texts.filter}
            placeholder={texts.filter}
            maxLength={256}
            value={filter}
            onChange={(_, { value }) => look(value)}
          />
          <span role="status" className={styles.count}>
            {page === undefined ? texts.reading : texts.matching(page.matching, list.count)}
          </span>
        </div>
        {problem === undefined ? null : <ProblemNotice problem={problem} onDismiss={dismiss} />}
      </div>
      {answer?.ok === false ? (
        <div className={styles.inset}>
          <ProblemNotice problem={answer.problem} />
        </div>
      ) : null}
      {page === undefined ? null : page.matching === 0 ? (
        <div className={styles.inset}>
          <p>{texts.noMatch}</p>
          <Button
            size="small"
            onClick={() => {
              look('');
              field.current?.focus();
            }}
          >
            {texts.clearFilter}
          </Button>
        </div>
      ) : (
        <ListRows key={`${page.start} ${filter}`} title={list.title} page={page} />
      )}
    </Drawer>
  );
}
