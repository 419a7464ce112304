import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The window: renderer/index.html and what it needs, into dist/renderer. Nothing is fetched from elsewhere. */
export default defineConfig({
  root: 'renderer',
  base: '/',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    // Chromium 140 (Electron) and the browsers of current servers.
    target: 'es2023',
    // The polyfill would be a script of its own in the page.
    modulePreload: { polyfill: false },
    // A data: address would need a wider Content Security Policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
});
