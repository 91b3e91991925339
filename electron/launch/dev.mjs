// npm run dev: the page reloads while it is edited, in Electron where its runtime is there, else at an address.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { electronPath } from './electron-path.mjs';
import { ensureInstalled } from './setup.mjs';

const repo = fileURLToPath(new URL('../..', import.meta.url));
process.chdir(repo);
ensureInstalled();

if (electronPath() === null) {
  const { loadConfigFromFile } = await import('electron-vite');
  const { createServer } = await import('vite');
  const { config } = await loadConfigFromFile({ command: 'serve', mode: 'development' }, join(repo, 'electron.vite.config.ts'));
  const server = await createServer({ ...config.renderer, configFile: false });
  await server.listen();
  server.printUrls();
} else {
  spawn(process.execPath, [join(repo, 'node_modules/electron-vite/bin/electron-vite.js'), 'dev'], { stdio: 'inherit' });
}
