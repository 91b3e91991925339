// Method: the built app in a browser. What the instruments say of a run at rest is held against the same run made here, without the
// app; what they can be taken away as is opened; everything is done once with keys alone.
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { durationFigure, figureText, formatCount, rateFigure, shareFigure } from '../../renderer/ui/format';
import { reportOf } from '../../simulations/experiments/report';
import { boundedQueue } from '../../simulations/library/bounded-queue';
import { startRun } from '../../simulations/scenario/start-run';
import { expect, test } from './fixtures';

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const charts = (page: Page) => page.getByRole('group', { name: /^Charts over time/ });
const words = (page: Page, chart: string) => page.locator(`[data-chart=${chart}]`).getByRole('img');

async function seconds(page: Page): Promise<number> {
  return Number.parseFloat((await page.getByLabel('Model time').textContent() ?? '').replaceAll(',', ''));
}

/** Past the warm-up, then at rest. */
async function runTo(page: Page, atS: number): Promise<void> {
  await button(page, 'Skip warm-up').click();
  const slider = page.getByRole('slider', { name: 'Speed', exact: true });
  await expect.poll(() => seconds(page)).toBeGreaterThan(20);
  await expect(slider).toHaveAttribute('aria-valuetext', /^0\.1 /); // The speed from before.
  while ((await slider.getAttribute('aria-valuetext'))?.startsWith('50 ') !== true) await page.keyboard.press(']');
  await expect.poll(() => seconds(page), { timeout: 30_000 }).toBeGreaterThan(atS);
  await button(page, 'Pause').click();
  await expect(button(page, 'Play')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: /^Paused at/ })).toBeAttached();
}

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await expect(page.locator('[data-chart=rates] li').first()).toBeVisible();
});

test('every number equals that of the same run without the app, to the last digit shown', async ({ page }) => {
  await runTo(page, 60);
  await tab(page, 'Numbers').click();
  const until = page.locator('[data-numbers-to]');
  // The figures come to the pause a moment after it.
  await expect.poll(async () => Math.abs(await exactTo(page) - await seconds(page))).toBeLessThan(0.001);
  const started = startRun(boundedQueue, { seed: 1, endS: Infinity });
  if (!started.ok) throw new Error('the scenario does not start');
  const run = started.value;
  run.advanceTo(await exactTo(page));
  const report = reportOf(run);
  const { jobs, latencyS, stations } = report;

  await expect(until).toHaveText(`${run.nowS.toLocaleString('en-US', { maximumFractionDigits: 9 })} s`);
  const said = (key: string) => page.locator(`tr[data-figure="${key}"] td`).first();
  const pairs: [string, string][] = [
    ['jobs.made', `${formatCount(jobs.made)} jobs`], ['jobs.served', `${formatCount(jobs.served)} jobs`], ['jobs.good', `${formatCount(jobs.good)} jobs`],
    ['throughputPerS', figureText(rateFigure(report.throughputPerS))], ['goodputPerS', figureText(rateFigure(report.goodputPerS))],
    ...(['mean', 'p50', 'p95', 'p99'] as const).map((name): [string, string] => [`latencyS.${name}`, figureText(durationFigure(latencyS[name]!))]),
    ['stations.inbox.arrived', `${formatCount(stations['inbox']!.arrived)} jobs`], ['stations.inbox.meanJobs', `${rateFigure(stations['inbox']!.meanJobs).number} jobs`],
    ['stations.pickers.utilisation', figureText(shareFigure(stations['pickers']!.utilisation!))], ['stations.orders.blockedShare', figureText(shareFigure(stations['orders']!.blockedShare))],
  ];
  for (const [key, expected] of pairs) await expect(said(key), key).toHaveText(expected);
  await expect(page.locator('tr[data-figure="latencyS.p99"] td').last()).toHaveText(formatCount(latencyS.n));
});

const exactTo = async (page: Page): Promise<number> => Number.parseFloat((await page.locator('[data-numbers-to]').innerText()).replaceAll(',', ''));

test('the warm-up can be hurried through, and the speed is then as it was', async ({ page }) => {
  await button(page, 'Skip warm-up').click();
  await expect(button(page, 'Skip warm-up')).toBeHidden({ timeout: 20_000 });
  expect(await seconds(page)).toBeGreaterThan(15);
  await expect(page.getByRole('slider', { name: 'Speed', exact: true })).toHaveAttribute('aria-valuetext', /^0\.1 /);
  await expect(page.locator('[data-figure=throughput]')).toContainText('overall');
});

test('a stretch is chosen by dragging, by the wheel and by buttons, and there is always a way back', async ({ page }) => {
  await runTo(page, 60);
  const over = page.locator('[data-chart=rates] .u-over');
  const box = (await over.boundingBox())!;
  await expect(button(page, 'Newest')).toBeDisabled();
  await page.mouse.move(box.x + box.width * 0.3, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 25, { steps: 4 });
  await page.mouse.up();
  await expect(button(page, 'Newest')).toBeEnabled();
  await expect(button(page, 'Later')).toBeEnabled();
  await page.mouse.dblclick(box.x + box.width / 2, box.y + 20);
  await expect(button(page, 'Newest')).toBeDisabled();

  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  await expect(button(page, 'Newest')).toBeEnabled();
  await button(page, 'Newest').click();
  await expect(button(page, 'Newest')).toBeDisabled();
  await button(page, 'Longer stretch').click();
  await expect(button(page, 'Newest')).toBeEnabled();
  await button(page, 'Newest').click();
});

test('with keys alone: tabs, the cursor of all charts, closer, earlier, and back', async ({ page }) => {
  await runTo(page, 50);
  await tab(page, 'Overview').focus();
  await page.keyboard.press('ArrowDown');
  await expect(tab(page, 'Over time')).toHaveAttribute('aria-selected', 'true');
  await expect(tab(page, 'Over time')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(tab(page, 'Overview')).toBeFocused();

  await charts(page).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  for (const chart of ['rates', 'latency', 'waiting', 'busy']) await expect(page.locator(`[data-chart=${chart}] header`)).toContainText(/at [\d.]+ s/);
  await expect(page.getByRole('status').filter({ hasText: /^At [\d.]+ s\. Rates/ })).toBeAttached();
  await page.keyboard.press('+');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(button(page, 'Later')).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect(button(page, 'Newest')).toBeDisabled();
});

test('a change is marked with its words; a selected station has charts of its own', async ({ page }) => {
  await runTo(page, 40);
  await tab(page, 'Station').click();
  await page.getByRole('list', { name: 'Stations to select' }).getByRole('button', { name: 'Inbox', exact: true }).click();
  await expect(tab(page, 'Inbox')).toHaveAttribute('aria-selected', 'true');
  await expect(page.locator('[data-chart^=own-]').first()).toBeVisible();
  await tab(page, 'Overview').click();
  const field = page.getByRole('textbox', { name: 'Pickers workers', exact: true });
  await field.fill('3');
  await field.press('Enter');
  await expect(words(page, 'rates')).toHaveAttribute('aria-label', /Changes: at [\d.]+ s Pickers: workers 3\./);
  await expect(tab(page, 'Pickers')).toBeVisible();
  await tab(page, 'Pickers').click();
  await expect(words(page, 'own-busy')).toHaveAttribute('aria-label', /^Busy and blocked, share: busy [\d.]+ %/);
  await expect(words(page, 'own-flow')).toHaveAttribute('aria-label', /^Flow, jobs per s: in [\d.]+, out [\d.]+/);
});

test('what was done is read whole where the cursor is, by the pointer and by keys', async ({ page }) => {
  await runTo(page, 40);
  const field = page.getByRole('textbox', { name: 'Pickers workers', exact: true });
  await field.fill('3');
  await field.press('Enter');
  const done = page.locator('[data-chart=rates] .chart-done');
  await charts(page).focus();
  await page.keyboard.press('End');
  await expect(done).toHaveText(/^[\d.]+ s Pickers: workers 3$/);
  expect(await done.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  await expect(page.getByRole('status').filter({ hasText: /^At .* Changes: [\d.]+ s Pickers: workers 3\.$/ })).toBeAttached();
  await page.keyboard.press('Home');
  await expect(done).toHaveCount(0);
});

test('tail, load and theory say in words what they show', async ({ page }) => {
  const percentiles = page.getByRole('region', { name: 'Percentiles' });
  await tab(page, 'Tail').click();
  await expect(percentiles.getByRole('row', { name: /^p99\.9/ })).toContainText('wants n 10,000');
  await runTo(page, 420);
  await button(page, 'Play').click(); // Now and then there is none for a while: where it came to rest is chance.
  await expect(percentiles.getByRole('row', { name: /^p50/ })).toContainText(/95 %: .* – /);
  await button(page, 'Pause').click();
  await expect(words(page, 'cdf')).toHaveAttribute('aria-label', /^Latency tail of [\d,]+ jobs since the warm-up: p50/);
  await expect(words(page, 'heat')).toHaveAttribute('aria-label', /^Latency over time, [\d,]+ jobs from/);

  await tab(page, 'Load').click();
  await expect(words(page, 'curve')).toHaveAttribute('aria-label', /at [\d.]+ % utilisation a job takes .* Theory's line is that of M\/M\/4\.$/);
  await tab(page, 'Theory').click();
  await expect(page.getByRole('article', { name: /^Inbox → Pickers, M\/M\/4: (too early|agrees)/ })).toBeVisible();
  const kind = page.getByRole('combobox', { name: 'Pickers service time' });
  await kind.selectOption('constant');
  await expect(page.getByRole('article', { name: /^Inbox → Pickers: assumption broken, .*not exponential/ })).toBeVisible();
});

test('a chart can be seen as a table, copied, and saved as CSV, SVG and PNG', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await runTo(page, 40);
  const menu = () => page.getByRole('button', { name: 'Rates: table, copy, save' }).click();
  const taken = async (name: string): Promise<Buffer> => {
    const download = page.waitForEvent('download');
    await menu();
    await page.getByRole('button', { name, exact: true }).locator('visible=true').click();
    return readFile(await (await download).path());
  };
  const csv = (await taken('Save as CSV')).toString('utf8').trimEnd().split('\r\n');
  expect(csv[0]).toBe('"time, s","arriving, jobs per s","served, jobs per s","good, jobs per s","shed, jobs per s"');
  expect(csv.length).toBeGreaterThan(20);
  expect(csv.at(-1)!.split(',').map(Number).every(Number.isFinite)).toBe(true);
  const svg = (await taken('Save as SVG')).toString('utf8');
  expect(svg).toContain('<title>Rates</title>');
  expect(svg).toContain('seed 1, at ');
  expect(svg).toContain('>jobs per s</tspan>');
  expect(svg).toMatch(/@font-face\{font-family:Inter;font-weight:100 900;src:url\(data:font\/woff2;base64,d09GMg/);
  const png = await taken('Save as PNG');
  expect([...png.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)].every((side) => side > 800)).toBe(true);

  await menu();
  await page.getByRole('button', { name: 'Copy the table', exact: true }).locator('visible=true').click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('time, s\tarriving, jobs per s');
  await menu();
  await page.getByRole('button', { name: 'Show as a table', exact: true }).locator('visible=true').click();
  await expect(page.getByRole('region', { name: 'Rates as a table' }).getByRole('columnheader').first()).toHaveText('time, s');
});

test('files are called by the whole title, the station and what is in them, and theory can be taken away', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('summary', { hasText: 'Scenario settings' }).click();
  const title = page.getByRole('textbox', { name: 'Title' });
  await title.fill('In a rush, the newest first');
  await title.press('Enter');
  await runTo(page, 40);
  const nameOf = async (save: () => Promise<void>): Promise<string> => {
    const download = page.waitForEvent('download');
    await save();
    return (await download).suggestedFilename();
  };
  await page.locator('[data-id="pickers"]').click();
  await tab(page, 'Pickers').click();
  const name = await nameOf(async () => {
    await page.getByRole('button', { name: /: table, copy, save$/ }).first().click();
    await page.getByRole('button', { name: 'Save as CSV', exact: true }).locator('visible=true').click();
  });
  expect(name).toMatch(/^In a rush the newest first Pickers .+\.csv$/);
  await tab(page, 'Theory').click();
  expect(await nameOf(() => button(page, 'CSV').click())).toBe('In a rush the newest first theory and measurements.csv');
  await button(page, 'Copy').click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/Inbox → Pickers\tM\/M\/4\t/);
});

test('the stage is saved as SVG and PNG, jobs and all, also while it stands still', async ({ page }) => {
  await runTo(page, 30);
  await tab(page, 'Numbers').click();
  const taken = async (name: string): Promise<Buffer> => {
    const download = page.waitForEvent('download');
    await button(page, name).click();
    return readFile(await (await download).path());
  };
  const svg = (await taken('Stage SVG')).toString('utf8');
  expect(svg).toContain('@font-face{font-family:Inter;');
  // Read in the page, whose policy forbids a style that is written in a document.
  const seen = await page.evaluate(async (text) => {
    const document = new DOMParser().parseFromString(text, 'image/svg+xml');
    const image = new Image();
    image.src = document.querySelector('image')?.getAttribute('href') ?? '';
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const pixels = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let painted = 0;
    for (let at = 3; at < pixels.length; at += 4) if ((pixels[at] ?? 0) > 128) painted += 1;
    return { broken: document.querySelector('parsererror') !== null, words: [...document.querySelectorAll('text')].map(({ textContent }) => textContent), painted };
  }, svg.replace(/<style>.*<\/style>/, ''));
  expect(seen.broken).toBe(false);
  expect(seen.words).toEqual(expect.arrayContaining(['Orders', 'Inbox', 'Pickers', 'Done', 'of 100 waiting']));
  expect(seen.painted).toBeGreaterThan(100);
  const png = await taken('Stage PNG');
  expect(png.readUInt32BE(16)).toBeGreaterThan(1500);
});

test('nothing is cut off: small window, large type', async ({ page }) => {
  for (const [width, height, type] of [[1440, 900, ''], [1024, 640, ''], [1440, 900, '21px'], [1920, 1080, '']] as const) {
    await page.setViewportSize({ width, height });
    await page.evaluate((size) => { document.documentElement.style.fontSize = size; }, type);
    const cut = await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('.headline dt, .headline small, .rail-tab span, .rail-skip')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline')
      .map((element) => element.textContent));
    expect(cut, `${width} × ${height} ${type}`).toEqual([]);
    const tools = (await button(page, 'Newest').boundingBox())!;
    const rail = (await page.locator('.rail').boundingBox())!;
    if (type === '' && height >= 900) expect(tools.y + tools.height).toBeLessThanOrEqual(rail.y + rail.height + 1);
  }
});

test('the memory does not grow while a run goes on for long', async ({ page }) => {
  await button(page, 'Max').click();
  const client = await page.context().newCDPSession(page);
  const heapMb = async (): Promise<number> => {
    await client.send('HeapProfiler.collectGarbage');
    const { usedSize } = await client.send('Runtime.getHeapUsage');
    return usedSize / 1e6;
  };
  await expect.poll(() => seconds(page), { timeout: 60_000 }).toBeGreaterThan(5_000);
  const before = await heapMb();
  const from = await seconds(page);
  await expect.poll(() => seconds(page), { timeout: 60_000 }).toBeGreaterThan(from * 4);
  expect(await heapMb() - before).toBeLessThan(12);
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`axe finds nothing serious under any tab, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await runTo(page, 30);
    for (const name of ['Overview', 'Over time', 'Station', 'Tail', 'Load', 'Theory', 'Compare', 'Numbers']) {
      await tab(page, name).click();
      const { violations } = await new AxeBuilder({ page }).include('.app-instruments').analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => `${name}: ${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
    }
  });
}
