import { makeStyles, tokens } from '@fluentui/react-components';
import type { CallOutputs } from '../../shared/ipc/state.ts';
import { saveTexts as texts } from '../../shared/messages/window-record.ts';
import { Notice } from '../common/notice.tsx';
import { OutcomeBadge } from '../common/outcome-badge.tsx';
import { ShownFolder } from './shown-folder.tsx';

const useStyles = makeStyles({
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
});

/** A list longer than this is folded. */
const mostFiles = 8;

export type Saved = CallOutputs['saveReport' | 'saveChangePlan'];

interface SavedFilesProps {
  /** What was saved, as the name of its folder. */
  readonly what: string;
  readonly saved: Saved;
}

/** Where something was saved, and what lies there. */
export function SavedFiles({ what, saved: { folder, files } }: SavedFilesProps) {
  const styles = useStyles();
  const list = (
    <ul className={styles.list}>
      {files.map((file) => (
        <li key={file}>{file}</li>
      ))}
    </ul>
  );
  return (
    <Notice kind="good" role="status">
      <OutcomeBadge mark="good" word={texts.saved(files.length)} />
      <ShownFolder what={what} folder={folder} />
      {files.length <= mostFiles ? (
        list
      ) : (
        <details>
          <summary>{texts.savedFiles}</summary>
          {list}
        </details>
      )}
    </Notice>
  );
}
