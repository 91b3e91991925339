// npm start [-- [FILE] [--browser] [--no-open]]: the desktop application; where Electron's runtime cannot be had, the
// same built application in a browser window.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findChromium, hasDisplay, openAppWindow, openDefaultBrowser } from './browser.mjs';
import { build } from './build.mjs';
import { downloadElectron, electronPath } from './electron-path.mjs';
import { OPENED_PATH, serve } from './serve.mjs';
import { ensureInstalled } from './setup.mjs';

/** An Electron that gives up sooner than this could not open its window; a person needs longer to close one. */
const START_FAILURE_MS_MAX = 3000;

const repo = fileURLToPath(new URL('../..', import.meta.url));
const { browserOnly, mayOpenWindow, file } = readArguments();

ensureInstalled();
build();
if (browserOnly || !mayOpenWindow) await startInBrowser();
else await startElectron();

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { browser: { type: 'boolean', default: false }, 'no-open': { type: 'boolean', default: false } },
    });
    // npm changes into the repository; the path that the user typed is seen from where the user stands.
    const named = positionals[0] === undefined ? null : resolve(process.env.INIT_CWD ?? '.', positionals[0]);
    if (named !== null && !existsSync(named)) throw new Error(`${named} does not exist`);
    return { browserOnly: values.browser, mayOpenWindow: !values['no-open'], file: named };
  } catch (error) {
    console.error(`${error.message}. Use: npm start -- [FILE] [--browser] [--no-open]`);
    process.exit(2);
  }
}

async function startElectron() {
  let electron = electronPath();
  if (electron === null) {
    const failure = downloadElectron();
    electron = electronPath();
    if (electron === null) {
      console.log(`Electron could not be downloaded (${failure}): this is the same application in a browser window.`);
      await startInBrowser();
      return;
    }
  }

  const startedMs = Date.now();
  const asRoot = process.platform === 'linux' && process.getuid() === 0;
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env; // Set in some editors' terminals; Electron would be plain Node.
  const args = [repo, ...(asRoot ? ['--no-sandbox'] : []), ...(file === null ? [] : [file])];
  const child = spawn(electron, args, { stdio: 'inherit', env });
  child.on('error', () => void startInBrowser());
  child.on('close', (code, signal) => {
    const failed = code !== 0 && Date.now() - startedMs < START_FAILURE_MS_MAX;
    if (!failed) process.exit(code ?? 1);
    console.log(`Electron did not start (${signal ?? `exit ${code}`}): this is the same application in a browser window.`);
    void startInBrowser();
  });
}

async function startInBrowser() {
  const { url, close } = await serve({ file });
  const address = file === null ? url : `${url}?open=${OPENED_PATH}&name=${encodeURIComponent(basename(file))}`;
  console.log(`Spillway is at ${address} (Ctrl+C ends it)`);

  const end = () => {
    close();
    process.exit(0);
  };
  const chromium = findChromium();
  let window = null;
  if (!mayOpenWindow || !hasDisplay()) {
    if (mayOpenWindow) console.log('There is no display here: open the address yourself.');
  } else if (chromium === null) {
    openDefaultBrowser(address);
  } else {
    window = openAppWindow(chromium, address, end);
  }
  const stop = () => (window === null ? end() : window.kill());
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
