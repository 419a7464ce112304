import type * as electron from 'electron';
import { randomUUID } from 'node:crypto';
import type { PrintedPage } from '../../shared/ipc/bridge.ts';
import { restrictSession } from './security.ts';
import { pagePreferences } from './window.ts';
import { scheme } from './address.ts';

const timeOut = 60_000;

/** The page's own policy allows its styles; this one adds that nothing in it runs, loads or leads elsewhere. */
const printPolicy = [
  'sandbox',
  "script-src 'none'",
  "connect-src 'none'",
  "img-src 'none'",
  "font-src 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
].join('; ');

/**
 * Makes the function that renders a self-contained page to PDF, in a hidden window without preload and without scripts.
 * Its session knows the pages that are being printed at the moment and nothing else.
 */
export function createPdfPrinter({
  BrowserWindow,
  session,
}: Pick<typeof electron, 'BrowserWindow' | 'session'>): (html: string) => Promise<PrintedPage> {
  const pages = new Map<string, string>();
  const printing = session.fromPartition('print', { cache: false });
  restrictSession(printing, (address) => pages.has(address));
  printing.protocol.handle(scheme, ({ url }) => {
    const html = pages.get(url);
    if (html === undefined) return new Response(null, { status: 404 });
    return new Response(html, {
      headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': printPolicy },
    });
  });

  return async (html) => {
    const address = `${scheme}://print/${randomUUID()}`;
    pages.set(address, html);
    const window = new BrowserWindow({
      show: false,
      webPreferences: { ...pagePreferences, session: printing, javascript: false },
    });
    try {
      const pdf = await withinTime(async () => {
        await window.loadURL(address);
        return window.webContents.printToPDF({
          pageSize: 'A4',
          preferCSSPageSize: true,
          printBackground: true,
          generateTaggedPDF: true,
          generateDocumentOutline: true,
        });
      });
      return { kind: 'printed', pdf };
    } finally {
      pages.delete(address);
      window.destroy();
    }
  };
}

async function withinTime<Value>(work: () => Promise<Value>): Promise<Value> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`The page was not printed within ${timeOut} ms.`)), timeOut);
  try {
    return await Promise.race([work(), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
