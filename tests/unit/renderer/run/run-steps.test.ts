import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FrameView } from '../../../../simulations/engine/frame-view';
import { reportOf } from '../../../../simulations/experiments/report';
import { libraryScenarios } from '../../../../simulations/library';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { startRun, type EngineRun } from '../../../../simulations/scenario/start-run';
import { PageDouble } from './engine-double';

// Method: the real controller and the real engine, joined by a double of the worker. A run is taken forth and back by single events, many of which happen
// at the same time; at each of them it must show what a run shows that came there in one go.
const systems = ['bounded-queue', 'fan-in-fan-out', 'retry-storm', 'four-tiers', 'hedging'] as const;

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

async function pausedIn(id: string): Promise<{ readonly page: PageDouble; readonly scenario: Scenario }> {
  const scenario = { ...(libraryScenarios.find((each) => each.id === id) ?? libraryScenarios[0]!).scenario, warmupS: 0 };
  const page = new PageDouble();
  page.run.setSpeed(5);
  void page.run.start(scenario, 7);
  page.run.play();
  await page.watch(700);
  page.run.pause();
  await page.watch(1500);
  return { page, scenario };
}

function inOneGo(scenario: Scenario, events: number): EngineRun {
  const started = startRun(scenario, { seed: 7, endS: Infinity });
  if (!started.ok) throw new Error('the scenario does not start');
  while (started.value.events < events) started.value.advanceSome(Infinity, events - started.value.events);
  return started.value;
}

const step = async (page: PageDouble): Promise<void> => {
  const stepped = page.run.step();
  await page.watch(450); // It is shown for a moment.
  await stepped;
};
const back = async (page: PageDouble): Promise<void> => {
  page.run.stepBack();
  await page.watch(100);
};

describe.each(systems)('by single events, in %s,', (id) => {
  it('a run goes back and forth through all of them', async () => {
    const { page, scenario } = await pausedIn(id);
    const { events } = page.run.getSnapshot();
    let together = 0;
    for (let n = 1; n <= 16; n++) {
      const { nowS } = page.run.getSnapshot();
      await back(page);
      if (page.run.getSnapshot().nowS === nowS) together += 1;
      expect(page.run.getSnapshot().events).toBe(events - n);
      const { made, inside } = new FrameView(inOneGo(scenario, events - n).readFrame());
      expect(page.run.getSnapshot()).toMatchObject({ made, inside });
    }
    if (id === 'fan-in-fan-out' || id === 'retry-storm') expect(together).toBeGreaterThan(0);
    for (let n = 15; n >= 0; n--) {
      await step(page);
      expect(page.run.getSnapshot().events).toBe(events - n);
    }
  });

  it('its figures reach up to each', async () => {
    const { page, scenario } = await pausedIn(id);
    let checked = 0;
    for (let n = 0; n < 16; n++) {
      const { nowS } = page.run.getSnapshot();
      await step(page);
      const now = page.run.getSnapshot();
      const calm = inOneGo(scenario, now.events);
      expect(page.run.measurements.totals().coveredS).toBeCloseTo(now.nowS, 9);
      // What happens at the same time as something before is told when time goes on.
      if (now.nowS === nowS) continue;
      checked += 1;
      const { jobs } = reportOf(calm);
      expect(page.run.measurements.totals()).toMatchObject({ made: jobs.made, served: jobs.served });
    }
    expect(checked).toBeGreaterThan(2);
  });
});

it('what was done between two events of the same time is done between them again, and is known to come before', async () => {
  const { page } = await pausedIn('fan-in-fan-out');
  const at = (): readonly [number, number] => [page.run.getSnapshot().events, page.run.getSnapshot().nowS];
  // To after the first of two.
  let [before, now] = [at(), at()];
  for (let n = 0; n < 40 && !(before[1] === now[1] && n > 0); n++) {
    before = now;
    await back(page);
    now = at();
  }
  expect(before[1]).toBe(now[1]);
  const [events] = before;
  await step(page);
  const [id] = Object.entries(page.run.begun!.stations).find(([, { kind }]) => kind === 'workers')!;
  const changed = page.run.change({ path: `stations.${id}.workers`, value: 9 });
  await page.watch(100);
  expect((await changed).ok).toBe(true);
  expect(page.run.getSnapshot().events).toBe(events);
  const workers = (): unknown => page.run.getSnapshot().scenario?.stations[id]?.['workers'];
  await step(page);
  await back(page);
  expect([at()[0], page.run.getSnapshot().doneLater, workers()]).toEqual([events, 0, 9]);
  await back(page);
  expect([at()[0], page.run.getSnapshot().doneLater]).toEqual([events - 1, 1]);
  expect(workers()).not.toBe(9);
  await step(page);
  expect([at()[0], page.run.getSnapshot().doneLater, workers()]).toEqual([events, 0, 9]);
});
