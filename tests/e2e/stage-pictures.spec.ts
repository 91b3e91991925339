import type { Page } from '@playwright/test';
import { libraryScenarios } from '../../simulations/library';
import { dropFile } from './editing-hand';
import { expect, test } from './fixtures';
import { stopClock, tick } from '../stopped-clock.mjs';

// Method: the built app with its real engine, its clock in the test's hand. A scenario is played quickly to a moment at which it shows what it is about, then
// slowly enough that each job is drawn, and paused: at a model time that is stated here, in every run. The stage is then compared, in three
// themes and two sizes, with pictures that somebody has looked at (tests/pictures/stage/). A machine that draws letters a little differently is allowed for; a station, a
// word or a few jobs that are elsewhere are not.
// After a change that is meant: npx playwright test -c tests/playwright.config.ts --project browser stage-pictures --update-snapshots, and look at every one.
interface Moment {
  readonly id: string;
  /** Pictures of 50 ms at full speed; then of 20 ms, slowly. */
  readonly quick: number;
  readonly slow: number;
  /** Model seconds per second, of the two. */
  readonly quickly: number;
  readonly slowly: number;
  /** Where it stands then. */
  readonly stopsAt: string;
  /** What is to be seen. */
  readonly shows: string;
}

const MOMENTS: readonly Moment[] = [
  { id: 'bounded-queue', quick: 40, slow: 40, quickly: 2, slowly: 0.1, stopsAt: '4.200 s', shows: 'a line before four busy workers' },
  { id: 'overload-shed', quick: 60, slow: 60, quickly: 5, slowly: 0.05, stopsAt: '15.368 s', shows: 'the oldest fall over the spillway and are counted, by reason' },
  { id: 'four-tiers-blocked', quick: 200, slow: 50, quickly: 5, slowly: 0.2, stopsAt: '50.503 s', shows: 'a slowed store; blocked workers are hatched, up to the door' },
  { id: 'fan-in-fan-out-slow', quick: 205, slow: 40, quickly: 10, slowly: 0.2, stopsAt: '103.272 s', shows: 'copies meet at an ordered join' },
  { id: 'retry-storm', quick: 180, slow: 50, quickly: 5, slowly: 0.2, stopsAt: '45.537 s', shows: 'a failing store; callers held; tries again wear the ring of their job, doubled' },
  { id: 'breaker', quick: 180, slow: 50, quickly: 5, slowly: 0.2, stopsAt: '45.503 s', shows: 'a paused recommender behind an open breaker' },
  { id: 'rate-limit', quick: 150, slow: 50, quickly: 5, slowly: 0.1, stopsAt: '37.910 s', shows: 'a bucket of tokens, and whom it turns away' },
  { id: 'cache-flush', quick: 241, slow: 50, quickly: 5, slowly: 0.1, stopsAt: '60.656 s', shows: 'a cache that was just flushed' },
  { id: 'flowforge', quick: 240, slow: 50, quickly: 5, slowly: 0.2, stopsAt: '60.503 s', shows: 'calls, a topic with its partitions, a slowed mailer behind it' },
  { id: 'signal-pipeline-crash', quick: 100, slow: 50, quickly: 5, slowly: 0.05, stopsAt: '25.398 s', shows: 'the line before the model is full and spills; copies are sent to two groups of clients' },
];
const SIZES = [[1440, 900], [1920, 1080]] as const;
const THEMES = ['dark', 'light', 'projector'] as const;

async function setSpeed(page: Page, speed: number): Promise<void> {
  const slider = page.getByRole('slider', { name: 'Speed', exact: true });
  await expect.poll(async () => {
    await tick(page, 0, 1, 0);
    return slider.count();
  }).toBe(1);
  await tick(page, 0, 20, 0);
  for (let n = 0; n < 24; n++) {
    const words = await slider.getAttribute('aria-valuetext') ?? '';
    const shown = Number.parseFloat(words);
    if (shown === speed) return;
    await page.keyboard.press(shown < speed ? ']' : '[');
    // One too many would be taken back, but how finely jobs are drawn remembers it. What is shown follows in pictures for which no time passes.
    await expect.poll(async () => {
      await tick(page, 0, 20, 0);
      return slider.getAttribute('aria-valuetext');
    }).not.toBe(words);
  }
  throw new Error(`there is no speed ${speed}`);
}

/** What stands around the picture comes after it, and is brought up to date by turns: in pictures for which no time passes. */
async function expectTitle(page: Page, title: string | RegExp): Promise<void> {
  await expect.poll(async () => {
    await tick(page, 0, 1, 0);
    return (await page.getByRole('heading', { level: 1 }).allTextContents()).join();
  }).toMatch(title);
}

/** The stage as it stands, in every theme and size. */
async function expectPictures(page: Page, id: string): Promise<void> {
  // The stage alone fills the window, so that what stands around it may change.
  await page.locator('.app-stage').evaluate((stage: HTMLElement) => Object.assign(stage.style, { position: 'fixed', inset: '0', zIndex: '10' }));
  await page.mouse.move(5, 5); // Nothing lies under the pointer.
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    for (const theme of THEMES) {
      await page.locator(`.app-theme-menu input[value=${theme}]`).evaluate((choice: HTMLInputElement) => { choice.click(); });
      // The picture is fitted to its new room.
      await tick(page, 20, 12);
      await expect(page.locator('.app-stage')).toHaveScreenshot(['stage', `${id}-${theme}-${width}.png`], { animations: 'disabled', timeout: 60_000, maxDiffPixelRatio: 0.003, threshold: 0.2 });
    }
  }
}

test.setTimeout(300_000); // Each is played for a minute of screen time and more.

for (const { id, quick, slow, quickly, slowly, stopsAt, shows } of MOMENTS) {
  test(`${id}: ${shows}`, async ({ page }) => {
    const entry = libraryScenarios.find((each) => each.id === id);
    if (entry === undefined) throw new Error(`there is no scenario ${id}`);
    await stopClock(page);
    await page.goto('./');
    await expect(page.locator('.react-flow__node').first()).toBeAttached();
    await expectTitle(page, /./);
    await page.evaluate(async () => { await document.fonts.ready; });
    await dropFile(page, 'scenario.spillway', JSON.stringify(entry.scenario));
    await expectTitle(page, entry.scenario.title);
    await setSpeed(page, quickly);
    await tick(page, 50, quick);
    await setSpeed(page, slowly);
    await tick(page, 20, slow);
    await page.keyboard.press(' ');
    await tick(page, 20, 60);
    await tick(page, 0, 10);
    // In how many pictures the controls were up to date differs by one now and then, and with it the last of the pauses by a millisecond.
    const stoppedS = Number.parseFloat(await page.getByRole('status', { name: 'Model time' }).textContent() ?? '');
    expect(Math.abs(stoppedS - Number.parseFloat(stopsAt)), `it stands at ${stoppedS} s`).toBeLessThan(0.003);
    await expectPictures(page, id);
  });
}

test('side-by-side: the same requests; one version blocks, and everything is late, the other sheds the oldest', async ({ page }) => {
  await stopClock(page);
  await page.goto('./');
  await expect(page.locator('.react-flow__node').first()).toBeAttached();
  await expectTitle(page, /./);
  await page.evaluate(async () => { await document.fonts.ready; });
  await page.keyboard.press('b');
  await page.getByRole('button', { name: /^Side by side: The same overload/ }).click();
  await expectTitle(page, /^The same overload/);
  await setSpeed(page, 1);
  await tick(page, 50, 100);
  await setSpeed(page, 0.1);
  await tick(page, 20, 60);
  await page.keyboard.press(' ');
  await tick(page, 20, 60);
  await tick(page, 0, 10);
  await expectPictures(page, 'side-by-side');
});
