import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A browser that can show a page in a window without tabs and address bar, or null. */
export function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return existsSync(given) ? given : null;
  return candidates().find((path) => existsSync(path)) ?? null;
}

function candidates() {
  if (process.platform === 'darwin') {
    const names = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return names.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform === 'win32') {
    const roots = [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA].filter(Boolean);
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return roots.flatMap((root) => programs.map((program) => join(root, program)));
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** Opens a window of its own. A profile of its own too, else the window would join a browser that already runs. */
export function openAppWindow(chromium, url, onClosed) {
  const profile = mkdtempSync(join(tmpdir(), 'spillway-'));
  const asRoot = process.platform === 'linux' && process.getuid() === 0;
  const args = [
    `--app=${url}`, `--user-data-dir=${profile}`, '--no-first-run', '--no-default-browser-check', '--window-size=1440,900',
    // Without a graphics processor Chromium draws in software only when told to. It calls that unsafe for pages
    // that are not trusted; this profile opens only our own.
    '--enable-unsafe-swiftshader',
  ];
  // Root has no sandbox to start; --test-type leaves out the bar that complains about it.
  const child = spawn(chromium, [...args, ...(asRoot ? ['--no-sandbox', '--test-type'] : [])], { stdio: 'ignore' });

  child.on('error', onClosed);
  child.on('close', () => {
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    onClosed();
  });
  return child;
}

export function openDefaultBrowser(url) {
  const [command, ...args] =
    { darwin: ['open', url], win32: ['cmd', '/c', 'start', '', url] }[process.platform] ?? ['xdg-open', url];
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => console.log('No browser was found: open the address yourself.'));
  child.unref();
}

export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
