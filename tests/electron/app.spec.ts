// Method: Electron itself, driven by Playwright. Skipped aloud where its runtime is not installed; REQUIRE_ELECTRON=1
// makes that a failure.
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, expect, test, type ElectronApplication } from '@playwright/test';
import type { HostApi } from '../../electron/contract';
import { electronPath } from '../../electron/launch/electron-path.mjs';
import { WITHOUT_GPU } from '../as-in-the-app.mjs';

declare const window: { readonly spillwayHost: HostApi; location: { href: string } };

const repo = resolve(import.meta.dirname, '../..');
const executablePath = electronPath();
const missing = 'Electron\u2019s runtime is not installed (npx install-electron fetches it)';
if (executablePath === null && process.env['REQUIRE_ELECTRON']) throw new Error(missing);
test.skip(executablePath === null, missing);

let app: ElectronApplication | undefined;
test.afterEach(async () => app?.close());

async function launch(...args: string[]): Promise<ElectronApplication> {
  const profile = await mkdtemp(join(tmpdir(), 'spillway-'));
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  app = await _electron.launch({
    executablePath: executablePath ?? '',
    args: [repo, `--user-data-dir=${profile}`, ...(asRoot ? ['--no-sandbox'] : []), ...WITHOUT_GPU, ...args],
  });
  return app;
}

test('opens one sandboxed, isolated window on app://', async () => {
  const electron = await launch();
  const page = await electron.firstWindow();
  expect(page.url()).toBe('app://bundle/index.html');
  await expect(page.locator('#root > *').first()).toBeVisible();
  // getLastWebPreferences is not in Electron's types.
  const preferences = await electron.evaluate(({ BrowserWindow }) =>
    (BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences());
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
  expect(await page.evaluate(() => 'require' in globalThis || 'process' in globalThis)).toBe(false);
});

test('saves through the dialog', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'spillway-')), 'x.spillway');
  const electron = await launch();
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
  const page = await electron.firstWindow();
  await page.evaluate(() => window.spillwayHost.saveFile({ handle: null, suggestedName: 'x', text: '{"a":1}' }));
  expect(await readFile(path, 'utf8')).toBe('{"a":1}');
});

test('hands the file on the command line to the page', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'spillway-')), 'given.spillway');
  await writeFile(path, 'no scenario');
  const electron = await launch(path);
  const page = await electron.firstWindow();
  await expect(page.getByText('given.spillway').first()).toBeVisible();
});

test('stays on its own origin', async () => {
  const page = await (await launch()).firstWindow();
  await page.evaluate(() => {
    window.location.href = 'https://example.org/';
  });
  await expect(page.locator('#root > *').first()).toBeVisible();
  expect(page.url()).toBe('app://bundle/index.html');
});
