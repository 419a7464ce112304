import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { NamedList } from '../../shared/assessment/lists/offered-list.ts';
import { useAppState } from '../app/store.ts';
import { ListDrawer } from './list-drawer.tsx';

const useStyles = makeStyles({
  link: {
    borderRadius: tokens.borderRadiusSmall,
    ':focus-visible': { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
});

interface CountButtonProps {
  readonly list: NamedList;
  /** What to do where the list does not say it. */
  readonly remedy?: string;
  /** What is seen. */
  readonly text: string;
  /** What it is called standing alone; it begins with what is seen. */
  readonly name?: string;
  /** A count within a table or a sentence looks like a link. */
  readonly isInline?: boolean;
}

/** A count that opens the list of its names; the bare count where no names are kept. */
export function CountButton({ list, remedy, text, name = text, isInline = false }: CountButtonProps) {
  const assessment = useAppState((state) => (state.assessment.kind === 'done' ? state.assessment.names : null));
  const styles = useStyles();
  const [isOpen, setOpen] = useState(false);
  if (assessment === null) return <span>{text}</span>;
  const open = () => setOpen(true);
  return (
    <>
      {isInline ? (
        <Link as="button" inline className={styles.link} aria-label={name} onClick={open}>
          {text}
        </Link>
      ) : (
        <Button size="small" aria-label={name} onClick={open}>
          {text}
        </Button>
      )}
      {isOpen ? (
        <ListDrawer list={list} remedy={list.remedy ?? remedy} assessment={assessment} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}
