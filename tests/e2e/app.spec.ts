import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { dropFile } from './editing-hand';
import { expect, test } from './fixtures';

// Method: the built app in a browser, used through its roles and keys. A test waits for a state, never for a time.

const modelTime = (page: Page) => page.getByLabel('Model time');
const playButton = (page: Page, name: 'Play' | 'Pause') => page.getByRole('button', { name, exact: true });
const capacity = (page: Page) => page.getByRole('textbox', { name: /capacity, jobs$/i });
const title = (page: Page) => page.getByRole('heading', { level: 1 });

async function shownTimeS(page: Page): Promise<number> {
  return Number.parseFloat((await modelTime(page).textContent() ?? '').replaceAll(',', ''));
}

async function playsOn(page: Page): Promise<void> {
  const beforeS = await shownTimeS(page);
  await expect.poll(() => shownTimeS(page)).toBeGreaterThan(beforeS);
}

/** Without the browser's own file dialogs the app falls back on upload and download, which a test can see. */
async function withoutFileDialogs(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'showOpenFilePicker');
    Reflect.deleteProperty(window, 'showSaveFilePicker');
  });
}

async function openLibrary(page: Page, name: RegExp): Promise<void> {
  const library = page.getByRole('dialog', { name: 'Library' });
  if (!await library.isVisible()) await page.getByRole('button', { name: 'Library', exact: true }).click();
  await library.getByRole('button', { name }).click();
}

async function openFile(page: Page, file: { name: string; text: string }): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Control+o');
  await (await chooser).setFiles({ name: file.name, mimeType: 'application/json', buffer: Buffer.from(file.text) });
}

async function saveFile(page: Page): Promise<{ name: string; text: string }> {
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  const saved = await download;
  return { name: saved.suggestedFilename(), text: await readFile(await saved.path(), 'utf8') };
}

test('plays, pauses, steps and changes speed from the keyboard, and says so', async ({ page }) => {
  await page.goto('./');
  await playsOn(page);
  await page.keyboard.press('Space');
  await expect(playButton(page, 'Play')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: /^Paused at/ })).toBeAttached();

  const events = page.getByLabel('Events');
  const before = Number(await events.textContent());
  await page.keyboard.press('.');
  await expect(events).toHaveText(String(before + 1));

  await page.keyboard.press(']');
  await expect(page.getByRole('slider', { name: 'Speed' })).toHaveAttribute('aria-valuetext', /0\.2/);
  await page.keyboard.press('[');
  await page.keyboard.press('[');
  await expect(page.getByRole('slider', { name: 'Speed' })).toHaveAttribute('aria-valuetext', /0\.05/);

  await page.keyboard.press('Space');
  await playsOn(page);
  await expect(page.getByRole('status').filter({ hasText: /^Playing/ })).toBeAttached();

  const seed = page.getByRole('status', { name: 'Seed' });
  await expect(seed).toHaveText('1');
  await page.keyboard.press('n');
  await expect(seed).not.toHaveText('1');
});

test('an edit can be undone and redone from the keyboard, and the run goes on', async ({ page }) => {
  await page.goto('./');
  await playsOn(page);
  await capacity(page).fill('7');
  await capacity(page).press('Enter');
  await capacity(page).blur();
  await expect(page.getByText('of 7 waiting').first()).toBeVisible();
  const atS = await shownTimeS(page);

  await page.keyboard.press('Control+z');
  await expect(capacity(page)).toHaveValue('100');
  await expect(page.getByText('of 100 waiting').first()).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(capacity(page)).toHaveValue('7');
  expect(await shownTimeS(page)).toBeGreaterThanOrEqual(atS);
  await playsOn(page);
});

test('what is saved opens again as it was', async ({ page }) => {
  await withoutFileDialogs(page);
  await page.goto('./');
  await capacity(page).fill('7');
  await capacity(page).press('Enter');
  await expect(page.getByText('edited')).toBeVisible();
  const saved = await saveFile(page);
  expect(saved.name).toBe('A bounded queue in front of four workers.spillway');
  await expect(page.getByText('edited')).toBeHidden();
  expect(JSON.parse(saved.text)).toMatchObject({ format: 'spillway/1', stations: { inbox: { capacityJobs: 7 } } });

  await openLibrary(page, /^Overload/);
  await expect(title(page)).not.toHaveText('A bounded queue in front of four workers');
  await openFile(page, saved);
  await expect(title(page)).toHaveText('A bounded queue in front of four workers');
  await expect(capacity(page)).toHaveValue('7');
  expect((await saveFile(page)).text).toBe(saved.text);
  await playsOn(page);
});

test('a broken file is refused with its reason, and what was open stays open', async ({ page }) => {
  await withoutFileDialogs(page);
  await page.goto('./');
  await capacity(page).fill('7');
  await capacity(page).press('Enter');
  await openFile(page, { name: 'broken.spillway', text: '{ "format": "spillway/1", "stations": { "a": { "kind": "queeu" } } }' });
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('broken.spillway');
  await expect(alert).toContainText('queue');
  await expect(page.getByRole('dialog')).toBeHidden(); // Nothing is to be lost, so nothing is asked.
  await expect(capacity(page)).toHaveValue('7');
  await expect(title(page)).toHaveText('A bounded queue in front of four workers');
  await playsOn(page);
  await page.getByRole('button', { name: 'Dismiss' }).press('Enter');
  await expect(alert).toBeHidden();
  await expect(page.getByRole('region', { name: 'Stage', exact: true })).toBeFocused();
  await page.keyboard.press('Delete'); // Nothing is selected, which is said over the picture.
  await page.getByRole('button', { name: 'Dismiss this notice' }).press('Enter');
  await expect(page.locator('.app-said')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Stage', exact: true })).toBeFocused();

  await openFile(page, { name: 'picture.json', text: '\u0000\u0001' });
  await expect(alert).toContainText('picture.json');
});

test('unsaved changes are not thrown away without asking', async ({ page }) => {
  await page.goto('./');
  await openLibrary(page, /^Overload/);
  await expect(title(page)).not.toHaveText('A bounded queue in front of four workers');
  await openLibrary(page, /^A bounded queue/);
  await expect(title(page)).toHaveText('A bounded queue in front of four workers');

  await capacity(page).fill('7');
  await capacity(page).press('Enter');
  await openLibrary(page, /^Overload/);
  const question = page.getByRole('dialog', { name: /save/i });
  await expect(question).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(capacity(page)).toHaveValue('7');

  await openLibrary(page, /^Overload/);
  await question.getByRole('button', { name: 'Discard changes' }).click();
  await expect(title(page)).not.toHaveText('A bounded queue in front of four workers');
});

test('a file dropped on the window is opened; recorded arrivals feed the producer', async ({ page }) => {
  await page.goto('./');
  await playsOn(page);
  const drop = (name: string, text: string): Promise<void> => dropFile(page, name, text);

  await drop('calls.csv', `atS\n${Array.from({ length: 50 }, (_, n) => 1000 + n).join('\n')}\n`);
  await expect(page.getByRole('combobox', { name: 'Orders arrivals', exact: true })).toHaveValue('trace');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('combobox', { name: 'Orders arrivals', exact: true })).toHaveValue('poisson');

  await drop('calls.csv', 'when\nyesterday\n');
  await expect(page.getByRole('alert')).toContainText('atS');
  await drop('notes.txt', 'hello');
  await expect(page.getByRole('alert')).toContainText('notes.txt');
});

test('a large file is read beside the page: one sees how far it has come, and it can be cancelled', async ({ page }) => {
  await page.goto('./');
  await playsOn(page);
  const rows = Array.from({ length: 300_000 }, (_, n) => (n / 100).toFixed(2)).join('\n');
  const scenario = {
    format: 'spillway/1', title: 'A rush', stations: { calls: { kind: 'producer', arrivals: { kind: 'trace', csv: `atS\n${rows}\n` } }, answered: { kind: 'sink' } }, links: [{ from: 'calls', to: 'answered' }],
  };
  const reading = page.locator('.app-reading');
  // Cancelled as soon as it is seen, in whatever time it is read.
  await page.evaluate(() => {
    const watch = new MutationObserver(() => {
      const cancel = globalThis.document.querySelector<HTMLElement>('.app-reading button');
      if (cancel === null) return;
      watch.disconnect();
      cancel.click();
    });
    watch.observe(globalThis.document.body, { childList: true, subtree: true });
  });
  await dropFile(page, 'rush.spillway', JSON.stringify(scenario));
  await expect(page.getByText('rush.spillway was not opened.')).toBeAttached();
  await expect(reading).toBeHidden();
  await expect(title(page)).toHaveText(/bounded queue/);

  const seen = page.waitForFunction(() => globalThis.document.querySelector('.app-reading progress')?.getAttribute('aria-label') === 'Reading rush.spillway…');
  await dropFile(page, 'rush.spillway', JSON.stringify(scenario));
  await seen;
  await expect(title(page)).toHaveText('A rush');
  await expect(reading).toBeHidden();
});

test('the picture can have the room of panels and charts, and gives it back as it was', async ({ page }) => {
  await page.goto('./');
  await playsOn(page);
  const heightOf = async (): Promise<number> => (await page.getByRole('main').boundingBox())?.height ?? 0;
  const [small, controls, headline] = [await heightOf(), page.getByRole('complementary', { name: 'Controls' }), page.locator('.headline')];
  await page.getByRole('tab', { name: 'Numbers' }).click();
  await page.getByRole('slider', { name: /arrival rate/i }).focus();
  await page.keyboard.press('h');
  await expect(controls).toBeHidden();
  await expect(page.getByRole('tab', { name: 'Numbers' })).toBeHidden();
  await expect(headline).toBeVisible();
  expect(await heightOf()).toBeGreaterThan(1.2 * small);
  await expect(page.getByRole('button', { name: 'Large picture' })).toHaveAttribute('aria-pressed', 'true');
  // Whose focus was in what is hidden now goes on on the stage.
  await expect(page.locator('.app-stage .stage')).toBeFocused();

  await page.keyboard.press('v');
  await expect(page.locator('.stage-other')).toBeVisible();
  await expect(headline).toBeHidden(); // Each picture has its own figures.
  await page.keyboard.press('v');
  await page.keyboard.press('h');
  await expect(controls).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Numbers' })).toHaveAttribute('aria-selected', 'true');
  expect(await heightOf()).toBe(small);
});

test('the list of keys opens with ? and closes with Escape', async ({ page }) => {
  await page.goto('./');
  await playsOn(page);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keys' });
  await expect(help.getByText('Play or pause')).toBeVisible();
  await page.keyboard.press('Space'); // Presses nothing behind the dialog.
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await playsOn(page);
});

test('the file that the launcher was given is opened', async ({ page }) => {
  await withoutFileDialogs(page);
  await page.goto('./');
  await playsOn(page);
  const { text } = await saveFile(page);
  await page.route('**/opened.spillway', (route) => route.fulfill({ body: text.replace('A bounded queue', 'My own queue'), contentType: 'application/json' }));
  await page.goto('./?open=opened.spillway&name=mine.spillway');
  await expect(title(page)).toHaveText(/^My own queue/);
});

test.describe('an engine that is lost', () => {
  test.beforeEach(async ({ page }) => {
    // Lets the test take the worker away from under the app, as a crash would.
    await page.addInitScript(() => {
      const workers: Worker[] = [];
      Object.assign(window, { workers });
      window.Worker = class extends Worker {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          workers.push(this);
        }
      };
    });
    await page.goto('./');
    await playsOn(page);
  });
  const newest = (page: Page, what: 'hang' | 'crash') => page.evaluate((how) => {
    const worker = (window as unknown as { workers: Worker[] }).workers.at(-1);
    if (how === 'hang') worker?.terminate();
    else worker?.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
  }, what);

  test('because it hangs is noticed, and the run goes on', async ({ page }) => {
    await newest(page, 'hang');
    await expect(page.getByText(/stopped answering\. It was restarted from/)).toBeVisible({ timeout: 20_000 });
    await playsOn(page);
  });

  test('because it crashes is replaced; one that keeps crashing is given up, and can be restarted', async ({ page }) => {
    await newest(page, 'crash');
    await expect(page.getByText(/failed: out of memory\. It was restarted from/)).toBeVisible();
    await playsOn(page);
    await newest(page, 'crash');
    await playsOn(page);
    await newest(page, 'crash');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('third time');
    await alert.getByRole('button', { name: 'Restart' }).click();
    await expect(alert).toBeHidden();
    await playsOn(page);
  });
});
