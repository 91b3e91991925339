import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from '../electron/launch/browser.mjs';

/** The path of a Chromium for the tests: one that is there, else Debian's package, else Playwright's own download. */
export async function findOrInstallChromium() {
  const { chromium } = await import('@playwright/test');
  const find = () => findChromium() ?? (existsSync(chromium.executablePath()) ? chromium.executablePath() : null);
  const found = find();
  if (found !== null) return found;

  console.log('There is no Chromium for the browser tests: installing one …');
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-qq', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']); // Without a font, text is boxes.
  }
  if (find() === null) run('npx', ['playwright', 'install', 'chromium']);
  return find();
}

function run(command, args) {
  spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    shell: process.platform === 'win32',
  });
}
