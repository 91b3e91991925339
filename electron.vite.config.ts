import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const inRepo = (path: string): string => resolve(import.meta.dirname, path);

// What Electron 45 carries; electron-vite's own table ends at 44.
const NODE_TARGET = 'node24.18';
const CHROME_TARGET = 'chrome152';

/** Parts that are asked for in any case are named in the page, so that they are fetched beside the first script and not after it. */
function fetchAtOnce(names: readonly string[]): Plugin {
  return {
    name: 'fetch-at-once',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const files = new Map<string, string>();
        const add = (file: string): void => {
          const chunk = bundle[file];
          if (chunk?.type !== 'chunk' || files.has(file)) return;
          files.set(file, 'modulepreload');
          for (const style of chunk.viteMetadata?.importedCss ?? []) files.set(style, 'stylesheet');
          chunk.imports.forEach(add);
        };
        for (const name of names) for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk' && chunk.name === name) add(chunk.fileName);
        return [...files].filter(([file]) => !html.includes(file))
          .map(([file, rel]) => ({ tag: 'link', attrs: { rel, crossorigin: true, href: `./${file}` }, injectTo: 'head' as const }));
      },
    },
  };
}

export default defineConfig({
  main: {
    build: {
      outDir: inRepo('out/main'),
      target: NODE_TARGET,
      externalizeDeps: false, // Bundle everything: the packaged app then carries no node_modules.
      rolldownOptions: {
        input: {
          index: inRepo('electron/main/index.ts'),
          // The browser edition serves the page through the same handler (electron/launch/serve.mjs).
          'app-protocol': inRepo('electron/main/app-protocol.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: inRepo('out/preload'),
      target: NODE_TARGET,
      externalizeDeps: false, // A sandboxed preload can require nothing but 'electron',
      rolldownOptions: {
        input: { index: inRepo('electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }, // and must be CommonJS.
      },
    },
  },
  renderer: {
    root: inRepo('renderer'),
    base: './',
    plugins: [react(), fetchAtOnce(['opening-run', 'stage', 'window'])],
    // The engine's constants stay constants: as `var` each would be checked wherever it is used.
    worker: { format: 'es', rolldownOptions: { output: { topLevelVar: false } } },
    server: { host: '127.0.0.1', fs: { allow: [import.meta.dirname] } }, // simulations/ lies outside the root.
    build: {
      outDir: inRepo('out/renderer'),
      emptyOutDir: true,
      target: CHROME_TARGET,
      minify: true, // electron-vite turns it off.
      modulePreload: { polyfill: false }, // The security policy allows no inline script
      assetsInlineLimit: 0, // and fonts and scripts come from files, never from data: addresses.
      chunkSizeWarningLimit: 2000, // Loaded from disk, so one large file costs little.
      rolldownOptions: { input: { index: inRepo('renderer/index.html') } },
    },
  },
});
