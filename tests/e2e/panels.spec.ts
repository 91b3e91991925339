// Method: the built app in a browser while it runs: what the instruments say, what they say aloud, and what they cost.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await expect(page.locator('[data-chart=rates] li').first()).toBeVisible();
  await expect(page.locator('[data-chart=histogram] li').first()).toBeVisible({ timeout: 20_000 });
});

test('each chart says its present values in words', async ({ page }) => {
  const words: [string, RegExp][] = [
    ['rates', /^Rates, jobs per s: arriving [\d.,]+, served [\d.,]+, good [\d.,]+, shed [\d.,]+\.$/],
    ['latency', /^Latency.*: p50 [\d.]+ m?s, p95 [\d.]+ m?s, p99 [\d.]+ m?s, p99\.9 [\d.]+ m?s \(n [\d.,]+k? in [\d.]+ m?s\)\.$/],
    ['waiting', /^Waiting, jobs: .*Inbox [\d.]+ of 100 \(mean of [\d.]+ m?s\)\.$/],
    ['busy', /^Utilisation, of Pickers: busy [\d.>]+ % \(mean of [\d.]+ m?s\)\.$/],
    ['histogram', /^Latency distribution of [\d.,]+k? jobs in the warm-up: p50 .* Deadline 250 ms, met by [\d.>]+ %\.$/],
  ];
  for (const [chart, said] of words) {
    await expect(page.locator(`[data-chart=${chart}]`).getByRole('img')).toHaveAttribute('aria-label', said);
  }
});

test('a percentile that rests on too few jobs is faint and says what it needs', async ({ page }) => {
  const p99 = page.locator('[data-figure=p99]');
  await expect(p99).toHaveAttribute('data-faint', 'true');
  await expect(p99).toContainText(/n [\d,]+ of 1,000/);
});

test('nothing is redrawn while nothing happens', async ({ page }) => {
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await page.waitForTimeout(500); // What was asked for before may still come.
  await page.evaluate(() => performance.clearMeasures('chart redraw'));
  await page.waitForTimeout(1000);
  expect(await page.evaluate(() => performance.getEntriesByName('chart redraw').length)).toBe(0);
});

test('charts are redrawn at most ten times a second, at little cost', async ({ page }) => {
  const measured = await page.evaluate(async () => {
    performance.clearMeasures('chart redraw');
    const from = performance.now();
    await new Promise((done) => setTimeout(done, 3000));
    const costs = performance.getEntriesByName('chart redraw').map(({ duration }) => duration).sort((a, b) => a - b);
    return { perS: costs.length / 5 / ((performance.now() - from) / 1000), medianMs: costs[costs.length >> 1] ?? NaN };
  });
  expect(measured.perS).toBeLessThan(11);
  expect(measured.perS).toBeGreaterThan(1);
  expect(measured.medianMs).toBeLessThan(4);
});

test('a pointer over one chart reads all of them at the same time', async ({ page }) => {
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const box = (await page.locator('[data-chart=rates] .u-over').boundingBox())!;
  await page.mouse.move(box.x + box.width / 3, box.y + box.height / 2);
  for (const chart of ['rates', 'latency', 'waiting', 'busy']) {
    await expect(page.locator(`[data-chart=${chart}] header`)).toContainText(/at [\d.]+ s/);
  }
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`axe finds nothing serious in the panels, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    const { violations } = await new AxeBuilder({ page }).include('.app-controls').include('.app-instruments').include('.app-transport').analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
  });
}
