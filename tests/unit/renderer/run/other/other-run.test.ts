import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FrameSpan } from '../../../../../renderer/run/run-snapshot';
import { libraryScenarios } from '../../../../../simulations/library';
import type { Scenario } from '../../../../../simulations/scenario/scenario';
import { PageDouble, playing } from '../engine-double';
import { beside, otherOn, scenario, slow, unwatched } from './other-double';

// Method: a page with two engines that answer when the test lets them. What the other one shows is compared with a run that never saw a screen.
beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe('another version beside a run', () => {
  it.each([['slow motion', 0.05], ['real time', 1], ['quick', 20], ['as fast as it goes', Infinity]])('is always seen at the same moment, in %s', async (_, speed) => {
    // As fast as it goes, an engine that looks at the clock once for each frame: otherwise hundreds of thousands of events are in each.
    const isFast = speed === Infinity;
    const { page, spans, other, fromNs } = await beside(slow, { speed, leadMsPerLook: isFast ? 60 : 6 });
    const leads: FrameSpan[] = [];
    page.run.onFrame((_view, span) => leads.push(span));
    for (let picture = 0; picture < (isFast ? 12 : 40); picture++) {
      await page.watch(16);
      expect(page.run.stageTime().modelNs).toBeLessThanOrEqual(spans.at(-1)?.toNs ?? fromNs);
    }
    expect(leads.length).toBeGreaterThan(10);
    // Each stretch that the leading run shows is shown here, in whatever parts.
    for (const { toNs, toMs } of leads) expect(spans.some((span) => span.toNs === toNs && span.toMs === toMs)).toBe(true);
    for (const [n, { fromMs }] of spans.slice(1).entries()) expect(fromMs).toBeCloseTo(spans[n]!.toMs, 6);
    expect(other.getState()).toEqual({ is: 'there' });
  });

  it('has its own history, from the same seed', async () => {
    const { page, spans, other } = await beside(slow, { speed: 20 });
    await page.watch(800);
    const { toNs, made, events } = spans.at(-1)!;
    expect(toNs).toBeGreaterThan(10e9);
    expect({ made, events }).toEqual({ made: unwatched(slow, toNs).made, events: unwatched(slow, toNs).events });
    expect(made).toBe(unwatched(scenario, toNs).made);
    expect(other.getSnapshot().inside).toBe(unwatched(slow, toNs).inside);
    expect(other.getSnapshot().inside).toBeGreaterThan(2 * unwatched(scenario, toNs).inside);
    expect(other.measurements.totals().made).toBeGreaterThan(0);
  });

  it('comes to where the run is, unseen, and only then shows anything', async () => {
    const { page, spans, other } = await beside(slow, { speed: 20, firstMs: 600 });
    expect(other.getState()).toEqual({ is: 'there' });
    expect(spans[0]!.fromNs).toBe(spans[0]!.toNs);
    expect(spans[0]!.toNs).toBeGreaterThan(5e9);
    expect(spans[0]!.events).toBe(unwatched(slow, spans[0]!.toNs).events);
    await page.watch(100);
    expect(spans.at(-1)!.toNs).toBeGreaterThan(spans[0]!.toNs);
  });

  it('makes the picture wait while it is slower', async () => {
    const { page, spans, engine } = await beside(slow, { speed: 1 });
    await page.watch(200);
    engine.mood = 'hangs';
    await page.watch(300);
    const { modelNs } = page.run.stageTime();
    expect(modelNs).toBeLessThanOrEqual(spans.at(-1)!.toNs);
    await page.watch(300);
    expect(page.run.stageTime().modelNs).toBeCloseTo(modelNs, -1);
    engine.mood = 'well';
    await page.watch(300);
    expect(page.run.stageTime().modelNs).toBeGreaterThan(modelNs + 200e6);
  });

  it('is measured anew whenever the run is, also when it comes later', async () => {
    const { page, other } = await beside(scenario, { speed: 5 });
    await page.watch(4_500);
    page.run.pause();
    await page.watch(1_500);
    page.run.measurements.startFiguresAnew();
    expect(other.measurements.totals()).toMatchObject({ made: 0, sinceS: page.run.measurements.totals().sinceS });
    page.run.play();
    await page.watch(400);
    page.run.pause();
    await page.watch(1_500);
    const { made, served, sinceS } = page.run.measurements.totals();
    expect(made).toBeGreaterThan(10);
    expect(other.measurements.totals()).toMatchObject({ made, served, sinceS });
    const later = otherOn(page, scenario).other;
    await page.watch(500);
    const { sinceS: laterS } = later.measurements.totals();
    expect(laterS).toBeGreaterThanOrEqual(sinceS);
    expect(laterS - sinceS).toBeLessThan(0.5);
  });

  it('is measured up to each single event that the run makes', async () => {
    const { page, other } = await beside(scenario, { speed: 1 });
    await page.watch(1_000);
    page.run.pause();
    await page.watch(1_500);
    for (let n = 0; n < 8; n++) {
      const stepped = page.run.step();
      await page.watch(500);
      await stepped;
      const { made, served, coveredS } = page.run.measurements.totals();
      expect(other.measurements.totals()).toMatchObject({ made, served, coveredS });
    }
  });

  it.each(['fan-in-fan-out', 'retry-storm'])('makes one event with each that the run makes, also where several happen at the same time, in %s', async (id) => {
    const together = libraryScenarios.find((each) => each.id === id)!.scenario;
    const page = await playing(together, 5, new PageDouble(6));
    await page.watch(700);
    page.run.pause();
    await page.watch(1_500);
    const { other } = otherOn(page, together);
    await page.watch(500);
    let times = 0;
    for (let n = 0; n < 24; n++) {
      const { nowS } = page.run.getSnapshot();
      const stepped = page.run.step();
      await page.watch(500);
      await stepped;
      const { nowS: toS, events, made, inside } = page.run.getSnapshot();
      if (toS > nowS) times += 1;
      expect(other.getSnapshot()).toMatchObject({ events, made, inside });
      const { served, coveredS } = page.run.measurements.totals();
      expect(other.measurements.totals()).toMatchObject({ served, coveredS });
    }
    expect(times, 'several at the same time').toBeLessThan(24);
    page.run.play();
    await page.watch(300);
    page.run.pause();
    await page.watch(1_500);
    const { events, made, inside } = page.run.getSnapshot();
    expect(other.getSnapshot()).toMatchObject({ events, made, inside });
  });

  it('is through with an instant, however much happens in it, before it is shown', async () => {
    const rows = Array.from({ length: 30_000 }, () => '1').join('\n');
    const trace = (from: Scenario): Scenario => ({ ...from, stations: { ...from.stations, orders: { kind: 'producer', arrivals: { kind: 'trace', csv: `atS\n${rows}` } }, inbox: { kind: 'queue', capacityJobs: 'unbounded' } } });
    const page = await playing(trace(scenario), 5, new PageDouble(6));
    await page.watch(1_000);
    page.run.pause();
    await page.watch(200);
    const { other } = otherOn(page, trace(slow), 100);
    const made: number[] = [];
    other.onFrame((view) => made.push(view.made));
    page.run.seek(1);
    await page.watch(500);
    expect(page.run.getSnapshot()).toMatchObject({ nowS: 1, made: 30_000 });
    expect(made.at(-1)).toBe(30_000);
  });
});
