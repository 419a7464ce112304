import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { windowTexts } from './texts.ts';
import { ModalActions } from './modal.tsx';

interface ConfirmBodyProps {
  readonly action: string;
  /** Whether nothing is missing for the action. */
  readonly isReady?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** What stands in a dialog that asks before something is done that matters. */
export function ConfirmBody({ action, isReady = true, onConfirm, onCancel, children }: ConfirmBodyProps) {
  return (
    <>
      {children}
      <ModalActions>
        <Button appearance="primary" disabledFocusable={!isReady} onClick={onConfirm}>
          {action}
        </Button>
        <Button onClick={onCancel}>{windowTexts.cancel}</Button>
      </ModalActions>
    </>
  );
}
