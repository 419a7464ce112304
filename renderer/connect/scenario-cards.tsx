import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { scenarioName, startTexts } from './texts.ts';
import { useAppState } from '../app/store.ts';
import { Section } from '../common/section.tsx';
import type { OpenTarget } from './target-choice.tsx';
import { UsersField, usersOf } from './users-field.tsx';

const texts = startTexts.target;

const useStyles = makeStyles({
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(17rem, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  card: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalM,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  name: { margin: 0, fontSize: tokens.fontSizeBase300 },
  bottom: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    marginTop: 'auto',
    color: tokens.colorNeutralForeground2,
  },
  users: { maxWidth: '20rem' },
});

interface ScenarioCardsProps {
  readonly onOpen: OpenTarget;
  readonly isDisabled: boolean;
}

/** The lab's scenarios, each with one sentence. */
export function ScenarioCards({ onOpen, isDisabled }: ScenarioCardsProps) {
  const styles = useStyles();
  const scenarios = useAppState(({ about }) => about.scenarios);
  const [usersText, setUsersText] = useState('');
  const users = usersOf(usersText);
  return (
    <Section level={3} heading={texts.lab}>
      <p>{texts.labIntro}</p>
      <div className={styles.users}>
        <UsersField value={usersText} onChange={setUsersText} />
      </div>
      <ul className={styles.cards}>
        {scenarios.map((scenario) => (
          <li key={scenario.id} className={styles.card}>
            <h4 className={styles.name}>{scenarioName(scenario.id)}</h4>
            <p>{scenario.description}</p>
            <div className={styles.bottom}>
              <span>{texts.users(typeof users === 'number' ? users : scenario.users)}</span>
              <Button
                disabledFocusable={isDisabled || users === 'invalid'}
                aria-label={texts.practiseIn(scenarioName(scenario.id))}
                onClick={() => {
                  if (users === 'invalid') return;
                  onOpen({ kind: 'scenario', scenario: scenario.id, ...(users !== undefined && { users }) });
                }}
              >
                {texts.practise}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
