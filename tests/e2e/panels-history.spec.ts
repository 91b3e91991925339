// Method: the built app in a browser. A run is broken by a fault made by hand, taken back with the mouse and with keys, and compared with
// itself; what the screen then says is held against what it said before.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const line = (page: Page) => page.getByRole('slider', { name: 'Time line of the run' });
const seconds = async (page: Page): Promise<number> => Number.parseFloat((await page.getByLabel('Model time', { exact: true }).textContent() ?? '').replaceAll(',', ''));
const events = async (page: Page): Promise<number> => Number((await page.getByLabel('Events', { exact: true }).textContent() ?? '').replaceAll(',', ''));

async function playTo(page: Page, atS: number): Promise<void> {
  if (await button(page, 'Play').isVisible()) await button(page, 'Play').click();
  await expect.poll(() => seconds(page), { timeout: 40_000 }).toBeGreaterThan(atS);
  await button(page, 'Pause').click();
  await expect(button(page, 'Play')).toBeVisible();
}

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await expect(page.locator('[data-chart=rates] li').first()).toBeVisible();
  for (let press = 0; press < 5; press++) await page.keyboard.press(']');
});

test('a fault made by hand is marked, comes again after going back, and is undone by what is done before it', async ({ page }) => {
  await playTo(page, 5);
  await page.getByText('Make something fail').click();
  await page.getByLabel('Fault: what').selectOption({ label: 'Crash' });
  await page.getByLabel('Fault: workers').fill('3');
  await page.getByLabel('Fault: workers').press('Enter');
  await button(page, 'Now').click();
  await expect(page.getByText(/^Pickers: crash, 3 workers, for 10 s, from [\d.,]+ s to [\d.,]+ s\.$/).first()).toBeVisible();
  await playTo(page, 9);
  await expect(page.locator('[data-chart=rates]').getByRole('img')).toHaveAttribute('aria-label', /Pickers: crash/);

  const box = (await line(page).boundingBox())!;
  await page.mouse.click(box.x + box.width * 0.1, box.y + box.height / 2);
  await expect.poll(() => seconds(page)).toBeLessThan(5);
  await expect(line(page)).toHaveAttribute('aria-valuetext', /what was done later comes again \(1\)/);
  await page.keyboard.press('End');
  await expect.poll(() => seconds(page)).toBeGreaterThan(9);
  await expect(line(page)).not.toHaveAttribute('aria-valuetext', /comes again/);

  await page.keyboard.press('Home');
  await expect.poll(() => seconds(page)).toBe(0);
  await button(page, 'Now').click();
  await expect(line(page)).toHaveAttribute('aria-valuetext', /the newest/);
});

test('one event back is one event forward again, with keys alone', async ({ page }) => {
  await playTo(page, 3);
  const at = await events(page);
  await page.keyboard.press(',');
  await expect.poll(() => events(page)).toBe(at - 1);
  await page.keyboard.press(',');
  await expect.poll(() => events(page)).toBe(at - 2);
  await page.keyboard.press('.');
  await expect.poll(() => events(page)).toBe(at - 1);
});

test('going back and playing again shows the same figures', async ({ page }) => {
  await playTo(page, 26);
  await page.getByRole('tab', { name: 'Numbers', exact: true }).click();
  const figures = page.locator('.numbers-groups');
  await page.waitForTimeout(400);
  const shown = await figures.innerText();
  await line(page).focus();
  await page.keyboard.press('PageDown');
  await expect.poll(async () => (await figures.innerText()) === shown).toBe(false);
  await page.keyboard.press('End');
  await expect.poll(() => figures.innerText()).toBe(shown);
});

test('a scenario compared with itself differs in nothing; with a worker more, the same jobs are sooner', async ({ page }) => {
  await page.getByRole('tab', { name: 'Compare', exact: true }).click();
  // While nothing is changed, what stands beside it in the library is offered; once something is, what it was.
  const other = page.getByRole('combobox', { name: 'Compare with', exact: true });
  const chosen = other.locator('option:checked');
  await expect(chosen).toHaveText('Three workers where four were enough');
  const workers = page.getByRole('textbox', { name: 'Pickers workers', exact: true });
  await workers.fill('5');
  await workers.press('Enter');
  await expect(chosen).toHaveText('As it was opened');
  await page.keyboard.press('Control+z');
  await expect(chosen).toHaveText('Three workers where four were enough');
  await other.selectOption('As it was opened');
  await button(page, 'Compare').click();
  await expect(page.getByText(/to 140\.000 s\.$/)).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('.compare-first')).toHaveText(/each took exactly as long/);
  await expect(page.locator('tr[data-figure="compare.p99"] td').last()).toHaveText('0');

  await workers.fill('5');
  await workers.press('Enter');
  await button(page, 'Compare').click();
  await expect(page.locator('.compare-first')).toHaveText(/sooner with “As it is now”/, { timeout: 30_000 });
  await expect(page.locator('.compare-first')).toHaveText(/95 %/, { timeout: 30_000 });
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`axe finds nothing serious in the new panels, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await playTo(page, 2);
    await page.getByText('Make something fail').click();
    await page.getByText('Scenario settings').click();
    await button(page, 'Plan a fault').click();
    await page.getByRole('tab', { name: 'Compare', exact: true }).click();
    await button(page, 'Compare').click();
    await expect(page.getByText(/to 140\.000 s\.$/)).toBeVisible({ timeout: 30_000 });
    const { violations } = await new AxeBuilder({ page }).include('.app-controls').include('.app-instruments').include('.app-transport').analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
  });
}
