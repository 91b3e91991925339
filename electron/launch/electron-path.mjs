import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const DOWNLOAD_MS_MAX = 90_000;

/** Where Electron's runtime lies, or null. Looks only: importing 'electron' from Node would begin a download. */
export function electronPath() {
  const given = process.env.ELECTRON_EXECUTABLE;
  if (given) return existsSync(given) ? given : null;
  try {
    const folder = packageFolder();
    const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
    const path = join(dist, readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/** One attempt. Answers why it failed, or null when the runtime is there. */
export function downloadElectron() {
  const { stderr, error } = spawnSync(process.execPath, [join(packageFolder(), 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: DOWNLOAD_MS_MAX,
    encoding: 'utf8',
  });
  if (electronPath() !== null) return null;
  if (error?.code === 'ETIMEDOUT') return 'the download took too long';
  return stderr?.split('\n')[0]?.replace(/^\w*Error: /, '') || 'no reason given';
}

function packageFolder() {
  return dirname(require.resolve('electron/package.json'));
}
