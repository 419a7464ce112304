import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { CallInput } from '../../shared/ipc/calls.ts';
import { startTexts } from './texts.ts';
import { goTo } from '../app/navigation.ts';
import { useAppState } from '../app/store.ts';
import { useCall } from '../app/use-call.ts';
import { ProblemNotice } from '../common/problem-notice.tsx';
import { Section } from '../common/section.tsx';
import { ExportForm } from './export-form.tsx';
import { LabFolderForm } from './lab-folder-form.tsx';
import { ScenarioCards } from './scenario-cards.tsx';
import { ThisServer } from './this-server.tsx';

const texts = startTexts.target;

const useStyles = makeStyles({
  parts: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXL },
});

/** Opens a target, reads it, and shows what was found. */
export type OpenTarget = (target: CallInput<'openTarget'>) => void;

/** Practice lab, a customer's export, an existing lab, this server. */
export function TargetChoice() {
  const styles = useStyles();
  const target = useAppState((state) => state.target);
  const isBusy = useAppState(({ activity }) => activity !== null);
  const { call, pending, problem, dismiss } = useCall();

  const open: OpenTarget = (input) => {
    void (async () => {
      if ((await call('openTarget', input)) === undefined) return;
      goTo('assessment');
      // What comes of it is shown by the page Assessment.
      await call('assess', {});
    })();
  };

  if (target.kind === 'open') {
    return (
      <Section heading={texts.heading}>
        <p>
          <bdi>{target.title}</bdi>
        </p>
        <div>
          <Button appearance="primary" onClick={() => goTo('assessment')}>
            {startTexts.goOn}
          </Button>
        </div>
      </Section>
    );
  }
  const failure = target.kind === 'failed' ? target.problem : problem;
  const parts = { onOpen: open, isDisabled: isBusy || pending };
  return (
    <Section heading={texts.heading}>
      {failure === undefined ? null : (
        <ProblemNotice problem={failure} {...(target.kind !== 'failed' && { onDismiss: dismiss })} />
      )}
      <div className={styles.parts}>
        <ScenarioCards {...parts} />
        <ExportForm {...parts} />
        <LabFolderForm {...parts} />
        <ThisServer {...parts} checks={target.kind === 'failed' ? target.checks : []} />
      </div>
    </Section>
  );
}
