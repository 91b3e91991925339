// Method: where the approximations are exact they must be; D/M/1, whose exact wait follows from one root, bounds how far off they are.
import { describe, expect, it } from 'vitest';
import { allenCunneenMeanWaitS, kingmanMeanWaitMaxS, kingmanMeanWaitS } from '../../../../simulations/theory/kingman';
import { mg1MeanWaitS } from '../../../../simulations/theory/mg1';
import { mmcMeanWaitS } from '../../../../simulations/theory/mmc';
import { modelFacts } from '../../../../simulations/theory/model-facts';

/** Exact D/M/1: σ = exp(−(1 − σ)/ρ), Wq = σ / (μ (1 − σ)). */
function dm1MeanWait(load: number): number {
  let sigma = 0.5;
  for (let i = 0; i < 100_000; i++) sigma = Math.exp(-(1 - sigma) / load);
  return sigma / (1 - sigma);
}

describe('Kingman and Allen–Cunneen', () => {
  it('are exact for M/G/1 and M/M/c', () => {
    const model = { arrivalPerS: 0.7, serviceMeanS: 1, serviceCv: 2 };
    expect(kingmanMeanWaitS({ ...model, arrivalCv: 1 })).toBeCloseTo(mg1MeanWaitS(model), 13);
    expect(allenCunneenMeanWaitS({ arrivalPerS: 90, arrivalCv: 1, serviceMeanS: 0.04, serviceCv: 1, servers: 4 }))
      .toBeCloseTo(mmcMeanWaitS({ arrivalPerS: 90, servicePerS: 25, servers: 4 }), 13);
  });

  it('come near D/M/1 as it fills up, and are off below: an approximation', () => {
    const ratio = (load: number): number => kingmanMeanWaitS({ arrivalPerS: load, arrivalCv: 0, serviceMeanS: 1, serviceCv: 1 }) / dm1MeanWait(load);
    expect(ratio(0.99)).toBeCloseTo(1, 1);
    expect(Math.abs(ratio(0.99) - 1)).toBeLessThan(Math.abs(ratio(0.5) - 1));
    expect(ratio(0.5)).toBeGreaterThan(1.2);
    expect(modelFacts.kingman.exact).toBe(false);
  });

  it('stay below the bound, and so does D/M/1', () => {
    for (const load of [0.3, 0.8, 0.99]) {
      const model = { arrivalPerS: load, arrivalCv: 0, serviceMeanS: 1, serviceCv: 1 };
      expect(dm1MeanWait(load)).toBeLessThan(kingmanMeanWaitMaxS(model));
      expect(mg1MeanWaitS(model)).toBeLessThan(kingmanMeanWaitMaxS({ ...model, arrivalCv: 1 }));
    }
    expect(kingmanMeanWaitS({ arrivalPerS: 1, arrivalCv: 1, serviceMeanS: 1, serviceCv: 1 })).toBe(Infinity);
  });
});
