import { Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Finding } from '../../shared/procedures/assess/assessment.ts';
import { findingWord } from '../../shared/messages/report.ts';
import { assessScreenTexts as texts } from '../../shared/messages/window-assess.ts';
import type { OutcomeWord } from '../../shared/report/model.ts';
import { Choice } from '../common/choice.tsx';
import { Facts } from '../common/facts.tsx';
import { OutcomeBadge } from '../common/outcome-badge.tsx';
import { outcomeMarks } from '../common/outcome-marks.ts';
import { Section } from '../common/section.tsx';
import { valueText } from '../common/value-text.ts';
import { byArea } from './finding-areas.ts';

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
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
  // Below the title where there is no column of its own.
  body: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXXS,
    minWidth: 0,
    gridColumnEnd: -1,
  },
});

const words: readonly OutcomeWord[] = ['Failed', 'Investigate', 'Passed', 'Skipped', 'Not run'];

/** Findings by area, each with evidence and remedy; filtered by outcome and by text. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const styles = useStyles();
  const [outcome, setOutcome] = useState<OutcomeWord | 'all'>('all');
  const [filter, setFilter] = useState('');
  const shown = findings.filter(
    (finding) => (outcome === 'all' || findingWord[finding.outcome] === outcome) && matches(finding, filter),
  );
  return (
    <Section heading={texts.findings}>
      <div className={styles.tools}>
        <Choice
          label={texts.showOnly}
          value={outcome}
          onChange={setOutcome}
          options={[
            { value: 'all', label: texts.all },
            ...words
              .filter((word) => findings.some((finding) => findingWord[finding.outcome] === word))
              .map((word) => ({ value: word, label: word })),
          ]}
        />
        <Input
          type="search"
          size="small"
          aria-label={texts.filter}
          placeholder={texts.filter}
          value={filter}
          onChange={(_, { value }) => setFilter(value)}
        />
        <span role="status">{texts.shown(shown.length, findings.length)}</span>
      </div>
      {shown.length === 0 ? <p>{texts.noFinding}</p> : null}
      {byArea(shown).map(({ name, findings: members }) => (
        <Section key={name} level={3} heading={name}>
          <ul className={styles.list}>
            {members.map((finding) => (
              <li key={finding.id} className={styles.finding}>
                <FindingView finding={finding} />
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </Section>
  );
}

function FindingView({ finding }: { readonly finding: Finding }) {
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
        {evidence === undefined ? null : (
          <details>
            <summary>{texts.evidence}</summary>
            <Facts facts={Object.entries(evidence).map(([name, value]) => [name, valueText(value)] as const)} />
          </details>
        )}
      </div>
    </>
  );
}

function matches({ id, title, detail, remedy = '' }: Finding, filter: string): boolean {
  return `${id} ${title} ${detail} ${remedy}`.toLowerCase().includes(filter.trim().toLowerCase());
}
