// Method: the built app in the smallest window there is, and with the longest names; what matters is still to be seen, and in its place.
import { boxOf, dropFile, Hand } from './editing-hand';
import { expect, test } from './fixtures';

test.use({ viewport: { width: 960, height: 600 } });

for (const theme of ['dark', 'projector']) {
  test(`what is open, that it was edited, and the first of the keys are seen, ${theme}`, async ({ page }) => {
    await page.addInitScript((chosen) => localStorage.setItem('spillway.theme', chosen), theme);
    await page.goto('./');
    const capacity = page.getByRole('textbox', { name: 'Inbox capacity, jobs', exact: true });
    await capacity.fill('7');
    await capacity.press('Enter');
    await expect(page.getByText('edited', { exact: true })).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('heading', { level: 1 })).toBeInViewport();
    expect((await boxOf(page.getByRole('heading', { level: 1 }))).width).toBeGreaterThan(60);
    expect(await page.locator('.app-top').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);

    await page.getByRole('button', { name: 'Help', exact: true }).click();
    await expect(page.getByRole('dialog').getByRole('heading', { name: 'Keys' })).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Close' })).toBeFocused();
  });
}

test('the longest names leave every control in its place', async ({ page }) => {
  await page.goto('./');
  const hand = new Hand(page);
  await hand.button('Pause').waitFor();
  const stations = {
    orders: { kind: 'producer', label: 'Orders that come from people who cannot wait, in a name as long as a name may be' },
    inbox: { kind: 'queue', label: 'W'.repeat(80) },
    pickers: { kind: 'workers' },
    done: { kind: 'sink' },
  };
  const links = [{ from: 'orders', to: 'inbox' }, { from: 'inbox', to: 'pickers' }, { from: 'pickers', to: 'done' }];
  await dropFile(page, 'long.spillway', JSON.stringify({ format: 'spillway/1', title: 'W'.repeat(200), stations, links }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^W+$/);
  await page.evaluate(() => { for (const each of document.querySelectorAll('.app-controls details')) (each as HTMLDetailsElement).open = true; });
  await expect(hand.button(`Delete ${stations.orders.label}`)).toBeVisible();
  const outside = await page.locator('.app-controls').evaluate((panel) => {
    const edge = panel.getBoundingClientRect().left + panel.clientWidth;
    return [...panel.querySelectorAll('button, input, select, textarea')].filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > edge + 1).map((each) => each.outerHTML.slice(0, 80));
  });
  expect(outside).toEqual([]);
  const words = async (name: string) => boxOf(hand.button(`${name} ${stations.orders.label}`).locator('span'));
  const [above, below] = [await words('Duplicate'), await words('Delete')];
  expect(above.y + above.height).toBeLessThanOrEqual(below.y);
});

test('the longest names do not lie on each other in the picture, and each can be read where it stands', async ({ page }) => {
  await page.goto('./');
  await new Hand(page).button('Pause').waitFor();
  const labels = ['Orders that come from people who cannot wait, in a name as long as a name may be', 'W'.repeat(80), 'Pickers in the hall at the far end', 'Done and on their way to those who asked'];
  const kinds = ['producer', 'queue', 'workers', 'sink'];
  const stations = Object.fromEntries(kinds.map((kind, n) => [kind, { kind, label: labels[n] }]));
  const links = kinds.slice(1).map((to, n) => ({ from: kinds[n], to }));
  await dropFile(page, 'long.spillway', JSON.stringify({ format: 'spillway/1', stations, links }));
  const names = page.locator('.stage-name');
  await expect(names).toHaveText(labels);
  const boxes = await names.evaluateAll((all) => all.map((each) => each.getBoundingClientRect()).map(({ left, right }) => ({ left, right })));
  boxes.slice(1).forEach(({ left }, n) => { expect(left, `${labels[n + 1]} begins behind ${labels[n]}`).toBeGreaterThan(boxes[n]?.right ?? 0); });
  expect(await names.evaluateAll((all) => all.map((each) => each.getAttribute('title')))).toEqual(labels);
  // Nor does the busiest workers' name push the other figures out of their row.
  expect(await page.locator('.headline').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
});

for (const width of [960, 1024]) {
  test(`large words at ${width} pixels: the legend lies on no words, and every headline figure is seen`, async ({ page }) => {
    await page.setViewportSize({ width, height: 600 });
    await page.addInitScript(() => localStorage.setItem('spillway.theme', 'projector'));
    await page.goto('./');
    await expect(page.locator('[data-figure=utilisation]')).toContainText('%', { timeout: 30_000 });
    expect(await page.locator('.headline').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    const words = page.locator('.stage-caption > :not(:empty)');
    await expect.poll(async () => {
      const legend = await boxOf(page.locator('.stage-legend'));
      return words.evaluateAll((all, top) => all.filter((each) => each.checkVisibility() && each.getBoundingClientRect().bottom > top).map((each) => each.textContent), legend.y);
    }).toEqual([]);
  });
}

for (const [width, height, zoom] of [[720, 450, 200], [360, 225, 400], [320, 256, 400]] as const) {
  test(`zoomed in to ${zoom} %, a window of ${width} by ${height}: the picture has its room, and all the rest can be scrolled to`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.goto('./');
    await expect(page.locator('[data-figure=utilisation]')).toContainText('%', { timeout: 30_000 });
    const pictures = page.locator('.stage .react-flow');
    expect((await boxOf(pictures)).height).toBeGreaterThan(200);
    const app = page.locator('.app');
    expect(await app.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
    expect(await page.locator('.headline').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    for (const name of ['Pause', 'Redo', 'Help', 'Library']) {
      const button = page.getByRole('button', { name, exact: true });
      await button.scrollIntoViewIfNeeded();
      await expect(button).toBeInViewport({ ratio: 0.9 });
    }
    await page.keyboard.press('j');
    await expect(page.getByRole('button', { name: 'Next job' })).toBeAttached();
    expect((await boxOf(pictures)).width).toBeGreaterThan(300);
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Numbers', exact: true }).click();
    await expect(page.locator('[data-figure="jobs.made"]')).toBeVisible();

    await page.keyboard.press('v');
    await expect(pictures).toHaveCount(2);
    for (const picture of await pictures.all()) expect((await boxOf(picture)).height).toBeGreaterThan(80);
  });
}

test('in a small window the picture stays in sight when a station is selected', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 300 });
  await page.goto('./');
  await expect(page.locator('[data-figure=utilisation]')).toContainText('%', { timeout: 30_000 });
  const pickers = page.locator('.react-flow__node[aria-label^="Pickers, "]');
  await pickers.locator('.stage-name').click();
  await expect(page.locator('.react-flow__node.selected')).toHaveCount(1);
  await expect(pickers).toBeInViewport({ ratio: 0.9 });
});
