import { makeStyles, tokens } from '@fluentui/react-components';
import type { Finding } from '../../shared/assessment/assessment.ts';
import { evidenceLabel } from './evidence-labels.ts';
import { findingWord } from '../../shared/report/texts.ts';
import { valueText } from '../../shared/base/words/value-text.ts';
import { assessScreenTexts as texts } from './texts.ts';
import { listScreenTexts } from './list-texts.ts';
import { listsOfFinding } from '../../shared/assessment/lists/find-list.ts';
import type { NamedList } from '../../shared/assessment/lists/offered-list.ts';
import { Facts } from '../common/facts.tsx';
import { OutcomeBadge } from '../common/outcome-badge.tsx';
import { outcomeMarks } from '../common/outcome-marks.ts';
import { CountButton } from './count-button.tsx';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  finding: {
    display: 'grid',
    gridTemplateColumns: '8rem minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    paddingBlock: tokens.spacingVerticalS,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 480px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
    '@media (min-width: 1000px)': { gridTemplateColumns: '8rem 17rem minmax(0, 1fr)' },
  },
  text: { whiteSpace: 'pre-line' },
  counts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, paddingBlock: tokens.spacingVerticalXS },
  // Below the title where there is no column of its own.
  body: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXXS,
    minWidth: 0,
    gridColumnEnd: -1,
  },
});

interface FindingListProps {
  readonly findings: readonly Finding[];
  /** Lists of names that the assessment has. */
  readonly lists?: readonly NamedList[];
}

/** Findings one below the other: outcome, title, what was found, what to do, whom it counts, what it rests on. */
export function FindingList({ findings, lists = [] }: FindingListProps) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {findings.map((finding) => (
        <li key={finding.id} className={styles.finding}>
          <FindingView finding={finding} lists={listsOfFinding(lists, finding.id)} />
        </li>
      ))}
    </ul>
  );
}

interface FindingViewProps {
  readonly finding: Finding;
  /** Its own. */
  readonly lists: readonly NamedList[];
}

function FindingView({ finding, lists }: FindingViewProps) {
  const styles = useStyles();
  const { title, detail, remedy, evidence } = finding;
  const word = findingWord[finding.outcome];
  return (
    <>
      <div>
        <OutcomeBadge mark={outcomeMarks[word]} word={word} />
      </div>
      <strong>{title}</strong>
      <div className={styles.body}>
        <p className={styles.text}>
          <bdi>{detail}</bdi>
        </p>
        {remedy === undefined ? null : (
          <p className={styles.text}>
            <strong>{texts.remedy}:</strong> {remedy}
          </p>
        )}
        {lists.length === 0 ? null : (
          <div className={styles.counts}>
            {lists.map((list) => (
              <CountButton
                key={list.id}
                list={list}
                {...(remedy !== undefined && { remedy })}
                text={listScreenTexts.countOf(list.title, list.count)}
              />
            ))}
          </div>
        )}
        {evidence === undefined ? null : (
          <details>
            <summary>{texts.evidence}</summary>
            <Facts
              facts={Object.entries(evidence).map(([key, value]) => [evidenceLabel(key), valueText(value)] as const)}
            />
          </details>
        )}
      </div>
    </>
  );
}
