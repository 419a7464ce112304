import type { SavedFiles as Saved } from '../../shared/ipc/state.ts';
import { saveTexts as texts } from './texts.ts';
import { FoldedList } from '../common/folded-list.tsx';
import { Notice } from '../common/notice.tsx';
import { OutcomeBadge } from '../common/outcome-badge.tsx';
import { ShownFolder } from './shown-folder.tsx';

interface SavedFilesProps {
  /** What was saved, as the name of its folder. */
  readonly what: string;
  readonly saved: Saved;
}

/** Where something was saved, and what lies there. */
export function SavedFiles({ what, saved: { folder, files, noPdf } }: SavedFilesProps) {
  return (
    <Notice kind="good" role="status">
      <OutcomeBadge mark="good" word={texts.saved(files.length)} />
      <ShownFolder what={what} folder={folder} />
      {noPdf === null ? null : <p>{noPdf}</p>}
      <FoldedList items={files} summary={texts.savedFiles} />
    </Notice>
  );
}
