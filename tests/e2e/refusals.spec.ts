// Method: every field that can be typed into is found in the page, not listed here, so that a new one cannot be forgotten: a scenario with a station of every kind, calls, classes,
// a planned change, a planned fault and a check is opened; every fold, then every link, then every variant of every policy brings up its fields. Into each goes nonsense. It has to be refused beside the field,
// with what is allowed; the last good value comes back; the scenario is as it was, and the run goes on. A text may be almost anything: there, what is not refused has to be undone to the same scenario.
import type { Page } from '@playwright/test';
import { tick } from '../stopped-clock.mjs';
import { Hand, dropFile, openStopped } from './editing-hand';
import { everyKind } from './every-kind';
import { expect, test } from './fixtures';

/** The first of them for fields that other choices bring, too. */
const NONSENSE = ['abc', '-5', '1e999', '9'.repeat(400), '', '<b>x</b>', 'NaN', '٣', '1,5', '12 furlongs', '0x10'];

const BRIEFLY = 4;

const scenario = {
  ...everyKind,
  timeline: [{ atS: 3, change: { path: 'stations.clients.arrivals.ratePerS', value: 14 } }, ...everyKind.timeline],
  checks: [{ name: 'p99 budget', station: 'done', metric: 'latencyS.p99', max: 0.4 }],
};

const OWNERS = Object.values(everyKind.stations).map(({ label }) => label);
const ownless = (name: string): string => OWNERS.reduce((rest, owner) => rest.replace(owner, '…'), name);

interface Tried {
  readonly name: string;
  readonly isNumber: boolean;
  readonly wrong: readonly string[];
}

/** Types all of it into the fields that are shown and were not tried yet, and says what was not as it has to be. Done in the page, for there are hundreds of fields. */
function tryFields(page: Page, known: readonly string[], tries = NONSENSE.length): Promise<Tried[]> {
  return page.evaluate(async ([nonsense, before, owners]) => {
    const SELECTOR = 'input:not([type=radio]):not([type=checkbox]):not([type=range]):not([type=file]):not([type=search]), textarea';
    const shown = (): (HTMLInputElement | HTMLTextAreaElement)[] => [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(SELECTOR)].filter((each) => each.checkVisibility());
    const nameOf = (field: HTMLInputElement | HTMLTextAreaElement): string => field.getAttribute('aria-label') ?? field.labels?.[0]?.textContent ?? '';
    // The same parameter of two stations is the same field twice.
    const ownless = (name: string): string => name.replace(/\d+/g, '1').replace(new RegExp(`\\b(${owners.join('|')})\\b`, 'g'), '…');
    const settled = async (): Promise<void> => {
      for (let n = 0; n < 3; n++) {
        await new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = resolve;
          port2.postMessage(0);
        });
      }
    };
    const type = async (field: HTMLInputElement | HTMLTextAreaElement, text: string): Promise<void> => {
      field.focus();
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, text);
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await settled();
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: field instanceof HTMLTextAreaElement, bubbles: true }));
      await settled();
    };
    const said = (field: HTMLElement): string =>
      (field.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim();
    const canUndo = (): HTMLButtonElement | null => document.querySelector('.panel-transport button[aria-label^="Undo"]:not(:disabled)');

    const tried: { name: string; isNumber: boolean; wrong: string[] }[] = [];
    const done = new Set(before.map(ownless));
    for (const name of shown().map(nameOf)) {
      if (done.has(ownless(name))) continue;
      done.add(ownless(name));
      const found = (): HTMLInputElement | HTMLTextAreaElement | undefined => shown().find((each) => nameOf(each) === name);
      const wrong: string[] = [];
      let field = found();
      if (field === undefined) continue;
      const isNumber = field.inputMode === 'decimal' || field.inputMode === 'numeric';
      const good = field.value;
      const undoBefore = canUndo()?.title ?? '';
      let allowed = '';
      for (const text of nonsense) {
        if (text === good) continue;
        field = found();
        if (field === undefined) {
          wrong.push(`gone before ${JSON.stringify(text.slice(0, 12))}`);
          break;
        }
        // A number that may be left out is left out by an empty field, and says so.
        if (isNumber && text === '' && field.placeholder !== '' && field.placeholder !== '∞') continue;
        if (isNumber && text === '-5' && /Allowed: (any|[-−])/.test(allowed)) continue;
        await type(field, text);
        const isRefused = field.isConnected && field.getAttribute('aria-invalid') === 'true';
        const short = JSON.stringify(text.slice(0, 12));
        if (isRefused) {
          const words = said(field);
          allowed = words;
          if (isNumber ? !/Allowed: (any number|.*\d)/.test(words) : words.length < 12) wrong.push(`${short} is refused without what is allowed: “${words}”`);
          if (words.length > 300) wrong.push(`${short} is refused at length: “${words.slice(0, 80)}…”`);
          field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
          await settled();
        } else if (isNumber) wrong.push(`${short} is taken`);
        // What was taken, as text may be, is taken back.
        for (let n = 0; n < 5 && (canUndo()?.title ?? '') !== undoBefore; n++) {
          canUndo()?.click();
          await settled();
        }
        for (const each of document.querySelectorAll('details')) each.open = true; // A station that was renamed is another one to the screen.
        await settled();
        const after = found();
        if (after?.value !== good) wrong.push(`after ${short} it is ${JSON.stringify(after?.value.slice(0, 20))} and was ${JSON.stringify(good.slice(0, 20))}`);
        if (after?.getAttribute('aria-invalid') === 'true') wrong.push(`after ${short} and Escape it still refuses`);
      }
      (document.activeElement as HTMLElement | null)?.blur();
      tried.push({ name, isNumber, wrong });
    }
    return tried;
  }, [NONSENSE.slice(0, tries), known, OWNERS] as const);
}

const wrongIn = (all: readonly Tried[]): string[] => all.filter(({ wrong }) => wrong.length > 0).map(({ name, wrong }) => `${name}: ${wrong.join('; ')}`);
const openFolds = (page: Page): Promise<void> => page.evaluate(() => { for (const each of document.querySelectorAll('details')) each.open = true; });

test('nonsense in any field is refused beside it, with what is allowed, and the last good value stays', async ({ page }) => {
  test.setTimeout(400_000); // Half a minute where nothing else runs.
  await openStopped(page, 4);
  const hand = new Hand(page);
  await dropFile(page, 'every.spillway', JSON.stringify(scenario));
  await expect.poll(async () => {
    await tick(page, 50, 2); // What stands beside the picture is brought up to date with it.
    return page.getByRole('heading', { level: 1 }).textContent();
  }).toBe('Every kind');
  await tick(page, 50, 20);
  const opened = await hand.save();
  const startedS = await hand.timeS();

  const all: Tried[] = [];
  const tryThese = async (tries?: number): Promise<void> => {
    await openFolds(page);
    all.push(...await tryFields(page, all.map(({ name }) => name), tries));
  };
  await tryThese();
  const first = all.length;

  // Each link has its own.
  const links = await page.locator('.react-flow__edge').count();
  for (let n = 0; n < links; n++) {
    await page.locator('.react-flow__edge').nth(n).focus();
    await page.keyboard.press('Enter');
    await tryThese();
  }
  await page.keyboard.press('Escape');
  const withLinks = all.length;
  expect(wrongIn(all)).toEqual([]);

  // Each way to choose brings its own, and is taken back. What leads a link elsewhere is not a parameter.
  const lists = '.app-controls select:not([aria-label^="Link "]):not([aria-label*="where"])';
  const choices = await page.locator(lists).evaluateAll((each) => each.map((list) => [list.getAttribute('aria-label') ?? '', [...(list as HTMLSelectElement).options].map(({ value }) => value)] as const));
  const chosenFrom = new Set<string>();
  for (const [list, options] of choices) {
    if (chosenFrom.has(ownless(list))) continue;
    chosenFrom.add(ownless(list));
    for (const option of options) {
      const found = page.locator('.app-controls').getByLabel(list, { exact: true }).and(page.locator('select')).first();
      if (!await found.isVisible() || await found.inputValue() === option) continue;
      await found.selectOption(option, { force: true });
      await tryThese(BRIEFLY);
      for (let undo = 0; undo < 3 && await hand.button('Undo').first().isEnabled(); undo++) await page.keyboard.press('Control+z');
    }
  }
  const radios = await page.locator('.app-controls [role=radiogroup]').evaluateAll((each) => each.map((group) => [group.getAttribute('aria-label') ?? '', group.querySelectorAll('input').length] as const));
  for (const [group, count] of radios) {
    if (chosenFrom.has(ownless(group))) continue;
    chosenFrom.add(ownless(group));
    for (let n = 0; n < count; n++) {
      const found = page.getByRole('radiogroup', { name: group, exact: true }).first().getByRole('radio').nth(n);
      if (await found.isChecked()) continue;
      await found.evaluate((radio: HTMLInputElement) => { radio.click(); });
      await tryThese(BRIEFLY);
      for (let undo = 0; undo < 3 && await hand.button('Undo').first().isEnabled(); undo++) await page.keyboard.press('Control+z');
    }
  }

  console.log(`${all.length} fields: ${first} at once, ${withLinks - first} of links, ${all.length - withLinks} of other choices; ${all.filter(({ isNumber }) => isNumber).length} of them numbers`);
  expect(wrongIn(all)).toEqual([]);
  expect(first, 'fields at once').toBeGreaterThan(40);
  expect(withLinks, 'and of links').toBeGreaterThan(first);
  expect(all.length, 'and of choices').toBeGreaterThan(withLinks + 20);
  await tick(page, 50, 2);
  expect(await hand.timeS(), 'the run goes on').toBeGreaterThan(startedS);
  expect(await page.locator('.app b').filter({ hasText: /^x$/ }).count(), 'what is typed is text').toBe(0);
  expect(await hand.save()).toBe(opened);
});
