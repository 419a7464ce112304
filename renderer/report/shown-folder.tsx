import { Button } from '@fluentui/react-components';
import { reportScreenTexts as texts } from '../../shared/messages/window-record.ts';
import { useAppState } from '../app/store.ts';
import { useCall } from '../app/use-call.ts';
import { CopyButton } from '../common/copy-button.tsx';
import { ProblemNotice } from '../common/problem-notice.tsx';

/** A folder by its path: copied everywhere, opened where the host has a file manager. */
export function ShownFolder({ folder }: { readonly folder: string }) {
  const host = useAppState(({ about }) => about.host);
  const { call, problem, dismiss } = useCall();
  return (
    <>
      <div>
        <bdi>{folder}</bdi> <CopyButton iconOnly label={texts.copyFolder} text={() => folder} />
        {host === 'electron' ? (
          <Button size="small" onClick={() => void call('openFolder', { folder })}>
            {texts.openFolder}
          </Button>
        ) : null}
      </div>
      {problem === undefined ? null : <ProblemNotice problem={problem} onDismiss={dismiss} />}
    </>
  );
}
