// Method: the built main process, preload and page (out/), with a real Chromium as the window; see electron-double.ts.
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { HostApi, OpenedFile } from '../../electron/contract';
import { findChromium } from '../../electron/launch/browser.mjs';
import { WITHOUT_ADDRESS_BAR, WITHOUT_GPU } from '../as-in-the-app.mjs';

vi.mock('electron', () => import('./electron-double'));
const { app, chooseMenuItem, dialog, double } = await import('./electron-double');

interface AppWindow {
  readonly spillwayHost: HostApi;
  readonly heard: unknown[];
}
declare const window: AppWindow & { location: { href: string }; open(url: string): void };

let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  const executablePath = findChromium();
  double.browser = await chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: ['--no-sandbox', ...WITHOUT_GPU, ...WITHOUT_ADDRESS_BAR, '--disable-background-networking'],
  });
  await import(/* @vite-ignore */ resolve('out/main/index.js'));
  await vi.waitFor(() => expect(double.windows).toHaveLength(1));
  page = await double.windows[0]!.loaded;
  page.on('pageerror', (error) => errors.push(error.message));
  await page.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(globalThis, { heard });
    window.spillwayHost.onOpened((file) => heard.push(file));
    window.spillwayHost.onMenu((command) => heard.push(command));
  });
});
afterAll(() => double.browser?.close());

it('the page runs from the protocol, under its policy, isolated', async () => {
  await page.locator('#root > *').first().waitFor();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(errors).toEqual([]);
});

it('a script that is not a file of the application does not run', async () => {
  const directive = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => {
          resolve(event.effectiveDirective);
        }, { once: true });
        const script = document.createElement('script');
        script.textContent = 'globalThis.inlineScriptRan = true';
        document.head.append(script);
      }),
  );
  expect(directive).toBe('script-src-elem');
  expect(await page.evaluate(() => 'inlineScriptRan' in globalThis)).toBe(false);
});

it('the preload exposes exactly the contract', async () => {
  expect(await page.evaluate(() => Object.keys(window.spillwayHost).sort())).toEqual(
    ['kind', 'onMenu', 'onOpenFailed', 'onOpened', 'openFile', 'saveFile', 'setDocument', 'setFullScreen'],
  );
});

it('saving goes from the page through the dialog to the disk, and again by the handle', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'spillway-')), 'x.spillway');
  dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  const saved = await page.evaluate(() => window.spillwayHost.saveFile({ handle: null, suggestedName: 'x', text: 'one' }));
  expect(saved?.name).toBe('x.spillway');
  expect(await readFile(path, 'utf8')).toBe('one');

  dialog.showSaveDialog = () => Promise.reject(new Error('asked again'));
  await page.evaluate((handle) => window.spillwayHost.saveFile({ handle, suggestedName: 'x', text: 'two' }), saved!.handle);
  expect(await readFile(path, 'utf8')).toBe('two');
});

it('a path instead of a handle is refused', async () => {
  const saving = page.evaluate(() => window.spillwayHost.saveFile({ handle: '/etc/passwd', suggestedName: 'x', text: '' }));
  await expect(saving).rejects.toThrow();
});

it('the menu and the operating system reach the page', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'spillway-'));
  await writeFile(join(folder, 'given.spillway'), '{"format":"spillway/0"}');
  chooseMenuItem('help');
  app.emit('second-instance', {}, ['spillway', 'given.spillway'], folder);
  await expect.poll(() => page.evaluate(() => window.heard.length)).toBe(2);
  const [command, file] = await page.evaluate(() => window.heard as ['help', OpenedFile]);
  expect(command).toBe('help');
  expect(file).toMatchObject({ name: 'given.spillway', text: '{"format":"spillway/0"}' });
});

it('the document names the window', async () => {
  await page.evaluate(() => window.spillwayHost.setDocument({ name: 'A queue', edited: true }));
  await expect.poll(() => double.windows[0]?.title).toBe('• A queue — Spillway');
});

it('a way out of the application is refused; a link to the web opens elsewhere', async () => {
  await page.evaluate(() => window.open('https://example.org/paper'));
  await expect.poll(() => double.external).toEqual(['https://example.org/paper']);

  const refused = page.waitForEvent('requestfailed');
  await page.evaluate(() => {
    window.location.href = 'https://example.org/';
  });
  await refused;
  expect(page.url()).toMatch(/^https:\/\/bundle\.app-double\.test\//);
});
