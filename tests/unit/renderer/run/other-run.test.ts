import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followToo } from '../../../../renderer/run/other/follow-too';
import { JobFollower } from '../../../../renderer/run/job-follower';
import { OtherRun } from '../../../../renderer/run/other/other-run';
import type { FrameSpan } from '../../../../renderer/run/run-snapshot';
import { jobIdOf } from '../../../../simulations/engine/frame';
import { FrameView } from '../../../../simulations/engine/frame-view';
import { libraryScenarios } from '../../../../simulations/library';
import { startRun } from '../../../../simulations/scenario/start-run';
import type { Change, FaultSpec, Scenario } from '../../../../simulations/scenario/scenario';
import { PageDouble, WorkerDouble } from './engine-double';

// Method: a page with two engines that answer when the test lets them. What the other one shows is compared with a run that never saw a screen.
const scenario = libraryScenarios[0]!.scenario;
const SEED = 7;
/** The same system with far fewer workers. */
const slow: Scenario = { ...scenario, stations: { ...scenario.stations, pickers: { ...scenario.stations['pickers']!, workers: 2 } } };

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

interface Shown {
  readonly page: PageDouble;
  readonly other: OtherRun;
  readonly engine: WorkerDouble;
  /** Up to where the run was there before it had company. */
  readonly fromNs: number;
  /** What the other one was shown with, frame by frame. */
  readonly spans: (FrameSpan & { readonly made: number; readonly events: number })[];
}

/** Another version on a page that has a run; its engine answers when the page's does. */
function otherOn(page: PageDouble, version: Scenario, engineMsPerLook = 0): { readonly other: OtherRun; readonly engine: WorkerDouble } {
  let engineMs = 0;
  const engines: WorkerDouble[] = [];
  const other = new OtherRun(page.run, version, {
    makeWorker: () => {
      const engine = new WorkerDouble([], () => (engineMs += engineMsPerLook));
      engines.push(engine);
      page.besides.push(engine);
      return engine;
    },
    answerWithinMs: 4000,
    nowMs: () => page.nowMs,
  });
  return { other, engine: engines[0]! };
}

/** A page that has played for so long. */
async function playing(what: Scenario, speed: number, forMs: number): Promise<PageDouble> {
  const page = new PageDouble(6);
  page.run.setSpeed(speed);
  const started = page.run.start(what, SEED);
  page.run.play();
  await page.settle();
  expect((await started).ok).toBe(true);
  await page.watch(forMs);
  return page;
}

async function beside(version: Scenario, { speed = 1, engineMsPerLook = 0, firstMs = 0 } = {}): Promise<Shown> {
  const page = await playing(scenario, speed, firstMs);
  const fromNs = page.run.delivered.modelNs;
  const { other, engine } = otherOn(page, version, engineMsPerLook);
  const spans: Shown['spans'] = [];
  other.onFrame((view, span) => spans.push({ ...span, made: view.made, events: view.events }));
  await page.settle();
  return { page, other, engine, spans, fromNs };
}

/** What has happened by then in a run of `version`, with what was done on the way. */
function unwatched(version: Scenario, nowNs: number, deeds: readonly { readonly atS: number; readonly change?: Change; readonly fault?: FaultSpec }[] = []): { events: number; made: number; inside: number } {
  const started = startRun(version, { seed: SEED, endS: Infinity });
  if (!started.ok) throw new Error('the scenario does not start');
  const run = started.value;
  for (const { atS, change, fault } of deeds) {
    run.advanceTo(atS);
    expect((change === undefined ? run.fault(fault!) : run.change(change)).ok).toBe(true);
  }
  run.advanceTo(nowNs / 1e9);
  const { events, made, inside } = new FrameView(run.readFrame());
  return { events, made, inside };
}

describe('another version beside a run', () => {
  it.each([['slow motion', 0.05], ['real time', 1], ['quick', 20], ['as fast as it goes', Infinity]])('is always seen at the same moment, in %s', async (_, speed) => {
    const { page, spans, other, fromNs } = await beside(slow, { speed });
    const leads: FrameSpan[] = [];
    page.run.onFrame((_view, span) => leads.push(span));
    for (let picture = 0; picture < 40; picture++) {
      await page.watch(16);
      expect(page.run.stageTime().modelNs).toBeLessThanOrEqual(spans.at(-1)?.toNs ?? fromNs);
    }
    expect(leads.length).toBeGreaterThan(10);
    // Each stretch that the leading run shows is shown here, in whatever parts.
    for (const { toNs, toMs } of leads) expect(spans.some((span) => span.toNs === toNs && span.toMs === toMs)).toBe(true);
    for (const [n, { fromMs }] of spans.slice(1).entries()) expect(fromMs).toBeCloseTo(spans[n]!.toMs, 6);
    expect(other.getState()).toEqual({ is: 'there' });
  }, 60_000);

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

  it('is through with an instant, however much happens in it, before it is shown', async () => {
    const rows = Array.from({ length: 30_000 }, () => '1').join('\n');
    const trace = (from: Scenario): Scenario => ({ ...from, stations: { ...from.stations, orders: { kind: 'producer', arrivals: { kind: 'trace', csv: `atS\n${rows}` } }, inbox: { kind: 'queue', capacityJobs: 'unbounded' } } });
    const page = await playing(trace(scenario), 5, 1_000);
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

describe('a job in both', () => {
  it('is followed in both, with its own way in each, also where its producer has another place', async () => {
    const { orders, ...rest } = slow.stations;
    const turned: Scenario = { ...slow, stations: { ...rest, orders: orders! } };
    const { page, other } = await beside(turned, { speed: 1 });
    const lead = new JobFollower(page.run);
    const { follower, stop } = followToo(lead, other);
    lead.next();
    await page.watch(1500);
    const [ours, theirs] = [lead.getSnapshot(), follower.getSnapshot()];
    if (ours.what !== 'job' || theirs.what !== 'job') throw new Error('nobody is followed');
    expect(theirs.way.id).not.toBe(ours.way.id);
    expect([other.inLead(theirs.way.id), other.ofLead(ours.way.id)]).toEqual([ours.way.id, theirs.way.id]);
    expect(theirs.way.madeNs).toBe(ours.way.madeNs);
    expect(ours.way.endNs).toBeGreaterThan(0);
    expect(theirs.way.endNs).not.toBe(ours.way.endNs);
    lead.nobody();
    expect(follower.getSnapshot().what).toBe('nobody');
    stop();
    lead.next();
    await page.watch(300);
    expect(lead.getSnapshot().what).toBe('job');
    expect(follower.getSnapshot().what).toBe('nobody');
  });

  it('is followed in both also when the other version came while it was under way, with its whole way', async () => {
    const page = await playing(scenario, 0.2, 1_000);
    const lead = new JobFollower(page.run);
    lead.next();
    while (lead.getSnapshot().what !== 'job') await page.watch(20);
    await page.watch(60);
    const { other } = otherOn(page, slow);
    const { follower } = followToo(lead, other);
    await page.watch(200);
    const [ours, theirs] = [lead.getSnapshot(), follower.getSnapshot()];
    if (ours.what !== 'job' || theirs.what !== 'job') throw new Error('nobody is followed');
    expect(theirs.way).toMatchObject({ id: ours.way.id, madeNs: ours.way.madeNs, isWhole: true });
  });

  it('keeps the whole way that is known of it in the other when the run goes back', async () => {
    const { page, other } = await beside(slow, { speed: 0.5 });
    const lead = new JobFollower(page.run);
    await page.watch(1_000);
    const { follower } = followToo(lead, other);
    lead.next();
    while (lead.getSnapshot().what !== 'job') await page.watch(20);
    const whole = (): unknown => {
      const followed = follower.getSnapshot();
      return followed.what === 'job' && followed.way.isWhole && followed.way.outcome;
    };
    while (whole() !== 'served') await page.watch(100);
    page.run.seek(page.run.getSnapshot().nowS - 0.001);
    for (let look = 0; look < 10; look++) {
      await page.watch(20);
      expect(whole()).toBe('served');
    }
  });

  it('that is made in one of them alone has no number in the other', async () => {
    const { other } = await beside({ ...slow, stations: { ...slow.stations, buyers: slow.stations['orders']! }, links: [...slow.links, { from: 'buyers', to: 'inbox' }] });
    const place = Object.keys(other.begun.stations).indexOf('buyers');
    expect(other.inLead(jobIdOf(place, 3, 0))).toBe(0);
    expect(other.inLead(jobIdOf(0, 3, 0))).toBe(jobIdOf(0, 3, 0));
  });
});

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
    const page = await playing(scenario, 20, 800);
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
