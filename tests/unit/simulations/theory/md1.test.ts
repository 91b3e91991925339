// Method: by hand within the first service; Erlang's alternating sum, evaluated with 250 digits beforehand; the mean by integration;
// and quantiles put back into the distribution.
import { describe, expect, it } from 'vitest';
import { md1MeanWaitS } from '../../../../simulations/theory/mg1';
import { md1ShareOfTimeWith, md1TimeInSystemExceeds, md1TimeInSystemQuantileS, md1WaitExceeds, md1WaitQuantileS } from '../../../../simulations/theory/md1';

const loaded = (rho: number): { arrivalPerS: number; serviceMeanS: number } => ({ arrivalPerS: rho * 4, serviceMeanS: 0.25 });

describe('M/D/1', () => {
  it('by hand: P(wait ≤ t) = (1 − ρ) exp(λ t) before the first D is over', () => {
    for (const rho of [0.05, 0.5, 0.95]) {
      for (const services of [0, 0.3, 0.999]) {
        expect(md1WaitExceeds(loaded(rho), services / 4)).toBeCloseTo(1 - (1 - rho) * Math.exp(rho * services), 13);
      }
    }
  });

  it.each([
    [0.1, 0.5, 0.0538560132615784], [0.1, 1, 0.00534617373191714], [0.1, 2.5, 4.20677659278588e-5], [0.1, 10, 6.62165713085699e-17],
    [0.5, 2.5, 0.0286406303630864], [0.5, 10, 2.30987870928599e-6], [0.5, 40, 9.85723099362417e-23], [0.5, 59.5, 2.25612256048044e-33], [0.5, 80, 1.46997281101629e-44], [0.1, 40, 5.27666705141735e-64], [0.1, 80, 8.39921654682119e-127],
    [0.9, 1, 0.754039688884305], [0.9, 10, 0.11759697957028], [0.9, 59.5, 4.14236439365081e-6], [0.9, 61, 3.03601858172469e-6], [0.9, 80, 5.92946274863783e-8],
    [0.99, 2.5, 0.944735349843643], [0.99, 40, 0.445136815267306], [0.99, 61, 0.2920638032354], [0.99, 80, 0.199476634486334],
  ])('ρ = %d: P(wait > %d D) = %d, to 12 digits however small', (rho, services, exceeds) => {
    expect(md1WaitExceeds(loaded(rho), services / 4) / exceeds).toBeCloseTo(1, 11);
  });

  it('has the mean of Pollaczek and Khinchine', () => {
    for (const rho of [0.2, 0.7, 0.97]) {
      const model = loaded(rho);
      const endS = md1WaitQuantileS(model, 1 - 1e-9);
      let sum = 0;
      const steps = 4_000;
      for (let i = 0; i < steps; i++) sum += md1WaitExceeds(model, ((i + 0.5) * endS) / steps);
      expect((sum * endS) / steps / md1MeanWaitS(model)).toBeCloseTo(1, 4);
    }
  });

  it('counts jobs: p(1) = (1 − ρ)(exp(ρ) − 1), and all shares add up to 1', () => {
    for (const rho of [0.1, 0.6, 0.95]) {
      expect(md1ShareOfTimeWith(loaded(rho), 0)).toBeCloseTo(1 - rho, 14);
      expect(md1ShareOfTimeWith(loaded(rho), 1)).toBeCloseTo((1 - rho) * Math.expm1(rho), 13);
      let sum = 0;
      for (let n = 0; n < 1000; n++) sum += md1ShareOfTimeWith(loaded(rho), n);
      expect(sum).toBeCloseTo(1, 12);
    }
  });

  it('quantiles are where the distribution says; the time in system is D more', () => {
    for (const rho of [0.3, 0.9, 0.999]) {
      const model = loaded(rho);
      for (const p of [0.5, 0.9, 0.99, 0.999]) {
        const waitS = md1WaitQuantileS(model, p);
        if (p <= 1 - rho) expect(waitS).toBe(0);
        else expect(md1WaitExceeds(model, waitS)).toBeCloseTo(1 - p, 12);
        expect(md1TimeInSystemQuantileS(model, p)).toBe(waitS + 0.25);
      }
    }
    expect(md1TimeInSystemExceeds(loaded(0.5), 0.2)).toBe(1);
  });

  it('never stops growing at ρ = 1, and nobody waits at ρ = 0', () => {
    expect(md1WaitQuantileS(loaded(1), 0.5)).toBe(Infinity);
    expect(md1WaitExceeds(loaded(0), 0)).toBe(0);
  });
});
