import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { followService, setBridge } from './app/store.ts';
import { windowNonce } from './app/window-nonce.ts';
import { browserTransport } from './transport/browser-transport.ts';
import { refuseStrayDrops, setPathOfFile } from './connect/dropped-folder.ts';
import { preloadTransport } from './transport/transport.ts';

/** Styles are inserted under the nonce of the page's Content Security Policy. */
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce: windowNonce() } });

const transport = window.hybridPreflight === undefined ? browserTransport() : preloadTransport(window.hybridPreflight);
setBridge(transport.bridge);
setPathOfFile(transport.pathOfFile);
refuseStrayDrops();
followService(transport);

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place for the window');
createRoot(root).render(
  <StrictMode>
    <RendererProvider renderer={renderer} targetDocument={document}>
      <App />
    </RendererProvider>
  </StrictMode>,
);
