import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Change, FaultSpec, Scenario } from '../../../../../simulations/scenario/scenario';
import { SEED } from '../engine-double';
import { beside, scenario, slow, unwatched } from './other-double';

// Method: the run is taken back, changed and begun again; what the other version then shows is compared with a run of its own on which the same came from outside.
beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe('another version, when the run takes another way,', () => {
  it('goes back with it, and begins again with it', async () => {
    const { page, spans, other } = await beside(slow, { speed: 20 });
    await page.watch(800);
    let resets = 0;
    other.onReset(() => { resets += 1; });
    page.run.seek(4);
    await page.watch(200);
    expect(resets).toBe(1);
    expect(spans.at(-1)!.toNs).toBe(4e9);
    expect(spans.at(-1)!.events).toBe(unwatched(slow, 4e9).events);
    page.run.restart();
    page.run.play();
    await page.watch(200);
    const { toNs, events } = spans.at(-1)!;
    expect(toNs).toBeGreaterThan(0);
    expect(toNs).toBeLessThan(10e9);
    expect(events).toBe(unwatched(slow, toNs).events);
  });

  it('shares what comes from outside, and no decision', async () => {
    const { page, spans, other } = await beside(slow, { speed: 5 });
    await page.watch(300);
    const rate: Change = { path: 'stations.orders.arrivals.ratePerS', value: 40 };
    const fault: FaultSpec = { kind: 'pause', station: 'pickers', forS: 1 };
    for (const deed of [() => page.run.change(rate), () => page.run.change({ path: 'stations.inbox.capacityJobs', value: 3 }), () => page.run.fault(fault)]) {
      const done = deed();
      await page.watch(200);
      expect((await done).ok).toBe(true);
    }
    await page.watch(300);
    const [first, second, third] = page.run.deeds.map((deed) => ('change' in deed ? deed.change.atS : deed.fault.atS));
    expect(second).toBeGreaterThan(first!);
    const { toNs, events } = spans.at(-1)!;
    const shared = [{ atS: first!, change: rate }, { atS: third!, fault }];
    expect(events).toBe(unwatched(slow, toNs, shared).events);
    expect(events).not.toBe(unwatched(slow, toNs).events);
    expect(other.getSnapshot().scenario?.stations['inbox']).toMatchObject({ capacityJobs: scenario.stations['inbox']!['capacityJobs'] });

    // Back to between the two and on again: they come again at their times.
    page.run.seek((first! + third!) / 2);
    await page.watch(200);
    expect(spans.at(-1)!.events).toBe(unwatched(slow, spans.at(-1)!.toNs, shared.slice(0, 1)).events);
    page.run.play();
    await page.watch(600);
    expect(spans.at(-1)!.toNs / 1e9).toBeGreaterThan(third!);
    expect(spans.at(-1)!.events).toBe(unwatched(slow, spans.at(-1)!.toNs, shared).events);
  });

  it('keeps what was changed in the sources when the run begins again, and nothing else', async () => {
    const { page, spans, other } = await beside(slow, { speed: 5 });
    const changed: Scenario = {
      ...scenario,
      stations: { ...scenario.stations, orders: { ...scenario.stations['orders']!, arrivals: { kind: 'poisson', ratePerS: 40 } }, inbox: { ...scenario.stations['inbox']!, capacityJobs: 3 } },
      classes: { order: { share: 1, priority: 0, deadlineS: 2 } },
    };
    const again = page.run.start(changed, SEED);
    await page.settle();
    expect((await again).ok).toBe(true);
    await page.watch(300);
    const wanted: Scenario = { ...slow, stations: { ...slow.stations, orders: changed.stations['orders']! }, classes: changed.classes };
    expect(other.begun).toEqual(wanted);
    expect(spans.at(-1)!.toNs).toBeGreaterThan(0);
    expect(spans.at(-1)!.events).toBe(unwatched(wanted, spans.at(-1)!.toNs).events);
    void page.run.start(scenario, SEED);
    await page.settle();
    expect(other.begun).toEqual(slow);
  });

  it('goes back from where it was on the way, and not from the start', async () => {
    const { page, spans, engine } = await beside(slow, { speed: 50 });
    await page.watch(12_000);
    page.run.pause();
    await page.watch(500);
    const { nowS } = page.run.getSnapshot();
    expect(nowS).toBeGreaterThan(300);
    engine.heard.length = 0;
    page.run.stepBack();
    await page.watch(500);
    expect(engine.heard).toContain('resume');
    expect(engine.heard).not.toContain('start');
    const { toNs, events, made } = spans.at(-1)!;
    expect(toNs).toBeLessThanOrEqual(nowS * 1e9);
    expect({ events, made }).toEqual({ events: unwatched(slow, toNs).events, made: unwatched(slow, toNs).made });
  }, 60_000);

  it('forgets what is not done any more where the run takes another way', async () => {
    const { page, spans } = await beside(slow, { speed: 5 });
    await page.watch(300);
    void page.run.change({ path: 'stations.orders.arrivals.ratePerS', value: 40 });
    await page.watch(300);
    page.run.seek(0.5);
    await page.watch(100);
    const other: Change = { path: 'stations.orders.arrivals.ratePerS', value: 200 };
    void page.run.change(other);
    page.run.play();
    await page.watch(500);
    expect(page.run.deeds).toHaveLength(1);
    const { toNs, events } = spans.at(-1)!;
    expect(events).toBe(unwatched(slow, toNs, [{ atS: 0.5, change: other }]).events);
  });
});
