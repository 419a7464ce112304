import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { compareTexts } from '../../shared/report/server-comparison/texts.ts';
import { compareScreenTexts as texts } from './texts.ts';
import { serverComparisonPage } from '../../shared/report/html/server-comparison-page.ts';
import type { ServerComparison } from '../../shared/report/server-comparison/document.ts';
import { comparisonSummary, comparisonTables } from '../../shared/report/server-comparison/tables.ts';
import { ObjectTableView } from '../common/object-table.tsx';
import { saveTextFile } from '../common/save-file.ts';
import { Section } from '../common/section.tsx';

const useStyles = makeStyles({
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** What differs, in words and in tables. */
export function ComparisonView({ comparison }: { readonly comparison: ServerComparison }) {
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
        <Section key={table.id} level={4} heading={table.title}>
          <ObjectTableView table={table} singular={texts.row} />
        </Section>
      ))}
    </Section>
  );
}
