import { Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Assessment, Finding } from '../../shared/assessment/assessment.ts';
import { findingWord } from '../../shared/report/texts.ts';
import { assessScreenTexts as texts } from './texts.ts';
import type { OutcomeWord } from '../../shared/report/model.ts';
import { Choice } from '../common/choice.tsx';
import { Section } from '../common/section.tsx';
import { byArea } from './finding-areas.ts';
import { FindingList } from './finding-list.tsx';

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

const words: readonly OutcomeWord[] = ['Failed', 'Investigate', 'Passed', 'Skipped', 'Not run'];

/** Findings by area, each with evidence and remedy; filtered by outcome and by text. */
export function Findings({ findings, lists }: Pick<Assessment, 'findings' | 'lists'>) {
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
          <FindingList findings={members} lists={lists} />
        </Section>
      ))}
    </Section>
  );
}

function matches({ id, title, detail, remedy = '' }: Finding, filter: string): boolean {
  return `${id} ${title} ${detail} ${remedy}`.toLowerCase().includes(filter.trim().toLowerCase());
}
