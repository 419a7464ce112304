import { describe, expect, it, vi } from 'vitest';
import { createPdfPrinter } from '../../../electron/main/print-to-pdf.ts';
import { electronDouble } from './electron-double.ts';

function printer() {
  const double = electronDouble();
  const print = createPdfPrinter(double.parts);
  return { ...double, print, session: double.sessions.get('print')! };
}

describe('printing a page', () => {
  it('gives the PDF and leaves no window', async () => {
    const { print, windows } = printer();
    const printed = await print('<p>x</p>');
    expect(printed.kind === 'printed' && Buffer.from(printed.pdf).toString()).toBe('%PDF');
    expect(windows.map(({ destroyed }) => destroyed)).toEqual([true]);
  });

  it('happens in a hidden, sandboxed window without preload and without scripts', async () => {
    const { print, session, windows } = printer();
    await print('<p>x</p>');
    const { show, webPreferences } = windows[0]!.options;
    expect({ show, ...webPreferences }).toMatchObject({
      ...{ show: false, sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false, session },
    });
    expect(webPreferences).not.toHaveProperty('preload');
  });

  it('asks for a tagged PDF', async () => {
    const { print, windows } = printer();
    await print('<p>x</p>');
    expect(windows[0]!.webContents.printToPDF).toHaveBeenCalledWith(
      expect.objectContaining({ generateTaggedPDF: true }),
    );
  });

  it('shows the window the page under an address that nothing else has', async () => {
    const { print, session, windows } = printer();
    const printed = print('<p>first</p>');
    const [address] = windows[0]!.loaded;
    const response = await session.answer(address!);
    expect(await response.text()).toBe('<p>first</p>');
    expect(response.headers.get('Content-Security-Policy')).toContain("script-src 'none'");
    expect(session.cancels(address!)).toBe(false);
    await printed;
    expect([session.cancels(address!), (await session.answer(address!)).status]).toEqual([true, 404]);
  });

  it('loads nothing else', () => {
    const { session } = printer();
    expect(
      ['https://example.org/x.css', 'file:///etc/passwd', 'app://hybrid-preflight/'].map((url) => session.cancels(url)),
    ).toEqual([true, true, true]);
  });

  it('leaves no window when it fails', async () => {
    const { parts, windows, print } = printer();
    vi.spyOn(parts.BrowserWindow.prototype, 'loadURL').mockRejectedValue(new Error('no page'));
    await expect(print('<p>x</p>')).rejects.toThrow('no page');
    expect(windows[0]!.destroyed).toBe(true);
  });

  it('gives up after a minute', async () => {
    vi.useFakeTimers();
    const { parts, windows, print } = printer();
    vi.spyOn(parts.BrowserWindow.prototype, 'loadURL').mockReturnValue(new Promise(() => undefined));
    const failed = expect(print('<p>x</p>')).rejects.toThrow('not printed within');
    await vi.advanceTimersByTimeAsync(60_000);
    await failed;
    expect(windows[0]!.destroyed).toBe(true);
    vi.useRealTimers();
  });
});
