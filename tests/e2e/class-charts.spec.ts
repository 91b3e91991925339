import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

// Method: the built app with its real engine and a scenario with two classes. Each has its line in the legend with a number and with how many jobs it rests on.
const chart = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('a scenario with two classes has a chart of whom it serves and of how late, with a line for each class', async ({ page }) => {
  await page.goto('./');
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await page.getByRole('tab', { name: 'Over time', exact: true }).click();
  await expect(chart(page, 'Latency')).toBeVisible();
  await expect(chart(page, 'p95 latency by class')).toHaveCount(0);

  await page.getByRole('button', { name: 'Library' }).first().click();
  await page.getByRole('searchbox', { name: 'Search the library' }).fill('Priority: urgent jobs go first');
  await page.keyboard.press('Enter');
  await expect(chart(page, 'p95 latency by class')).toBeAttached();
  const speed = page.getByRole('slider', { name: 'Speed', exact: true });
  while ((await speed.getAttribute('aria-valuetext'))?.startsWith('50 ') !== true) await page.keyboard.press(']');

  const late = chart(page, 'p95 latency by class');
  await expect(late.getByRole('listitem').filter({ hasText: /^urgent/ })).toHaveText(/^urgentn [\d,]+[\d.]+ m?s$/);
  await expect(late.getByRole('listitem').filter({ hasText: /^bulk/ })).toHaveText(/^bulkn [\d,]+[\d.]+ m?s$/);
  await expect(late.getByRole('img')).toHaveAttribute('aria-label', /^p95 latency by class: urgent [\d.]+ m?s of [\d,]+ jobs, bulk [\d.]+ m?s of [\d,]+ jobs/);
  const dashes = await late.locator('.ui-swatch line').evaluateAll((lines) => lines.map((line) => line.getAttribute('stroke-dasharray')));
  expect(new Set(dashes).size, 'each class has a dash of its own').toBe(2);
  const served = chart(page, 'Served by class');
  await expect(served.getByRole('listitem').filter({ hasText: /^(urgent|bulk)/ })).toHaveText([/^urgent[\d.]+$/, /^bulk[\d.]+$/]);

  const download = page.waitForEvent('download');
  await late.getByRole('button', { name: 'p95 latency by class: table, copy, save' }).click();
  await page.getByRole('button', { name: 'Save as CSV', exact: true }).locator('visible=true').click();
  const csv = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\r\n');
  expect(csv[0]).toBe('"time, s","urgent, s","urgent, n","bulk, s","bulk, n"');
  expect(csv.length).toBeGreaterThan(5);

  const found = await new AxeBuilder({ page }).include('.panel-charts').analyze();
  expect(found.violations.map(({ id }) => id)).toEqual([]);
});
