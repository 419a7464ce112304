import { Button } from '@fluentui/react-components';
import { closeTexts as texts } from '../procedure/close-texts.ts';
import { useAppState } from '../app/store.ts';
import { useCall } from '../app/use-call.ts';
import { CopyButton } from '../common/copy-button.tsx';
import { ProblemNotice } from '../common/problem-notice.tsx';

interface ShownFolderProps {
  /** What the folder holds, as the buttons beside it say. */
  readonly what: string;
  readonly folder: string;
}

/** A folder by its path: copied everywhere, opened where the host has a file manager. */
export function ShownFolder({ what, folder }: ShownFolderProps) {
  const host = useAppState(({ about }) => about.host);
  const { call, problem, dismiss } = useCall();
  return (
    <>
      <div>
        <bdi>{folder}</bdi> <CopyButton iconOnly label={texts.copyFolder(what)} text={() => folder} />
        {host === 'electron' ? (
          <Button
            size="small"
            aria-label={texts.showFolderOf(what)}
            onClick={() => void call('openFolder', { folder })}
          >
            {texts.showFolder}
          </Button>
        ) : null}
      </div>
      {problem === undefined ? null : <ProblemNotice problem={problem} onDismiss={dismiss} />}
    </>
  );
}
