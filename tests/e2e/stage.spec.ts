import type { Page } from '@playwright/test';
import { dropFile } from './editing-hand';
import { everyKind } from './every-kind';
import { expect, test } from './fixtures';

// Method: the built app with its real engine in a real browser. What moves is drawn on a canvas, so the tests read what
// the stage says of itself (names, numbers, data-flights) and, where a canvas is in question, its pixels.
const station = (page: Page, name: RegExp) => page.locator('.react-flow__node').and(page.getByLabel(name));
const link = (page: Page, name: RegExp) => page.locator('.react-flow__edge').and(page.getByLabel(name));
const flights = async (page: Page): Promise<number> => Number(await page.locator('.stage').getAttribute('data-flights'));

async function dropOnOpened(page: Page, name: string, text: string): Promise<void> {
  await expect(station(page, /^Orders, producer/)).toBeAttached();
  await dropFile(page, name, text);
}

/** Coloured pixels on the canvas in the present picture. */
async function painted(page: Page): Promise<number> {
  const shot = await page.locator('.stage').screenshot();
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    if (context === null) return -1;
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    let bright = 0;
    // The fresh colour of the dark theme and its neighbours.
    for (let i = 0; i < data.length; i += 4) if (Math.abs(data[i]! - 0x6b) < 40 && data[i + 1]! > 190 && data[i + 2]! > 210) bright++;
    return bright;
  }, shot.toString('base64'));
}

test.use({ colorScheme: 'dark' });

test('jobs fly as soon as the app is open, and each station says what it is doing', async ({ page }) => {
  await page.goto('./');
  await expect.poll(() => flights(page)).toBeGreaterThan(10);
  await expect(station(page, /^Orders, producer: 90 per s/)).toBeVisible();
  await expect(station(page, /^Inbox, queue: \d+ of 100 waiting/)).toBeVisible();
  await expect(station(page, /^Pickers, workers: [1-4] of 4 busy/)).toBeVisible();
  await expect(station(page, /^Done, sink: \d+ jobs? served/)).toBeVisible();
});

test('nothing flies while the run is paused, and going on goes on', async ({ page }) => {
  await page.goto('./');
  await expect.poll(() => flights(page)).toBeGreaterThan(5);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await expect.poll(async () => {
    const before = await flights(page);
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 600)));
    return (await flights(page)) - before;
  }).toBe(0);
  const stood = await flights(page);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => flights(page)).toBeGreaterThan(stood);
});

test('the keyboard selects a station and moves it; undo moves it back, and the run goes on', async ({ page }) => {
  await page.goto('./');
  const inbox = station(page, /^Inbox/);
  await inbox.focus();
  await page.keyboard.press('Enter');
  await expect(inbox).toHaveClass(/selected/);
  const before = await inbox.evaluate((element) => (element as HTMLElement).style.transform);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => inbox.evaluate((element) => (element as HTMLElement).style.transform)).not.toBe(before);
  const flown = await flights(page);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => inbox.evaluate((element) => (element as HTMLElement).style.transform)).toBe(before);
  await expect.poll(() => flights(page)).toBeGreaterThan(flown);
});

test('a station can be dragged, and its place is one step of undo', async ({ page }) => {
  await page.goto('./');
  await expect.poll(() => flights(page)).toBeGreaterThan(10); // the letters have come, and everything has its place
  const pickers = station(page, /^Pickers/);
  const box = (await pickers.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 30, box.y + 60, { steps: 4 });
  await page.mouse.move(box.x + box.width / 2 + 30, box.y + 120, { steps: 4 });
  await page.mouse.up();
  expect((await pickers.boundingBox())!.y).toBeGreaterThan(box.y + 60);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(async () => Math.abs((await pickers.boundingBox())!.y - box.y)).toBeLessThan(2);
});

test('the dots come back by themselves when the graphics context is lost', async ({ page }) => {
  await page.goto('./');
  await expect.poll(() => flights(page)).toBeGreaterThan(10);
  await expect.poll(() => painted(page)).toBeGreaterThan(200);
  await page.evaluate(() => {
    const gl = document.querySelector<HTMLCanvasElement>('.stage-canvas canvas')!.getContext('webgl2')!;
    const lose = gl.getExtension('WEBGL_lose_context')!;
    lose.loseContext();
    addEventListener('click', () => lose.restoreContext(), { once: true });
  });
  await expect(page.getByText(/lost its graphics/)).toBeVisible();
  await expect(station(page, /^Done, sink: [1-9]\d* jobs? served/)).toBeVisible();
  await page.mouse.click(5, 5);
  await expect(page.getByText(/lost its graphics/)).toHaveCount(0);
  await expect.poll(() => page.evaluate(() => document.querySelector<HTMLCanvasElement>('.stage-canvas canvas')!.getContext('webgl2')!.isContextLost())).toBe(false);
  await expect.poll(() => painted(page)).toBeGreaterThan(200);
});

test('a graphics context that is lost again as soon as it is back is waited for', async ({ page }) => {
  await page.goto('./');
  await expect.poll(() => painted(page)).toBeGreaterThan(200);
  await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.stage-canvas canvas')!;
    const lose = canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
    canvas.addEventListener('webglcontextrestored', () => {
      lose.loseContext();
      setTimeout(() => lose.restoreContext(), 200);
    }, { once: true });
    lose.loseContext();
    setTimeout(() => lose.restoreContext(), 200);
  });
  await page.waitForTimeout(300); // Pictures are asked for while there is nothing to draw them with.
  await expect.poll(() => painted(page)).toBeGreaterThan(200);
});

test('without WebGL the stations and their numbers go on, and the stage says what is missing', async ({ page }) => {
  await page.addInitScript(() => {
    const getContext = HTMLCanvasElement.prototype.getContext as (this: HTMLCanvasElement, kind: string, options?: unknown) => unknown;
    HTMLCanvasElement.prototype.getContext = function refuse(this: HTMLCanvasElement, kind: string, options?: unknown) {
      return kind.startsWith('webgl') ? null : getContext.call(this, kind, options);
    } as typeof HTMLCanvasElement.prototype.getContext;
  });
  await page.goto('./');
  await expect(page.getByText(/no WebGL 2/)).toBeVisible();
  await expect(station(page, /^Done, sink: [1-9]\d* jobs? served/)).toBeVisible();

  // Beside another version, in two small pictures, it covers no station.
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.keyboard.press('v');
  await expect(page.getByText(/^No WebGL 2/)).toHaveCount(2);
  await expect.poll(() => page.evaluate(() => [...document.querySelectorAll('.stage-missing p')].flatMap((note) => {
    const seen = note.getBoundingClientRect();
    return [...document.querySelectorAll('.react-flow__node :is(.stage-name, .stage-figure, svg)')]
      .map((each) => each.getBoundingClientRect()).filter(({ left, right, top, bottom }) => left < seen.right && right > seen.left && top < seen.bottom && bottom > seen.top);
  }).length)).toBe(0);
});

test('the controls beside a selected station are whole, at the upper edge of the picture and at the lower', async ({ page }) => {
  await page.goto('./');
  await dropOnOpened(page, 'every.spillway', JSON.stringify(everyKind));
  await expect(station(page, /^Dedup, gate/)).toBeAttached();
  const stage = (await page.locator('.stage .react-flow').boundingBox())!;
  const ids = await page.locator('.react-flow__node').evaluateAll((nodes) => nodes
    .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top).map((node) => node.getAttribute('data-id') ?? ''));
  for (const id of [ids[0], ids.at(-1)]) {
    await page.locator(`.react-flow__node[data-id="${id}"]`).click();
    const bar = (await page.getByRole('toolbar', { name: /: edit$/ }).boundingBox())!;
    expect(bar.y, id).toBeGreaterThanOrEqual(stage.y);
    expect(bar.y + bar.height, id).toBeLessThanOrEqual(stage.y + stage.height);
    await page.keyboard.press('Escape');
  }
});

test('every kind says what it is doing; calls, breakers and faults are told where they are', async ({ page }) => {
  await page.goto('./');
  await dropOnOpened(page, 'every.spillway', JSON.stringify(everyKind));
  for (const name of [
    /^Dedup, gate: [\d.]+ per s/, /^Rate limit, limiter: \d+ of 12 tokens/, /^Web, workers: \d of 6 busy/, /^Events, topic: \d+ records? to read/, /^Cache, cache: [\d.]+ % hits/,
    /^Split, fork: \d+ waits? for (its|their) copies/, /^Merge, join: [\d.]+ per s/, /^Press, delay: \d+ on their way/, /^Sort, router: [\d.]+ per s/, /^Bulkhead, limiter: \d+ of 8 under way/,
  ]) await expect(station(page, name)).toBeAttached();
  await expect(station(page, /^Web, workers: .*\d held until a call is answered/)).toBeAttached();
  await expect(link(page, /^Call link from Web to Payment, timeout 600 ms, 3 tries/)).toBeAttached();
  await expect(link(page, /^Link from Batch to Split, 1 s/)).toBeAttached();
  await expect(page.getByRole('note', { name: 'Legend' })).toContainText('held until answered');
  await expect(station(page, /^Mailer, workers: .*paused/)).toBeAttached({ timeout: 30_000 });
  await expect(link(page, /^Call link from Web to Payment, .*cut/)).toBeAttached({ timeout: 60_000 });
  await expect(page.locator('.channel-break')).toHaveCount(1);
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('nothing flies, and jobs appear where they are', async ({ page }) => {
    await page.goto('./');
    await expect(station(page, /^Done, sink: [1-9]\d* jobs? served/)).toBeVisible();
    await expect(page.getByText(/reduced motion/)).toBeVisible();
    expect(await flights(page)).toBe(0);
    await expect.poll(() => painted(page)).toBeGreaterThan(50);
  });
});
