import { describe, expect, it, vi } from 'vitest';
import { guardClosing } from '../../../electron/main/closing.ts';
import type { LogEvent } from '../../../electron/main/log.ts';
import { electronDouble, preventable } from './electron-double.ts';

const keepOpen = 0;
const closeAnyway = 1;

function guarded({ writing, answer = keepOpen }: { readonly writing: boolean; readonly answer?: number }) {
  const double = electronDouble();
  const { parts, windows, dialog } = double;
  const window = new parts.BrowserWindow({});
  const sealed = Promise.withResolvers<undefined>();
  const service = {
    mayClose: vi.fn(() => !writing),
    beingWritten: () => ['Deleting a rule'],
    close: vi.fn(() => sealed.promise),
  };
  const events: LogEvent[] = [];
  dialog.showMessageBox.mockResolvedValue({ response: answer, checkboxChecked: false });
  const close = guardClosing(parts, window, service, { write: (event) => void events.push(event) });
  const askToClose = () => {
    const event = preventable({});
    windows[0]!.emit('close', event);
    return event;
  };
  return { ...double, window: windows[0]!, service, sealed, events, close, askToClose };
}

describe('closing the window while nothing is written', () => {
  it('asks nobody, and waits until the run is sealed', async () => {
    const { askToClose, window, app, dialog, sealed } = guarded({ writing: false });
    expect(askToClose().preventDefault).toHaveBeenCalledOnce();
    expect([dialog.showMessageBox.mock.calls.length, window.destroyed]).toEqual([0, false]);
    sealed.resolve(undefined);
    await vi.waitFor(() => expect(app.quit).toHaveBeenCalledOnce());
    expect(window.destroyed).toBe(true);
  });

  it('closes the service once, however often it is asked', () => {
    const { askToClose, service } = guarded({ writing: false });
    askToClose();
    expect(askToClose().preventDefault).toHaveBeenCalledOnce();
    expect(service.close).toHaveBeenCalledOnce();
  });
});

describe('closing the window while something is written', () => {
  it('asks, with keeping it open as the answer of Enter and Escape', () => {
    const { askToClose, dialog } = guarded({ writing: true });
    askToClose();
    expect(dialog.showMessageBox).toHaveBeenCalledWith(
      expect.anything(),
      expect.objectContaining({
        buttons: ['Keep working', 'Stop at a safe point and close'],
        detail: expect.stringContaining('Deleting a rule') as unknown,
        defaultId: keepOpen,
        cancelId: keepOpen,
      }),
    );
  });

  it('leaves everything as it is when the answer is to keep it open, and asks again the next time', async () => {
    const { askToClose, dialog, service, window } = guarded({ writing: true });
    askToClose();
    await vi.waitFor(() => {
      askToClose();
      expect(dialog.showMessageBox.mock.calls.length).toBeGreaterThan(1);
    });
    expect([service.close.mock.calls.length, window.destroyed]).toEqual([0, false]);
  });

  it('asks once at a time', () => {
    const { askToClose, dialog } = guarded({ writing: true });
    askToClose();
    expect(askToClose().preventDefault).toHaveBeenCalledOnce();
    expect(dialog.showMessageBox).toHaveBeenCalledOnce();
  });

  it('stops at a safe point first when the answer is to close', async () => {
    const { askToClose, app, service, sealed, window } = guarded({ writing: true, answer: closeAnyway });
    askToClose();
    await vi.waitFor(() => expect(service.close).toHaveBeenCalledOnce());
    expect(window.destroyed).toBe(false);
    sealed.resolve(undefined);
    await vi.waitFor(() => expect(app.quit).toHaveBeenCalledOnce());
  });

  it('asks Windows to wait with signing out', () => {
    const event = preventable({});
    guarded({ writing: true }).window.emit('query-session-end', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });

  it('does not hold Windows up when nothing is written', () => {
    const event = preventable({});
    guarded({ writing: false }).window.emit('query-session-end', event);
    expect(event.preventDefault).not.toHaveBeenCalled();
  });
});

describe('a run that cannot be sealed', () => {
  it('is told, logged, and does not keep the window', async () => {
    const { askToClose, dialog, events, sealed, window } = guarded({ writing: false });
    const error = new Error('disk full');
    sealed.reject(error);
    askToClose();
    await vi.waitFor(() => expect(window.destroyed).toBe(true));
    expect(dialog.showErrorBox).toHaveBeenCalledOnce();
    expect(events).toEqual([{ kind: 'close-failed', error }]);
  });
});
