import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { stopClock, tick } from '../stopped-clock.mjs';
import { expect } from './fixtures';

/** What a person does with a diagram, and reads off it. */
export class Hand {
  constructor(readonly page: Page) {}

  readonly time = (): Locator => this.page.getByLabel('Model time', { exact: true });
  readonly stale = (): Locator => this.page.locator('.app-stale');
  readonly said = (): Locator => this.page.locator('.app-said');
  readonly station = (name: string): Locator => this.page.locator('.react-flow__node').and(this.page.getByLabel(new RegExp(`^${name}, `)));
  readonly link = (from: string, to: string): Locator => this.page.getByRole('group', { name: `Link from ${from} to ${to}`, exact: true });
  readonly button = (name: string): Locator => this.page.getByRole('button', { name, exact: true });

  /** The names on the picture, and "A > B" for each link. */
  async drawn(): Promise<{ readonly stations: string[]; readonly links: string[] }> {
    const labels = (selector: string): Promise<string[]> => this.page.locator(selector).evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? ''));
    const stations = (await labels('.react-flow__node')).map((label) => label.split(',')[0] ?? '');
    const links = (await labels('.react-flow__edge')).map((label) => label.replace(/^Link from (.*) to (.*)$/, '$1 > $2'));
    return { stations, links };
  }

  async timeS(): Promise<number> {
    return Number.parseFloat((await this.time().textContent() ?? '').replaceAll(',', ''));
  }

  async keys(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async newScenario(): Promise<void> {
    await this.button('New').click();
    await this.page.getByText('An empty scenario', { exact: true }).waitFor();
  }

  /** From the way out of one station to somewhere on another. */
  async drawLink(from: string, to: string): Promise<void> {
    await this.station(from).hover({ position: { x: 30, y: 10 } });
    const port = await boxOf(this.station(from).locator('.react-flow__handle.source'));
    const target = await boxOf(this.station(to));
    await this.page.mouse.move(port.x + port.width / 2, port.y + port.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(target.x + target.width / 2, target.y + target.height - 20, { steps: 6 });
    await this.page.mouse.up();
  }

  async dragStation(name: string, by: readonly [number, number]): Promise<void> {
    const box = await boxOf(this.station(name));
    const [x, y] = [box.x + box.width / 2, box.y + box.height - 14];
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await this.page.mouse.move(x + by[0] / 2, y + by[1] / 2, { steps: 3 });
    await this.page.mouse.move(x + by[0], y + by[1], { steps: 3 });
    await this.page.mouse.up();
  }

  async save(): Promise<string> {
    // A chart that was saved just before may still be on its way.
    const download = this.page.waitForEvent('download', (each) => each.suggestedFilename().endsWith('.spillway'));
    await this.page.keyboard.press('Control+s');
    return readFile(await (await download).path(), 'utf8');
  }

  async open(name: string, text: string): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.keyboard.press('Control+o');
    await (await chooser).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  }
}

export async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`nothing to see of ${String(locator)}`);
  return box;
}

/** Without the browser's own file dialogs the app falls back on upload and download, which a test can see. */
export async function withoutFileDialogs(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'showOpenFilePicker');
    Reflect.deleteProperty(window, 'showSaveFilePicker');
  });
}

/** Lets a file fall on the window. */
export function dropFile(page: Page, name: string, text: string): Promise<void> {
  return page.evaluate(([file, content]) => {
    const data = new DataTransfer();
    data.items.add(new File([content], file));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, [name, text] as const);
}

/** The app with the clock in the test's hand, after so many pictures. */
export async function openStopped(page: Page, pictures: number): Promise<void> {
  await withoutFileDialogs(page);
  await stopClock(page);
  await page.goto('./');
  await expect(page.locator('.react-flow__node').first()).toBeAttached();
  await tick(page, 50, pictures);
}
