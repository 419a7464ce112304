import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { EntryPage } from './app/entry-page.tsx';
import { followService, setBridge } from './app/store.ts';
import { windowNonce } from './app/window-nonce.ts';
import { refuseStrayDrops, setPathOfFile } from './connect/dropped-folder.ts';
import { enterWindow } from './transport/browser-entry.ts';
import { browserTransport } from './transport/browser-transport.ts';
import { preloadTransport, type Transport } from './transport/transport.ts';

/** Styles are inserted under the nonce of the page's Content Security Policy. */
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce: windowNonce() } });

const place = document.getElementById('root');
if (place === null) throw new Error('The page has no place for the window');
const root = createRoot(place);

refuseStrayDrops();
if (window.hybridPreflight === undefined) {
  void enterBrowserHost({ takeOver: false });
  // The one-time address, opened where this page is already: browsers load nothing for what stands behind the number sign.
  window.addEventListener('hashchange', () => location.reload());
} else showWindow(preloadTransport(window.hybridPreflight));

/** In a browser the window is opened at its host first: one at a time. */
async function enterBrowserHost(how: { readonly takeOver: boolean }): Promise<void> {
  const entry = await enterWindow(how);
  if (entry.kind === 'entered') showWindow(browserTransport(entry.window));
  else show(<EntryPage entry={entry} onTakeOver={() => void enterBrowserHost({ takeOver: true })} />);
}

function showWindow(transport: Transport): void {
  setBridge(transport.bridge);
  setPathOfFile(transport.pathOfFile);
  followService(transport);
  show(<App />);
}

function show(page: ReactNode): void {
  root.render(
    <StrictMode>
      <RendererProvider renderer={renderer} targetDocument={document}>
        {page}
      </RendererProvider>
    </StrictMode>,
  );
}
