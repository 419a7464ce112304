import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import { DocumentRegular } from '@fluentui/react-icons/svg/document';
import { FolderRegular } from '@fluentui/react-icons/svg/folder';
import { useEffect, useState } from 'react';
import type { FolderListing } from '../../shared/ipc/state.ts';
import { folderTexts, windowTexts } from './texts.ts';
import { useCall } from '../app/use-call.ts';
import { ModalActions } from './modal.tsx';
import { ProblemNotice } from './problem-notice.tsx';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  line: { display: 'flex', alignItems: 'end', gap: tokens.spacingHorizontalS },
  path: { flexGrow: 1, minWidth: 0 },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: tokens.spacingHorizontalXXS,
    height: 'min(16rem, 35vh)',
    overflowY: 'auto',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  folder: { width: '100%', justifyContent: 'start', textAlign: 'start', overflowWrap: 'anywhere' },
  holds: { marginInlineStart: tokens.spacingHorizontalM, color: tokens.colorNeutralForeground2 },
});

interface FolderPickerProps {
  readonly start: string;
  readonly mayBeNew: boolean;
  readonly mayBeFile: boolean;
  readonly onPick: (folder: string) => void;
  readonly onCancel: () => void;
}

/** What stands in the dialog that chooses a folder of the machine that the service runs on. */
export function FolderPicker({ start, mayBeNew, mayBeFile, onPick, onCancel }: FolderPickerProps) {
  const styles = useStyles();
  const { call, pending, problem, dismiss } = useCall();
  const [listing, setListing] = useState<FolderListing>();
  const [path, setPath] = useState(start);
  const [name, setName] = useState('');

  const show = async (folder: string) => {
    const answer = await call('listFolder', { files: mayBeFile, ...(folder !== '' && { path: folder }) });
    if (answer === undefined) return;
    setListing(answer.value);
    setPath(answer.value.path);
    setName('');
  };
  useEffect(() => {
    void call('listFolder', { files: mayBeFile, ...(start !== '' && { path: start }) }).then(async (answer) => {
      // A folder that is not there yet: begin where the person is at home.
      const found = answer ?? (await call('listFolder', { files: mayBeFile }));
      if (found === undefined) return;
      setListing(found.value);
      setPath(found.value.path);
    });
  }, [call, start, mayBeFile]);

  const chosen = listing === undefined ? path : name.trim() === '' ? path : joined(listing.path, name.trim());
  return (
    <div className={styles.content}>
      <form
        className={styles.line}
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          void show(path);
        }}
      >
        <Field label={folderTexts.path} className={styles.path}>
          <Input value={path} onChange={(_, { value }) => setPath(value)} spellCheck={false} />
        </Field>
        <Button type="submit">{folderTexts.go}</Button>
        <Button
          icon={<ArrowUpRegular />}
          aria-label={folderTexts.up}
          title={folderTexts.up}
          disabledFocusable={listing?.parent === null || listing === undefined}
          onClick={() => (listing === undefined || listing.parent === null ? undefined : void show(listing.parent))}
        />
      </form>
      {problem === undefined ? null : <ProblemNotice problem={problem} onDismiss={dismiss} />}
      <ul className={styles.list} aria-label={folderTexts.content} aria-busy={pending}>
        {listing?.folders.map((folder) => (
          <li key={folder.path}>
            <Button
              appearance="subtle"
              className={styles.folder}
              icon={<FolderRegular />}
              onClick={() => void show(folder.path)}
            >
              <bdi>{folder.name}</bdi>
              <span className={styles.holds}>{folderTexts.holds[folder.holds]}</span>
            </Button>
          </li>
        ))}
        {listing?.folders.length === 0 ? <li>{folderTexts.none}</li> : null}
        {listing === undefined && pending ? <li>{folderTexts.loading}</li> : null}
      </ul>
      {listing === undefined || listing.files.length === 0 ? null : (
        <ul className={styles.list} aria-label={folderTexts.files}>
          {listing.files.map((file) => (
            <li key={file.path}>
              <Button
                appearance="subtle"
                className={styles.folder}
                icon={<DocumentRegular />}
                onClick={() => onPick(file.path)}
              >
                <bdi>{file.name}</bdi>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {mayBeNew ? (
        <Field label={folderTexts.newFolder}>
          <Input value={name} onChange={(_, { value }) => setName(value)} spellCheck={false} />
        </Field>
      ) : null}

      <ModalActions>
        <Button appearance="primary" disabledFocusable={chosen === ''} onClick={() => onPick(chosen)}>
          {folderTexts.useThis}
        </Button>
        <Button onClick={onCancel}>{windowTexts.cancel}</Button>
      </ModalActions>
    </div>
  );
}

/** In the spelling of the system that the folder is on. */
function joined(folder: string, name: string): string {
  const separator = folder.includes('\\') ? '\\' : '/';
  return folder.endsWith(separator) ? `${folder}${name}` : `${folder}${separator}${name}`;
}
