// Method: measured runs of M/M/1, whose mean and percentiles theory knows, over many seeds: of the intervals that are given, about 95 % cover, and where the run is
// too short they are not given, with a reason. Windows must change nothing of the history.
import { describe, expect, it, vi } from 'vitest';
import { MeasuredRun } from '../../../../simulations/experiments/measured-run';
import { reportOf, type Report } from '../../../../simulations/experiments/report';
import { WINDOWS } from '../../../../simulations/experiments/window-series';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { chain, change, startValid } from '../../../properties/kit';
import { expectCoverage } from '../metrics/correlated-series';

/** Coverage takes many runs, and a machine that has other things to do takes longer for them. */
const RUNS_MS_MAX = 240_000;
vi.setConfig({ testTimeout: RUNS_MS_MAX });

const mm1 = (load: number, jobs: number, rest: Partial<Scenario> = {}): Scenario =>
  chain({ arrivals: { kind: 'poisson', ratePerS: 10 * load } }, { warmupS: 3 / (1 - load) ** 2, durationS: jobs / (10 * load), ...rest });

function measured(scenario: Scenario, seed = 1): Report {
  const run = new MeasuredRun(startValid(scenario, { seed }));
  run.advanceTo(Infinity);
  return run.report();
}

type Named = 'mean' | 'p50' | 'p90' | 'p95' | 'p99';

/** Over many seeds: which share of the runs gives an interval, and in which share of all runs it is given and wrong. */
function tried(load: number, jobs: number, tries: number): Record<Named, { given: number; covered: number; wrongOfAll: number }> {
  const truth = (name: Named): number => (name === 'mean' ? 1 : -Math.log(1 - Number(`0.${name.slice(1)}`))) / (10 - 10 * load);
  const names: readonly Named[] = ['mean', 'p50', 'p90', 'p95', 'p99'];
  const counts = Object.fromEntries(names.map((name) => [name, { given: 0, covered: 0 }])) as Record<Named, { given: number; covered: number }>;
  for (let seed = 1; seed <= tries; seed++) {
    const { latencyS } = measured(mm1(load, jobs), seed);
    for (const name of names) {
      const limits = latencyS[`${name}Ci95`];
      if (limits === null) continue;
      counts[name].given++;
      if (limits[0] <= truth(name) && truth(name) <= limits[1]) counts[name].covered++;
    }
  }
  return Object.fromEntries(names.map((name) => {
    const { given, covered } = counts[name];
    return [name, { given, covered, wrongOfAll: (given - covered) / tries }];
  })) as Record<Named, { given: number; covered: number; wrongOfAll: number }>;
}

describe('intervals of one run', () => {
  it('cover M/M/1’s mean and percentiles at half load', () => {
    const tries = 100;
    const { mean, p50, p95 } = tried(0.5, 6_000, tries);
    for (const { given, covered } of [mean, p50, p95]) {
      expect(given).toBeGreaterThan(0.85 * tries);
      // A few percent are lost because a run is no steady state for ever: those that saw no long line also think that they know it well.
      expectCoverage(covered, given, 0.95, 0.03);
    }
  });

  it('are not given where the run is too short for how alike its waits are', () => {
    const tries = 60;
    const found = tried(0.9, 2_000, tries);
    expect(found.mean.given).toBeLessThan(0.1 * tries);
    expect(found.p95.given).toBe(0);
    for (const { wrongOfAll } of Object.values(found)) expect(wrongOfAll).toBeLessThan(0.15);
    const { meanCi95, ci95Why } = measured(mm1(0.9, 2_000)).latencyS;
    expect(meanCi95).toBeNull();
    expect(ci95Why.mean).toMatch(/too short|has not come/);
    expect(ci95Why.p999).toBe('fewer than 10 jobs lie beyond it in each of 8 stretches of the run');
  });

  it('are given to the lucky ones of runs that are nearly too short, so that fewer of these cover: but few of all runs are told a wrong one', () => {
    const tries = 120;
    const { given, covered, wrongOfAll } = tried(0.5, 400, tries).mean;
    expect(given).toBeGreaterThan(0.25 * tries);
    expect(given).toBeLessThan(0.75 * tries);
    expect(covered / given).toBeGreaterThan(0.7);
    expect(wrongOfAll).toBeLessThan(0.1 + 3.29 * Math.sqrt((0.1 * 0.9) / tries)); // a tenth, to 99.9 %
  });

  it('stand for a figure or a reason, never both and never neither', () => {
    for (const [load, jobs] of [[0.5, 200], [0.5, 20_000], [0.8, 3_000]] as const) {
      const { latencyS } = measured(mm1(load, jobs), 3);
      for (const name of ['mean', 'p50', 'p90', 'p95', 'p99', 'p999'] as const) {
        const limits = latencyS[`${name}Ci95`];
        expect(limits === null, name).toBe(latencyS.ci95Why[name] !== undefined);
        if (limits === null) continue;
        expect(limits[0]).toBeGreaterThan(0);
        expect(limits[0]).toBeLessThan(latencyS[name]!);
        expect(limits[1]).toBeGreaterThan(latencyS[name]!);
      }
    }
  });

  it('of a clockwork system are a point', () => {
    const clockwork = chain({ arrivals: { kind: 'regular', ratePerS: 10 }, service: { kind: 'constant', meanS: 0.05 } }, { warmupS: 10, durationS: 1000 });
    const { latencyS, warmup } = measured(clockwork);
    expect(latencyS.meanCi95!.map((limit) => limit.toFixed(9))).toEqual(['0.050000000', '0.050000000']);
    expect(warmup.enough).toBe(true);
  });

  it('are not given of a system that was changed while the figures were taken', () => {
    const planned = { timeline: [{ atS: 600, change: change('stations.desk.workers', 2) }] };
    const why = 'stations.desk.workers changes at 600 s, while the figures are taken';
    expect(measured(mm1(0.5, 8_000, planned)).latencyS).toMatchObject({ meanCi95: null, p50Ci95: null, ci95Why: { mean: why, p50: why } });
    const run = startValid(mm1(0.5, 8_000));
    const watched = new MeasuredRun(run);
    watched.advanceTo(600);
    run.change(change('stations.desk.workers', 2));
    watched.advanceTo(Infinity);
    expect(watched.report().latencyS.ci95Why.mean).toBe(why);
  });

  it('are absent with a reason where no windows were kept, and while the warm-up goes on', () => {
    const run = startValid(mm1(0.5, 2_000));
    run.advanceTo(5);
    expect(reportOf(run)).toMatchObject({ warmup: { enough: null, why: 'the warm-up goes on' }, theory: {}, latencyS: { meanCi95: null, ci95Why: { mean: 'the warm-up goes on' } } });
    run.advanceTo(Infinity);
    expect(reportOf(run)).toMatchObject({ theory: {}, theoryOfWhole: null, latencyS: { ci95Why: { mean: expect.stringMatching(/too few windows/) as string } } });
  });
});

describe('a measured run', () => {
  it('has the history of any other, however it is cut', () => {
    const scenario = mm1(0.7, 3_000);
    const plain = startValid(scenario);
    plain.advanceTo(Infinity);
    const { jobs, stations, events, classes, throughputPerS } = reportOf(plain);
    for (const eventsMax of [Infinity, 137]) {
      const run = new MeasuredRun(startValid(scenario));
      while (!run.advanceSome(Infinity, eventsMax)) { /* on */ }
      expect(run.report()).toMatchObject({ jobs, stations, events, classes, throughputPerS });
    }
    const inParts = new MeasuredRun(startValid(scenario));
    for (let atS = 7; atS < scenario.warmupS + scenario.durationS + 7; atS += 7) inParts.advanceTo(atS);
    expect(inParts.report()).toEqual(measured(scenario));
  });

  it('keeps windows that add up to the figures', () => {
    const scenario = mm1(0.7, 3_000, { warmupS: 31 });
    const report = measured(scenario);
    // The mean of the batches is that of the whole but for what fills no batch, so the interval lies about it.
    const [low, high] = report.latencyS.meanCi95 ?? [0, Infinity];
    expect(low).toBeLessThan(report.latencyS.mean!);
    expect(high).toBeGreaterThan(report.latencyS.mean!);
    expect(WINDOWS % 16 + WINDOWS % 12 + WINDOWS % 8).toBe(0);
  });
});
