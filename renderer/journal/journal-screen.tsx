import { makeStyles, tokens } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { JournalEntry } from '../../shared/engine/journal/journal-entry.ts';
import type { Run } from '../../shared/engine/run/run-state.ts';
import { journalDetail, journalEventWord, journalTexts as texts } from '../report/texts.ts';
import { timeText } from '../../shared/base/words/time.ts';
import { useAppState } from '../app/store.ts';
import { CopyButton } from '../common/copy-button.tsx';
import { DataTable } from '../common/data-table.tsx';
import { Facts } from '../common/facts.tsx';
import { Screen } from '../common/screen.tsx';
import type { Column } from '../common/table-model.ts';
import { stepOf } from '../procedure/run-steps.ts';

const useStyles = makeStyles({
  hash: { fontFamily: tokens.fontFamilyMonospace },
  hint: { color: tokens.colorNeutralForeground2 },
});

/** What happened when. */
export function JournalScreen() {
  const styles = useStyles();
  const view = useAppState(({ run }) => run);
  const journal = useAppState((state) => state.journal);
  const run = view?.run;
  const columns = useMemo(() => columnsFor(run), [run]);
  return (
    <Screen title={texts.title}>
      <p>{texts.intro}</p>
      {view === null ? null : (
        <Facts
          facts={[
            [
              texts.hash,
              <>
                <span className={styles.hash}>{view.journalHash}</span>{' '}
                <CopyButton iconOnly label={texts.copyHash} text={() => view.journalHash} />
                <p className={styles.hint}>{texts.hashHint}</p>
              </>,
            ],
          ]}
        />
      )}
      <DataTable title={texts.title} rows={journal} columns={columns} singular={texts.line} fillsPage />
    </Screen>
  );
}

function columnsFor(run: Run | undefined): readonly Column<JournalEntry>[] {
  const titleOf = (step: string) => (run === undefined ? undefined : stepOf(run, step)?.title) ?? step;
  return [
    {
      id: 'sequence',
      header: texts.columns.sequence,
      text: ({ sequence }) => String(sequence),
      numeric: true,
      width: 5,
    },
    { id: 'time', header: texts.columns.time, text: ({ utc }) => timeText(utc), share: 1.4 },
    { id: 'event', header: texts.columns.event, text: journalEventWord, share: 1.4 },
    { id: 'step', header: texts.columns.step, text: ({ step }) => (step === null ? '' : titleOf(step)), share: 2 },
    { id: 'detail', header: texts.columns.detail, text: journalDetail, share: 3 },
    { id: 'operator', header: texts.columns.operator, text: ({ operator }) => operator, share: 1.2 },
  ];
}
