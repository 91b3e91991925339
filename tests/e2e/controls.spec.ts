// Method: the built app in a browser, with mouse and keys. Each control is used while the run goes on, and what it
// says it changes is looked for where the app shows it.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';

const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true });
const figure = (page: Page, chart: string, label: string): Locator =>
  page.locator(`[data-chart=${chart}] li`).filter({ has: page.getByText(label, { exact: true }) }).locator('.chart-value');
const numberIn = async (locator: Locator): Promise<number> => parseFloat((await locator.innerText()).replace(/[^\d.]/g, ''));
const modelTimeS = (page: Page): Promise<number> => numberIn(page.getByLabel('Model time', { exact: true }));
const button = (page: Page, name: string): Locator => page.getByRole('toolbar', { name: 'Transport' }).getByRole('button', { name, exact: true });

async function commit(page: Page, name: string, text: string): Promise<void> {
  await field(page, name).fill(text);
  await field(page, name).press('Enter');
}

async function setSpeed(page: Page, said: string): Promise<void> {
  const slider = page.getByRole('slider', { name: 'Speed', exact: true });
  await slider.focus();
  await page.keyboard.press('Home');
  for (let stop = 0; stop < 30 && await slider.getAttribute('aria-valuetext').then((text) => text?.startsWith(said)) !== true; stop++) {
    await page.keyboard.press('ArrowRight');
  }
  await expect(slider).toHaveAttribute('aria-valuetext', new RegExp(`^${said}`));
}

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await expect(button(page, 'Pause').or(button(page, 'Play'))).toBeVisible();
  if (await button(page, 'Play').isVisible()) await button(page, 'Play').click();
  await setSpeed(page, '5 model s');
  await expect(figure(page, 'rates', 'served')).not.toHaveText('–');
});

test('the arrival rate changes what arrives', async ({ page }) => {
  await commit(page, 'Orders arrival rate, per s', '400');
  await expect.poll(() => numberIn(figure(page, 'rates', 'arriving'))).toBeGreaterThan(250);
});

test('fewer workers serve fewer jobs', async ({ page }) => {
  await commit(page, 'Pickers workers', '1');
  await expect.poll(() => numberIn(figure(page, 'rates', 'served'))).toBeLessThan(50);
});

test('a shorter service time lets latency fall', async ({ page }) => {
  await expect.poll(() => numberIn(figure(page, 'rates', 'served'))).toBeGreaterThan(30);
  await commit(page, 'Pickers mean, s', '4 ms');
  await expect(field(page, 'Pickers mean, s')).toHaveValue('0.004');
  await expect.poll(() => numberIn(figure(page, 'busy', 'busy'))).toBeLessThan(30);
});

test('the capacity is the level that waiting is held against', async ({ page }) => {
  await commit(page, 'Inbox capacity, jobs', '7');
  await expect(figure(page, 'waiting', 'Inbox')).toHaveText(/of 7$/);
  await page.getByRole('checkbox', { name: 'Inbox capacity unbounded' }).check();
  await expect(figure(page, 'waiting', 'Inbox')).not.toHaveText(/of/);
  await page.getByRole('checkbox', { name: 'Inbox capacity unbounded' }).uncheck();
  await expect(field(page, 'Inbox capacity, jobs')).toHaveValue('7');
});

test('when full, shed newest sheds', async ({ page }) => {
  await commit(page, 'Orders arrival rate, per s', '400');
  await commit(page, 'Inbox capacity, jobs', '5');
  await page.getByRole('radiogroup', { name: 'Inbox when full' }).getByRole('radio', { name: 'Shed newest' }).check();
  await expect.poll(() => numberIn(figure(page, 'rates', 'shed'))).toBeGreaterThan(100);
});

test('another kind of arrivals keeps the rate', async ({ page }) => {
  await page.getByRole('combobox', { name: 'Orders arrivals' }).selectOption('regular');
  await expect(field(page, 'Orders arrival rate, per s')).toHaveValue('90');
  await page.getByRole('combobox', { name: 'Pickers service time' }).selectOption('lognormal');
  await expect(field(page, 'Pickers unevenness')).toBeVisible();
  await expect(field(page, 'Pickers mean, s')).toHaveValue('0.04');
});

for (const nonsense of ['abc', '', '-5', '1e999', '٣']) {
  test(`${JSON.stringify(nonsense)} is refused beside the field, and the run keeps the last good value`, async ({ page }) => {
    await commit(page, 'Inbox capacity, jobs', nonsense);
    await expect(field(page, 'Inbox capacity, jobs')).toHaveAttribute('aria-invalid', 'true');
    await expect(field(page, 'Inbox capacity, jobs')).toHaveAccessibleDescription(/Allowed: 0 to .* jobs/);
    await expect(figure(page, 'waiting', 'Inbox')).toHaveText(/of 100$/);
    await commit(page, 'Inbox capacity, jobs', '42');
    await expect(field(page, 'Inbox capacity, jobs')).toHaveAttribute('aria-invalid', 'false');
    await expect(figure(page, 'waiting', 'Inbox')).toHaveText(/of 42$/);
  });
}

test('a drag is live, and one step of undo', async ({ page }) => {
  const slider = page.getByRole('slider', { name: /^Inbox capacity/ });
  await slider.scrollIntoViewIfNeeded();
  const box = (await slider.boundingBox())!;
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.down();
  for (const share of [0.45, 0.4, 0.3, 0.25]) await page.mouse.move(box.x + box.width * share, y);
  await expect(field(page, 'Inbox capacity, jobs')).not.toHaveValue('100'); // Live: the button is still down.
  await page.mouse.up();
  await expect.poll(() => field(page, 'Inbox capacity, jobs').inputValue().then(Number)).toBeLessThan(55); // The last place, a quarter of the way.
  const dragged = await field(page, 'Inbox capacity, jobs').inputValue();

  const before = await modelTimeS(page);
  await button(page, 'Undo').click();
  await expect(field(page, 'Inbox capacity, jobs')).toHaveValue('100');
  await button(page, 'Redo').click();
  await expect(field(page, 'Inbox capacity, jobs')).toHaveValue(dragged);
  expect(await modelTimeS(page), 'undo never restarts the run').toBeGreaterThanOrEqual(before);
});

test('play, pause, step, restart and seeds do what they say', async ({ page }) => {
  await button(page, 'Pause').click();
  await expect(button(page, 'Play')).toBeVisible();
  const events = await numberIn(page.getByLabel('Events', { exact: true }));
  await button(page, 'Step one event').click();
  await expect.poll(() => numberIn(page.getByLabel('Events', { exact: true }))).toBe(events + 1);

  const reached = await modelTimeS(page);
  await button(page, 'Restart').click();
  await expect.poll(() => modelTimeS(page)).toBeLessThan(reached);

  const seed = await page.getByLabel('Seed', { exact: true }).innerText();
  await button(page, 'New seed').click();
  await expect(page.getByLabel('Seed', { exact: true })).not.toHaveText(seed);
});

test('the speed is the model time that passes in a second', async ({ page }) => {
  await setSpeed(page, '0.1 model s');
  await page.waitForTimeout(500); // What was ahead of the picture is shown first.
  const [fromS, fromMs] = [await modelTimeS(page), Date.now()];
  await page.waitForTimeout(2000); // Time is what is measured here.
  const perS = (await modelTimeS(page) - fromS) / ((Date.now() - fromMs) / 1000);
  expect(perS).toBeGreaterThan(0.03); // A busy machine may fall behind; it may never run ahead.
  expect(perS).toBeLessThan(0.13);

  await button(page, 'Max').click();
  await expect(button(page, 'Max')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByLabel('Speed', { exact: true }).and(page.locator('output'))).toHaveText(/^max: .* model s per s$/);
});

test('everything works by keys alone', async ({ page }) => {
  await page.locator('body').click({ position: { x: 5, y: 5 } });
  await field(page, 'Orders arrival rate, per s').focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('slider', { name: /^Orders arrival rate/ })).toBeFocused();
  const before = Number(await field(page, 'Orders arrival rate, per s').inputValue());
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => Number(await field(page, 'Orders arrival rate, per s').inputValue())).toBeGreaterThan(before);
  await page.keyboard.press('Home');
  await expect.poll(async () => Number(await field(page, 'Orders arrival rate, per s').inputValue())).toBeLessThan(before / 2);

  await page.getByRole('radio', { name: 'Block' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Shed newest' })).toBeChecked();

  await page.getByRole('button', { name: 'Help: Inbox capacity' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Waiting places/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText(/^Waiting places/)).toBeHidden();

  await page.getByRole('tab', { name: 'What it is' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText(/^Predict first/)).toBeVisible();
});
