import { makeStyles, tokens } from '@fluentui/react-components';
import type { RunView } from '../../shared/ipc/state.ts';
import { closeTexts as texts } from '../procedure/close-texts.ts';
import { journalTexts } from './texts.ts';
import { useCall } from '../app/use-call.ts';
import { CopyButton } from '../common/copy-button.tsx';
import { Facts } from '../common/facts.tsx';
import { Notice } from '../common/notice.tsx';
import { ProblemNotice } from '../common/problem-notice.tsx';
import { Section } from '../common/section.tsx';
import { CloseRun } from '../procedure/close-run.tsx';
import { RunOutcome } from '../procedure/run-outcome.tsx';
import { ShownFolder } from './shown-folder.tsx';

const useStyles = makeStyles({ hash: { fontFamily: tokens.fontFamilyMonospace } });

/** Whether there is anything to file yet: an open run is closed first, of a closed one this is where its record lies. */
export function RunRecord({ view }: { readonly view: RunView }) {
  const styles = useStyles();
  const caller = useCall();
  const { run, folder, report, journalHash } = view;
  return (
    <Section heading={texts.run}>
      <Notice kind={run.kind === 'closed' ? 'plain' : 'attention'}>
        <RunOutcome run={run} />
        {run.kind === 'closed' ? null : (
          <>
            <p>{texts.openHint}</p>
            <div>
              <CloseRun run={run} caller={caller} />
            </div>
          </>
        )}
      </Notice>
      {caller.problem === undefined ? null : <ProblemNotice problem={caller.problem} onDismiss={caller.dismiss} />}
      {report === null ? null : (
        <Facts
          facts={[
            [texts.report, <ShownFolder what={texts.report} folder={report} />],
            [texts.folder, <ShownFolder what={texts.folder} folder={folder} />],
            [
              texts.hash,
              <>
                <span className={styles.hash}>{journalHash}</span>{' '}
                <CopyButton iconOnly label={journalTexts.copyHash} text={() => journalHash} />
                <div>{journalTexts.hashHint}</div>
              </>,
            ],
          ]}
        />
      )}
    </Section>
  );
}
