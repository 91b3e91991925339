import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

// Method: the built app with its real engine. Jobs are chosen by keys and by clicks on what is drawn; what the panel says is held against the
// stations and, for the mark, against the pixels of the canvas, which the graphics processor has put where the mark's formula says.
const panel = (page: Page) => page.getByRole('complementary', { name: 'The job that is followed' });
const pause = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
};

/** The middle of one of the four cells of the opening scenario's workers. */
async function cell(page: Page, column: number, row: number): Promise<{ x: number; y: number }> {
  const box = (await page.locator('.art-cells').first().boundingBox())!;
  return { x: box.x + box.width * (0.25 + 0.5 * column), y: box.y + box.height * (0.25 + 0.5 * row) };
}

/** One cell after the other, until what was clicked is what is looked for. */
async function clickCells(page: Page, isFound: () => Promise<boolean>): Promise<boolean> {
  for (const [column, row] of [[0, 0], [1, 0], [0, 1], [1, 1]] as const) {
    const { x, y } = await cell(page, column, row);
    await page.mouse.click(x, y);
    await page.waitForTimeout(100);
    if (await isFound()) return true;
  }
  return false;
}

/** How many pixels of the canvas around a point have a job's colours, without the mark that lies over it. */
async function dotPixels(page: Page, at: { readonly x: number; readonly y: number }): Promise<number> {
  const clip = { x: at.x - 4, y: at.y - 4, width: 8, height: 8 };
  const shot = await page.screenshot({ clip });
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    let bright = 0;
    for (let i = 0; i < data.length; i += 4) if (Math.max(data[i]!, data[i + 1]!, data[i + 2]!) > 150) bright++;
    return bright;
  }, shot.toString('base64'));
}

test.use({ colorScheme: 'dark' });

test('the next job is followed by a key to its end, its stations light up, and Escape lets it go', async ({ page }) => {
  await page.goto('./');
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await page.keyboard.press('j');
  await expect(panel(page).getByRole('heading', { name: /^Orders \d+$/ })).toBeVisible();
  await expect(page.locator('.stage-mark').first()).toBeVisible();
  await expect(page.locator('.art-lit').first()).toBeVisible();
  await expect(panel(page)).toContainText(/served after [\d.]+ m?s/);
  await expect(panel(page).getByRole('listitem').filter({ hasText: /^Pickers/ })).toContainText(/served for [\d.]+ m?s/);
  await expect(page.locator('[role="status"][aria-live]').filter({ hasText: /Orders \d+: served after/ })).toBeAttached();
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await expect(page.locator('.stage-mark')).toHaveCount(0);
  await expect(page.locator('.art-lit')).toHaveCount(0);
});

test('the slowest of the last jobs is looked back at by a key', async ({ page }) => {
  await page.goto('./');
  await expect(page.locator('.react-flow__node').and(page.getByLabel(/^Done, sink: [1-9]\d* jobs? served/))).toBeAttached();
  await page.keyboard.press('Shift+J');
  await expect(panel(page)).toContainText(/the slowest of the last \d+/);
});

test('a click on a job in a worker’s cell follows it, its mark lies on its dot, and it goes on to its end', async ({ page }) => {
  await page.goto('./');
  const isBusy = page.locator('.react-flow__node').and(page.getByLabel(/^Pickers, workers: 4 of 4 busy/));
  let found = false;
  // They may be done by the time that the run stands; then it goes on, and another moment is tried.
  for (let tries = 0; tries < 8 && !found; tries++) {
    if (tries > 0) await page.getByRole('button', { name: /^Play/ }).click();
    await expect(isBusy).toBeAttached();
    await pause(page);
    // What was in the air has landed.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 800)));
    found = await clickCells(page, () => panel(page).isVisible());
  }
  expect(found, 'one of four cells held a job').toBe(true);
  // The picture has made room for the panel.
  await expect.poll(async () => {
    const box = await page.locator('.stage-mark').first().boundingBox();
    return box === null ? 0 : dotPixels(page, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
  }).toBeGreaterThan(20);
  await page.keyboard.press(' ');
  await expect(panel(page)).toContainText(/served after/);
});

test('a job that is followed when the speed rises is followed to its end, also where it is not among those that are drawn', async ({ page }) => {
  await page.goto('./');
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  const speed = page.getByRole('slider', { name: 'Speed', exact: true });
  const name = panel(page).getByRole('heading', { name: /^Orders \d+$/ });
  // An odd number is in no sample but that of all jobs.
  for (let serial = 0; serial % 2 === 0;) {
    await page.keyboard.press('j');
    await expect(name).toBeVisible();
    serial = Number(/\d+/.exec(await name.textContent() ?? '')?.[0] ?? 0);
  }
  const followed = await name.textContent();
  while ((await speed.getAttribute('aria-valuetext'))?.startsWith('50 ') !== true) await page.keyboard.press(']');
  await expect(page.getByText(/^1 job in \d+ is drawn on its way$/)).toBeVisible();
  await expect(panel(page)).toContainText(/At this speed one job in \d+ is drawn/);
  await expect(name).toHaveText(followed ?? '');
  await expect(panel(page).locator('.follow-outcome')).toContainText(/^served after [\d.]+ m?s/);
  await expect(panel(page).locator('.follow-lost')).toHaveCount(0);
  await expect(panel(page).getByRole('listitem').filter({ hasText: /^Pickers/ })).toContainText(/served for [\d.]+ m?s/);
});

test('at a high speed a job that stands and is not drawn on its way is followed from there on', async ({ page }) => {
  await page.goto('./');
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  const speed = page.getByRole('slider', { name: 'Speed', exact: true });
  while ((await speed.getAttribute('aria-valuetext'))?.startsWith('50 ') !== true) await page.keyboard.press(']');
  await expect(page.getByText(/^1 job in \d+ is drawn on its way$/)).toBeVisible();
  const name = panel(page).getByRole('heading', { name: /^Orders \d+$/ });
  const isBusy = page.locator('.react-flow__node').and(page.getByLabel(/^Pickers, workers: 4 of 4 busy/));
  let serial = 0;
  for (let tries = 0; tries < 8 && serial % 2 === 0; tries++) {
    if (tries > 0) await page.getByRole('button', { name: /^Play/ }).click();
    await expect(isBusy).toBeAttached();
    await pause(page);
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_500)));
    await clickCells(page, async () => {
      serial = await name.isVisible() ? Number(/\d+/.exec(await name.textContent() ?? '')?.[0] ?? 0) : 0;
      return serial % 2 === 1;
    });
  }
  expect(serial % 2, 'one of the cells held a job with an odd number').toBe(1);
  await expect(panel(page)).toContainText('followed from here on only');
  await page.keyboard.press(' ');
  await expect(panel(page).locator('.follow-outcome')).toContainText(/^served after [\d.]+ m?s/);
  await expect(panel(page).locator('.follow-lost')).toHaveCount(0);
});
