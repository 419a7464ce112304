import { makeStyles, tokens } from '@fluentui/react-components';
import type { CallOutputs } from '../../shared/ipc/state.ts';
import { reportScreenTexts as texts } from '../../shared/messages/window-record.ts';
import { Notice } from '../common/notice.tsx';
import { OutcomeBadge } from '../common/outcome-badge.tsx';
import { ShownFolder } from './shown-folder.tsx';

const useStyles = makeStyles({
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
});

/** A list longer than this is folded. */
const mostFiles = 8;

/** Where a report was saved, and what lies there. */
export function SavedFiles({ folder, files }: CallOutputs['saveReport']) {
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
      <ShownFolder what={texts.savedReport} folder={folder} />
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
