// Method: what a person comes for, from beginning to end in the built app: open a scenario, break it, find the job behind a high percentile,
// go back to before it broke and decide otherwise, and undo all of it. Once with keys alone, once with the mouse alone. (Building a system
// from nothing is in editing.spec.ts, in both ways too.)
import type { Locator, Page } from '@playwright/test';
import { Hand, withoutFileDialogs } from './editing-hand';
import { expect, test } from './fixtures';

let hand: Hand;
const job = (page: Page): Locator => page.getByRole('complementary', { name: 'The job that is followed' });
const line = (page: Page): Locator => page.getByRole('slider', { name: 'Time line of the run' });
const figure = (page: Page, key: string): Locator => page.locator(`[data-figure=${key}]`);
const isFocused = (locator: Locator): Promise<boolean> => locator.evaluate((element) => element === document.activeElement).catch(() => false);

/** With the Tab key alone, however far it is. */
async function tabTo(page: Page, locator: Locator, key = 'Tab'): Promise<void> {
  for (let press = 0; press < 200; press++) {
    if (await isFocused(locator)) return;
    await page.keyboard.press(key);
  }
  throw new Error('the Tab key does not come there');
}

test.beforeEach(async ({ page }) => {
  await withoutFileDialogs(page);
  await page.goto('./');
  hand = new Hand(page);
  await expect.poll(() => hand.timeS()).toBeGreaterThan(0);
});

test('with keys alone', async ({ page }) => {
  await hand.keys('b');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('tamed by shedding');
  await expect(page.getByRole('status').filter({ hasText: /^[1-9] of/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/tamed by shedding the oldest/).first()).toBeVisible();
  const opened = await hand.save();
  for (let press = 0; press < 6; press++) await page.keyboard.press(']');
  await expect.poll(() => hand.timeS(), { timeout: 30_000 }).toBeGreaterThan(12);

  // Break it: fewer workers, set in their field.
  const workers = page.getByRole('textbox', { name: 'Pickers workers', exact: true });
  await tabTo(page, workers, 'Shift+Tab');
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await expect.poll(async () => parseFloat(await figure(page, 'lost').locator('strong').innerText()), { timeout: 30_000 }).toBeGreaterThan(60);
  await hand.keys('Escape');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('Space');
  await expect(hand.button('Play')).toBeVisible();

  // Whose latency is that?
  await tabTo(page, hand.button('p95: follow a job that took so long'));
  await page.keyboard.press('Enter');
  await expect(job(page)).toContainText(/served after [\d.]+ m?s/);
  await expect(job(page).getByRole('listitem').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(job(page)).toHaveCount(0);

  // Back to before it broke, and on without the change.
  await tabTo(page, line(page), 'Shift+Tab');
  await page.keyboard.press('Home');
  await expect.poll(() => hand.timeS()).toBe(0);
  await expect(line(page)).toHaveAttribute('aria-valuetext', /comes again \(1\)/);
  await hand.keys('Control+z');
  await expect(line(page)).not.toHaveAttribute('aria-valuetext', /comes again/);
  await expect(workers).not.toHaveValue('1');
  expect(await hand.save()).toBe(opened);
});

test('with the mouse alone', async ({ page }) => {
  await hand.button('Library').click();
  await page.getByRole('button', { name: /^Overload: block, shed newest or shed oldest/ }).click();
  await expect.poll(() => hand.timeS()).toBeGreaterThan(0);
  const opened = await hand.save();
  await hand.button('Max').click();
  await expect.poll(() => hand.timeS(), { timeout: 30_000 }).toBeGreaterThan(10);
  await page.getByText('Make something fail', { exact: true }).click();
  await hand.button('Now').click();
  await expect(page.getByText(/from [\d.,]+ s to [\d.,]+ s\.$/).first()).toBeVisible();
  await page.waitForTimeout(500); // So that some are served while it is slow.
  await hand.button('Pause').click();
  await expect(hand.button('Play')).toBeVisible();

  // A bar of the tail: the right part of the distribution.
  const bars = page.locator('[data-chart=histogram] canvas');
  const box = (await bars.boundingBox())!;
  await expect.poll(async () => {
    for (const share of [0.97, 0.93, 0.9, 0.85, 0.8, 0.7]) {
      await page.mouse.click(box.x + box.width * share, box.y + box.height * 0.6);
      if (await job(page).isVisible()) return true;
    }
    return false;
  }).toBe(true);
  await expect(job(page)).toContainText(/served after/);

  await page.getByText('Scenario settings', { exact: true }).click();
  await hand.button('Plan a fault').click();
  await expect(page.getByLabel('Planned fault 1: what')).toBeVisible();
  await page.getByLabel('Planned fault 1: what').selectOption({ label: 'Pause' });
  await hand.button('Undo').first().click();
  await hand.button('Undo').first().click();
  await expect(page.getByLabel('Planned fault 1: what')).toHaveCount(0);
  expect(await hand.save()).toBe(opened);
});
