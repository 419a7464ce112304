import { describe, expect, it, vi } from 'vitest';
import { recoverFromCrashes } from '../../../electron/main/crashes.ts';
import type { LogEvent } from '../../../electron/main/log.ts';
import { electronDouble } from './electron-double.ts';

const reload = 0;
const giveUp = 1;

function watched(answer = reload) {
  const { parts, windows, dialog } = electronDouble();
  const window = new parts.BrowserWindow({});
  dialog.showMessageBox.mockResolvedValue({ response: answer, checkboxChecked: false });
  const close = vi.fn(async () => undefined);
  const events: LogEvent[] = [];
  const clock = { now: 0 };
  recoverFromCrashes(parts, window, close, { write: (event) => void events.push(event) }, () => clock.now);
  const crash = (reason = 'crashed') =>
    windows[0]!.webContents.emit('render-process-gone', {}, { reason, exitCode: 9 });
  return { dialog, close, events, clock, crash, window: windows[0]! };
}

describe('a window whose process has gone', () => {
  it('shows its page again', () => {
    const { crash, window } = watched();
    crash();
    expect(window.loaded).toEqual(['app://hybrid-preflight/']);
  });

  it('leaves a line in the log', () => {
    const { crash, events } = watched();
    crash('oom');
    expect(events).toEqual([{ kind: 'window-gone', reason: 'oom', exitCode: 9 }]);
  });

  it('stays away when it ended as it should, or is destroyed', () => {
    const { crash, window } = watched();
    crash('clean-exit');
    window.destroy();
    crash();
    expect(window.loaded).toEqual([]);
  });

  it('asks before it comes back a fourth time within a minute', async () => {
    const { crash, dialog, window } = watched();
    for (let count = 0; count < 4; count += 1) crash();
    expect([dialog.showMessageBox.mock.calls.length, window.loaded.length]).toEqual([1, 3]);
    await vi.waitFor(() => expect(window.loaded).toHaveLength(4));
  });

  it('does not ask when the crashes lie far apart', () => {
    const { clock, crash, dialog, window } = watched();
    for (let count = 0; count < 4; count += 1) {
      crash();
      clock.now += 60_000;
    }
    expect([dialog.showMessageBox.mock.calls.length, window.loaded.length]).toEqual([0, 4]);
  });

  it('closes the program at a safe point when a person gives up', async () => {
    const { close, crash, window } = watched(giveUp);
    for (let count = 0; count < 4; count += 1) crash();
    await vi.waitFor(() => expect(close).toHaveBeenCalledOnce());
    expect(window.loaded).toHaveLength(3);
  });
});
