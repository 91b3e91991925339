// Method: sources that are Poisson with a rate of their own at each instant are put on the clock of their own integrated rate, which is written
// down here a second time and integrated by small steps: there every gap must be exponential of mean 1 (time rescaling; Kolmogorov and Smirnov at
// 99.9 %), changes by hand included. Bursts and batches against their closed forms.
import { describe, expect, it } from 'vitest';
import type { VariantValue } from '../../simulations/engine/param';
import { KS_999, chiSquare999, gapsOf, ksDistance, source, timesMadeS } from './arrivals-kit';
import { REPLICATIONS, expectMeanToMatch } from './expect-mean';

/** Each arrival's place on the clock of the integrated rate; Simpson's rule on pieces of a hundredth of the given step. */
function rescaled(times: readonly number[], rate: (t: number) => number, stepS: number): number[] {
  let at = 0;
  let expected = 0;
  return times.map((time) => {
    while (at < time) {
      // Pieces end where the rate may jump: at whole multiples of the step.
      const next = Math.min(time, (Math.floor(at / stepS + 1e-9) + 1) * stepS);
      const inside = 1e-9 * (next - at);
      expected += ((next - at) / 6) * (rate(at + inside) + 4 * rate((at + next) / 2) + rate(next - inside));
      at = next;
    }
    return expected;
  });
}

function expectPoisson(times: readonly number[], untilS: number, rate: (t: number) => number, stepS: number): void {
  expect(times.length).toBeGreaterThan(20_000);
  // None are missing at the end either, where no gap would tell of them.
  const [expected] = rescaled([untilS], rate, stepS);
  expect(Math.abs(times.length - expected!)).toBeLessThan(3.29 * Math.sqrt(expected!));
  const gaps = gapsOf(rescaled(times, rate, stepS));
  expect(ksDistance(gaps, (x) => -Math.expm1(-x))).toBeLessThan(KS_999);
  const squares = gaps.slice(1).reduce((sum, gap, i) => sum + (gap - 1) * (gaps[i]! - 1), 0) / (gaps.length - 1);
  expect(Math.abs(squares), 'neighbouring gaps know of each other').toBeLessThan(3.29 / Math.sqrt(gaps.length));
}

/** Counts in pieces of the time against what is expected there, over many runs: χ². */
function expectCounts(arrivals: VariantValue, endS: number, pieceS: number, expectedIn: (fromS: number) => number): void {
  const pieces = Math.round(endS / pieceS);
  let chi = 0;
  const runs = 30;
  for (let seed = 1; seed <= runs; seed++) {
    const counts = new Array<number>(pieces).fill(0);
    for (const at of timesMadeS(source(arrivals), endS, seed)) counts[Math.min(pieces - 1, Math.floor(at / pieceS))]!++;
    counts.forEach((count, i) => {
      const expected = expectedIn(i * pieceS);
      if (expected === 0) expect(count).toBe(0);
      else chi += (count - expected) ** 2 / expected;
    });
  }
  const degrees = runs * Array.from({ length: pieces }, (_, i) => expectedIn(i * pieceS)).filter((n) => n > 0).length;
  expect(chi).toBeLessThan(chiSquare999(degrees));
  expect(chi).toBeGreaterThan(degrees - 3.3 * Math.sqrt(2 * degrees)); // as uneven as Poisson, and no evener
}

describe('a rate that follows a plan', () => {
  const steps = { kind: 'schedule', rates: 'at 0 s 50/s, at 2 s 200/s; 3 0\n4: 120 per s', between: 'steps', repeatS: 5 };
  const stepsRate = (t: number): number => [50, 50, 200, 0, 120][Math.floor(t % 5)]!;

  it('in steps is Poisson on its own clock, round after round', () => {
    expectPoisson(timesMadeS(source(steps), 300), 300, stepsRate, 1);
  });

  it('in steps makes the expected counts, and none where the rate is 0', () => {
    expectCounts(steps, 20, 1, stepsRate);
  });

  it('in ramps is Poisson on its own clock, and holds the last rate', () => {
    const ramps = { kind: 'schedule', rates: '1 0, 101 400, 201 0, 202 300', between: 'ramps' };
    const rate = (t: number): number => (t < 1 ? 0 : t < 101 ? 4 * (t - 1) : t < 201 ? 400 - 4 * (t - 101) : Math.min(300, 300 * (t - 201)));
    expectPoisson(timesMadeS(source(ramps), 230), 230, rate, 1);
  });

  it('is silent for ever after a last rate of 0', () => {
    expect(Math.max(...timesMadeS(source({ kind: 'schedule', rates: '0 100, 5 0' }), 1000))).toBeLessThan(5);
    expect(timesMadeS(source({ kind: 'schedule', rates: '0 0', repeatS: 2 }), 1000)).toEqual([]);
  });

  it('makes rare jobs at a small mean rate of many rounds, without going through each', () => {
    const times = timesMadeS(source({ kind: 'schedule', rates: '0 0.002, 0.5 0', repeatS: 1 }), 1_000_000);
    expect(Math.abs(times.length - 1000)).toBeLessThan(3.29 * Math.sqrt(1000));
    expect(times.every((at) => at % 1 <= 0.5 + 1e-9)).toBe(true);
  });
});

describe('a wave', () => {
  for (const swing of [0, 0.5, 1]) {
    it(`of swing ${swing} is Poisson on its own clock`, () => {
      const rate = (t: number): number => 200 * (1 + swing * Math.sin((2 * Math.PI * t) / 7));
      expectPoisson(timesMadeS(source({ kind: 'sine', ratePerS: 200, swing, waveS: 7 }), 200), 200, rate, 0.05);
    });
  }

  it('that goes up and down many times between two jobs is right, too', () => {
    const times = timesMadeS(source({ kind: 'sine', ratePerS: 0.5, swing: 1, waveS: 0.01 }), 60_000);
    expect(ksDistance(gapsOf(times), (x) => -Math.expm1(-0.5 * x))).toBeLessThan(KS_999);
    // Within the wave, jobs come by the density 1 + sin.
    const phase = (x: number): number => x + (1 - Math.cos(2 * Math.PI * x)) / (2 * Math.PI);
    expect(ksDistance(times.map((t) => (t / 0.01) % 1), phase)).toBeLessThan(KS_999);
  });
});

describe('a spike', () => {
  it('is Poisson on its own clock, once and again and again', () => {
    const once = { kind: 'spike', ratePerS: 60, spikeRatePerS: 600, startS: 20, lengthS: 30, everyS: 0 };
    expectPoisson(timesMadeS(source(once), 400), 400, (t) => (t >= 20 && t < 50 ? 600 : 60), 10);
    const often = { ...once, startS: 1, lengthS: 2, everyS: 4 };
    expectPoisson(timesMadeS(source(often), 160), 160, (t) => (t % 4 >= 1 && t % 4 < 3 ? 600 : 60), 1);
  });
});

describe('changes by hand', () => {
  it('between all sources that are Poisson at each instant leave the stream Poisson on the clock of what was set', () => {
    const set: readonly (readonly [VariantValue, (t: number) => number])[] = [
      [{ kind: 'poisson', ratePerS: 30 }, () => 30],
      [{ kind: 'schedule', rates: '0 10, 50 40, 100 5', between: 'ramps', repeatS: 200 }, (t) => {
        const x = t % 200;
        return x < 50 ? 10 + 0.6 * x : x < 100 ? 40 - 0.7 * (x - 50) : 5;
      }],
      [{ kind: 'sine', ratePerS: 50, swing: 0.9, waveS: 3 }, (t) => 50 * (1 + 0.9 * Math.sin((2 * Math.PI * t) / 3))],
      [{ kind: 'spike', ratePerS: 5, spikeRatePerS: 90, startS: 1, lengthS: 1, everyS: 2 }, (t) => (t % 2 >= 1 ? 90 : 5)],
      [{ kind: 'mmpp', calmRatePerS: 25, calmS: 3, busyRatePerS: 25, busyS: 0.1 }, () => 25],
    ];
    // A change every 0.05 s: about one for each job, in an order that meets every pair.
    const changes = Array.from({ length: 20_000 }, (_, i) => ({ atS: (i + 1) / 20, at: (i * 7 + Math.floor(i / 5)) % 5 }));
    const times = timesMadeS(source(set[0]![0]), 1000, 1, changes.map(({ atS, at }) => ({ atS, change: { path: 'stations.source.arrivals', value: set[at]![0] } })));
    const rate = (t: number): number => {
      const i = Math.floor(t * 20) - 1;
      return set[i < 0 ? 0 : changes[Math.min(i, changes.length - 1)]!.at]![1](t);
    };
    expectPoisson(times, 1000, rate, 0.05);
  });

  it('taken back in the same instant leave every kind as it was', () => {
    for (const arrivals of [
      { kind: 'mmpp', calmRatePerS: 20, calmS: 1, busyRatePerS: 80, busyS: 1 }, { kind: 'batches', ratePerS: 40, batchJobs: 4, size: 'geometric' },
      { kind: 'sine', ratePerS: 40, swing: 0.7, waveS: 3 }, { kind: 'schedule', rates: '0 10, 4 80', between: 'ramps' }, { kind: 'regular', ratePerS: 37 },
      { kind: 'renewal', gap: { kind: 'gamma', meanS: 0.02, cv: 2 } },
    ]) {
      const plain = timesMadeS(source(arrivals), 20);
      const there = (value: VariantValue) => ({ atS: 5.0123, change: { path: 'stations.source.arrivals', value } });
      const changed = timesMadeS(source(arrivals), 20, 1, [there({ kind: 'poisson', ratePerS: 3 }), there({ kind: 'on-off', ratePerS: 9 }), there(arrivals)]);
      expect(changed, arrivals.kind).toEqual(plain);
    }
  });
});

describe('renewal', () => {
  it('has independent gaps of the distribution that it is given', () => {
    const times = timesMadeS(source({ kind: 'renewal', gap: { kind: 'uniform', meanS: 0.01, spreadShare: 0.5 } }), 1000);
    const gaps = gapsOf(times);
    expect(gaps.length).toBeGreaterThan(90_000);
    expect(ksDistance(gaps, (x) => Math.min(1, Math.max(0, (x - 0.005) / 0.01)))).toBeLessThan(KS_999);
  });
});

describe('bursts', () => {
  it('on and off have the independent hyperexponential gaps of an interrupted Poisson process (Kuczura 1973)', () => {
    const [onS, offS, meanRate] = [0.3, 0.9, 20] as const;
    const times = timesMadeS(source({ kind: 'on-off', ratePerS: meanRate, onS, offS }), 5000);
    const rate = (meanRate * (onS + offS)) / onS;
    const [leave, come] = [1 / onS, 1 / offS];
    const root = Math.sqrt((rate + leave + come) ** 2 - 4 * rate * come);
    const fast = (rate + leave + come + root) / 2;
    const slow = (rate + leave + come - root) / 2;
    const share = (rate - slow) / (fast - slow);
    const gaps = gapsOf(times).slice(1);
    expect(ksDistance(gaps, (x) => -share * Math.expm1(-fast * x) - (1 - share) * Math.expm1(-slow * x))).toBeLessThan(KS_999);
  });

  it('of two rates have the mean rate from the start, and the index of dispersion of the cookbook', () => {
    const [calm, busy, calmS, busyS, pieceS] = [20, 100, 0.7, 0.3, 0.5] as const;
    const [leaveCalm, leaveBusy] = [1 / calmS, 1 / busyS];
    const both = leaveCalm + leaveBusy;
    const mean = (calm * leaveBusy + busy * leaveCalm) / both;
    const dispersion = 1 + ((2 * (calm - busy) ** 2 * leaveCalm * leaveBusy) / (both ** 2 * (calm * leaveBusy + busy * leaveCalm))) * (1 + Math.expm1(-both * pieceS) / (both * pieceS));
    const rates: number[] = [];
    const variances: number[] = [];
    const firsts: number[] = [];
    for (let seed = 1; seed <= REPLICATIONS; seed++) {
      const untilS = 2000;
      const counts = new Array<number>(untilS / pieceS).fill(0);
      for (const at of timesMadeS(source({ kind: 'mmpp', calmRatePerS: calm, calmS, busyRatePerS: busy, busyS }), untilS, seed)) counts[Math.min(counts.length - 1, Math.floor(at / pieceS))]!++;
      rates.push(counts.reduce((sum, n) => sum + n, 0) / untilS);
      variances.push(counts.reduce((sum, n) => sum + (n - mean * pieceS) ** 2, 0) / counts.length / (mean * pieceS));
    }
    expectMeanToMatch('rate', rates, mean);
    expectMeanToMatch('index of dispersion', variances, dispersion, { halfWidthMax: 0.05 });
    for (let seed = 1; seed <= 4000; seed++) firsts.push(timesMadeS(source({ kind: 'mmpp', calmRatePerS: calm, calmS, busyRatePerS: busy, busyS }), 0.05, seed).length);
    const first = firsts.reduce((sum, n) => sum + n, 0) / firsts.length;
    const spread = Math.sqrt(firsts.reduce((sum, n) => sum + (n - first) ** 2, 0) / firsts.length ** 2);
    expect(Math.abs(first - mean * 0.05)).toBeLessThan(3.29 * spread);
  });
});
