// Method: systems whose formula is known, run long enough, must agree with it over many seeds, and never be called different; a run whose system differs from what is
// claimed must be called different (a wrong formula stands in for it); too short ones must be too early, and broken assumptions must be named.
import { describe, expect, it, vi } from 'vitest';
import { compareWithTheory } from '../../../../simulations/experiments/agreement';
import { MeasuredRun } from '../../../../simulations/experiments/measured-run';
import { expectedErrorShareOfUtilisation, expectedErrorShareOfWaits, type TheoryVerdict } from '../../../../simulations/experiments/theory-verdict';
import type { WholeVerdict } from '../../../../simulations/experiments/whole-verdict';
import { ratioOfBatches } from '../../../../simulations/metrics/batch-means';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { mmcFigures } from '../../../../simulations/theory/theory-figures';
import { chain, change, startValid, type Chain } from '../../../properties/kit';

/** Many runs, and a machine that has other things to do takes longer for them. */
vi.setConfig({ testTimeout: 240_000 });

function verdict(scenario: Scenario, seed = 1, key = 'line>desk'): TheoryVerdict {
  const run = new MeasuredRun(startValid(scenario, { seed }));
  run.advanceTo(Infinity);
  return run.report().theory[key]!;
}

const half: Chain = { arrivals: { kind: 'poisson', ratePerS: 5 } };
const long = { warmupS: 50, durationS: 6_000 };

describe('a long run of a system that a formula fits', () => {
  it.each<[string, Chain, readonly string[]]>([
    ['M/M/1', half, ['meanWaitS', 'utilisation']],
    ['M/M/3', { arrivals: { kind: 'poisson', ratePerS: 20 }, workers: 3 }, ['meanWaitS', 'utilisation']],
    ['M/D/1', { ...half, service: { kind: 'constant', meanS: 0.1 } }, ['meanWaitS', 'utilisation']],
    ['M/M/2/6', { arrivals: { kind: 'poisson', ratePerS: 25 }, workers: 2, capacityJobs: 4, whenFull: 'shed-newest' }, ['meanWaitS', 'lossShare', 'utilisation']],
    ['M/M/3/3', { arrivals: { kind: 'poisson', ratePerS: 25 }, workers: 3, capacityJobs: 0, whenFull: 'shed-newest' }, ['meanWaitS', 'lossShare', 'utilisation']],
  ])('agrees: %s', (model, parts, figures) => {
    for (const seed of [1, 2, 3]) {
      const { model: found, agrees, why, compared, source } = verdict(chain(parts, long), seed);
      expect({ found, agrees, why }, `seed ${seed}`).toEqual({ found: model, agrees: true, why: '' });
      expect(Object.keys(compared)).toEqual(figures);
      expect(source).not.toBe('');
      for (const { measured, ci95, theory } of Object.values(compared)) {
        expect(Math.abs(measured! - theory)).toBeLessThanOrEqual(0.1 * theory);
        expect(ci95![0]).toBeLessThanOrEqual(measured!);
        expect(ci95![1]).toBeGreaterThanOrEqual(measured!);
      }
    }
  });

  it('is never called different, from too short to long', () => {
    const called: (boolean | null)[] = [];
    for (const durationS of [200, 1_000, 3_000]) {
      for (let seed = 1; seed <= 15; seed++) called.push(verdict(chain(half, { warmupS: 20, durationS }), seed).agrees);
    }
    expect(called).not.toContain(false);
    expect(called).toContain(true);
    expect(called).toContain(null);
  });

  it.each<[string, Chain, Partial<Scenario>, readonly string[]]>([
    ['losses that are not to be expected in a run as long', { ...half, capacityJobs: 30, whenFull: 'shed-newest' }, { warmupS: 50, durationS: 6_000 }, ['meanWaitS', 'utilisation']],
    ['a worker that is idle for a tenth of a second', { arrivals: { kind: 'poisson', ratePerS: 14 }, capacityJobs: 24, whenFull: 'shed-newest' }, { warmupS: 20, durationS: 1_600 }, ['meanWaitS', 'lossShare', 'utilisation']],
    ['a line that is never empty of fifty users', { arrivals: { kind: 'closed', users: 50, thinkTime: { kind: 'exponential', meanS: 1 } } }, { warmupS: 20, durationS: 2_000 }, ['meanWaitS', 'utilisation']],
    ['a line of twenty users that is hardly ever empty', { arrivals: { kind: 'closed', users: 20, thinkTime: { kind: 'exponential', meanS: 1 } } }, { warmupS: 20, durationS: 3_000 }, ['meanWaitS', 'utilisation']],
  ])('agrees about %s', (_, parts, rest, figures) => {
    for (let seed = 1; seed <= 6; seed++) {
      const { agrees, why, compared } = verdict(chain(parts, rest), seed);
      expect({ agrees, why }, `seed ${seed}`).toEqual({ agrees: true, why: '' });
      expect(Object.keys(compared)).toEqual(figures);
    }
  });

  it('is not contradicted by a run that near full load saw hardly anybody idle', () => {
    const called = [[9.5, 1, 200], [39.6, 4, 150]].flatMap(([ratePerS, workers, durationS]) => Array.from({ length: 40 }, (_, seed) => (
      verdict(chain({ arrivals: { kind: 'poisson', ratePerS: ratePerS! }, workers: workers! }, { warmupS: 50, durationS: durationS! }), seed + 1).compared.utilisation!.agrees
    )));
    expect(called.filter((agrees) => agrees === false)).toEqual([]);
    expect(called.filter((agrees) => agrees === true).length).toBeGreaterThan(60);
  });

  it('is too early, not different, where some losses are expected and none was seen yet', () => {
    // p(9) = 0.5⁹ · 0.5 / (1 − 0.5¹⁰) is 1 in 1,000: in 200 s one of 1,000 jobs.
    const found = [1, 2, 3, 4, 5, 6].map((seed) => verdict(chain({ ...half, capacityJobs: 8, whenFull: 'shed-newest' }, { warmupS: 20, durationS: 220 }), seed).compared.lossShare!);
    expect(found.map(({ agrees }) => agrees)).toEqual(found.map(() => null));
    expect(found.filter(({ measured }) => measured === 0).length).toBeGreaterThan(1);
  });

  it('measures the mean wait by Little’s law: those who wait, over those who pass in a second', () => {
    const run = new MeasuredRun(startValid(chain(half, { warmupS: 20, durationS: 1_000 })));
    run.advanceTo(Infinity);
    const { stations, theory } = run.report();
    const { meanJobs, left } = stations['line']!;
    expect(theory['line>desk']!.compared.meanWaitS!.measured).toBeCloseTo((meanJobs * 1_000) / left, 12);
  });
});

describe('the way of a job as a whole', () => {
  const wholeOf = (scenario: Scenario): WholeVerdict => {
    const run = new MeasuredRun(startValid(scenario));
    run.advanceTo(Infinity);
    return run.report().theoryOfWhole!;
  };

  it('agrees by its mean latency, of a line and of two in a row', () => {
    const second = { next: { kind: 'queue', capacityJobs: 'unbounded' }, desk2: { kind: 'workers', workers: 1, service: { kind: 'exponential', meanS: 0.05 } } } as const;
    const one = chain(half, long);
    const { end, ...first } = one.stations;
    const two: Scenario = {
      ...one, stations: { ...first, ...second, end: end! },
      links: [...one.links.slice(0, 2), { from: 'desk', to: 'next' }, { from: 'next', to: 'desk2' }, { from: 'desk2', to: 'end' }],
    };
    // 1 / (μ − λ) each: 1/5, and 1/5 + 1/15.
    for (const [scenario, meanS] of [[one, 0.2], [two, 0.2 + 1 / 15]] as const) {
      const { agrees, why, compared } = wholeOf(scenario);
      expect({ agrees, why }).toEqual({ agrees: true, why: '' });
      expect(compared.meanLatencyS!.theory).toBeCloseTo(meanS, 9);
    }
  });

  it('has no verdict where an assumption is broken', () => {
    expect(wholeOf(chain({ arrivals: { kind: 'regular', ratePerS: 5 } }, { durationS: 300 }))).toMatchObject({ agrees: null, why: expect.stringMatching(/^assumption broken: /) as string, compared: {} });
  });
});

describe('what cannot be told yet, or at all', () => {
  it('a short run is too early, with how much longer it takes', () => {
    const { agrees, why, meanWaitS, compared } = verdict(chain({ arrivals: { kind: 'poisson', ratePerS: 8 } }, { warmupS: 50, durationS: 200 }));
    expect(agrees).toBeNull();
    expect(why).toMatch(/^too early: known to ± \d+ % at best; ± 10 % takes about \d+ times as long$/);
    expect(meanWaitS).toBeCloseTo(0.4, 12);
    expect(compared.meanWaitS!.measured).toBeGreaterThan(0);
  });

  it('a broken assumption is named, and an approximation is no verdict', () => {
    const { agrees, why, meanWaitS, model, compared, approximation } = verdict(chain({ arrivals: { kind: 'regular', ratePerS: 8 } }, long));
    expect({ agrees, meanWaitS, model, compared }).toEqual({ agrees: null, meanWaitS: null, model: '', compared: {} });
    expect(why).toMatch(/^assumption broken: arrivals are not Poisson/);
    expect(approximation).toMatchObject({ model: 'Kingman', meanWaitS: expect.any(Number) as number, measuredMeanWaitS: expect.any(Number) as number });
    expect(approximation!.caveat).toContain('approximation');
  });

  it('overload has no steady state', () => {
    expect(verdict(chain({ arrivals: { kind: 'poisson', ratePerS: 12 } }, { durationS: 500 }))).toMatchObject({ model: 'M/M/1', agrees: null, why: expect.stringMatching(/^assumption broken: λ = 12 ≥/) as string });
  });

  it('a change while the figures are taken breaks the steady state, whether planned or made by hand', () => {
    const path = 'stations.desk.workers';
    const planned = verdict(chain(half, { ...long, timeline: [{ atS: 4_000, change: change(path, 2) }] }));
    const run = startValid(chain(half, long));
    const watched = new MeasuredRun(run);
    watched.advanceTo(4_000);
    run.change(change(path, 2));
    watched.advanceTo(Infinity);
    const byHand = watched.report().theory['line>desk']!;
    for (const { agrees, why } of [planned, byHand]) {
      expect(agrees).toBeNull();
      expect(why).toBe('assumption broken: the timeline changes “desk” at 4000 s, so there is more than one steady state');
    }
  });

  it('a change before the figures begin does not: they are those of the changed system', () => {
    const run = startValid(chain({ arrivals: { kind: 'poisson', ratePerS: 12 } }, long));
    run.advanceTo(1);
    run.change(change('stations.source.arrivals.ratePerS', 5));
    const watched = new MeasuredRun(run);
    watched.advanceTo(Infinity);
    expect(watched.report().theory['line>desk']).toMatchObject({ model: 'M/M/1', agrees: true, meanWaitS: expect.closeTo(0.1, 12) as number });
  });
});

describe('the comparison', () => {
  const batches = (centre: number, scatter: number) => ratioOfBatches([-1, 1, -1, 1, 1, -1, 1, -1].map((side) => centre + side * scatter), new Float64Array(8).fill(1));
  const sure = { early: '', expectedErrorShare: 0 };

  it('calls different what lies outside the 99.9 % interval', () => {
    expect(compareWithTheory(1, 1.001, batches(1.001, 0.01), sure)).toMatchObject({ agrees: true, why: '' });
    expect(compareWithTheory(1, 1.2, batches(1.2, 0.01), sure)).toMatchObject({ agrees: false, why: expect.stringContaining('99.9 %') as string });
  });

  it('is too early where the interval is wide, the batches are alike, the warm-up was short, or theory expects more scatter than was seen', () => {
    const early = (compared: { readonly agrees: boolean | null; readonly why: string }, why: RegExp): void => {
      expect(compared.agrees).toBeNull();
      expect(compared.why).toMatch(why);
    };
    early(compareWithTheory(1, 1, batches(1, 0.5), sure), /^too early: known to ±/);
    early(compareWithTheory(1, 1.2, batches(1.2, 0.01), { ...sure, expectedErrorShare: 0.1 }), /^too early: known to ± 20 % at best/);
    early(compareWithTheory(1, 1, batches(1, 0.01), { ...sure, early: 'the warm-up was too short' }), /^too early: the warm-up/);
    early(compareWithTheory(1, 1, ratioOfBatches([1, 1.01, 1.02, 1.03, 1.04, 1.05, 1.06, 1.07], new Float64Array(8).fill(1)), sure), /resembles the next/);
    early(compareWithTheory(1, null, null, sure), /nothing was measured/);
    early(compareWithTheory(1, 1, null, sure), /too few windows/);
  });

  it('takes a figure without any scatter at its word', () => {
    expect(compareWithTheory(0, 0, batches(0, 0), sure)).toMatchObject({ agrees: true, ci95: [0, 0] });
  });

  it('expects of waits the scatter that runs of M/M/1 really show', () => {
    // 20 runs of 2,000 s at 70 % load: their mean waits scatter by the share that Whitt's formula says, within a factor of 1.5.
    const theory = mmcFigures({ arrivalPerS: 7, servicePerS: 10, servers: 1 }, true);
    const waits = Array.from({ length: 20 }, (_, seed) => verdict(chain({ arrivals: { kind: 'poisson', ratePerS: 7 } }, { warmupS: 50, durationS: 2_000 }), seed + 1).compared.meanWaitS!.measured!);
    const mean = waits.reduce((sum, wait) => sum + wait, 0) / 20;
    const share = Math.sqrt(waits.reduce((sum, wait) => sum + (wait - mean) ** 2, 0) / 19) / theory.waitS.mean;
    const expected = expectedErrorShareOfWaits(theory, 2_000);
    expect(share / expected).toBeGreaterThan(1 / 1.5);
    expect(share / expected).toBeLessThan(1.5);
  });

  it.each<[string, Chain, number]>([
    ['M/M/1', { arrivals: { kind: 'poisson', ratePerS: 7 } }, 1],
    ['M/D/1', { arrivals: { kind: 'poisson', ratePerS: 7 }, service: { kind: 'constant', meanS: 0.1 } }, 0],
    ['M/M/3', { arrivals: { kind: 'poisson', ratePerS: 24 }, workers: 3 }, 1],
  ])('expects of utilisation the scatter of the work that comes: %s', (_, parts, squaredCv) => {
    const found = Array.from({ length: 40 }, (__, seed) => verdict(chain(parts, { warmupS: 50, durationS: 1_000 }), seed + 1));
    const theory = found[0]!.figures!;
    const share = Math.sqrt(found.reduce((sum, { compared }) => sum + (compared.utilisation!.measured! / theory.utilisation - 1) ** 2, 0) / 40);
    const expected = expectedErrorShareOfUtilisation(theory, 1_000);
    expect(expected).toBeCloseTo(Math.sqrt((1 + squaredCv) / (theory.arrivalPerS * 1_000)), 9);
    expect(share / expected).toBeGreaterThan(1 / 1.4);
    expect(share / expected).toBeLessThan(1.4);
  });

  // Births and deaths are known exactly; what goes round is forgotten no later than supposed, and not ten times as early.
  it.each<[string, Chain, number, number]>([
    ['M/M/1/9', { arrivals: { kind: 'poisson', ratePerS: 11 }, capacityJobs: 8, whenFull: 'shed-newest' }, 1 / 1.4, 1.4],
    ['M/M/2/27, which is always full', { arrivals: { kind: 'poisson', ratePerS: 28 }, workers: 2, capacityJobs: 25, whenFull: 'shed-newest' }, 1 / 1.4, 1.4],
    ['twelve users', { arrivals: { kind: 'closed', users: 12, thinkTime: { kind: 'exponential', meanS: 1 } } }, 0.3, 1.2],
    ['fifty users, who always wait', { arrivals: { kind: 'closed', users: 50, thinkTime: { kind: 'exponential', meanS: 1 } } }, 0.3, 1.2],
    ['twenty users and three workers', { arrivals: { kind: 'closed', users: 20, thinkTime: { kind: 'exponential', meanS: 0.5 } }, workers: 3 }, 0.3, 1.2],
  ])('and of %s', (_, parts, low, high) => {
    const found = Array.from({ length: 40 }, (__, seed) => verdict(chain(parts, { warmupS: 50, durationS: 1_000 }), seed + 1));
    const waits = found.map(({ compared }) => compared.meanWaitS!.measured!);
    const mean = waits.reduce((sum, wait) => sum + wait, 0) / 40;
    const share = Math.sqrt(waits.reduce((sum, wait) => sum + (wait - mean) ** 2, 0) / 39) / found[0]!.figures!.waitS.mean;
    const expected = expectedErrorShareOfWaits(found[0]!.figures!, 1_000);
    expect(share / expected).toBeGreaterThan(low);
    expect(share / expected).toBeLessThan(high);
  });
});
