// Method: the built app in a browser; what counts is what is written, and what is asked before anything is lost.
import { dropFile, Hand, withoutFileDialogs } from './editing-hand';
import { expect, test } from './fixtures';

test('what is typed and not set yet is saved too, and asked about before the window closes', async ({ page }) => {
  await withoutFileDialogs(page);
  await page.goto('./');
  const hand = new Hand(page);
  const capacity = page.getByRole('textbox', { name: 'Inbox capacity, jobs', exact: true });
  await capacity.fill('7');
  expect(JSON.parse(await hand.save())).toMatchObject({ stations: { inbox: { capacityJobs: 7 } } });
  await expect(capacity).toBeFocused();

  // What is refused stays to be mended, and what is saved is the last that was good.
  await capacity.fill('many');
  expect(JSON.parse(await hand.save())).toMatchObject({ stations: { inbox: { capacityJobs: 7 } } });
  await expect(capacity).toHaveAttribute('aria-invalid', 'true');
  await capacity.fill('8');
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  expect((await asked).type()).toBe('beforeunload');
  await (await asked).accept();
});

test('the shell can have it saved before the window closes, whatever stands over the page', async ({ page }) => {
  await page.addInitScript(() => {
    const none = () => () => undefined;
    Object.assign(window, {
      saved: [],
      spillwayHost: {
        kind: 'electron', setDocument: none, setFullScreen: none, onOpened: none, onOpenFailed: none,
        onMenu: (choose: (command: string) => void) => {
          Object.assign(window, { choose });
          return () => undefined;
        },
        saveFile: (request: { readonly suggestedName: string }) => {
          (window as unknown as { saved: string[] }).saved.push(request.suggestedName);
          return Promise.resolve({ handle: 'a', name: 'a.spillway' });
        },
      },
    });
  });
  await page.goto('./');
  await new Hand(page).button('Pause').waitFor();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  const saved = await page.evaluate(async () => {
    const { choose, saved } = window as unknown as { choose: (command: string) => void; saved: string[] };
    choose('restart'); // The others wait until the dialog is closed.
    choose('save');
    await Promise.resolve();
    return saved;
  });
  expect(saved).toEqual(['A bounded queue in front of four workers.spillway']);
});

test('a file is named as the scenario is, in any script; without a title it is untitled, and has a heading', async ({ page }) => {
  await withoutFileDialogs(page);
  await page.goto('./');
  const title = page.getByRole('textbox', { name: 'Title' });
  await page.getByText('Scenario settings').click();
  const saveAs = async (typed: string): Promise<string> => {
    await title.fill(typed);
    await title.press('Enter');
    const download = page.waitForEvent('download');
    await page.keyboard.press('Control+s');
    return (await download).suggestedFilename();
  };
  expect(await saveAs('')).toBe('Untitled.spillway');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Untitled');
  expect(await page.getByRole('heading').evaluateAll((all) => all.filter((each) => each.textContent.trim() === '').length)).toBe(0);

  await page.reload(); // A scenario that has a file goes by its name.
  await page.getByText('Scenario settings').click();
  expect(await saveAs('पहली कतार')).toBe('पहली कतार.spillway');
});

test('recorded arrivals that are dropped say on the screen whom they feed, and from when', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('combobox', { name: 'Orders arrivals', exact: true })).toBeVisible();
  await dropFile(page, 'calls.csv', `atS\n${Array.from({ length: 50 }, (_, n) => n).join('\n')}\n`);
  const hand = new Hand(page);
  await expect(hand.said()).toHaveText(/now feed Orders, from the present on\. Restart to play them from the beginning\./);

  // Of a run that the system has left behind there is no present.
  await hand.station('Inbox').click();
  await hand.keys('Delete');
  await expect(hand.stale()).toBeVisible();
  await dropFile(page, 'more.csv', 'atS\n1\n2\n');
  await expect(hand.said()).toHaveText(/now feed Orders\.$/);
});
