import { Button, makeStyles, shorthands, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useId, type ReactNode } from 'react';
import { windowTexts } from './texts.ts';
import { NativeDialog } from './native-dialog.tsx';

const useStyles = makeStyles({
  drawer: {
    width: 'min(54rem, 100vw)',
    maxWidth: 'none',
    height: '100vh',
    maxHeight: 'none',
    margin: 0,
    marginInlineStart: 'auto',
    padding: 0,
    ...shorthands.borderStyle('none'),
    borderInlineStartWidth: tokens.strokeWidthThin,
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke1,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow64,
    '::backdrop': { backgroundColor: tokens.colorBackgroundOverlay },
  },
  // It scrolls as a whole only where not even a few rows have room.
  inner: {
    display: 'flex',
    flexDirection: 'column',
    minHeight: '100%',
    height: 'max(100%, 22rem)',
  },
  head: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalM}`,
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  body: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column' },
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXXL}`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
});

interface DrawerProps {
  readonly title: string;
  readonly onClose: () => void;
  /** What can be done with what is in it. */
  readonly actions: ReactNode;
  readonly children: ReactNode;
}

/** What slides over the end of the window, over its whole height. Escape, or a click beside it, closes it. */
export function Drawer({ title, onClose, actions, children }: DrawerProps) {
  const styles = useStyles();
  const titleId = useId();
  return (
    <NativeDialog className={styles.drawer} labelledBy={titleId} closesBeside onClose={onClose}>
      {(close) => (
        <div className={styles.inner}>
          <div className={styles.head}>
            <h2 id={titleId} className={styles.title}>
              {title}
            </h2>
            <Button
              appearance="subtle"
              icon={<DismissRegular />}
              aria-label={windowTexts.close}
              title={windowTexts.close}
              onClick={close}
            />
          </div>
          <div className={styles.body}>{children}</div>
          <div className={styles.foot}>{actions}</div>
        </div>
      )}
    </NativeDialog>
  );
}
