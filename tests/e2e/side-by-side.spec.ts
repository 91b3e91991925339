import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { libraryScenarios } from '../../simulations/library';
import { tick } from '../stopped-clock.mjs';
import { dropFile, Hand, openStopped } from './editing-hand';
import { expect, test } from './fixtures';

// Method: the built app with its real engines, one for each picture, and its clock in the test's hand. What the two say of themselves is read from the names of their stations.
const main = (page: Page): Locator => page.locator('.stage:not(.stage-other)');
const other = (page: Page): Locator => page.locator('.stage-other');
const station = (picture: Locator, name: string): Locator => picture.locator(`.react-flow__node[aria-label^="${name}, "], .react-flow__node[aria-label^="${name}:"]`);
const says = async (picture: Locator, name: string): Promise<string> => await station(picture, name).getAttribute('aria-label') ?? '';
/** In seconds, where it is a time. */
const figure = async (picture: Locator, key: string): Promise<number> => {
  const [, number = '', unit = ''] = /^([\d.,]+) (\S*)/.exec(await picture.locator(`[data-figure="whose.${key}"] dd`).textContent() ?? '') ?? [];
  return Number.parseFloat(number.replaceAll(',', '')) * (unit === 'ms' ? 1e-3 : 1);
};

async function openBoth(page: Page): Promise<Hand> {
  await openStopped(page, 4);
  const hand = new Hand(page);
  await hand.keys('b');
  await page.getByRole('button', { name: /^Side by side: The same overload/ }).click();
  await tick(page, 50, 8);
  await expect(other(page)).toBeVisible();
  return hand;
}

test('two versions of the library move side by side after one click, at the same time, and their figures differ', async ({ page }) => {
  const hand = await openBoth(page);
  await expect(page.getByRole('region', { name: /^Beside it: Overload/ })).toBeVisible();
  await hand.keys(']', ']', ']', ']', ']');
  await tick(page, 50, 80);
  await expect(other(page).locator('canvas')).toBeVisible();
  // One blocks, and everything is late; the other sheds the oldest, and what is served is in time.
  expect(await says(main(page), 'Inbox')).toMatch(/shed/);
  expect(await says(other(page), 'Inbox')).not.toMatch(/[1-9]\d* shed/);
  expect(await says(other(page), 'Orders')).toMatch(/waiting outside/);
  expect(await figure(other(page), 'p50')).toBeGreaterThan(2 * await figure(main(page), 'p50'));
  expect(await figure(main(page), 'lost')).toBeGreaterThan(5);
  expect(await figure(other(page), 'lost')).toBe(0);

  // A picture of them has both, each under its name.
  await page.getByRole('tab', { name: 'Numbers', exact: true }).click();
  await tick(page, 50, 2);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Stage SVG' }).click();
  await tick(page, 50, 2);
  const svg = await readFile(await (await download).path(), 'utf8');
  expect(svg.match(/<image /g)).toHaveLength(2);
  expect(svg.match(/>Inbox<\/text>/g)).toHaveLength(2);
  expect(svg).toMatch(/>As it is now<\/text>/);

  // Back to the start: both are there.
  await page.getByRole('slider', { name: /^Time/ }).focus();
  await hand.keys('Home');
  await tick(page, 50, 20);
  for (const picture of [main(page), other(page)]) expect(await says(picture, 'Done')).toMatch(/\b0 jobs served/);

  await hand.keys('v');
  await tick(page, 50, 4);
  await expect(other(page)).toHaveCount(0);
  await hand.keys('v');
  await tick(page, 50, 4);
  await expect(page.getByRole('region', { name: /^Beside it: Overload/ })).toBeVisible();
});

test('a change of the arrivals comes upon both, a decision upon one', async ({ page }) => {
  const hand = await openBoth(page);
  const rate = page.locator('.app-controls').getByRole('textbox', { name: /^Orders arrival rate, / });
  await rate.fill('60');
  await rate.press('Enter');
  const capacity = page.locator('.app-controls').getByRole('textbox', { name: 'Inbox capacity, jobs' });
  await capacity.fill('7');
  await capacity.press('Enter');
  await tick(page, 50, 20);
  for (const picture of [main(page), other(page)]) await expect(station(picture, 'Orders').locator('.stage-figure')).toHaveText(/^60 per s/);
  await expect(station(main(page), 'Inbox').locator('.stage-figure')).toHaveText(/of 7 /);
  await expect(station(other(page), 'Inbox').locator('.stage-figure')).toHaveText(/of 20 /);
  // Neither needs another run.
  await expect(hand.stale()).toHaveCount(0);
});

test('the job that is followed is followed in both', async ({ page }) => {
  const hand = await openBoth(page);
  await tick(page, 50, 20);
  await hand.keys('j');
  await tick(page, 50, 30);
  const name = await page.getByRole('complementary', { name: 'The job that is followed' }).getByRole('heading').textContent() ?? '';
  expect(name).toMatch(/^Orders \d+$/);
  await expect(page.locator('.whose-job')).toHaveText(new RegExp(`^${name}: `));
  for (const picture of [main(page), other(page)]) await expect(picture.locator('.stage-mark').first()).toBeAttached();
  await hand.keys('Escape');
  await tick(page, 50, 4);
  await expect(page.locator('.whose-job')).toHaveCount(0);
});

test('any version stands beside it from the comparison, and another scenario that is opened stands alone', async ({ page }) => {
  await openStopped(page, 4);
  const hand = new Hand(page);
  await page.getByRole('tab', { name: 'Compare', exact: true }).click();
  await tick(page, 50, 4);
  await page.getByRole('combobox', { name: 'Compare with' }).selectOption({ label: 'As it was opened' });
  await page.getByRole('button', { name: 'Side by side', exact: true }).click();
  await tick(page, 50, 10);
  await expect(page.getByRole('region', { name: 'Beside it: As it was opened' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Side by side', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await hand.keys(' ');
  await tick(page, 50, 30);
  expect(await says(other(page), 'Done')).toMatch(/[1-9] jobs? served/);
  expect(await says(other(page), 'Done')).toBe(await says(main(page), 'Done'));

  // Another one takes its place, with its own figures.
  await page.getByRole('combobox', { name: 'Compare with' }).selectOption({ label: 'Three workers where four were enough' });
  await page.getByRole('button', { name: 'Side by side', exact: true }).click();
  await tick(page, 50, 10);
  await expect(page.getByRole('region', { name: 'Beside it: Three workers where four were enough' })).toBeVisible();
  await hand.keys(' ', ']', ']', ']', ']', ']');
  await tick(page, 50, 100);
  await hand.keys(' ');
  await tick(page, 50, 40);
  expect(await says(other(page), 'Pickers')).toMatch(/\b3 of 3 busy/);
  expect(await figure(other(page), 'p50')).toBeGreaterThan(1.5 * await figure(main(page), 'p50'));

  // By the keyboard alone; the focus stays where one was looking.
  await page.getByRole('button', { name: 'Take the other version away' }).focus();
  await hand.keys('Enter');
  await expect(other(page)).toHaveCount(0);
  await expect(main(page)).toBeFocused();
  await page.getByRole('button', { name: 'Side by side', exact: true }).click();
  await expect(other(page)).toBeVisible();
  await hand.newScenario();
  await expect(other(page)).toHaveCount(0);
  await hand.keys('v');
  await expect(hand.said()).toHaveText(/Nothing runs that another version could run beside/);
});

test('in two small pictures no words reach the station below them', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  for (const id of ['breaker', 'timeout', 'hedging']) {
    const entry = libraryScenarios.find((each) => each.id === id);
    if (entry === undefined) throw new Error(`there is no scenario ${id}`);
    await page.goto('./');
    await expect(page.locator('.react-flow__node').first()).toBeVisible();
    await dropFile(page, `${id}.spillway`, JSON.stringify(entry.scenario));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(entry.scenario.title);
    await page.keyboard.press('v');
    await expect(other(page)).toBeVisible();
    await expect(other(page).locator('.stage-figure').first()).toBeVisible();
    await expect.poll(() => page.evaluate(wordsOnStations)).toEqual([]);
  }
});

/** Which names and figures lie on a station that is not theirs. */
function wordsOnStations(): string[] {
  const nodes = [...document.querySelectorAll('.react-flow__node')];
  const boxes = nodes.map((node) => ({ node, box: node.querySelector('svg')?.getBoundingClientRect() }));
  return nodes.flatMap((node) => [...node.querySelectorAll('.stage-name, .stage-figure')].flatMap((words) => {
    const range = document.createRange();
    range.selectNodeContents(words);
    const seen = range.getBoundingClientRect();
    return boxes
      .filter(({ node: each, box }) => each !== node && box !== undefined && seen.left < box.right && seen.right > box.left && seen.top < box.top && seen.bottom > box.top)
      .map(() => words.textContent);
  }));
}
