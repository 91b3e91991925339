import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Scenario } from '../../../../../simulations/scenario/scenario';
import { PageDouble, playing } from '../engine-double';
import { beside, otherOn, scenario, slow, unwatched } from './other-double';

// Method: a version that is refused, stops, or whose engine breaks; the run beside it must go on.
beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe('another version that cannot go on', () => {
  it('says why it was refused, and the run goes on', async () => {
    const broken: Scenario = { ...slow, stations: { ...slow.stations, orders: { kind: 'producer', arrivals: { kind: 'trace', csv: 'nothing' } } } };
    const { page, other } = await beside(broken);
    const state = other.getState();
    expect(state.is).toBe('refused');
    const { modelNs } = page.run.stageTime();
    await page.watch(300);
    expect(page.run.stageTime().modelNs).toBeGreaterThan(modelNs + 200e6);
  });

  it('is lost when its engine is, holds nobody up, and can be had again', async () => {
    const { page, other, engine, spans } = await beside(slow, { speed: 1 });
    engine.mood = 'crashes';
    await page.watch(200);
    expect(other.getState()).toEqual({ is: 'lost', why: 'failed: a test broke it' });
    const { modelNs } = page.run.stageTime();
    await page.watch(300);
    expect(page.run.stageTime().modelNs).toBeGreaterThan(modelNs + 200e6);
    other.again();
    await page.watch(300);
    expect(other.getState()).toEqual({ is: 'there' });
    expect(spans.at(-1)!.events).toBe(unwatched(slow, spans.at(-1)!.toNs).events);
  });

  it.each([
    ['the run begins again', (page: PageDouble) => { page.run.restart(); page.run.play(); }],
    ['the run goes back', (page: PageDouble) => { page.run.seek(0.1); }],
  ])('stays lost when %s, and holds nobody up', async (_, act) => {
    const { page, other, engine } = await beside(slow, { speed: 1 });
    await page.watch(400);
    engine.mood = 'crashes';
    await page.watch(200);
    act(page);
    await page.watch(300);
    page.run.play();
    const { modelNs } = page.run.stageTime();
    await page.watch(300);
    expect(page.run.stageTime().modelNs).toBeGreaterThan(modelNs + 200e6);
    expect(other.getState().is).toBe('lost');
    other.again();
    await page.watch(300);
    expect(other.getState()).toEqual({ is: 'there' });
  });

  it('is shown where it stopped, also when that was before it was seen', async () => {
    const page = await playing(scenario, 20, new PageDouble(6));
    await page.watch(800);
    // Two stations that each wait for the other's room.
    const circle: Scenario = {
      ...slow,
      stations: {
        orders: slow.stations['orders']!, first: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 0.01 } }, second: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 0.01 } },
      },
      links: [{ from: 'orders', to: 'first' }, { from: 'first', to: 'second' }, { from: 'second', to: 'first' }], checks: [],
    };
    const { other } = otherOn(page, circle);
    const inside: number[] = [];
    other.onFrame((view) => inside.push(view.inside));
    await page.watch(300);
    expect(other.getState().is).toBe('stopped');
    expect(inside.at(-1)).toBeGreaterThan(1);
    const { modelNs } = page.run.stageTime();
    await page.watch(300);
    expect(page.run.stageTime().modelNs).toBeGreaterThan(modelNs + 4e9);
  });

  it('is not waited for after it was taken away', async () => {
    const { page, other, engine } = await beside(slow, { speed: 1 });
    engine.mood = 'hangs';
    await page.watch(200);
    const { modelNs } = page.run.stageTime();
    other.dispose();
    await page.watch(300);
    expect(page.run.stageTime().modelNs).toBeGreaterThan(modelNs + 200e6);
    expect(engine.terminated).toBe(true);
  });
});
