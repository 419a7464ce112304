import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { startTexts } from './texts.ts';
import { FolderField } from '../common/folder-field.tsx';
import { Notice } from '../common/notice.tsx';
import { Section } from '../common/section.tsx';
import { droppedInWindow, type Dropped } from './dropped-folder.ts';
import type { OpenTarget } from './target-choice.tsx';
import { UsersField, usersOf } from './users-field.tsx';

const texts = startTexts.target;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS, maxWidth: '40rem' },
  over: { outline: `${tokens.strokeWidthThick} dashed ${tokens.colorBrandStroke1}`, outlineOffset: '6px' },
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
  const [isOver, setIsOver] = useState(false);
  const [unplaced, setUnplaced] = useState<string>();
  const users = usersOf(usersText);
  const chosen = folder.trim();

  const take = (dropped: Dropped) => {
    if (dropped.kind === 'path') setFolder(dropped.path);
    setUnplaced(dropped.kind === 'name' ? dropped.name : undefined);
  };

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
        className={mergeClasses(styles.form, isOver && styles.over)}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          open('export');
        }}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setIsOver(false);
          take(droppedInWindow(event.dataTransfer));
        }}
      >
        <FolderField
          label={texts.exportFolder}
          value={folder}
          onChange={(place) => take({ kind: 'path', path: place })}
          hint={texts.exportHint}
          mayBeFile
          error={wasAsked && chosen === '' ? texts.missingFolder : undefined}
        />
        {unplaced === undefined ? null : (
          <Notice kind="attention" role="alert">
            {texts.dropHint(unplaced)}
          </Notice>
        )}
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
