import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId, type ReactNode } from 'react';
import { NativeDialog } from './native-dialog.tsx';

const useStyles = makeStyles({
  dialog: {
    width: 'min(38rem, calc(100vw - 2rem))',
    maxWidth: 'none',
    maxHeight: 'calc(100vh - 2rem)',
    overflowY: 'auto',
    padding: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalM}`,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow64,
    '::backdrop': { backgroundColor: tokens.colorBackgroundOverlay },
  },
  wide: { width: 'min(51rem, calc(100vw - 2rem))' },
  body: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  title: { margin: 0, fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500 },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'end',
    gap: tokens.spacingHorizontalS,
    position: 'sticky',
    // Down to the edge of the dialog: nothing is seen below it.
    bottom: `calc(-1 * ${tokens.spacingVerticalM})`,
    marginBlockEnd: `calc(-1 * ${tokens.spacingVerticalM})`,
    paddingBlock: `${tokens.spacingVerticalS} calc(${tokens.spacingVerticalS} + ${tokens.spacingVerticalM})`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

interface ModalProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly onClose: () => void;
  /** For one that shows a table. */
  readonly isWide?: boolean;
  /** Mounted while it is open, so that its state begins anew each time. */
  readonly children: ReactNode;
}

/** A dialog in the middle of the window. */
export function Modal({ isOpen, ...props }: ModalProps) {
  return isOpen ? <OpenModal {...props} /> : null;
}

function OpenModal({ title, onClose, isWide = false, children }: Omit<ModalProps, 'isOpen'>) {
  const styles = useStyles();
  const titleId = useId();
  return (
    <NativeDialog className={mergeClasses(styles.dialog, isWide && styles.wide)} labelledBy={titleId} onClose={onClose}>
      {() => (
        <div className={styles.body}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          {children}
        </div>
      )}
    </NativeDialog>
  );
}

/** The buttons that end a dialog. */
export function ModalActions({ children }: { readonly children: ReactNode }) {
  return <div className={useStyles().actions}>{children}</div>;
}
