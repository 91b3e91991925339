import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CaptionPair, type CaptionFigure } from '../../../../renderer/panels/compare/caption-pair';
import { headline } from '../../../../renderer/panels/instruments/headline-model';
import { recentFigures } from '../../../../renderer/panels/instruments/recent-figures';
import { OtherRun } from '../../../../renderer/run';
import { figureText } from '../../../../renderer/ui/format';
import { Turns } from '../../../../renderer/ui/turns';
import { libraryScenarios } from '../../../../simulations/library';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { PageDouble, WorkerDouble } from '../run/engine-double';

// Method: a page with two engines, of which the second brings what it makes in smaller portions. Two versions that are alike must be said to be alike whenever one looks.
const scenario = libraryScenarios[0]!.scenario;

const withStation = (id: string, over: object): Scenario => ({ ...scenario, stations: { ...scenario.stations, [id]: { ...scenario.stations[id]!, ...over } } });

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

async function sideBySide(version: Scenario, speed: number) {
  const page = new PageDouble(6);
  page.run.setSpeed(speed);
  const started = page.run.start(scenario, 7);
  page.run.play();
  await page.settle();
  expect((await started).ok).toBe(true);
  return sideBySideOn(page, version);
}

function sideBySideOn(page: PageDouble, version: Scenario) {
  let engineMs = 0;
  const other = new OtherRun(page.run, version, {
    makeWorker: () => {
      const engine = new WorkerDouble([], () => (engineMs += 15));
      page.besides.push(engine);
      return engine;
    },
    answerWithinMs: 4000, nowMs: () => page.nowMs,
  });
  const awaited: (() => void)[] = [];
  const captions = new CaptionPair(page.run, other, new Turns({ nowMs: () => page.nowMs, beforeNext: (callback) => { awaited.push(callback); }, atOnce: (refresh) => { refresh(); } }));
  let told = 0;
  captions.subscribe(() => { told += 1; });
  return {
    page, other, captions,
    told: () => told,
    /** Shows pictures; `look` is called after each. */
    watch: async (pictures: number, look: () => void = () => undefined): Promise<void> => {
      for (let n = 0; n < pictures; n++) {
        await page.watch(16);
        for (const callback of awaited.splice(0)) callback();
        look();
      }
    },
  };
}

const words = (figures: readonly CaptionFigure[]): readonly string[] => figures.map(({ label, figure: { number, unit }, rests }) => `${label} ${number} ${unit} ${rests}`);

/** When the measurements said just that. */
const timesOf = ({ measurements }: Pick<OtherRun, 'measurements'>, shown: readonly CaptionFigure[]): readonly number[] => [...measurements.series().tS].filter((_, row) => {
  const then = recentFigures(measurements, row);
  return shown.every(({ key, figure, rests }) => then.some((each) => each.key === key && each.rests === rests && figureText(each.figure) === figureText(figure)));
});

it.each([0.5, 5, 50])('what stands over two pictures is of one model time, at %d model seconds a second', async (speed) => {
  const { captions, watch, told } = await sideBySide(scenario, speed);
  await watch(30);
  const seen = new Set<string>();
  await watch(120, () => {
    const { lead, other } = captions.getSnapshot();
    expect(words(other)).toEqual(words(lead));
    seen.add(words(lead).join());
  });
  expect(seen.size).toBeGreaterThan(8); // They do follow.
  expect(told()).toBeLessThan(40); // No oftener than can be read.
});

it('also where the other has windows of another length, because more comes to it', async () => {
  const { page, other, captions, watch } = await sideBySide(withStation('orders', { arrivals: { kind: 'poisson', ratePerS: 600 } }), 0.2);
  await watch(60);
  await watch(60, () => {
    const { lead, other: beside } = captions.getSnapshot();
    const times = timesOf(other, beside);
    expect(timesOf(page.run, lead).filter((atS) => times.includes(atS) && atS * 1e9 <= page.run.stageTime().modelNs)).not.toEqual([]);
  });
  const lastWindowsMs = [page.run, other].map(({ measurements }) => {
    const [before = 0, last = 0] = measurements.series().tS.slice(-2);
    return Math.round(1e3 * (last - before));
  });
  expect(lastWindowsMs[0]).not.toBe(lastWindowsMs[1]);
});

it('at rest it is what the headline says', async () => {
  const { page, captions, watch } = await sideBySide(scenario, 5);
  await watch(100);
  page.run.pause();
  await watch(40);
  const shown = headline(page.run.getSnapshot().scenario, page.run.measurements);
  const { lead, other } = captions.getSnapshot();
  expect(lead[0]!.rests).toMatch(/^n \d/);
  for (const { key, figure, rests } of lead) expect(shown.find((each) => each.key === key)).toMatchObject({ figure, rests });
  expect(words(other)).toEqual(words(lead));
});

it('beside a run that stands it is what the headline says, too', async () => {
  const page = new PageDouble(6);
  const started = page.run.start(scenario, 7);
  page.run.play();
  await page.settle();
  await started;
  await page.watch(3000);
  page.run.pause();
  await page.watch(500);
  const { other, captions, watch } = sideBySideOn(page, scenario);
  await watch(40);
  expect(other.getState().is).toBe('there');
  const shown = headline(page.run.getSnapshot().scenario, page.run.measurements);
  const { lead, other: beside } = captions.getSnapshot();
  for (const { key, figure, rests } of lead) expect(shown.find((each) => each.key === key)).toMatchObject({ figure, rests });
  expect(words(beside)).toEqual(words(lead));
});

it('one whose engine is lost holds nobody up', async () => {
  const { page, other, captions, watch } = await sideBySide(scenario, 5);
  await watch(60);
  page.besides[0]!.mood = 'crashes';
  await watch(20);
  expect(other.getState().is).toBe('lost');
  const before = captions.getSnapshot();
  await watch(60);
  const after = captions.getSnapshot();
  expect(words(after.lead)).not.toEqual(words(before.lead));
  expect(words(after.other)).toEqual(words(before.other));
});
