// Method: the built app in a browser; by keys alone. Where something goes that had the focus, the focus goes on beside it.
import { dropFile, Hand } from './editing-hand';
import { expect, test } from './fixtures';

const twoStations = { format: 'spillway/1', title: 'Post', stations: { people: { kind: 'producer' }, done: { kind: 'sink' } }, links: [{ from: 'people', to: 'done' }] };

test('links deleted and made in the inspector keep the focus there, and what was done is said', async ({ page }) => {
  await page.goto('./');
  const hand = new Hand(page);
  const fold = page.getByLabel('Name and links of Inbox');
  await fold.focus();
  await hand.keys('Enter');
  await hand.button('Delete the link from Orders to Inbox').focus();
  await hand.keys('Enter');
  await expect(hand.said()).toHaveText('Deleted the link from Orders to Inbox.');
  await expect(hand.button('Delete the link from Inbox to Pickers')).toBeFocused();
  await hand.keys('Enter');
  await expect(fold).toBeFocused();
  expect((await hand.drawn()).links).toEqual(['Pickers > Done']);

  await page.getByLabel('Name and links of Orders').focus();
  await hand.keys('Enter');
  const list = page.getByRole('combobox', { name: 'Link Orders to' });
  await list.focus();
  await hand.keys('ArrowDown'); // Opens the list; a link is made by Enter.
  await hand.keys('ArrowDown');
  expect((await hand.drawn()).links).toEqual(['Pickers > Done']);
  await hand.keys('i', 'Enter'); // For Inbox.
  await expect(list).toBeHidden();
  await expect(page.getByLabel('Name and links of Orders')).toBeFocused();
  await expect(hand.link('Orders', 'Inbox')).toBeAttached();
});

test('Escape closes a note, and only then lets go of what is selected', async ({ page }) => {
  await page.goto('./');
  const hand = new Hand(page);
  await hand.station('Inbox').click();
  await hand.button('Help: Inbox capacity').focus();
  await hand.keys('Enter');
  const note = page.locator('.ui-note:popover-open');
  await expect(note).toBeVisible();
  await hand.keys('Escape');
  await expect(note).toBeHidden();
  await expect(hand.station('Inbox')).toHaveClass(/selected/);
  await hand.keys('Escape');
  await expect(hand.station('Inbox')).not.toHaveClass(/selected/);
});

test('a class that is deleted takes along what is said of its jobs, and that is told', async ({ page }) => {
  await page.goto('./');
  const hand = new Hand(page);
  await hand.button('Pause').waitFor();
  await dropFile(page, 'classes.spillway', JSON.stringify({
    ...twoStations, classes: { letter: { share: 1, priority: 0 }, parcel: { share: 1, priority: 0 } }, checks: [{ name: 'soon', metric: 'classes.letter.latencyS.p99', max: 1 }],
  }));
  await page.getByText('Scenario settings').click();
  await hand.button('Delete the class letter').focus();
  await hand.keys('Enter');
  await expect(hand.said()).toHaveText('Deleted the class letter. One check or planned change that named it went too.');
  await expect(page.getByRole('textbox', { name: 'Class parcel: id' })).toBeFocused();
});

test('Escape takes back what was typed about the scenario', async ({ page }) => {
  await page.goto('./');
  await page.getByText('Scenario settings').click();
  const about = page.getByRole('textbox', { name: /^About/ });
  const before = await about.inputValue();
  await about.fill('Other words');
  await page.keyboard.press('Escape');
  await expect(about).toHaveValue(before);
  await about.blur();
  await expect(page.getByText('edited', { exact: true })).toBeHidden();
});
