import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Assessment } from '../../shared/assessment/assessment.ts';
import { findingWord } from '../../shared/report/texts.ts';
import { assessScreenTexts as texts, recommendationScreenTexts } from './texts.ts';
import type { OutcomeWord } from '../../shared/report/model.ts';
import { OutcomeBadge } from '../common/outcome-badge.tsx';
import { outcomeMarks } from '../common/outcome-marks.ts';
import { Section } from '../common/section.tsx';
import { recommendationName } from '../../shared/assessment/recommendation-texts.ts';
import { recommendationId } from './recommendation.tsx';

const useStyles = makeStyles({
  counts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXL,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
});

const worstFirst: readonly OutcomeWord[] = ['Failed', 'Investigate', 'Passed', 'Skipped', 'Not run'];

/** How many checks came to what, and where that leads. */
export function OutcomeSummary({ assessment }: { readonly assessment: Assessment }) {
  const styles = useStyles();
  const { findings, recommendation } = assessment;
  const counts = worstFirst.map((word) => ({
    word,
    count: findings.filter(({ outcome }) => findingWord[outcome] === word).length,
  }));
  return (
    <Section heading={texts.summary}>
      <ul className={styles.counts}>
        {counts
          .filter(({ count, word }) => count > 0 || word === 'Failed')
          .map(({ word, count }) => (
            <li key={word}>
              <OutcomeBadge mark={count === 0 ? 'good' : outcomeMarks[word]} word={texts.summaryOf[word](count)} />
            </li>
          ))}
      </ul>
      {recommendation.first.map(({ finding, title, action }) => (
        <p key={finding}>
          {recommendationScreenTexts.first}:{' '}
          <strong>
            {title}: {action}
          </strong>
        </p>
      ))}
      <p>
        {recommendationScreenTexts.heading}: <strong>{recommendationName(recommendation)}</strong>{' '}
        <Button size="small" onClick={() => document.getElementById(recommendationId)?.focus()}>
          {texts.goToRecommendation}
        </Button>
      </p>
    </Section>
  );
}
