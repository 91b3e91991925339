// Method: scenarios compared through the command line, with files that exist only in the test. With itself all is zero; a change whose effect
// follows from arithmetic (twice the delay, half the workers) must be found; each job's latencies are held against those of single runs.
import { describe, expect, it } from 'vitest';
import type { ComparisonOutput } from '../../../../simulations/cli/print-compare';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import { printScenario } from '../../../../simulations/scenario/print-scenario';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { reportIn, sim, type Files } from './fake-io';
import { readCsv } from './read-csv';

const small: Scenario = { ...boundedQueue, warmupS: 2, durationS: 20, checks: [] };
const files = { 'a.spillway': printScenario(small), 'b.spillway': printScenario({ ...small, durationS: 40, stations: { ...small.stations, pickers: { ...small.stations['pickers']!, workers: 5 } } }) };

async function compared(...argv: string[]): Promise<ComparisonOutput> {
  const { code, out, err } = await sim(['compare', ...argv, '--replications', '4', '--json'], { files });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as ComparisonOutput;
}

describe('compare', () => {
  it('of a scenario with itself is all zeros, figure by figure and job by job', async () => {
    const { figures, jobs, otherRequests } = await compared('a.spillway', 'a.spillway', '--by-job');
    expect(otherRequests).toEqual([]);
    expect(Object.keys(figures).length).toBeGreaterThan(6);
    for (const [name, { difference, verdict }] of Object.entries(figures)) {
      expect(difference.values, name).toEqual([0, 0, 0, 0]);
      expect([difference.mean, difference.ci95, verdict]).toEqual([0, [0, 0], 'same']);
    }
    expect(jobs).toMatchObject({ onlyByA: 0, onlyByB: 0, faster: 0, slower: 0, differenceS: { mean: 0, min: 0, max: 0 } });
    expect(jobs!.asFast).toBe(jobs!.servedByBoth);
    expect(jobs!.jobs).toBeGreaterThan(1500);
  });

  it('pairs by seed, so that a difference is far surer than its sides', async () => {
    const { figures } = await compared('a.spillway', '--set', 'stations.pickers.workers=5');
    const { a, b, difference, verdict } = figures['latencyS.mean']!;
    expect(verdict).toBe('better');
    expect(difference.values).toEqual(a.values.map((value, r) => b.values[r]! - value!));
    const alone = async (...set: string[]) => reportIn(await sim(['run', 'a.spillway', '--json', ...set], { files })).latencyS.mean;
    expect(a.values[0]).toBe(await alone());
    expect(b.values[0]).toBe(await alone('--set', 'stations.pickers.workers=5'));
  });

  it('of two files runs both as long, and tells which is worse', async () => {
    const { figures, a, b, durationS } = await compared('b.spillway', 'a.spillway');
    expect([a, b, durationS]).toEqual(['b.spillway', 'a.spillway', 40]);
    expect(figures['latencyS.p99']!.verdict).toBe('worse');
    expect(figures['throughputPerS']!.verdict).toBe('undecided');
  });

  it('says when the requests are not the same', async () => {
    const { otherRequests } = await compared('a.spillway', '--set', 'stations.orders.arrivals.ratePerS=91');
    expect(otherRequests).toEqual(['stations.orders makes other jobs']);
    const { out } = await sim(['compare', 'a.spillway', '--replications', '2', '--set', 'classes.order.deadlineS=0.5'], { files });
    expect(out).toContain('Both see the same requests.');
  });

  it('job by job finds for each the latency that its own run gave it', async () => {
    const written: Files = { ...files };
    const argv = ['compare', 'a.spillway', '--set', 'stations.pickers.service={"kind":"constant","meanS":0.04}', '--by-job', '--replications', '2'];
    await sim([...argv, '--out', 'jobs.csv'], { files: written });
    const { rows } = readCsv(written['jobs.csv']!);
    const { jobs } = await compared(...argv.slice(1, -2));
    expect(rows).toHaveLength(jobs!.jobs);
    const served = rows.filter((row) => row['a.latencyS'] !== '');
    const own = reportIn(await sim(['run', 'a.spillway', '--json'], { files }));
    // Jobs inside at the start are in the report and not among the pairs.
    expect(served.length).toBe(own.jobs.served - own.jobs.insideAtStart);
    for (const row of rows.filter(({ differenceS }) => differenceS !== '')) {
      expect(Number(row['b.latencyS']) - Number(row['a.latencyS'])).toBeCloseTo(Number(row['differenceS']), 9);
    }
    const { out } = await sim(argv, { files });
    expect(out).toMatch(/job by job, first replication: [\d,]+ jobs; served by both/);
    expect(out).toMatch(/\norders [\d,]+ +order +[\d.]+ s +[\d.]+ m?s +[\d.]+ m?s +[+−][\d.]+ m?s\n/);
  });

  it('job by job tells of those that the figures count as made, to the one made when the warm-up ends', async () => {
    const clockwork = printScenario({ ...small, stations: { ...small.stations, orders: { ...small.stations['orders']!, arrivals: { kind: 'regular', ratePerS: 10 } } } });
    const { out } = await sim(['compare', 'c.spillway', 'c.spillway', '--by-job', '--replications', '2', '--json'], { files: { 'c.spillway': clockwork } });
    // From 2.1 s to 22 s one every tenth of a second; the one made at 2 s belongs to the warm-up.
    expect((JSON.parse(out) as ComparisonOutput).jobs!.jobs).toBe(200);
  });

  it('prints an aligned table with units, intervals and n', async () => {
    const { out } = await sim(['compare', 'a.spillway', '--set', 'stations.pickers.workers=5', '--replications', '4'], { files });
    const lines = out.split('\n\n')[1]!.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^figure +n +A +B +B − A +change +verdict$/);
    expect(lines.find((line) => line.startsWith('latency p99'))).toMatch(/^latency p99 +4 +\d+ ± \d+ ms +\d+ ± \d+ ms +−\d+ ± \d+ ms +−[\d.]+ % +B is better$/);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
    const csv = readCsv((await sim(['compare', 'a.spillway', 'a.spillway', '--csv', '--replications', '2'], { files })).out);
    expect(csv.rows.map(({ difference }) => difference)).toEqual(csv.rows.map(() => '0'));
  });

  it.each([
    [[], /^compare: needs an A/],
    [['a.spillway'], /^compare: needs a B, or --set/],
    [['a.spillway', 'b.spillway', 'c.spillway'], /^compare: takes A and B, found 3/],
    [['a.spillway', 'nope'], /^nope: there is no such file/],
    [['a.spillway', '--set', 'stations.inbox.capacity=1'], /^a\.spillway: --set stations\.inbox\.capacity: no parameter "capacity".*did you mean "capacityJobs"/],
    [['a.spillway', 'b.spillway', '--replications', '1.5'], /--replications: must be a whole number, 1 to [\d,]+, found 1\.5/],
    [['a.spillway', 'b.spillway', '--out', 'x.svg'], /--out: the name must end in \.json, \.csv, \.md/],
  ])('%j is refused', async (argv, message) => {
    const { code, out, err } = await sim(['compare', ...argv], { files });
    expect(err).toMatch(message);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it('interrupted shows nothing: half of it would compare nothing', async () => {
    const { code, out, err } = await sim(['compare', 'a.spillway', 'b.spillway'], { files, onInterrupt: (callback) => { callback(); return () => undefined; } });
    expect({ code, out, err }).toEqual({ code: 130, out: '', err: 'compare: interrupted; no figures\n' });
  });
});
