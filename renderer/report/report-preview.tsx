import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { reportScreenTexts as texts } from '../../shared/messages/window-record.ts';
import { useCall } from '../app/use-call.ts';
import { windowNonce } from '../app/window-nonce.ts';
import { ProblemNotice } from '../common/problem-notice.tsx';
import { Section } from '../common/section.tsx';
import { styledUnder } from './styled-under.ts';

const useStyles = makeStyles({
  frame: {
    width: '100%',
    height: 'min(40rem, 75vh)',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    // The report is a page of its own with a light and a dark sheet.
    backgroundColor: 'Canvas',
  },
});

/** The report as it stands, in a frame that may do nothing but be looked at. */
export function ReportPreview() {
  const styles = useStyles();
  const [page, setPage] = useState<string>();
  const { call, pending, problem, dismiss } = useCall();
  const show = async () => {
    const answer = await call('reportPage', {});
    if (answer !== undefined) setPage(answer.value.html);
  };
  return (
    <Section heading={texts.preview}>
      <div>
        <Button disabledFocusable={pending} onClick={() => void show()}>
          {pending ? texts.loading : page === undefined ? texts.show : texts.refresh}
        </Button>
      </div>
      {problem === undefined ? null : <ProblemNotice problem={problem} onDismiss={dismiss} />}
      {page === undefined ? null : (
        <iframe
          className={styles.frame}
          title={texts.frame}
          sandbox=""
          srcDoc={styledUnder(page, windowNonce())}
          tabIndex={0}
        />
      )}
    </Section>
  );
}
