import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type DragEvent } from 'react';
import { startTexts } from '../../shared/messages/window-start.ts';
import { FolderField } from '../common/folder-field.tsx';
import { Section } from '../common/section.tsx';
import type { OpenTarget } from './target-choice.tsx';
import { UsersField, usersOf } from './users-field.tsx';

const texts = startTexts.target;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS, maxWidth: '40rem' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface ExportFormProps {
  readonly onOpen: OpenTarget;
  readonly isDisabled: boolean;
}

/** A configuration export: read offline, or rehearsed on in a lab that is built from it. */
export function ExportForm({ onOpen, isDisabled }: ExportFormProps) {
  const styles = useStyles();
  const [folder, setFolder] = useState('');
  const [usersText, setUsersText] = useState('');
  const [wasAsked, setWasAsked] = useState(false);
  const [wasDropped, setWasDropped] = useState(false);
  const users = usersOf(usersText);
  const chosen = folder.trim();

  const open = (kind: 'export' | 'rehearsal') => {
    setWasAsked(true);
    if (chosen === '') return;
    if (kind === 'export') onOpen({ kind, folder: chosen });
    else if (users !== 'invalid') onOpen({ kind, folder: chosen, ...(users !== undefined && { users }) });
  };

  return (
    <Section level={3} heading={texts.export}>
      <p>{texts.exportIntro}</p>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          open('export');
        }}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          const path = droppedPath(event);
          if (path !== undefined) setFolder(path);
          setWasDropped(path === undefined);
        }}
      >
        <FolderField
          label={texts.exportFolder}
          value={folder}
          onChange={setFolder}
          mayBeFile
          {...(wasDropped && { hint: texts.dropHint })}
          error={wasAsked && chosen === '' ? texts.missingFolder : undefined}
        />
        <UsersField value={usersText} onChange={setUsersText} />
        <div className={styles.buttons}>
          <Button type="submit" disabledFocusable={isDisabled}>
            {texts.assessExport}
          </Button>
          <Button disabledFocusable={isDisabled || users === 'invalid'} onClick={() => open('rehearsal')}>
            {texts.rehearse}
          </Button>
        </div>
      </form>
    </Section>
  );
}

/** File managers of Linux and some of Windows give the place as text; a browser gives no more than the name. */
function droppedPath({ dataTransfer }: DragEvent): string | undefined {
  const address = dataTransfer.getData('text/uri-list').split(/\r?\n/)[0] ?? '';
  if (!address.startsWith('file:///')) return undefined;
  const path = decodeURIComponent(new URL(address).pathname);
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1).replaceAll('/', '\\') : path;
}
