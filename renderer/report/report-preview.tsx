import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { reportScreenTexts as texts } from './texts.ts';
import { useCall } from '../app/use-call.ts';
import { ProblemNotice } from '../common/problem-notice.tsx';
import { Section } from '../common/section.tsx';
import { PageFrame } from './page-frame.tsx';

/** The report as it stands, in a frame that may do nothing but be looked at. */
export function ReportPreview() {
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
      {page === undefined ? null : <PageFrame title={texts.frame} html={page} />}
    </Section>
  );
}
