// Method: the model of the instruments from invented measurements whose right answers are plain to see, and the feed
// with a clock that the test moves.
import { describe, expect, it, vi } from 'vitest';
import { SHED_REASONS } from '../../../../simulations/engine/frame';
import { bucketOf } from '../../../../simulations/metrics/histogram-scale';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import type { PanelProps } from '../../../../renderer/panels/panel-props';
import { InstrumentFeed } from '../../../../renderer/panels/instruments/instrument-feed';
import type { ChartModel } from '../../../../renderer/panels/instruments/chart-model';
import { histogramWords } from '../../../../renderer/panels/instruments/histogram-model';
import { chartWords, instrumentModel, OPENING_VIEW, type InstrumentModel } from '../../../../renderer/panels/instruments/instrument-model';
import type { Measurements } from '../../../../renderer/run';
import { Turns } from '../../../../renderer/ui/turns';

const shedNothing = Object.fromEntries(SHED_REASONS.map((reason) => [reason, 0])) as Record<(typeof SHED_REASONS)[number], number>;

/** A run of `rows` windows of 0.1 s in which nothing changes; latency is known from the eleventh window on. */
function measured({ rows = 100, n = 500, waiting = 4, outside = 0, busy = 0.5, failedPerS = 0, timedOutPerS = 0 } = {}) {
  const all = (value: number) => new Float64Array(rows).fill(value);
  const late = (value: number) => all(value).map((each, row) => (row < 10 ? NaN : each));
  const counts = new Float64Array(5632);
  const bucket = bucketOf(50e6);
  counts[bucket] = n;
  const station = (over: object) => ({
    meanJobs: all(0), meanWaiting: all(0), utilisation: all(NaN), blockedShare: all(0), arrivedPerS: all(0), leftPerS: all(0), shedPerS: all(0), failedPerS: all(0), timedOutPerS: all(0), ...over,
  });
  const percentiles = { n, meanS: 0.05, p50S: 0.04, p95S: 0.1, p99S: 0.2, p999S: 0.25, maxS: 0.3 };
  const fake = {
    version: 1, rateSpanS: 1, rollingS: 10, changesByHand: [], faultsByHand: [], areTotalsMixed: false,
    series: () => ({
      length: rows, tS: all(0).map((_, row) => (row + 1) / 10), arrivedPerS: all(90), throughputPerS: all(80), goodputPerS: all(70), shedPerS: all(9),
      shedByReasonPerS: Object.fromEntries(SHED_REASONS.map((reason) => [reason, all(reason === 'full' ? 9 : 0)])), failedPerS: all(failedPerS), timedOutPerS: all(timedOutPerS), insideJobs: all(0), latencyN: all(n),
      latencyMeanS: late(0.05), latencyP50S: late(0.04), latencyP95S: late(0.1), latencyP99S: late(0.2), latencyP999S: late(0.25),
      stations: [station({ meanWaiting: all(outside) }), station({ meanWaiting: all(waiting) }), station({ utilisation: all(busy) }), station({})],
      calls: [], gauges: [],
    }),
    rolling: () => percentiles,
    histogram: () => ({ ...percentiles, sinceS: 20, warmingUp: false, counts, firstBucket: bucket, lastBucket: bucket }),
    totals: () => ({ sinceS: 5, coveredS: 5, warmingUp: false, made: 450, served: 400, good: 300, failed: 5 * failedPerS, timedOut: 5 * timedOutPerS, shed: { ...shedNothing, full: 45 } }),
    startFiguresAnew: () => { fake.version += 1; },
  };
  return fake as unknown as Measurements & { version: number };
}

const model = (given: Parameters<typeof measured>[0] = {}, scenario = boundedQueue): InstrumentModel =>
  instrumentModel({ measurements: measured(given), scenario, speed: 1, measuredSpeed: 1 });
const chart = (from: InstrumentModel, key: string): ChartModel => from.charts.find((one) => one.key === key)!;
const figure = (from: InstrumentModel, key: string) => from.headline.find((one) => one.key === key)!;

describe('a deadline', () => {
  const withClasses = (...deadlines: (number | undefined)[]) => ({
    ...boundedQueue,
    classes: Object.fromEntries(deadlines.map((deadlineS, n) => [`class-${n}`, { share: 1, priority: 0, ...(deadlineS === undefined ? {} : { deadlineS }) }])),
  });

  it('is drawn where it is that of every job', () => {
    const { histogram, charts } = model({}, withClasses(0.25, 0.25));
    expect(histogram?.deadlineS).toBe(0.25);
    expect(histogramWords(histogram!)).toContain('Deadline 250 ms, met by 75 %');
    expect(charts.find(({ key }) => key === 'latency')?.lines.map(({ key }) => key)).toContain('due');
  });

  it.each([[0.1, 0.8], [0.1, undefined]])('of one class alone (%s s and %s s) says nothing of all jobs together', (...deadlines) => {
    const { histogram, charts } = model({}, withClasses(...deadlines));
    expect(histogram?.deadlineS).toBeNull();
    expect(histogramWords(histogram!)).not.toContain('Deadline');
    expect(charts.find(({ key }) => key === 'latency')?.lines.map(({ key }) => key)).not.toContain('due');
  });
});

describe('the charts', () => {
  it('say their present values', () => {
    expect(chartWords(chart(model(), 'rates'))).toBe('Rates, jobs per s: arriving 90, served 80, good 70, shed 9.');
    expect(chartWords(chart(model(), 'waiting'))).toBe('Waiting, jobs: Inbox 4 of 100 (mean of 1 s).');
    expect(chartWords(chart(model(), 'busy'))).toBe('Utilisation, of Pickers: busy 50 % (mean of 1 s).');
    expect(chartWords(chart(model(), 'latency'))).toContain('p50 40 ms, p95 100 ms, p99 200 ms, p99.9 250 ms (n 500 in 10 s)');
  });

  it('hold every value that they draw', () => {
    for (const { lines, bounds: [low, high] } of model({ waiting: 900, outside: 3000, busy: 1 }).charts) {
      const values = lines.flatMap((line) => [...line.values, ...(line.faint ?? [])]).filter((value) => value !== null);
      expect(Math.min(...values)).toBeGreaterThanOrEqual(low);
      expect(Math.max(...values)).toBeLessThanOrEqual(high);
    }
  });

  it('are empty in words before anything happened', () => {
    const empty = model({ rows: 0, n: 0 });
    expect(empty.charts.map(({ empty: said }) => said)).toEqual(['Nothing measured yet.', 'No job served yet.', 'Nothing measured yet.', 'Nothing measured yet.']);
    expect(histogramWords(empty.histogram!)).toBe('Latency distribution: No job served yet.');
    expect(empty.headline.map(({ figure: { number } }) => number)).toEqual(['–', '–', '–', '–', '–', '–', '–', '–']);
  });

  it('leave a gap where nothing was measured', () => {
    const p50 = chart(model(), 'latency').lines[0]!;
    expect(p50.values.slice(0, 10)).toEqual(Array(10).fill(null));
    expect(p50.values.at(-1)).toBe(0.04);
  });

  it('draw a percentile faint as long as it rests on too few jobs', () => {
    const lines = (n: number) => chart(model({ n }), 'latency').lines.filter(({ level }) => level !== true);
    expect(lines(500).map(({ values }) => values.at(-1))).toEqual([0.04, 0.1, null, null]);
    expect(lines(500).map(({ faint }) => faint?.at(-1))).toEqual([null, null, 0.2, 0.25]);
    expect(lines(1000).map(({ values }) => values.at(-1))).toEqual([0.04, 0.1, 0.2, null]);
  });

  it('show the deadline and the capacity as levels, and the capacity only where it can be seen', () => {
    expect(chart(model(), 'latency').lines.find(({ level }) => level)?.values.at(-1)).toBe(0.25);
    expect(chart(model(), 'waiting').lines.filter(({ level }) => level)).toHaveLength(1);
    const wide = { ...boundedQueue, stations: { ...boundedQueue.stations, inbox: { ...boundedQueue.stations['inbox']!, capacityJobs: 1e9 } } };
    expect(chart(model({}, wide), 'waiting').lines.filter(({ level }) => level)).toHaveLength(0);
  });

  it('show who waits outside a producer once there is anybody', () => {
    expect(chart(model(), 'waiting').lines.map(({ label }) => label)).not.toContain('outside Orders');
    expect(chart(model({ outside: 3 }), 'waiting').lines[0]?.label).toBe('outside Orders');
  });

  it('say a shorter span while the run is younger than it', () => {
    expect(chartWords(chart(model({ rows: 4 }), 'waiting'))).toContain('mean of 400 ms');
  });

  it('of all quantities show the reasons for which jobs are shed, and none that never occurred', () => {
    const time = instrumentModel({ measurements: measured(), scenario: boundedQueue, speed: 1, measuredSpeed: 1, view: { ...OPENING_VIEW, tab: 'time' } });
    expect(chartWords(chart(time, 'losses'))).toBe('Lost jobs, jobs per s: shed: full 9.');
    expect(chart(time, 'blocked').empty).toBe('Nobody was held up.');
  });

  it('of a station are its own', () => {
    const own = (station: string) => instrumentModel({ measurements: measured(), scenario: boundedQueue, speed: 1, measuredSpeed: 1, view: { ...OPENING_VIEW, tab: 'station', station } }).charts;
    expect(own('pickers').map(({ key, empty }) => [key, empty])).toEqual([['own-flow', ''], ['own-jobs', ''], ['own-busy', '']]);
    expect(chartWords(own('pickers')[2]!)).toBe('Busy and blocked, share: busy 50 %, blocked 0 % (mean of 1 s).');
    expect(own('done')[2]!.empty).toBe('Nobody works here, and nobody was held up.');
    expect(own('no-such-station').every(({ lines }) => lines.length === 0)).toBe(true);
  });

  it('never tell two lines apart by colour alone', () => {
    for (const { lines } of model({ outside: 3 }).charts) {
      const dashes = lines.map(({ dash }) => dash.join());
      expect(new Set(dashes).size).toBe(dashes.length);
    }
  });
});

describe('the headline', () => {
  it('tells now and since the warm-up apart', () => {
    expect(figure(model(), 'throughput')).toMatchObject({ figure: { number: '80', unit: 'per s' }, rests: 'n 80', since: '80 overall' }); // 400 in 5 s.
    expect(figure(model(), 'goodput')).toMatchObject({ figure: { number: '70', unit: 'per s' }, since: '60 overall' });
    expect(figure(model(), 'lost')).toMatchObject({ label: 'Shed', figure: { number: '10', unit: '%' }, since: '10 % overall' });
    expect(figure(model(), 'utilisation')).toMatchObject({ figure: { number: '50', unit: '%' }, since: 'Pickers' });
  });

  it('counts jobs that fail or time out with those that are shed, and says so', () => {
    const lost = figure(model({ failedPerS: 9, timedOutPerS: 18 }), 'lost'); // 9 + 9 + 18 of 90 a second; 45 + 45 + 90 of 450
    expect(lost).toMatchObject({ label: 'Lost', figure: { number: '40', unit: '%' }, since: '40 % overall' });
    expect(lost.help).toContain('45 were shed, 45 failed and 90 timed out');
  });

  it('says n with every percentile, and what is missing', () => {
    expect(figure(model(), 'p95')).toMatchObject({ faint: false, rests: 'n 500', since: '100 ms overall' });
    expect(figure(model(), 'p99')).toMatchObject({ faint: true, rests: 'n 500 of 1,000', since: 'too few overall' });
  });
});

it('the distribution says how many met the deadline', () => {
  expect(histogramWords(model({ n: 1000 }).histogram!)).toBe(
    'Latency distribution of 1,000 jobs since the warm-up: p50 40 ms, p95 100 ms, p99 200 ms, p99.9 250 ms (too few jobs). Deadline 250 ms, met by 75 %.',
  );
});

describe('the feed', () => {
  it('tells of new measurements at most ten times a second, of none when there are none, and at once when the run stands', () => {
    let nowMs = 0;
    let next = (): void => undefined;
    const line = new Turns({ nowMs: () => nowMs, beforeNext: (callback) => { next = callback; }, atOnce: (refresh) => refresh() });
    const pass = (ms: number): void => {
      nowMs += ms;
      const callback = next;
      next = () => undefined;
      callback();
    };
    let status = 'playing';
    const measurements = measured();
    let notify = (): void => undefined;
    const run = {
      measurements,
      subscribe: (listener: () => void) => { notify = listener; return () => undefined; },
      getSnapshot: () => ({ scenario: boundedQueue, speed: 1, measuredSpeed: 1, status }),
    } as unknown as PanelProps['run'];
    const feed = new InstrumentFeed(run, line);
    const told = vi.fn();
    const stop = feed.subscribe(told);
    feed.getSnapshot();

    for (let ms = 0; ms < 1000; ms += 10) {
      measurements.version += 1;
      notify();
      pass(10);
    }
    pass(200);
    expect(told.mock.calls.length).toBeGreaterThanOrEqual(9);
    expect(told.mock.calls.length).toBeLessThanOrEqual(11);

    told.mockClear();
    for (let n = 0; n < 20; n++) { notify(); pass(100); }
    expect(told).not.toHaveBeenCalled();

    feed.startFiguresAnew();
    expect(told).toHaveBeenCalledTimes(1);

    status = 'paused';
    notify();
    expect(told).toHaveBeenCalledTimes(2);
    expect(feed.getSnapshot().isLive).toBe(false);
    measurements.version += 1;
    notify();
    expect(told).toHaveBeenCalledTimes(3);
    stop();
  });
});
