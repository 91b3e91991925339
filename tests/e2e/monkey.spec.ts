// Method: somebody who presses everything, drawn from a seed, in the built app with its real engine. The clock is in the test's hand, so that a seed does the same
// to the same run on every machine and ten thousand things take minutes. After each of them what must always hold is looked at: no error, no part that
// failed, no field that refuses without a reason, picture and controls of the same stations, all of it in the window, and a run that is taken back only when that was asked for.
// Every so often all of it is undone, and the scenario is the one that was opened. SPILLWAY_MONKEY_FACTOR=200 does ten thousand; SPILLWAY_MONKEY_SEED chooses others.
import type { Page } from '@playwright/test';
import { tick } from '../stopped-clock.mjs';
import { Hand, openStopped } from './editing-hand';
import { expect, test } from './fixtures';
import { Monkey } from './monkey';
import { look, type Look } from './monkey-looks';

/** A seed can be played again; pictures of each moment would take most of the time. */
test.use({ trace: 'off', screenshot: 'off' });

const FACTOR = Number(process.env['SPILLWAY_MONKEY_FACTOR'] ?? 10);
const STEPS = 50 * FACTOR;
/** The document remembers 200 steps; each thing done here is at most two. */
const STEPS_BETWEEN_UNDOING = 80;
const SEED = Number(process.env['SPILLWAY_MONKEY_SEED'] ?? 7);
/** Pictures of the slow and of the quick sort after a thing done, in ms. */
const PICTURES = [[16, 1], [50, 1], [50, 2], [200, 1]] as const;

test(`${STEPS} random things, seed ${SEED}: nothing breaks, nothing is lost, no run begins again unasked`, async ({ page, pageErrors }) => {
  test.setTimeout(120_000 + STEPS * 3_000);
  await openStopped(page, 20);
  const hand = new Hand(page);
  let opened = await hand.save();

  const monkey = new Monkey(hand, SEED);
  const counts = new Map<string, number>();
  const history: string[] = [];
  let before = await look(page);
  // A long way back in time is found over several pictures.
  let mayStillGoBack = 0;
  const goOn = async (step: number): Promise<void> => {
    const done = await monkey.act(before);
    const [ms, pictures] = PICTURES[step % PICTURES.length] ?? PICTURES[0];
    await tick(page, ms, pictures, done.sort === 'size' ? 3 : 0);
    let now = await look(page);
    counts.set(done.sort, (counts.get(done.sort) ?? 0) + 1);
    history.push(done.what);
    const what = `step ${step}, seed ${SEED}: ${history.slice(-12).join(' → ')}`;
    expectSound(now, what);
    expect(pageErrors, what).toEqual([]);
    mayStillGoBack = done.mayBegin || now.stale || before.dialog !== null ? 3 : mayStillGoBack - 1;
    if (mayStillGoBack <= 0) expect(now.timeS, `${what} (with the focus on ${before.focused}): the run began again unasked`).toBeGreaterThanOrEqual(before.timeS - 1e-9);
    const isElse = done.mayOpen && now.dialog === null && !now.canUndo && !now.canRedo;
    if (isElse) opened = await hand.save();

    if (step % STEPS_BETWEEN_UNDOING === 0 || step === STEPS) {
      await monkey.rest();
      await undoAll(page);
      expect(await hand.save(), `${what}: undone, it is not what was opened`).toBe(opened);
      now = await look(page);
      expectSound(now, `${what}, undone`);
      await monkey.wake();
      if (STEPS > 500) console.log(`${step} done, seed ${SEED}, ${now.stationsDrawn} stations, model time ${now.timeS} s`);
    }
    before = now;
  };
  // Within a step of its own, because the test runner looks through all that a test did before for the step that each new one belongs to.
  for (let from = 1; from <= STEPS; from += STEPS_BETWEEN_UNDOING) {
    const upTo = Math.min(STEPS, from + STEPS_BETWEEN_UNDOING - 1);
    await test.step(`${from} to ${upTo}`, async () => {
      for (let step = from; step <= upTo; step++) await goOn(step);
    });
  }
  console.log(`${STEPS} random things, seed ${SEED}: ${[...counts].sort(([, a], [, b]) => b - a).map(([sort, count]) => `${sort} ${count}`).join(', ')}`);
});

function expectSound(now: Look, what: string): void {
  expect(now.failures, what).toEqual([]);
  expect(now.silent, `${what}: refused without a reason`).toEqual([]);
  expect(now.broken, what).toEqual([]);
  expect(now.stationsListed, `${what}: picture and controls differ`).toBe(now.stationsDrawn);
}

async function undoAll(page: Page): Promise<void> {
  for (let n = 0; n < 250 && (await look(page)).canUndo; n++) await page.keyboard.press('Control+z');
}
