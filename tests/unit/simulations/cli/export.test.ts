// Method: a run over time, written and read back: the CSV by Papa Parse, the HdrHistogram log by hdr-histogram-js, neither of them ours. What they
// hold is added up and held against the report of the same run.
import hdr from 'hdr-histogram-js';
import fc from 'fast-check';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compressedHeader, HdrHistogram } from '../../../../simulations/experiments/hdr-histogram';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import { printScenario } from '../../../../simulations/scenario/print-scenario';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { reportIn, sim, type Files } from './fake-io';
import { readCsv } from './read-csv';

const small: Scenario = { ...boundedQueue, warmupS: 2, durationS: 20, checks: [], classes: { order: { share: 3, priority: 0 }, urgent: { share: 1, priority: 1 } } };

async function exported(scenario: Scenario, ...outs: string[]): Promise<Files> {
  const files: Files = { 'a.spillway': printScenario(scenario) };
  const { code, out } = await sim(['export', 'a.spillway', ...outs.flatMap((name) => ['--out', name])], { files });
  expect({ code, out }).toEqual({ code: 0, out: '' });
  return files;
}

/** What another's reader finds in bytes that we encoded. */
function reread(histogram: HdrHistogram, highest = 2 ** 53 - 1) {
  const deflated = deflateSync(histogram.encode(highest));
  return hdr.decodeFromCompressedBase64(Buffer.concat([compressedHeader(deflated.length), deflated]).toString('base64'), 64);
}

describe('HdrHistogram\'s encoding', () => {
  it('is read by another library: count, every percentile and maximum', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.nat(3000), fc.nat(5_000_000), fc.double({ min: 1e6, max: 4e12, noNaN: true }).map(Math.floor)), { minLength: 1, maxLength: 300 }), (values) => {
      const ours = new HdrHistogram();
      for (const value of values) ours.record(value);
      const read = reread(ours);
      expect(read.totalCount).toBe(values.length);
      const sorted = [...values].sort((a, b) => a - b);
      for (const share of [0.01, 0.25, 0.5, 0.9, 0.99, 1]) {
        const exact = sorted[Math.ceil(share * values.length) - 1]!;
        expect(Math.abs(read.getValueAtPercentile(share * 100) - exact)).toBeLessThanOrEqual(exact / 1000 + 1);
      }
    }), { numRuns: 200, seed: 1 });
  });

  it('holds counts beyond one byte, powers of two and their neighbours', () => {
    const ours = new HdrHistogram();
    const values = Array.from({ length: 42 }, (_, e) => [2 ** e - 1, 2 ** e, 2 ** e + 1]).flat();
    for (const value of values) ours.record(value);
    for (let i = 0; i < 70_000; i++) ours.record(123_456_789);
    const read = reread(ours);
    expect(read.totalCount).toBe(values.length + 70_000);
    expect(Math.abs(read.getValueAtPercentile(50) / 123_456_789 - 1)).toBeLessThan(0.001);
    expect(ours.max).toBe(2 ** 41 + 1);
  });
});

describe('export', () => {
  it('.hlog is read by hdr-histogram-js, and its intervals add up to the report, class by class', async () => {
    const files = await exported(small, 'a.hlog');
    const report = reportIn(await sim(['run', 'a.spillway', '--json'], { files }));
    for (const tag of ['order', 'urgent']) {
      const reader = new hdr.HistogramLogReader(files['a.hlog']!);
      const sum = hdr.build({ bitBucketSize: 64, highestTrackableValue: 2 ** 50, numberOfSignificantValueDigits: 3, autoResize: true });
      let intervals = 0;
      for (let histogram = reader.nextIntervalHistogram(); histogram !== null; histogram = reader.nextIntervalHistogram()) {
        if ((histogram as { tag: string }).tag !== tag) continue;
        sum.add(histogram);
        intervals += 1;
      }
      const { latencyS } = report.classes[tag]!;
      expect(intervals).toBe(20);
      expect(sum.totalCount).toBe(latencyS.n);
      expect(Math.abs(sum.getValueAtPercentile(99) / 1e9 / latencyS.p99! - 1)).toBeLessThan(0.006);
      expect(Math.abs(sum.maxValue / 1e9 / latencyS.max! - 1)).toBeLessThan(0.001);
    }
    expect(files['a.hlog']).toMatch(/\nTag=order,2\.000,1\.000,\d+\.\d{3},HIST/);
  });

  it('.csv and .json hold a row for each interval, which add up to the report', async () => {
    const files = await exported(small, 'a.csv', 'a.json');
    const report = reportIn(await sim(['run', 'a.spillway', '--json'], { files }));
    const { rows } = readCsv(files['a.csv']!);
    const { intervals } = JSON.parse(files['a.json']!) as { intervals: { fromS: number; served: number; latencyS: { n: number } }[] };
    expect(rows).toHaveLength(22);
    const counted = rows.filter(({ inFigures }) => inFigures === 'true');
    const sum = (name: string): number => counted.reduce((total, row) => total + Number(row[name]), 0);
    expect(sum('served')).toBe(report.jobs.served);
    expect(sum('made')).toBe(report.jobs.made);
    expect(sum('latencyS.n')).toBe(report.latencyS.n);
    expect(sum('stations.inbox.arrived')).toBe(report.stations['inbox']!.arrived);
    expect(sum('stations.pickers.utilisation') / counted.length).toBeCloseTo(report.stations['pickers']!.utilisation!, 9);
    expect(intervals.map(({ served }) => served)).toEqual(rows.map(({ served }) => Number(served)));
  });

  it('rows add up to the report wherever the figures begin and end: in the middle of an interval, and between two nanoseconds', async () => {
    for (const times of [{ warmupS: 2, durationS: 10.7 }, { warmupS: 1 / 3, durationS: 4 }, { warmupS: 2.25, durationS: 0.4 }]) {
      const files = await exported({ ...small, ...times }, 'a.csv', 'a.json');
      const { jobs, stations } = reportIn(await sim(['run', 'a.spillway', '--json'], { files }));
      const rows = readCsv(files['a.csv']!).rows.filter(({ inFigures }) => inFigures === 'true');
      const sum = (name: string): number => rows.reduce((total, row) => total + Number(row[name]), 0);
      const [made, served, arrived] = [sum('made'), sum('served'), sum('stations.pickers.arrived')];
      expect({ ...times, made, served, arrived }).toEqual({ ...times, made: jobs.made, served: jobs.served, arrived: stations['pickers']!.arrived });
      expect(Number(rows.at(-1)!['toS'])).toBeCloseTo(times.warmupS + times.durationS, 8);
    }
  });

  it('one class needs no tag', async () => {
    const files = await exported({ ...small, classes: { order: { share: 1, priority: 0 } } }, 'a.hlog');
    expect(files['a.hlog']).not.toContain('Tag=');
  });

  it.each([
    [['export', 'a.spillway'], /needs --out FILE, a name that ends in \.csv, \.json, \.hlog/],
    [['export', 'a.spillway', '--out', 'a.hdr'], /--out: the name must end in \.csv, \.json, \.hlog, found "a\.hdr"/],
    [['export', 'a.spillway', '--out', 'a.csv', '--interval', '0'], /--interval: must be .* s, found 0/],
    [['export', '--out', 'a.csv'], /needs a FILE/],
  ])('%j is refused', async (argv, message) => {
    const { code, err } = await sim(argv, { files: { 'a.spillway': printScenario(small) } });
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});
