// The built app as people open it, in a real Chromium: JavaScript (processor time) per picture with many jobs inside and while a hand works, what the memory does in
// ten minutes, and how long it takes to open beside a page that holds nothing but React.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { build as buildApp } from '../../../electron/launch/build.mjs';
import { serve } from '../../../electron/launch/serve.mjs';
import { stopClock, tick } from '../../stopped-clock.mjs';
import { countScript } from './script-time.mjs';

const VIEWPORT = { width: 1440, height: 900 };

/** `jobs` users who go round a line and its workers: so many are inside, and as many move as can be drawn. */
const crowd = (jobs) => ({
  format: 'spillway/1', title: `${jobs} jobs`, seed: 1, warmupS: 0, durationS: 600, classes: { request: { share: 1, priority: 0, deadlineS: 60 } },
  stations: {
    users: { kind: 'producer', at: [0, 0], arrivals: { kind: 'closed', users: jobs, thinkTime: { kind: 'exponential', meanS: 1 } } },
    line: { kind: 'queue', at: [220, 0], capacityJobs: 'unbounded' },
    servers: { kind: 'workers', at: [480, 0], workers: 100, service: { kind: 'exponential', meanS: 0.1 } },
    answered: { kind: 'sink', at: [800, 0] },
  },
  links: [{ from: 'users', to: 'line' }, { from: 'line', to: 'servers' }, { from: 'servers', to: 'answered' }],
});

export async function benchApp(browser, { openings = 5, minutes = 10 } = {}) {
  buildApp();
  const app = await serve({});
  try {
    await benchPictures(browser, app.url);
    await benchHand(browser, app.url);
    await benchMemory(browser, app.url, minutes);
    await benchOpening(browser, app.url, openings);
  } finally {
    app.close();
  }
}

async function benchPictures(browser, url) {
  console.log('\nthe whole app: jobs inside   JavaScript per picture   95 of 100 at most');
  for (const [jobs, isPair] of [[20_000, false], [100_000, false], [20_000, true]]) {
    const page = await openMoving(browser, url);
    await drop(page, crowd(jobs));
    await inside(page, jobs);
    if (isPair) await setBeside(page, jobs);
    const counted = await countScript(page);
    await page.waitForTimeout(8_000);
    const { medianMs, p95Ms, pictures } = await counted();
    console.log(`${jobs.toLocaleString('en').padStart(27)}   ${ms(medianMs).padStart(22)}   ${ms(p95Ms).padStart(17)}   (${pictures} pictures${isPair ? '; another version beside it with as many' : ''})`);
    await page.close();
  }
}

/** The same scenario, kept as a version, stands beside it. */
async function setBeside(page, jobs) {
  await page.getByRole('tab', { name: 'Compare', exact: true }).click();
  await page.getByRole('button', { name: 'Keep this version' }).click();
  await page.getByRole('tab', { name: 'Overview', exact: true }).click();
  await page.keyboard.press('v');
  await inside(page, jobs, '.stage-other');
}

/** Somebody drags the picture, zooms in and out, and changes the rate and the number of workers. */
async function benchHand(browser, url) {
  const page = await openMoving(browser, url);
  await page.waitForTimeout(2_000);
  console.log('\nwhile a hand                 pictures   median   95 of 100 at most   longest   over 16 ms');
  const hands = {
    'drags the picture': async () => {
      const box = await page.locator('.react-flow__pane').boundingBox();
      await page.mouse.move(box.x + box.width / 2, box.y + 40);
      await page.mouse.down();
      for (let n = 0; n < 80; n++) await page.mouse.move(box.x + box.width / 2 + 90 * Math.sin(n / 6), box.y + 40 + 30 * Math.cos(n / 6));
      await page.mouse.up();
    },
    'zooms': async () => {
      for (let n = 0; n < 60; n++) {
        await page.mouse.wheel(0, n % 20 < 10 ? -60 : 60);
        await page.waitForTimeout(16);
      }
    },
    'changes parameters': async () => {
      for (const which of [0, 1]) {
        await page.locator('.app-controls input[type=range]').nth(which).focus();
        for (let n = 0; n < 30; n++) {
          const key = n % 12 < 6 ? 'ArrowRight' : 'ArrowLeft';
          await page.keyboard.down(key);
          await page.waitForTimeout(33); // As a key that is held down repeats.
          if (n % 6 === 5) await page.keyboard.up(key);
        }
      }
    },
  };
  for (const [name, work] of Object.entries(hands)) {
    const counted = await countScript(page);
    await work();
    const { medianMs, p95Ms, longestMs, over16, pictures } = await counted();
    console.log(`${name.padEnd(27)}   ${String(pictures).padStart(7)}   ${ms(medianMs)}   ${ms(p95Ms).padStart(17)}   ${ms(longestMs)}   ${String(over16).padStart(10)}`);
  }
  await page.close();
}

/** Ten minutes of screen time, passed by a clock that is quicker than the wall's; the memory is looked at after the garbage is gone. */
async function benchMemory(browser, url, minutes) {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await stopClock(page);
  await page.goto(url);
  await page.locator('.react-flow__node').first().waitFor();
  const protocol = await page.context().newCDPSession(page);
  const heap = [];
  for (let minute = 1; minute <= minutes; minute++) {
    await tick(page, 250, 240);
    await protocol.send('HeapProfiler.collectGarbage');
    heap.push((await protocol.send('Runtime.getHeapUsage')).usedSize / 2 ** 20);
  }
  const [from, to] = [heap[Math.min(2, heap.length - 1)], heap.at(-1)];
  console.log(`\nmemory of the page, MiB, minute by minute: ${heap.map((each) => each.toFixed(1)).join(' ')}`);
  console.log(`from minute ${Math.min(3, heap.length)} to minute ${heap.length}: ${(to / from).toFixed(3)} times`);
  await page.close();
}

async function benchOpening(browser, url, openings) {
  const bare = await serveBare();
  const times = { bare: [], app: [] };
  try {
    for (let n = 0; n < openings; n++) {
      times.bare.push(await untilSeen(browser, bare.url, '#root > *'));
      times.app.push(await untilSeen(browser, url, '.stage[data-flights]'));
    }
  } finally {
    await bare.close();
  }
  const [empty, first] = [median(times.bare), median(times.app)];
  console.log(`\nfrom opening to the first moving job ${ms(first)}, to an empty React page ${ms(empty)}: ${(first / empty).toFixed(2)} times (medians of ${openings})`);
}

async function untilSeen(browser, url, selector) {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.addInitScript((wanted) => {
    const look = () => {
      if (globalThis.document.querySelector(wanted) === null) return;
      watch.disconnect();
      // What is in the page is seen with the next picture.
      globalThis.requestAnimationFrame(() => { globalThis.seenMs = globalThis.performance.now(); });
    };
    const watch = new globalThis.MutationObserver(look);
    watch.observe(globalThis.document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-flights'] });
  }, selector);
  await page.goto(url);
  const seenMs = await (await page.waitForFunction(() => globalThis.seenMs, null, { timeout: 60_000 })).jsonValue();
  await page.close();
  return seenMs;
}

/** React and nothing else, built and served as the app is. */
async function serveBare() {
  const root = mkdtempSync(join(tmpdir(), 'spillway-bare-'));
  writeFileSync(join(root, 'index.html'), '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bare</title></head><body><div id="root"></div><script type="module" src="./main.jsx"></script></body></html>');
  writeFileSync(join(root, 'main.jsx'), "import { createRoot } from 'react-dom/client';\ncreateRoot(document.getElementById('root')).render(<p>Nothing</p>);\n");
  const repo = new URL('../../../', import.meta.url).pathname;
  await build({
    configFile: false, root, base: './', logLevel: 'error', plugins: [react()], resolve: { alias: { 'react-dom/client': join(repo, 'node_modules/react-dom/client.js'), 'react/jsx-runtime': join(repo, 'node_modules/react/jsx-runtime.js'), react: join(repo, 'node_modules/react/index.js') } },
    build: { outDir: join(root, 'out'), target: 'chrome152', modulePreload: { polyfill: false } },
  });
  const { createAppHandler } = await import(new URL('../../../out/main/app-protocol.js', import.meta.url).href);
  const handle = createAppHandler(join(root, 'out'));
  const server = createServer((incoming, outgoing) => {
    void handle(new Request(new URL(incoming.url ?? '/', 'http://127.0.0.1'))).then(async (response) => {
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(Buffer.from(await response.arrayBuffer()));
    });
  });
  await new Promise((listening) => { server.listen(0, '127.0.0.1', listening); });
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((closed) => {
      server.close(() => {
        rmSync(root, { recursive: true });
        closed();
      });
      server.closeAllConnections();
    }),
  };
}

async function openMoving(browser, url) {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.goto(url);
  await page.locator('.stage[data-flights]').waitFor();
  return page;
}

async function drop(page, scenario) {
  await page.evaluate((text) => {
    const data = new globalThis.DataTransfer();
    data.items.add(new globalThis.File([text], 'crowd.spillway'));
    globalThis.dispatchEvent(new globalThis.DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, JSON.stringify(scenario));
}

/** Waits until nearly all of them stand in the line. */
async function inside(page, jobs, stage = '.stage') {
  await page.waitForFunction(([many, where]) => {
    const words = globalThis.document.querySelector(`${where} .react-flow__node[aria-label^="line"]`)?.getAttribute('aria-label') ?? '';
    return Number((/([\d,]+) waiting/.exec(words)?.[1] ?? '0').replaceAll(',', '')) > many * 0.8;
  }, [jobs, stage], { timeout: 120_000 });
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function ms(value) {
  return `${value.toFixed(value < 100 ? 2 : 0)} ms`.padStart(8);
}
