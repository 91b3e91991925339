// JavaScript per display frame with up to 100,000 jobs in the air: the stage's own code, built as the app is, in a real Chromium; then the whole app.
// Medians of single frames. What the graphics processor does is not in it; the last line says what drew.
//   node tests/bench/stage/stage.bench.mjs [picture] [app]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { findChromium } from '../../../electron/launch/browser.mjs';
import { WITHOUT_ADDRESS_BAR, WITHOUT_GPU } from '../../as-in-the-app.mjs';
import { benchApp } from './app.bench.mjs';

const parts = { picture: benchPicture, app: benchApp };
const chosen = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: findChromium() ?? undefined,
  args: ['--no-sandbox', ...WITHOUT_GPU, ...WITHOUT_ADDRESS_BAR],
});
try {
  for (const [name, bench] of Object.entries(parts)) if (chosen.length === 0 || chosen.includes(name)) await bench(browser);
} finally {
  await browser.close();
}

async function benchPicture() {
  const outDir = mkdtempSync(join(tmpdir(), 'spillway-stage-bench-'));
  const shared = { configFile: false, root: import.meta.dirname, logLevel: 'error' };
  await build({ ...shared, build: { outDir, emptyOutDir: true, target: 'chrome152', chunkSizeWarningLimit: 4_000 } });
  const server = await preview({ ...shared, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.goto(server.resolvedUrls.local[0]);
    await page.waitForFunction(() => 'measure' in globalThis);
    console.log('jobs in the air   take up a frame   draw      both, p95');
    for (const jobs of [1_000, 5_000, 20_000, 100_000]) {
      const { frameMs, drawMs, p95Ms } = await page.evaluate((n) => globalThis.measure(n, n > 20_000 ? 48 : 160), jobs);
      console.log(`${String(jobs).padStart(15)}   ${ms(frameMs)}        ${ms(drawMs)}   ${ms(p95Ms)}`);
    }
    console.log(`drawn by ${await page.evaluate(() => {
      const gl = new globalThis.OffscreenCanvas(1, 1).getContext('webgl2');
      return gl?.getParameter(gl.getExtension('WEBGL_debug_renderer_info')?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER) ?? 'nothing';
    })}`);
    await page.close();
  } finally {
    await new Promise((closed) => { server.httpServer.close(closed); server.httpServer.closeAllConnections?.(); });
    rmSync(outDir, { recursive: true });
  }
}

function ms(value) {
  return `${value.toFixed(2)} ms`.padStart(8);
}
