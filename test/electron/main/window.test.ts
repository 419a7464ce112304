import { describe, expect, it } from 'vitest';
import { createWindow } from '../../../electron/main/window.ts';
import { electronDouble, SessionDouble } from './electron-double.ts';

function opened() {
  const { parts, windows } = electronDouble();
  createWindow(parts, { session: new SessionDouble('window').asElectron, preload: '/program/preload.cjs' });
  return windows[0]!;
}

describe('the window', () => {
  it.each([
    ['contextIsolation', true],
    ['sandbox', true],
    ['webSecurity', true],
    ['nodeIntegration', false],
    ['nodeIntegrationInWorker', false],
    ['nodeIntegrationInSubFrames', false],
    ['allowRunningInsecureContent', false],
    ['experimentalFeatures', false],
    ['webviewTag', false],
    ['plugins', false],
    ['navigateOnDragDrop', false],
    ['spellcheck', false],
    ['devTools', false],
    ['preload', '/program/preload.cjs'],
  ])('runs its page with %s %s', (name, value) => {
    expect(opened().options.webPreferences[name]).toBe(value);
  });

  it('is not larger than the screen', () => {
    expect(opened().options).toMatchObject({ width: 1024, height: 600 });
  });

  it('shows itself once it has something to show', () => {
    const window = opened();
    expect(window.options.show).toBe(false);
    window.emit('ready-to-show');
    expect(window.show).toHaveBeenCalledOnce();
  });
});
