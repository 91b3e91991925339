// Method: every screen of the app, brought up as a person would, in each theme, and axe on the whole page each time (in the first theme all of its rules, in the others those that looks can break): nothing is excluded, and nothing that axe finds is let pass.
// With it: every station and link on the picture has a role, and a name that says what it is doing now.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { tick } from '../stopped-clock.mjs';
import { dropFile, openStopped } from './editing-hand';
import { everyKind } from './every-kind';
import { expect, test } from './fixtures';

const THEMES = ['dark', 'light', 'projector'] as const;
/** What a theme can break; the rest is looked at in the first one alone. */
const RULES_OF_LOOKS = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable'];

async function drop(page: Page, name: string, text: string): Promise<void> {
  await dropFile(page, name, text);
  await tick(page, 50, 6);
}

async function open(page: Page, theme: (typeof THEMES)[number]): Promise<void> {
  await openStopped(page, 4);
  await page.locator(`.app-theme-menu input[value=${theme}]`).evaluate((choice: HTMLInputElement) => { choice.click(); });
  await tick(page, 50, 2);
}

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).first().click();
const tab = (page: Page, name: string): Promise<void> => page.getByRole('tab', { name, exact: true }).click();

for (const theme of THEMES) {
  test(`axe finds nothing on any screen, ${theme}`, async ({ page }) => {
    test.setTimeout(400_000); // A minute where nothing else runs.
    await open(page, theme);
    const found: string[] = [];
    const look = async (screen: string): Promise<void> => {
      await tick(page, 50, 4);
      const axe = new AxeBuilder({ page });
      const { violations } = await (theme === THEMES[0] ? axe : axe.withRules(RULES_OF_LOOKS)).analyze();
      found.push(...violations.map(({ id, nodes }) => `${screen}: ${id}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 160)} (${failureSummary?.split('\n')[1]?.trim() ?? ''})`).join(' | ')}`));
    };

    await drop(page, 'every.spillway', JSON.stringify({ ...everyKind, checks: [{ name: 'p99 budget', station: 'done', metric: 'latencyS.p99', max: 0.4 }] }));
    await tick(page, 50, 60);
    await look('every kind of station');
    for (const name of ['Over time', 'Station', 'Tail', 'Load', 'Theory', 'Numbers']) {
      await tab(page, name);
      await look(name);
    }
    await tab(page, 'Compare');
    await press(page, 'Compare');
    await tick(page, 50, 20);
    await look('a comparison');
    await press(page, 'Side by side');
    await tick(page, 50, 20);
    await look('two versions side by side');
    await page.keyboard.press('h');
    await look('two versions side by side, large');
    await page.keyboard.press('h');
    await press(page, 'Side by side');
    await tab(page, 'Overview');
    await page.keyboard.press('j');
    await tick(page, 50, 20);
    await look('a job that is followed');
    await page.keyboard.press('Escape');
    await page.evaluate(() => { for (const each of document.querySelectorAll('details')) each.open = true; });
    await look('every fold');
    const field = page.getByRole('textbox', { name: /^Seed of the scenario/ });
    await field.fill('abc');
    await field.press('Enter');
    await look('a refusal');
    await field.press('Escape');
    await page.locator('.react-flow__edge').nth(10).focus();
    await page.keyboard.press('Enter');
    await look('a link');
    await page.locator('.react-flow__node').nth(3).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('c');
    await look('a link that is asked for');
    await page.keyboard.press('Escape');
    await page.keyboard.press('a');
    await look('stations to add');
    await page.locator('.palette-kind').nth(2).click();
    await look('a system that was changed');
    await page.keyboard.press('Escape');
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('?');
    await look('the keys');
    await page.keyboard.press('Escape');
    await drop(page, 'bad.spillway', '{"format":"spillway/99"}');
    await look('a file that is refused');
    await page.getByRole('button', { name: 'Theme' }).click();
    await look('the themes');
    await page.keyboard.press('Escape');
    await press(page, 'New');
    await look('unsaved changes');
    await press(page, 'Discard changes');
    await look('nothing yet');
    await press(page, 'Library');
    await look('the library');
    expect(found).toEqual([]);
  });
}

test('axe finds nothing where jobs cannot be drawn, and where the engine is lost for good', async ({ page, pageErrors }) => {
  test.setTimeout(120_000);
  await page.addInitScript(() => {
    const real = HTMLCanvasElement.prototype.getContext as (this: HTMLCanvasElement, ...all: unknown[]) => unknown;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...all: unknown[]) {
      return String(all[0]).startsWith('webgl') ? null : real.apply(this, all);
    } as typeof HTMLCanvasElement.prototype.getContext;
    const workers: Worker[] = [];
    Object.assign(window, { loseEngine: () => workers.at(-1)?.dispatchEvent(new ErrorEvent('error', { message: 'lost', cancelable: true })) });
    const RealWorker = window.Worker;
    window.Worker = class extends RealWorker {
      constructor(...all: ConstructorParameters<typeof Worker>) {
        super(...all);
        workers.push(this);
      }
    };
  });
  for (const theme of THEMES) {
    await page.goto('./');
    await expect(page.getByText('This display has no WebGL 2')).toBeVisible();
    await page.locator(`.app-theme-menu input[value=${theme}]`).evaluate((choice: HTMLInputElement) => { choice.click(); });
    for (let loss = 0; loss < 4; loss++) {
      await page.evaluate(() => { (window as unknown as { loseEngine: () => void }).loseEngine(); });
      await page.waitForTimeout(100);
    }
    await expect(page.getByRole('alert').filter({ hasText: /for the third time/ })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${theme}: ${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`)).toEqual([]);
  }
  pageErrors.splice(0); // The engine was lost on purpose.
});

test('every station and link says what it is and how it is now', async ({ page }) => {
  await open(page, 'projector');
  await drop(page, 'every.spillway', JSON.stringify(everyKind));
  await tick(page, 50, 60);
  const named = (selector: string): Promise<(readonly [string, string])[]> =>
    page.locator(selector).evaluateAll((all) => all.map((each) => [each.getAttribute('role') ?? '', each.getAttribute('aria-label') ?? ''] as const));
  const before = await named('.react-flow__node');
  expect(before.filter(([role, name]) => role === '' || !/^.+, [a-z]+: .+/.test(name))).toEqual([]);
  expect((await named('.react-flow__edge')).filter(([role, name]) => role === '' || !/^(Link|Call link) from .+ to .+/.test(name))).toEqual([]);
  await page.getByRole('slider', { name: 'Speed', exact: true }).focus();
  await page.keyboard.press('End');
  await tick(page, 100, 80);
  const after = await named('.react-flow__node');
  expect(after.filter(([, name], n) => name !== before[n]?.[1]).length, 'names that have changed with the run').toBeGreaterThan(10);
});
