// Method: replications of a short M/M/1, held against single runs with the same seeds, against the t interval by hand, and against theory for
// how often the interval covers it. Cancelling is tried in the middle of a replication and between two.
import { describe, expect, it } from 'vitest';
import { figureOf, figuresOf } from '../../../../simulations/experiments/report-figures';
import { replicate, summarise, type Replicated, type ReplicateOptions } from '../../../../simulations/experiments/replicate';
import { replicatedFigure } from '../../../../simulations/experiments/replicated-figure';
import { replicationSeed } from '../../../../simulations/experiments/replication-seed';
import { reportOf } from '../../../../simulations/experiments/report';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { chain, startValid } from '../../../properties/kit';
import { expectCoverage } from '../metrics/correlated-series';

const scenario = chain({ arrivals: { kind: 'poisson', ratePerS: 5 } }, { warmupS: 20, durationS: 100 });

async function done(options: Partial<ReplicateOptions> = {}, of: Scenario = scenario): Promise<Replicated> {
  const result = await replicate(of, { replications: 4, ...options });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

describe('replications', () => {
  it('are the single runs of their seeds, the first with the experiment’s own', async () => {
    const { seeds, figures, scenario: ran } = await done({ seed: 7 });
    expect(seeds).toEqual([0, 1, 2, 3].map((r) => replicationSeed(7, r)));
    expect(seeds[0]).toBe(7);
    const alone = seeds.map((seed) => {
      const run = startValid(ran, { seed });
      run.advanceTo(Infinity);
      return figuresOf(reportOf(run));
    });
    expect(Object.keys(figures)).toContain('stations.line.waitS.p99');
    for (const [path, { values }] of Object.entries(figures)) expect(values, path).toEqual(alone.map((one) => figureOf(one, path)));
    expect(figures).toEqual(summarise(alone));
  });

  it('in parts give the same figures as in one', async () => {
    const whole = await done({ replications: 5 });
    const first = await done({ replications: 2 });
    const rest = await done({ replications: 3, from: 2 });
    expect([...first.seeds, ...rest.seeds]).toEqual(whole.seeds);
    expect([...first.figures['latencyS.mean']!.values, ...rest.figures['latencyS.mean']!.values]).toEqual(whole.figures['latencyS.mean']!.values);
  });

  it('take changes as --set does, and refuse what it refuses', async () => {
    const { figures, scenario: ran } = await done({ changes: [{ path: 'stations.source.arrivals.ratePerS', value: 9 }, { path: 'durationS', value: 50 }], figures: ['throughputPerS'] });
    expect(ran.durationS).toBe(50);
    expect(Object.keys(figures)).toEqual(['throughputPerS']);
    expect(figures['throughputPerS']!.mean).toBeGreaterThan(7.5);
    const refused = await replicate(scenario, { replications: 2, changes: [{ path: 'stations.lin.capacityJobs', value: 3 }] });
    expect(refused).toMatchObject({ ok: false, problems: [{ path: 'stations.lin.capacityJobs' }] });
  });

  it('that are cancelled keep what is finished, and say that it is not all', async () => {
    const long = { ...scenario, durationS: 20_000 };
    let asked = 0;
    const { seeds, isCancelled, figures, replications } = await done({ isCancelled: () => ++asked > 9 }, long);
    expect(isCancelled).toBe(true);
    expect(replications).toBe(4);
    expect(seeds.length).toBeGreaterThan(0);
    expect(seeds.length).toBeLessThan(4);
    expect(figures['latencyS.mean']!.n).toBe(seeds.length);
    expect(await done({ isCancelled: () => true }, long)).toMatchObject({ isCancelled: true, seeds: [], figures: {} });
    // Asked to stop when all is done, nothing is missing.
    expect((await done({ replications: 1, isCancelled: () => true })).isCancelled).toBe(false);
  });

  it('say how far they are, never backwards, up to all of it', async () => {
    const shares: number[] = [];
    await done({ replications: 3, onProgress: ({ share, done: finished }) => { shares.push(share); expect(finished).toBeLessThanOrEqual(3); } }, { ...scenario, durationS: 20_000 });
    expect(shares.length).toBeGreaterThan(6);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('that end before their time are named', async () => {
    const { endedEarly, seeds } = await done({ replications: 2 });
    expect(endedEarly).toEqual([]);
    expect(seeds).toHaveLength(2);
  });
});

describe('the figures', () => {
  it('by hand: 1, 2, 3, 4 have mean 2.5, sd √(5/3) and t(0.975, 3) = 3.182', () => {
    const { mean, sd, halfWidth, ci95, n, why } = replicatedFigure([1, 2, 3, 4]);
    expect({ mean, n, why }).toEqual({ mean: 2.5, n: 4, why: '' });
    expect(sd).toBeCloseTo(Math.sqrt(5 / 3), 14);
    expect(halfWidth).toBeCloseTo((3.18245 * Math.sqrt(5 / 3)) / 2, 4);
    expect(ci95![1] - 2.5).toBeCloseTo(halfWidth!, 14);
  });

  it('have no interval from one replication, nor where one has no figure', () => {
    expect(replicatedFigure([3])).toMatchObject({ n: 1, mean: 3, sd: null, ci95: null, why: 'one replication has no scatter: at least two are needed' });
    expect(replicatedFigure([3, null, 5])).toMatchObject({ n: 2, mean: 4, ci95: null, why: '1 of 3 replications have no such figure' });
    expect(replicatedFigure([null])).toMatchObject({ n: 0, mean: null, why: 'no replication has this figure' });
  });

  it('of a reason for which nobody was shed are 0', () => {
    expect(summarise([{ 'jobs.shed.full': 4 }, {}])['jobs.shed.full']!.values).toEqual([4, 0]);
    expect(summarise([{ 'jobs.made': 4 }, {}])['jobs.made']!.values).toEqual([4, null]);
  });
});

describe('seeds', () => {
  it('are all different, allowed, and not those of the next experiment', () => {
    for (const base of [0, 1, 4_294_967_295, Number.MAX_SAFE_INTEGER]) {
      const seeds = Array.from({ length: 10_000 }, (_, r) => replicationSeed(base, r));
      expect(new Set(seeds).size).toBe(10_000);
      expect(seeds.every((seed) => Number.isSafeInteger(seed) && seed >= 0)).toBe(true);
    }
    const next = new Set(Array.from({ length: 10_000 }, (_, r) => replicationSeed(2, r)));
    expect(Array.from({ length: 10_000 }, (_, r) => replicationSeed(1, r)).filter((seed) => next.has(seed))).toEqual([]);
  });
});

it('95 % intervals of ten replications cover M/M/1’s mean time in system in 95 of 100 experiments', async () => {
  let covered = 0;
  const tries = 100;
  for (let seed = 1; seed <= tries; seed++) {
    const { figures } = await done({ seed: seed * 1_000_003, replications: 10, figures: ['latencyS.mean'] }, { ...scenario, durationS: 400 });
    const [low, high] = figures['latencyS.mean']!.ci95!;
    if (low <= 0.2 && 0.2 <= high) covered++;
  }
  // The mean of a short run is a little low: who is still inside at the end has waited longer than most.
  expectCoverage(covered, tries, 0.95, 0.01);
});
