// Method: one station is M/M/1; two by hand, equal and unequal; many equal ones are Erlang; quantiles put back; the mean by integration.
import { describe, expect, it } from 'vitest';
import { mm1TimeInSystemExceeds, mm1TimeInSystemQuantileS } from '../../../../simulations/theory/mm1';
import { tandemMeanTimeInSystemS, tandemTimeInSystemExceeds, tandemTimeInSystemQuantileS } from '../../../../simulations/theory/tandem';

describe('tandem', () => {
  it('of one is M/M/1', () => {
    const model = { arrivalPerS: 8, servicesPerS: [10] };
    for (const timeS of [0, 0.1, 1, 5]) expect(tandemTimeInSystemExceeds(model, timeS)).toBeCloseTo(mm1TimeInSystemExceeds({ arrivalPerS: 8, servicePerS: 10 }, timeS), 13);
    expect(tandemTimeInSystemQuantileS(model, 0.99)).toBeCloseTo(mm1TimeInSystemQuantileS({ arrivalPerS: 8, servicePerS: 10 }, 0.99), 12);
  });

  it('of two by hand: rates 2 and 6 to spare, and twice 2', () => {
    for (const t of [0.1, 0.7, 3]) {
      expect(tandemTimeInSystemExceeds({ arrivalPerS: 8, servicesPerS: [10, 14] }, t)).toBeCloseTo((6 * Math.exp(-2 * t) - 2 * Math.exp(-6 * t)) / 4, 13);
      expect(tandemTimeInSystemExceeds({ arrivalPerS: 8, servicesPerS: [10, 10] }, t)).toBeCloseTo((1 + 2 * t) * Math.exp(-2 * t), 13);
    }
  });

  it('nearly equal rates lose no digits, and the order of stations does not matter', () => {
    const near = tandemTimeInSystemExceeds({ arrivalPerS: 8, servicesPerS: [10, 10 + 1e-9] }, 2);
    expect(near / tandemTimeInSystemExceeds({ arrivalPerS: 8, servicesPerS: [10, 10] }, 2)).toBeCloseTo(1, 8);
    expect(tandemTimeInSystemExceeds({ arrivalPerS: 1, servicesPerS: [2, 30, 5] }, 3)).toBeCloseTo(tandemTimeInSystemExceeds({ arrivalPerS: 1, servicesPerS: [5, 2, 30] }, 3), 13);
  });

  it('its mean is the area below, and its quantiles are where it says', () => {
    const model = { arrivalPerS: 5, servicesPerS: [6, 8, 25] };
    const endS = tandemTimeInSystemQuantileS(model, 1 - 1e-9);
    let sum = 0;
    for (let i = 0; i < 5000; i++) sum += tandemTimeInSystemExceeds(model, ((i + 0.5) * endS) / 5000);
    const stations = model.servicesPerS.map((servicePerS) => ({ servicePerS, servers: 1 }));
    expect((sum * endS) / 5000).toBeCloseTo(tandemMeanTimeInSystemS({ arrivalPerS: 5, stations }), 4);
    for (const p of [0.5, 0.99, 0.999]) expect(tandemTimeInSystemExceeds(model, tandemTimeInSystemQuantileS(model, p))).toBeCloseTo(1 - p, 10);
  });

  it('one station without anything to spare is enough', () => {
    expect(tandemTimeInSystemQuantileS({ arrivalPerS: 8, servicesPerS: [20, 8] }, 0.5)).toBe(Infinity);
    expect(tandemMeanTimeInSystemS({ arrivalPerS: 8, stations: [{ servicePerS: 20, servers: 1 }, { servicePerS: 2, servers: 4 }] })).toBe(Infinity);
  });
});
