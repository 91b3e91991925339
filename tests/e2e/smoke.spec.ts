import { expect, test } from './fixtures';

test('the built page opens, isolated and without an error', async ({ page }) => {
  await page.goto('./');

  await expect(page).toHaveTitle(/Spillway/);
  await expect(page.locator('#root > *').first()).toBeVisible();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});
