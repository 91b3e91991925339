// Method: the built app in a browser, edited by mouse and by keyboard alone as a person would. What counts is what the picture, the notices
// and the saved file say.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { boxOf, Hand, withoutFileDialogs } from './editing-hand';
import { expect, test } from './fixtures';

const TWO_TIERS = {
  stations: ['Producer', 'Queue', 'Workers', 'Queue 2', 'Workers 2', 'Sink'],
  links: ['Producer > Queue', 'Queue > Workers', 'Workers > Queue 2', 'Queue 2 > Workers 2', 'Workers 2 > Sink'],
};
const kind = (page: Page, name: string) => page.getByRole('region', { name: 'Stations to add' }).getByRole('button', { name, exact: true });

let hand: Hand;
test.beforeEach(async ({ page }) => {
  await withoutFileDialogs(page);
  await page.goto('./');
  hand = new Hand(page);
  await expect.poll(() => hand.timeS()).toBeGreaterThan(0);
});

test('two tiers from nothing by keyboard alone; all of it undone, and redone', async ({ page }) => {
  await hand.keys('b', 'ArrowDown');
  await expect(page.getByRole('button', { name: /^New scenario/ })).toBeFocused();
  await hand.keys('Enter');
  await expect(kind(page, 'Producer')).toBeFocused();
  for (const each of ['Producer', 'Queue', 'Workers', 'Queue', 'Workers', 'Sink']) {
    for (let n = 0; n < 40 && !await kind(page, each).evaluate((element) => element === document.activeElement); n++) await hand.keys('ArrowDown');
    await hand.keys('Enter');
  }
  await expect.poll(() => hand.drawn()).toEqual(TWO_TIERS);
  await expect(hand.stale()).toContainText('Play starts its first run');

  await hand.keys('Escape', 'Space');
  await expect(hand.button('Pause')).toBeVisible();
  await expect.poll(() => hand.timeS()).toBeGreaterThan(0);
  await expect(hand.stale()).toBeHidden();

  for (let n = 0; n < 6; n++) await hand.keys('Control+z');
  await expect.poll(() => hand.drawn()).toEqual({ stations: [], links: [] });
  await expect(page.getByText('An empty scenario', { exact: true })).toBeVisible();
  await expect(hand.button('Undo')).toBeDisabled();
  for (let n = 0; n < 6; n++) await hand.keys('Control+Shift+z');
  await expect.poll(() => hand.drawn()).toEqual(TWO_TIERS);
});

test('a system by mouse alone: dragged in, linked, set, played', async ({ page }) => {
  await hand.newScenario();
  const stage = await boxOf(page.locator('.react-flow__pane'));
  for (const [n, each] of ['Producer', 'Queue', 'Workers', 'Sink'].entries()) {
    await kind(page, each).dragTo(page.locator('.react-flow'), { targetPosition: { x: 110 + n * stage.width / 4.4, y: stage.height / 2 } });
    await page.locator('.react-flow__pane').click({ position: { x: 12, y: stage.height - 80 } }); // Nothing is selected, so nothing is linked.
  }
  await expect.poll(() => hand.drawn()).toEqual({ stations: ['Producer', 'Queue', 'Workers', 'Sink'], links: [] });
  await hand.button('Fit the picture').click();
  await page.waitForTimeout(400); // The camera moves.
  await hand.drawLink('Producer', 'Queue');
  await hand.drawLink('Queue', 'Workers');
  await expect(hand.stale()).toContainText('Workers needs one outgoing link');
  await hand.drawLink('Workers', 'Sink');
  await expect.poll(async () => (await hand.drawn()).links).toEqual(['Producer > Queue', 'Queue > Workers', 'Workers > Sink']);

  await hand.station('Producer').click();
  const rate = page.getByRole('textbox', { name: 'Producer arrival rate, on the station' });
  await rate.fill('150');
  await rate.press('Enter');
  await expect(hand.station('Producer')).toHaveAccessibleName(/150 per s/);
  await hand.button('Producer arrival rate: less').click();
  await expect(rate).not.toHaveValue('150');
  await rate.fill('many');
  await rate.press('Enter');
  await expect(rate).toHaveAttribute('aria-invalid', 'true');

  await hand.button('Play the new system').click();
  await expect.poll(() => hand.timeS()).toBeGreaterThan(0);
});

test('what is impossible is refused in words, drawn or chosen', async ({ page }) => {
  await hand.drawLink('Pickers', 'Orders');
  await expect(hand.said()).toHaveText(/Nothing enters Orders: a producer has no way in\./);
  await hand.drawLink('Orders', 'Done');
  await expect(hand.said()).toHaveText(/Orders leads to Inbox already, and a producer has only one way out\./);
  expect((await hand.drawn()).links).toHaveLength(3);
  await expect(hand.stale()).toBeHidden();

  await hand.station('Inbox').focus();
  await hand.keys('Enter', 'c');
  const targets = page.getByRole('dialog', { name: 'Link Inbox to …' });
  await expect(targets.getByRole('button').first()).toBeFocused();
  await expect(targets.getByRole('button', { name: /^Orders/ })).toContainText('a producer has no way in');
  await hand.keys('Enter');
  await expect(targets).toBeHidden();
  await expect(hand.link('Inbox', 'Done')).toBeAttached();

  // A station with one way out gets its link moved.
  await hand.station('Pickers').focus();
  await hand.keys('Enter', 'c', 'Enter');
  await expect(hand.link('Pickers', 'Inbox')).toBeAttached();
  await expect(hand.link('Pickers', 'Done')).not.toBeAttached();
  await hand.station('Done').focus();
  await hand.keys('Enter', 'c');
  await expect(hand.said()).toContainText('Nothing leaves Done');
});

test('an edit of the system stops its run and says so; undone, the same run goes on', async ({ page }) => {
  await hand.station('Inbox').click();
  await hand.keys('Delete');
  await expect(hand.said()).toContainText('Deleted Inbox and 2 links.');
  await expect(hand.stale()).toContainText('You changed the system. It cannot play yet. Orders needs one outgoing link.');
  await expect(hand.button('Play')).toHaveAttribute('title', /^It cannot play yet: Orders needs/);
  await expect.poll(async () => { // The picture comes to its end.
    const seenS = await hand.timeS();
    await page.waitForTimeout(250);
    return await hand.timeS() - seenS;
  }).toBe(0);
  const stoodS = await hand.timeS();
  await hand.button('Play').click();
  await expect(hand.said()).toContainText('It cannot play yet: Orders needs one outgoing link.');
  await expect(hand.station('Orders')).toHaveClass(/selected/);
  await expect(hand.station('Pickers')).toHaveAccessibleName(/[0-4] of 4 busy/);
  expect(await hand.timeS()).toBe(stoodS);

  await hand.keys('Control+z');
  await expect(hand.stale()).toBeHidden();
  await expect(hand.button('Pause')).toBeVisible();
  await expect.poll(() => hand.timeS()).toBeGreaterThan(stoodS);

  // A parameter changes the run where it is.
  await page.getByRole('textbox', { name: 'Inbox capacity, jobs' }).fill('7');
  await page.keyboard.press('Enter');
  await expect(hand.station('Inbox')).toHaveAccessibleName(/of 7 waiting/);
  expect(await hand.timeS()).toBeGreaterThan(stoodS);

  // A new station is not in the run that is seen.
  await hand.keys('Control+z');
  await page.locator('.react-flow__pane').click({ position: { x: 20, y: 200 } });
  await hand.keys('a');
  await kind(page, 'Sink').click();
  await expect(hand.station('Sink')).toContainText('new: not in this run');
  const beforeS = await hand.timeS();
  await hand.button('Play the new system').click();
  await expect.poll(() => hand.timeS()).toBeLessThan(beforeS);
  await expect(hand.station('Sink')).not.toContainText('new');
});

test('stations go through the clipboard as text, here and elsewhere', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  await hand.station('Inbox').click();
  await page.keyboard.down('Shift');
  await hand.station('Pickers').click();
  await page.keyboard.up('Shift');
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('2 stations');
  await hand.keys('Control+c');
  expect(JSON.parse(await clipboard())).toMatchObject({ format: 'spillway/1', stations: { inbox: { capacityJobs: 100 }, pickers: { workers: 4 } }, links: [{ from: 'inbox', to: 'pickers' }] });
  await hand.keys('Control+v');
  await expect(hand.link('Inbox 2', 'Pickers 2')).toBeAttached();
  await hand.keys('Control+d');
  await expect(hand.link('Inbox 3', 'Pickers 3')).toBeAttached();
  await hand.keys('Control+x');
  await expect(hand.station('Inbox 3')).toBeHidden();
  await page.evaluate(() => navigator.clipboard.writeText('{ "format": "spillway/1", "stations": { "mail": { "kind": "queue", "label": "Mail" } } }'));
  await hand.keys('Control+v');
  await expect(hand.station('Mail')).toBeVisible();
  await page.evaluate(() => navigator.clipboard.writeText('once upon a time'));
  await hand.keys('Control+v');
  await expect(hand.said()).toContainText('holds no stations');

  // A text field keeps its own clipboard, and a button needs no permission.
  await page.getByRole('textbox', { name: 'Inbox capacity, jobs' }).first().focus();
  await hand.keys('Control+a', 'Control+c');
  expect(await clipboard()).toBe('100');
  await hand.station('Orders').click();
  await page.keyboard.down('Shift');
  await hand.station('Done').click();
  await page.keyboard.up('Shift');
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Copy' }).click();
  expect(Object.keys((JSON.parse(await clipboard()) as { stations: object }).stations)).toEqual(['orders', 'done']);
});

test('many at once: a rectangle, everything, aligned, spread, tidied, moved by keys', async ({ page }) => {
  const [pane, orders, inbox] = [await boxOf(page.locator('.react-flow__pane')), await boxOf(hand.station('Orders')), await boxOf(hand.station('Inbox'))];
  await page.keyboard.down('Shift');
  await page.mouse.move(orders.x - 8, pane.y + 80);
  await page.mouse.down();
  await page.mouse.move(inbox.x + inbox.width / 2, inbox.y + inbox.height, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect(page.locator('.react-flow__node.selected')).toHaveCount(2);
  await hand.station('Inbox').click();
  await expect(page.locator('.react-flow__node.selected')).toHaveCount(1);
  await hand.keys('Escape');
  await expect(page.locator('.react-flow__node.selected')).toHaveCount(0);

  await hand.dragStation('Inbox', [20, 90]);
  await hand.dragStation('Pickers', [-30, -60]);
  await hand.keys('Escape', 'Control+a');
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('4 stations and 3 links selected');
  const river = (): Promise<number[]> => page.locator('.react-flow__node .react-flow__handle').evaluateAll((all) => [...new Set(all.map((each) => {
    const box = each.getBoundingClientRect();
    return Math.round(box.y + box.height / 2);
  }))]);
  expect((await river()).length).toBeGreaterThan(1);
  await hand.button('Align on one level, links straight').click();
  await expect.poll(async () => (await river()).length).toBe(1);
  await hand.button('Same gaps across').click();
  const gaps = async (): Promise<number[]> => {
    const boxes = await Promise.all(['Orders', 'Inbox', 'Pickers', 'Done'].map((name) => boxOf(hand.station(name))));
    return boxes.slice(1).map((box, n) => box.x - boxes[n]!.x - boxes[n]!.width);
  };
  await expect.poll(async () => { const all = await gaps(); return Math.max(...all) - Math.min(...all); }).toBeLessThan(2);

  // Arrow keys move all that is selected; pressed in a row they are one step of undo.
  await hand.station('Orders').focus();
  const before = await boxOf(hand.station('Done'));
  await hand.keys('ArrowDown', 'ArrowDown', 'ArrowDown');
  await expect.poll(async () => (await boxOf(hand.station('Done'))).y).toBeGreaterThan(before.y + 5);
  await hand.keys('Control+z');
  await expect.poll(async () => Math.abs((await boxOf(hand.station('Done'))).y - before.y)).toBeLessThan(1);
  await hand.keys('Escape', 'l');
  await expect(page.getByRole('status').filter({ hasText: /stations? moved|in its place already/ })).toBeAttached();
  await expect(hand.stale(), 'places are not the system').toBeHidden();
});

test('names, classes, plans and checks are edited, refused beside the field, saved and opened again', async ({ page }) => {
  await page.getByText('Name and links').nth(1).click();
  const set = async (name: string, text: string): Promise<void> => {
    await page.getByRole('textbox', { name, exact: true }).fill(text);
    await page.getByRole('textbox', { name, exact: true }).press('Enter');
  };
  await set('Name of Inbox', 'Post box');
  await expect(hand.station('Post box')).toBeVisible();
  await expect(hand.stale(), 'a name is not the system').toBeHidden();
  await set('Id of Post box', 'orders');
  await expect(page.getByRole('textbox', { name: 'Id of Post box' })).toHaveAccessibleDescription(/already/);
  await set('Id of Post box', 'post');
  await expect(hand.stale()).toBeVisible();

  await page.getByText('Scenario settings').click();
  await set('Title', 'My post office');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My post office');
  await set('Seed of the scenario', '-4');
  await expect(page.getByRole('textbox', { name: 'Seed of the scenario' })).toHaveAttribute('aria-invalid', 'true');
  await set('Seed of the scenario', '77');
  await hand.button('Add a class').click();
  await set('Class class-2: id', 'parcel');
  await set('Class parcel: deadline, s', '2 s');
  await hand.button('Plan a change').click();
  await page.getByRole('combobox', { name: 'Planned change 1: parameter' }).selectOption('stations.post.capacityJobs');
  await set('Planned change 1: value', '-1');
  await expect(page.getByRole('textbox', { name: 'Planned change 1: value' })).toHaveAccessibleDescription(/Allowed/);
  await set('Planned change 1: value', '12');
  await set('Planned change 1: at, s', '900');
  await expect(page.getByRole('textbox', { name: 'Planned change 1: at, s' })).toHaveAccessibleDescription(/the end of the run/);
  await set('Planned change 1: at, s', '50');
  await hand.button('Add a check').click();
  await page.getByRole('combobox', { name: 'Check 2: of' }).selectOption('post');
  await page.getByRole('combobox', { name: 'Check 2: figure' }).selectOption('waitS.p99');

  const text = await hand.save();
  expect(JSON.parse(text)).toMatchObject({
    title: 'My post office', seed: 77, classes: { order: {}, parcel: { deadlineS: 2 } },
    stations: { post: { label: 'Post box' } }, links: [{ to: 'post' }, { from: 'post' }, {}],
    timeline: [{ atS: 50, change: { path: 'stations.post.capacityJobs', value: 12 } }],
    checks: [{ name: 'p99 budget' }, { station: 'post', metric: 'waitS.p99', max: 1 }],
  });
  await hand.newScenario();
  await hand.open('again.spillway', text);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My post office');
  expect(await hand.save()).toBe(text);
});

test('a half-made diagram is saved and opened, and still cannot play', async ({ page }) => {
  await hand.newScenario();
  await kind(page, 'Producer').click();
  const text = await hand.save();
  await hand.button('New').click();
  await hand.open('half.spillway', text);
  await expect(hand.station('Producer')).toBeVisible();
  await expect(hand.stale()).toContainText('Producer needs one outgoing link');
  await expect(hand.time()).toHaveText('0.000 s');
});

test('a link is selected, turned, led elsewhere and deleted', async ({ page }) => {
  await hand.link('Inbox', 'Pickers').focus();
  await hand.keys('Enter');
  const section = page.getByRole('region', { name: 'Link from Inbox to Pickers, selected' });
  await expect(section).toBeVisible();
  await expect(section.getByRole('button', { name: 'Turn the link round' })).toBeDisabled(); // Pickers have one way out.
  await section.getByRole('combobox', { name: 'To' }).selectOption('done');
  await expect(hand.link('Inbox', 'Done')).toHaveClass(/selected/);
  await hand.link('Inbox', 'Done').focus();
  await hand.keys('Delete');
  await expect(hand.said()).toContainText('Deleted the link from Inbox to Done.');
  await hand.keys('Control+z', 'Control+z');
  await expect(hand.link('Inbox', 'Pickers')).toBeAttached();
  await expect(hand.stale()).toBeHidden();
});

test('the library shows, searches, tells and opens; nothing unsaved is lost', async ({ page }) => {
  await hand.keys('b');
  const library = page.getByRole('dialog', { name: 'Library' });
  await expect(library.getByRole('searchbox')).toBeFocused();
  await expect(library.getByRole('heading', { level: 3 })).toHaveText('A bounded queue in front of four workers');
  await page.keyboard.type('shed oldest');
  await expect(library.getByRole('button', { name: /^Overload/ })).toBeVisible();
  await expect(library.getByRole('heading', { level: 3 })).toHaveText(/^Overload/);
  expect(await library.locator('.small-diagram .glyph').count()).toBeGreaterThanOrEqual(4);
  await library.getByRole('searchbox').fill('nothing of the kind');
  await expect(library).toContainText('Nothing is about');
  await library.getByRole('searchbox').fill('overload');
  await hand.keys('Enter');
  await expect(library).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Overload/);

  await hand.station('Sink').or(page.locator('.react-flow__node').last()).first().click();
  await hand.keys('Control+d', 'b');
  await library.getByRole('button', { name: /^A bounded queue/ }).click();
  const question = page.getByRole('dialog', { name: /save/i });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(library).toBeVisible();
  await hand.keys('Escape');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Overload/);
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`axe finds nothing in what edits, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const check = async (what: string): Promise<void> => {
      const { violations } = await new AxeBuilder({ page }).exclude('.app-instruments').analyze();
      expect(violations.map(({ id, nodes }) => `${what}: ${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
    };
    await page.getByText('Scenario settings').click();
    await hand.button('Plan a change').click();
    await hand.button('Add a class').click();
    await page.getByText('Name and links').first().click();
    await hand.keys('a');
    await check('settings and palette');
    await hand.station('Inbox').click();
    await check('a station');
    await hand.keys('c');
    await check('where to');
    await hand.keys('Escape');
    await hand.link('Inbox', 'Pickers').focus();
    await hand.keys('Enter');
    await check('a link');
    await hand.keys('Control+a');
    await check('everything');
    await hand.keys('b');
    await check('library');
    await hand.keys('Escape', '?');
    await check('keys');
    await hand.keys('Escape', 'Delete');
    await expect(page.getByText('An empty scenario', { exact: true })).toBeVisible();
    await check('empty');
  });
}
