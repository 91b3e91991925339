// Method: run --replications as a function of its arguments. What it prints in each form is held against the single runs of the same seeds, against
// each other, and against theory where the scenario is one that a formula fits.
import { describe, expect, it } from 'vitest';
import { replicationSeed } from '../../../../simulations/experiments/replication-seed';
import type { ReplicatedOutput } from '../../../../simulations/cli/run-replicated';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import { printScenario } from '../../../../simulations/scenario/print-scenario';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { chain } from '../../../properties/kit';
import { reportIn, sim } from './fake-io';

const small: Scenario = { ...boundedQueue, warmupS: 1, durationS: 10, checks: [] };
const files = { 'small.spillway': printScenario(small), 'mm1.spillway': printScenario(chain({ arrivals: { kind: 'poisson', ratePerS: 5 } }, { warmupS: 50, durationS: 2000 })) };
const run = (...argv: string[]) => sim(['run', ...argv], { files });
const outputOf = async (...argv: string[]): Promise<ReplicatedOutput> => {
  const ran = await run(...argv, '--json');
  expect(ran.err).toBe('');
  return JSON.parse(ran.out) as ReplicatedOutput;
};

describe('run --replications', () => {
  it('gives the figures of the single runs of its seeds, with mean, scatter and interval', async () => {
    const output = await outputOf('small.spillway', '--replications', '4', '--seed', '9');
    expect(output).toMatchObject({ title: small.title, seed: 9, warmupS: 1, durationS: 10, replications: 4, stopped: [], wallS: expect.any(Number) as number });
    expect(output.seeds).toEqual([0, 1, 2, 3].map((r) => replicationSeed(9, r)));
    const means: number[] = [];
    for (const seed of output.seeds) means.push(reportIn(await run('small.spillway', '--seed', String(seed), '--json')).latencyS.mean!);
    const { values, mean, n, ci95, sd } = output.figures['latencyS.mean']!;
    expect(values).toEqual(means);
    expect(n).toBe(4);
    expect(mean).toBeCloseTo(means.reduce((sum, each) => sum + each, 0) / 4, 12);
    expect(sd).toBeGreaterThan(0);
    expect(ci95![0]).toBeLessThan(mean!);
    expect(output.figures['stations.pickers.utilisation']!.n).toBe(4);
  });

  it('prints a table in which every figure has its unit, its interval and its n', async () => {
    const { out, code } = await run('small.spillway', '--replications', '4');
    expect(code).toBe(0);
    expect(out).toMatch(/^A bounded queue in front of four workers\n4 replications of 10 s after 1 s of warm-up, the first with seed 1, 3,7\d\d jobs served, [\d,]+ events in [\d.]+ s\n\nfigure +mean ± half width +95 % interval +from run to run +n\n/);
    expect(out).toMatch(/\nthroughput +[\d.]+ ± [\d.]+ per s +[\d.]+ per s … [\d.]+ per s +[\d.]+ per s +4\n/);
    expect(out).toMatch(/\nlatency p99 +[\d.]+ ± [\d.]+ ms +[\d.]+ ms … [\d.]+ ms +[\d.]+ ms +4\n/);
    const rows = out.split('\n').filter((line) => /^(figure|throughput|latency|inbox|pickers) .* (n|4)$/.test(line));
    expect(rows.length).toBeGreaterThan(8);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
  });

  it('prints the same as comma separated values', async () => {
    const { out } = await run('small.spillway', '--replications', '3', '--csv');
    const output = await outputOf('small.spillway', '--replications', '3');
    const [head, ...rows] = out.trimEnd().split('\r\n').map((line) => line.split(','));
    expect(head).toEqual(['figure', 'n', 'mean', 'sd', 'low95', 'high95']);
    expect(rows.map(([name]) => name)).toEqual(Object.keys(output.figures));
    const [, n, mean, sd, low, high] = rows.find(([name]) => name === 'latencyS.p95')!;
    const figure = output.figures['latencyS.p95']!;
    expect([n, mean, sd, low, high].map(Number)).toEqual([3, figure.mean, figure.sd, ...figure.ci95!]);
  });

  it('says of one replication that it has no interval', async () => {
    const { out } = await run('small.spillway', '--replications', '1');
    expect(out).toContain('\n1 replications of 10 s'.replace('replications', 'replication'));
    expect(out).toMatch(/\nlatency mean +[\d.]+ ms +– +– +1\n/);
    expect(out).toContain('one replication has no scatter: at least two are needed');
  });

  it('sets theory beside the mean wait', async () => {
    const output = await outputOf('mm1.spillway', '--replications', '12');
    const { model, agrees, why, compared } = output.theory['line>desk']!;
    expect({ model, agrees, why }).toEqual({ model: 'M/M/1', agrees: true, why: '' });
    expect(compared.meanWaitS!.theory).toBeCloseTo(0.1, 12);
    expect(compared.meanWaitS!.measured).toBeCloseTo(0.1, 2);
    expect(compared.meanWaitS!.ci95![0]).toBeLessThan(compared.meanWaitS!.measured!);
    expect((await run('mm1.spillway', '--replications', '12')).out).toMatch(/\nline>desk +M\/M\/1 +mean wait +100 ms +[\d.]+ ms +[\d.]+ ms … [\d.]+ ms +agrees\n/);
  });

  it('judges checks by the mean, and says in how many replications they were kept', async () => {
    const withCheck = (max: number) => ({ 'a.spillway': printScenario({ ...small, checks: [{ name: 'budget', metric: 'latencyS.p99', max }] }) });
    const failed = await sim(['run', 'a.spillway', '--replications', '3'], { files: withCheck(0.001) });
    expect(failed.code).toBe(1);
    expect(failed.out).toMatch(/check FAILED: budget, [\d.]+ ± [\d.]+ ms, at most 1 ms; kept in 0 of 3 replications/);
    const passed = await sim(['run', 'a.spillway', '--replications', '3'], { files: withCheck(100) });
    expect(passed.code).toBe(0);
    expect(passed.out).toMatch(/check passed: budget, .*; kept in 3 of 3 replications/);
  });

  it('shows a bar on a terminal when it takes more than a second, and takes it away', async () => {
    let nowMs = 0;
    const { err } = await sim(['run', 'small.spillway', '--replications', '5'], { files, isErrTerminal: true, nowMs: () => nowMs += 700 });
    expect(err).toMatch(/\r█+░* +\d+ % {2}\d of 5 replications {2}[\d,]+ events/);
    expect(err.endsWith('\r\u001b[K')).toBe(true);
  });

  it.each([
    [['--replications', '0'], /^run: --replications: must be a whole number|^run: --replications: must be 1 to 100,000, found 0\n$/],
    [['--replications', 'many'], /^run: --replications: must be 1 to 100,000, found "many"\n$/],
    [['--replications', '2.5'], /^run: --replications: must be a whole number, 1 to 100,000, found 2.5\n$/],
    [['--json', '--csv'], /^run: takes --json or --csv, not both\n$/],
    [['--replications', '2', '--set', 'stations.inbok.capacityJobs=1'], /no station "inbok"; did you mean "inbox"\?\n$/],
  ])('%j is refused with a reason', async (argv, message) => {
    const { code, out, err } = await run('small.spillway', ...argv);
    expect(err).toMatch(message);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });
});

describe('run --csv', () => {
  it('prints a line for each figure of --json, with intervals where there are some', async () => {
    const { out } = await run('mm1.spillway', '--csv');
    const report = reportIn(await run('mm1.spillway', '--json'));
    const rows = new Map(out.trimEnd().split('\r\n').map((line) => [line.split(',')[0], line.split(',').slice(1)]));
    expect(rows.get('figure')).toEqual(['value', 'low95', 'high95']);
    expect(rows.get('latencyS.mean')!.map(Number)).toEqual([report.latencyS.mean, ...report.latencyS.meanCi95!]);
    expect(rows.get('stations.desk.utilisation')).toEqual([String(report.stations['desk']!.utilisation), '', '']);
    expect([...rows.keys()].some((name) => /Ci95|Why|supported/.test(name!))).toBe(false);
  });
});
