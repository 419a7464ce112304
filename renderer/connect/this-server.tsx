import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Finding } from '../../shared/assessment/assessment.ts';
import { startTexts } from './texts.ts';
import { useAppState } from '../app/store.ts';
import { useCall } from '../app/use-call.ts';
import { FindingList } from '../assess/finding-list.tsx';
import { ProblemNotice } from '../common/problem-notice.tsx';
import { Section } from '../common/section.tsx';
import type { OpenTarget } from './target-choice.tsx';

const texts = startTexts.target;

const useStyles = makeStyles({
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface ThisServerProps {
  readonly onOpen: OpenTarget;
  readonly isDisabled: boolean;
  /** What was looked at when it could not be opened; empty: it was not tried. */
  readonly checks: readonly Finding[];
}

/** The Entra Connect server that this program runs on, and what is missing to work on it. */
export function ThisServer({ onOpen, isDisabled, checks }: ThisServerProps) {
  const styles = useStyles();
  const canRestart = useAppState(({ about }) => about.canRestartAsAdministrator);
  const { call, pending, problem, dismiss } = useCall();
  return (
    <Section level={3} heading={texts.server}>
      <p>{texts.serverIntro}</p>
      <p>{texts.serverRights}</p>
      <p>{texts.serverCloud}</p>
      {checks.length === 0 ? null : (
        <Section level={4} heading={texts.checks}>
          <FindingList findings={checks} />
        </Section>
      )}
      {problem === undefined ? null : <ProblemNotice problem={problem} onDismiss={dismiss} />}
      <div className={styles.buttons}>
        <Button disabledFocusable={isDisabled || pending} onClick={() => onOpen({ kind: 'live' })}>
          {texts.openServer}
        </Button>
        {canRestart && checks.some(lacksElevation) ? (
          <Button disabledFocusable={isDisabled || pending} onClick={() => void call('restartAsAdministrator', {})}>
            {texts.restart}
          </Button>
        ) : null}
      </div>
    </Section>
  );
}

function lacksElevation({ id, outcome }: Finding): boolean {
  return id === 'this-server.elevation' && outcome === 'failed';
}
