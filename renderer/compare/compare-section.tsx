import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { CallInput } from '../../shared/ipc/calls.ts';
import { compareTexts } from '../../shared/messages/compare.ts';
import { compareScreenTexts as texts } from '../../shared/messages/window-compare.ts';
import { serverComparisonPage } from '../../shared/report/html/server-comparison-page.ts';
import type { ServerComparison } from '../../shared/report/server-comparison/document.ts';
import { comparisonSummary, comparisonTables } from '../../shared/report/server-comparison/tables.ts';
import { useAppState } from '../app/store.ts';
import { useCall } from '../app/use-call.ts';
import { FolderField } from '../common/folder-field.tsx';
import { ObjectTableView } from '../common/object-table.tsx';
import { ProblemNotice } from '../common/problem-notice.tsx';
import { saveTextFile } from '../common/save-file.ts';
import { Section } from '../common/section.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS, maxWidth: '40rem' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** What is open beside another export, another lab, or the default rules. */
export function CompareSection() {
  const styles = useStyles();
  const isBusy = useAppState(({ activity }) => activity !== null);
  const { call, pending, problem, dismiss } = useCall();
  const [folder, setFolder] = useState('');
  const [comparison, setComparison] = useState<ServerComparison>();
  const isDisabled = isBusy || pending;
  const compare = async (wanted: CallInput<'compare'>) => {
    const answer = await call('compare', wanted);
    if (answer !== undefined) setComparison(answer.value.comparison);
  };
  const chosen = folder.trim();
  return (
    <Section heading={texts.heading}>
      <p>{texts.intro}</p>
      <div className={styles.form}>
        <FolderField label={texts.other} value={folder} onChange={setFolder} mayBeFile />
        <div className={styles.buttons}>
          <Button
            disabledFocusable={isDisabled || chosen === ''}
            onClick={() => void compare({ kind: 'export', folder: chosen })}
          >
            {texts.withExport}
          </Button>
          <Button
            disabledFocusable={isDisabled || chosen === ''}
            onClick={() => void compare({ kind: 'lab', folder: chosen })}
          >
            {texts.withLab}
          </Button>
          <Button disabledFocusable={isDisabled} onClick={() => void compare({ kind: 'defaults' })}>
            {texts.withDefaults}
          </Button>
        </div>
      </div>
      {problem === undefined ? null : <ProblemNotice problem={problem} onDismiss={dismiss} />}
      {comparison === undefined ? null : <ComparisonView comparison={comparison} />}
    </Section>
  );
}

function ComparisonView({ comparison }: { readonly comparison: ServerComparison }) {
  const styles = useStyles();
  const tables = comparisonTables(comparison).filter(({ rows }) => rows.length > 0);
  return (
    <Section level={3} heading={texts.result(comparison.on, comparison.with)}>
      <div role="status">
        <ul>
          {[...comparisonSummary(comparison), ...comparison.remarks].map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
      <div className={styles.buttons}>
        <Button onClick={() => saveTextFile('comparison.html', serverComparisonPage(comparison), 'text/html')}>
          {texts.saveHtml}
        </Button>
        <Button
          onClick={() =>
            saveTextFile('comparison.json', `${JSON.stringify(comparison, undefined, 2)}\n`, 'application/json')
          }
        >
          {texts.saveJson}
        </Button>
      </div>
      {tables.length === 0 ? <p>{compareTexts.same}</p> : null}
      {tables.map((table) => (
        <ObjectTableView key={table.id} table={table} singular={texts.row} />
      ))}
    </Section>
  );
}
