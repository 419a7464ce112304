import { useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';
import { createPortal } from 'react-dom';

/** Where dialogs are put: inside the theme, outside of the forms that open them. */
export const dialogPlaceId = 'dialogs';

interface NativeDialogProps {
  readonly className: string;
  readonly labelledBy: string;
  readonly describedBy?: string;
  /** Whether a click beside it closes it. */
  readonly closesBeside?: boolean;
  readonly onClose: () => void;
  /** What is in it; `close` gives the focus back to what had it. */
  readonly children: (close: () => void) => ReactNode;
}

/** A dialog of the browser's own: it keeps the focus, closes on Escape, and gives the focus back. */
export function NativeDialog({
  className,
  labelledBy,
  describedBy,
  closesBeside = false,
  onClose,
  children,
}: NativeDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useShown(dialog);
  const place = document.getElementById(dialogPlaceId);
  if (place === null) return null;
  const close = () => dialog.current?.close();
  return createPortal(
    <dialog
      ref={dialog}
      className={className}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      // A click on the dialog itself is one beside what is in it.
      onClick={({ target, currentTarget }) => {
        if (closesBeside && target === currentTarget) close();
      }}
      onClose={onClose}
    >
      {children(close)}
    </dialog>,
    place,
  );
}

function useShown(dialog: RefObject<HTMLDialogElement | null>): void {
  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    // Closed while it is still in the page: one that is only taken away does not give the focus back.
    return () => opened?.close();
  }, [dialog]);
}
