import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

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
    bottom: 0,
    paddingBlock: tokens.spacingVerticalS,
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

/** Where dialogs are put: inside the theme, outside of the forms that open them. */
export const dialogPlaceId = 'dialogs';

/** A dialog of the browser's own: it keeps the focus, closes on Escape, and gives the focus back. */
export function Modal({ isOpen, ...props }: ModalProps) {
  return isOpen ? <OpenModal {...props} /> : null;
}

function OpenModal({ title, onClose, isWide = false, children }: Omit<ModalProps, 'isOpen'>) {
  const styles = useStyles();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    // Closed while it is still in the page: one that is only taken away does not give the focus back.
    return () => opened?.close();
  }, []);
  const place = document.getElementById(dialogPlaceId);
  if (place === null) return null;
  return createPortal(
    <dialog
      ref={dialog}
      className={mergeClasses(styles.dialog, isWide && styles.wide)}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        dialog.current?.close();
      }}
      onClose={onClose}
    >
      <div className={styles.body}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        {children}
      </div>
    </dialog>,
    place,
  );
}

/** The buttons that end a dialog. */
export function ModalActions({ children }: { readonly children: ReactNode }) {
  return <div className={useStyles().actions}>{children}</div>;
}
