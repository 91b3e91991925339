// Method: one server by hand; endless patience is M/M/c, none at all M/M/c/c; patience as long as service is M/M/∞; and flow balance.
import { describe, expect, it } from 'vitest';
import { erlangAFigures, erlangAShareOfTimeWith } from '../../../../simulations/theory/erlang-a';
import { mmcMeanWaitS, mmcShareThatWaits } from '../../../../simulations/theory/mmc';
import { mmccLossShare } from '../../../../simulations/theory/mmcc';

describe('M/M/c+M', () => {
  it('with endless patience is M/M/c', () => {
    for (const model of [{ arrivalPerS: 90, servicePerS: 25, servers: 4 }, { arrivalPerS: 970, servicePerS: 1, servers: 1000 }]) {
      const figures = erlangAFigures({ ...model, patienceMeanS: Infinity });
      expect(figures.meanWaitS / mmcMeanWaitS(model)).toBeCloseTo(1, 10);
      expect(figures.meanWaitOfServedS / mmcMeanWaitS(model)).toBeCloseTo(1, 10);
      expect(figures.shareThatWaits).toBeCloseTo(mmcShareThatWaits(model), 10);
      expect(figures.shareThatLeaves).toBe(0);
    }
    expect(erlangAFigures({ arrivalPerS: 4, servicePerS: 1, servers: 4, patienceMeanS: Infinity }).meanWaitS).toBe(Infinity);
  });

  it('with hardly any patience is M/M/c/c', () => {
    const model = { arrivalPerS: 12, servicePerS: 1, servers: 10 };
    expect(erlangAFigures({ ...model, patienceMeanS: 1e-9 }).shareThatLeaves).toBeCloseTo(mmccLossShare(model), 7);
  });

  it('with a patience as long as service holds as many as M/M/∞', () => {
    const model = { arrivalPerS: 40, servicePerS: 0.5, servers: 50, patienceMeanS: 2 };
    const { from, shares } = erlangAShareOfTimeWith(model)!;
    let poisson = Math.exp(-80);
    for (let n = 1; n <= from + shares.length - 1; n++) {
      poisson *= 80 / n;
      if (n >= from && poisson > 1e-12) expect(shares[n - from]! / poisson).toBeCloseTo(1, 9);
    }
    expect(erlangAFigures(model).meanJobs).toBeCloseTo(80, 9);
  });

  it('by hand: one server, patience and service both 1 s, one job a second', () => {
    // N is Poisson with mean 1: Lq = Σ (n − 1) p(n) = 1 − (1 − 1/e) = 1/e. Of those that wait, place k is served with probability 1 / (1 + k).
    const figures = erlangAFigures({ arrivalPerS: 1, servicePerS: 1, servers: 1, patienceMeanS: 1 });
    expect(figures.meanWaitingJobs).toBeCloseTo(Math.exp(-1), 13);
    expect(figures.shareThatLeaves).toBeCloseTo(Math.exp(-1), 13);
    expect(figures.utilisation).toBeCloseTo(1 - Math.exp(-1), 13);
    let served = 0;
    let waits = 0;
    let probability = Math.exp(-1);
    served += probability;
    for (let k = 1, harmonic = 0; k < 40; k++) {
      probability /= k;
      harmonic += 1 / (k + 1);
      served += probability / (k + 1);
      waits += (probability / (k + 1)) * harmonic;
    }
    expect(served).toBeCloseTo(1 - figures.shareThatLeaves, 13);
    expect(figures.meanWaitOfServedS).toBeCloseTo(waits / served, 13);
  });

  it.each([[0.5, 3], [1, 0.01], [1.3, 2], [3, 0.5], [1.05, 500]])('what comes is served or leaves: load %d, patience %d s', (load, patienceMeanS) => {
    const model = { arrivalPerS: load * 20 * 5, servicePerS: 5, servers: 20, patienceMeanS };
    const { throughputPerS, shareThatLeaves, meanWaitS, meanWaitOfServedS } = erlangAFigures(model);
    expect(throughputPerS / model.arrivalPerS + shareThatLeaves).toBeCloseTo(1, 11);
    // Little for the whole line, split: those who leave waited E[min(V, patience)], and E[V; served] is part of it.
    expect(meanWaitOfServedS * (1 - shareThatLeaves)).toBeLessThanOrEqual(meanWaitS * (1 + 1e-12));
  });

  it('far above capacity: the fluid wait', () => {
    // 2,000 come where 1,000 can be served: half leave, after waiting until half have lost patience: 60 ln 2.
    const { shareThatLeaves, meanWaitOfServedS } = erlangAFigures({ arrivalPerS: 2000, servicePerS: 1, servers: 1000, patienceMeanS: 60 });
    expect(shareThatLeaves).toBeCloseTo(0.5, 6);
    expect(meanWaitOfServedS).toBeCloseTo(60 * Math.LN2, 1);
  });
});
