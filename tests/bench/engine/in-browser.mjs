// The engine's speed in a worker of a real Chromium, where the app runs it; its compiler is a later one than Node's.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { chromium } from '@playwright/test';
import { findChromium } from '../../../electron/launch/browser.mjs';

/** `file` is the built measurement. */
export async function benchInBrowser(file) {
  const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args: ['--no-sandbox'] });
  const server = createServer(({ url }, response) => {
    const isScript = url === '/rates.mjs';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? readFileSync(file) : '<!doctype html><title>Engine bench</title>');
  });
  await new Promise((listening) => { server.listen(0, '127.0.0.1', listening); });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const lines = await page.evaluate(() => new Promise((answered, failed) => {
      const worker = new globalThis.Worker('/rates.mjs', { type: 'module' });
      worker.onmessage = ({ data }) => answered(data);
      worker.onerror = ({ message }) => failed(new Error(message));
    }));
    console.log(`\nthe same in a worker of Chromium ${browser.version()}`);
    for (const line of lines) console.log(line);
  } finally {
    await browser.close();
    server.close();
  }
}
