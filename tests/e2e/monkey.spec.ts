// Method: a person who presses everything, drawn from a seed. After each thing done, what must always hold is looked at: no error, no part that
// failed, picture and controls of the same stations, and a run that goes back to its start only when it was asked to. At the end all of it is
// undone, and the scenario is the one that was opened. SPILLWAY_MONKEY_FACTOR=200 presses ten thousand times.
import type { Page } from '@playwright/test';
import { Hand, withoutFileDialogs } from './editing-hand';
import { expect, test } from './fixtures';

const FACTOR = Number(process.env['SPILLWAY_MONKEY_FACTOR'] ?? 1);
const STEPS = 50 * FACTOR;
/** The document remembers 200 steps; each thing done here is at most two. */
const STEPS_BETWEEN_UNDOING = 80;
const SEED = Number(process.env['SPILLWAY_MONKEY_SEED'] ?? 7);
/** With more the picture gets slow, and nothing new happens. */
const STATIONS_MAX = 24;

test(`${STEPS} random things, seed ${SEED}: nothing breaks, nothing is lost, no run begins again unasked`, async ({ page }) => {
  test.setTimeout(60_000 + STEPS * 3_000);
  await withoutFileDialogs(page);
  await page.goto('./');
  const hand = new Hand(page);
  await expect.poll(() => hand.timeS(), { timeout: 20_000 }).toBeGreaterThan(0);
  const opened = await hand.save();

  const monkey = new Monkey(hand, SEED);
  for (let step = 1; step <= STEPS; step++) {
    const before = { timeS: await hand.timeS(), stale: await hand.stale().isVisible() };
    const mayGoBack = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') === 'Time line of the run');
    const done = await monkey.act();
    const what = `step ${step}, seed ${SEED}: ${done}`;

    expect(await page.locator('.app-failure').count(), what).toBe(0);
    expect(await page.getByRole('alert').filter({ hasText: /engine/i }).count(), what).toBe(0);
    const { stations } = await hand.drawn();
    expect(await page.locator('.app-controls section.panel-station:not([aria-label^="Selection"]):not([aria-label^="Link from"])').count(), what).toBe(stations.length);
    // Only Play after a change of the system, and Restart, which is not among the things done here, begin a run; the time line takes it back.
    const mayBegin = before.stale || mayGoBack || /back|key ,/.test(done) || await hand.stale().isVisible();
    if (!mayBegin) expect(await hand.timeS(), `${what}: the run began again unasked`).toBeGreaterThanOrEqual(before.timeS);

    if (step % STEPS_BETWEEN_UNDOING === 0 || step === STEPS) {
      await monkey.rest();
      for (let n = 0; n < 250 && await hand.button('Undo').first().isEnabled(); n++) await page.getByRole('toolbar', { name: 'Transport' }).getByRole('button', { name: 'Undo' }).click();
      expect(await hand.save(), `${what}: undone, it is not what was opened`).toBe(opened);
    }
  }
});

/** mulberry32: the same numbers for the same seed, everywhere. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const KEYS = [
  'Delete', 'Backspace', 'Control+d', 'Control+z', 'Control+z', 'Control+Shift+z', 'Control+a', 'Escape', 'Control+c', 'Control+v', 'Control+v', 'Control+x', 'l', 'a', 'c',
  'Enter', 'Tab', 'Shift+Tab', ',', 'j', 'Shift+j', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Shift+ArrowDown', 'Space', 'Space', '.', '[', ']', 'Shift+Enter', 'End', 'Home',
];

class Monkey {
  private readonly page: Page;
  private readonly random: () => number;

  constructor(private readonly hand: Hand, seed: number) {
    this.page = hand.page;
    this.random = randomOf(seed);
  }

  /** Does something, and says what. */
  async act(): Promise<string> {
    const stations = await this.page.locator('.react-flow__node').count();
    const things: (() => Promise<string>)[] = [
      () => this.press(), () => this.press(), () => this.press(), () => this.clickStation(stations, []), () => this.clickStation(stations, ['Shift']),
      () => this.drag(stations), () => this.draw(stations), () => this.add(stations), () => this.set(), () => this.choose(), () => this.clickButton(), () => this.rectangle(), () => this.goBack(), () => this.fail(),
    ];
    const done = await this.one(things)();
    if (stations > STATIONS_MAX) await this.hand.keys('Escape', 'Escape', 'Control+z', 'Control+z', 'Control+z');
    return done;
  }

  /** Leaves whatever list or field is open. */
  async rest(): Promise<void> {
    await this.hand.keys('Escape', 'Escape');
    await this.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  }

  private one<T>(list: readonly T[]): T {
    const found = list[Math.floor(this.random() * list.length)];
    if (found === undefined) throw new Error('nothing to choose from');
    return found;
  }

  private async press(): Promise<string> {
    const key = this.one(KEYS);
    await this.hand.keys(key);
    return `key ${key}`;
  }

  /** Somewhere on a station as it is seen now; it may lie under another. */
  private async placeOf(stations: number): Promise<readonly [number, number] | null> {
    if (stations === 0) return null;
    const box = await this.page.locator('.react-flow__node').nth(Math.floor(this.random() * stations)).boundingBox({ timeout: 1000 }).catch(() => null);
    const stage = await this.page.locator('.stage').boundingBox();
    if (box === null || stage === null) return null;
    const inside = (at: number, from: number, size: number): number => Math.min(Math.max(at, from + 2), from + size - 2);
    return [inside(box.x + box.width * this.random(), stage.x, stage.width), inside(box.y + box.height * this.random(), stage.y, stage.height)];
  }

  private async clickStation(stations: number, modifiers: readonly string[]): Promise<string> {
    const place = await this.placeOf(stations);
    if (place === null) return 'no station to click';
    for (const key of modifiers) await this.page.keyboard.down(key);
    await this.page.mouse.click(...place);
    for (const key of modifiers) await this.page.keyboard.up(key);
    return `click ${modifiers.join('+')} at ${place.map(Math.round).join(', ')}`;
  }

  private async drag(stations: number): Promise<string> {
    const from = await this.placeOf(stations);
    if (from === null) return 'no station to drag';
    await this.page.mouse.move(...from);
    await this.page.mouse.down();
    await this.page.mouse.move(from[0] + 200 * (this.random() - 0.5), from[1] + 200 * (this.random() - 0.5), { steps: 3 });
    await this.page.mouse.up();
    return `drag from ${from.map(Math.round).join(', ')}`;
  }

  private async draw(stations: number): Promise<string> {
    const ports = this.page.locator('.react-flow__handle');
    const count = await ports.count();
    const to = await this.placeOf(stations);
    if (count === 0 || to === null) return 'no port to draw from';
    const port = await ports.nth(Math.floor(this.random() * count)).boundingBox({ timeout: 1000 }).catch(() => null);
    if (port === null) return 'no port to see';
    await this.page.mouse.move(port.x + port.width / 2, port.y + port.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(...to, { steps: 3 });
    await this.page.mouse.up();
    return `draw a link to ${to.map(Math.round).join(', ')}`;
  }

  private async add(stations: number): Promise<string> {
    if (stations >= STATIONS_MAX) return 'enough stations';
    const palette = this.page.getByRole('region', { name: 'Stations to add' });
    if (!await palette.isVisible()) await this.page.getByRole('button', { name: 'Add', exact: true }).click();
    const kinds = palette.locator('.palette-kind');
    const kind = kinds.nth(Math.floor(this.random() * await kinds.count()));
    const name = await kind.innerText();
    await kind.click();
    return `add ${name}`;
  }

  /** Something into some field, now and then nonsense. */
  private async set(): Promise<string> {
    const fields = this.page.locator('.app-controls input[type=text]:visible');
    const count = await fields.count();
    if (count === 0) return 'no field to set';
    const field = fields.nth(Math.floor(this.random() * count));
    const [name, text] = [await field.getAttribute('aria-label'), this.one(['0', '1', '7', '120', '0.3', '-5', 'x', '1e9', ''])];
    await field.fill(text);
    await this.page.keyboard.press('Enter');
    await this.page.keyboard.press('Escape'); // What was refused is taken back.
    return `set ${name ?? ''} to ${JSON.stringify(text)}`;
  }

  private async choose(): Promise<string> {
    const options = this.page.locator('.app-controls input[type=radio]:visible');
    const count = await options.count();
    if (count === 0) return 'nothing to choose';
    const option = options.nth(Math.floor(this.random() * count));
    const name = await option.getAttribute('aria-label');
    await option.click({ force: true });
    return `choose ${name ?? ''}`;
  }

  private async clickButton(): Promise<string> {
    const name = this.one(['Zoom in', 'Zoom out', 'Fit the picture', 'Tidy up', 'Play', 'Pause', 'Step one event', 'Undo', 'Redo', 'Duplicate', 'Align centres', 'Same gaps across', 'Delete', 'Delete the link']);
    const button = this.page.getByRole('button', { name, exact: true }).first();
    if (!await button.isVisible() || !await button.isEnabled()) return `${name} is not there`;
    await button.click({ timeout: 3000 }).catch(() => undefined); // Something may have come to lie over it.
    return name;
  }

  /** To somewhere on the time line. */
  private async goBack(): Promise<string> {
    const line = this.page.getByRole('slider', { name: 'Time line of the run' });
    const box = await line.boundingBox({ timeout: 1000 }).catch(() => null);
    if (box === null || await line.isDisabled()) return 'no time to go back';
    await this.page.mouse.click(box.x + box.width * this.random(), box.y + box.height / 2);
    return 'back on the time line';
  }

  /** Some fault, now. */
  private async fail(): Promise<string> {
    const summary = this.page.getByText('Make something fail', { exact: true });
    if (!await summary.isVisible()) return 'nothing can fail';
    const now = this.page.getByRole('button', { name: 'Now', exact: true });
    if (!await now.isVisible()) await summary.click({ timeout: 3000 }).catch(() => undefined);
    if (!await now.isVisible() || !await now.isEnabled()) return 'nothing can fail now';
    const kinds = this.page.getByLabel('Fault: what');
    await kinds.selectOption({ index: Math.floor(this.random() * await kinds.locator('option').count()) });
    await now.click({ timeout: 3000 }).catch(() => undefined);
    return 'fault';
  }

  private async rectangle(): Promise<string> {
    const pane = await this.page.locator('.react-flow__pane').boundingBox();
    if (pane === null) return 'no room';
    const at = (): readonly [number, number] => [pane.x + 5 + (pane.width - 10) * this.random(), pane.y + 5 + (pane.height - 10) * this.random()];
    await this.page.keyboard.down('Shift');
    await this.page.mouse.move(...at());
    await this.page.mouse.down();
    await this.page.mouse.move(...at(), { steps: 3 });
    await this.page.mouse.up();
    await this.page.keyboard.up('Shift');
    return 'rectangle';
  }
}
