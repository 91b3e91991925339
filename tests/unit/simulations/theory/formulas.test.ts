// Method: each formula at cases that can be worked out by hand, against the others where they must agree, and at sizes where a careless
// computation overflows.
import { describe, expect, it } from 'vitest';
import { md1MeanWaitS, mg1MeanTimeInSystemS, mg1MeanWaitS, mg1MeanWaitingJobs, mg1Utilisation } from '../../../../simulations/theory/mg1';
import * as mm1 from '../../../../simulations/theory/mm1';
import * as mmc from '../../../../simulations/theory/mmc';
import * as mmck from '../../../../simulations/theory/mmck';

const close = (a: number, b: number, share = 1e-12): void => expect(Math.abs(a - b), `${a} and ${b}`).toBeLessThanOrEqual(share * Math.max(Math.abs(a), Math.abs(b)));

describe('M/M/1', () => {
  const model = { arrivalPerS: 8, servicePerS: 10 };

  it('by hand, at ρ = 0.8', () => {
    close(mm1.mm1Utilisation(model), 0.8);
    close(mm1.mm1MeanTimeInSystemS(model), 0.5);
    close(mm1.mm1MeanWaitS(model), 0.4);
    close(mm1.mm1MeanJobs(model), 4);
    close(mm1.mm1ShareOfTimeWith(model, 2), 0.2 * 0.64);
    close(mm1.mm1TimeInSystemQuantileS(model, 0.5), Math.LN2 / 2);
    close(mm1.mm1TimeInSystemQuantileS(model, 0.99), Math.log(100) / 2);
    expect(mm1.mm1WaitQuantileS(model, 0.2)).toBe(0);
    close(mm1.mm1WaitExceeds(model, 0), 0.8);
  });

  it('quantiles are where the tail has come down', () => {
    for (const p of [0.3, 0.5, 0.95, 0.999]) {
      close(mm1.mm1TimeInSystemExceeds(model, mm1.mm1TimeInSystemQuantileS(model, p)), 1 - p, 1e-9);
      close(mm1.mm1WaitExceeds(model, mm1.mm1WaitQuantileS(model, p)), 1 - p, 1e-9);
    }
  });

  it('has no steady state at ρ ≥ 1', () => {
    for (const arrivalPerS of [10, 12]) {
      const over = { arrivalPerS, servicePerS: 10 };
      expect([mm1.mm1Utilisation(over), mm1.mm1MeanWaitS(over), mm1.mm1MeanTimeInSystemS(over), mm1.mm1TimeInSystemQuantileS(over, 0.5), mm1.mm1MeanJobs(over)]).toEqual([1, Infinity, Infinity, Infinity, Infinity]);
    }
  });
});

describe('Erlang B and C', () => {
  it('by hand', () => {
    close(mmc.erlangB(1, 1), 1 / 2);
    close(mmc.erlangB(2, 1), 1 / 5);
    close(mmc.erlangB(3, 2), (8 / 6) / (1 + 2 + 2 + 8 / 6));
    close(mmc.erlangC(1, 0.7), 0.7);
    close(mmc.erlangC(2, 1), 1 / 3);
    expect(mmc.erlangB(0, 5)).toBe(1);
    expect(mmc.erlangC(3, 3)).toBe(1);
  });

  it('B is what its definition says, aᶜ/c! over the sum, wherever that can be computed', () => {
    for (const [servers, load] of [[5, 3], [10, 12], [20, 15]] as const) {
      let term = 1;
      let sum = 1;
      for (let n = 1; n <= servers; n++) sum += term *= load / n;
      close(mmc.erlangB(servers, load), term / sum);
    }
  });

  it('holds at a thousand servers', () => {
    const blocked = mmc.erlangB(1000, 950);
    expect(blocked).toBeGreaterThan(0.001);
    expect(blocked).toBeLessThan(0.02);
    expect(mmc.erlangC(1000, 950)).toBeGreaterThan(blocked);
    close(mmc.erlangB(1000, 1000), mmck.mmckLossShare({ arrivalPerS: 1000, servicePerS: 1, servers: 1000, places: 1000 }), 1e-9);
  });
});

describe('M/M/c', () => {
  it('is M/M/1 with one server', () => {
    const one = { arrivalPerS: 7, servicePerS: 10 };
    const model = { ...one, servers: 1 };
    close(mmc.mmcMeanWaitS(model), mm1.mm1MeanWaitS(one));
    close(mmc.mmcMeanTimeInSystemS(model), mm1.mm1MeanTimeInSystemS(one));
    close(mmc.mmcUtilisation(model), 0.7);
    for (const p of [0.1, 0.5, 0.99]) {
      close(mmc.mmcTimeInSystemQuantileS(model, p), mm1.mm1TimeInSystemQuantileS(one, p), 1e-9);
      close(mmc.mmcWaitQuantileS(model, p), mm1.mm1WaitQuantileS(one, p), 1e-9);
      close(mmc.mmcTimeInSystemExceeds(model, p), mm1.mm1TimeInSystemExceeds(one, p), 1e-9);
      close(mmc.mmcWaitExceeds(model, p), mm1.mm1WaitExceeds(one, p), 1e-9);
    }
  });

  it.each([[5, 4, 10], [15, 2, 10], [10, 2, 10], [29.999999, 4, 10], [950, 1000, 1], [0.5, 1000, 1]])('λ = %d, c = %i, μ = %d: the mean is the area under the tail', (arrivalPerS, servers, servicePerS) => {
    const model = { arrivalPerS, servers, servicePerS };
    const until = mmc.mmcTimeInSystemQuantileS(model, 1 - 1e-13);
    const steps = 20_000;
    let area = 0;
    for (let n = 0; n <= steps; n++) area += mmc.mmcTimeInSystemExceeds(model, (until * n) / steps) * (n === 0 || n === steps ? 1 : n % 2 === 0 ? 2 : 4);
    close((area * until) / steps / 3, mmc.mmcMeanTimeInSystemS(model), 1e-6);
    expect(mmc.mmcTimeInSystemExceeds(model, 1e9)).toBe(0);
  });

  it('has no steady state at ρ ≥ 1', () => {
    const over = { arrivalPerS: 20, servicePerS: 10, servers: 2 };
    expect([mmc.mmcMeanWaitS(over), mmc.mmcTimeInSystemQuantileS(over, 0.5), mmc.mmcWaitQuantileS(over, 0.5)]).toEqual([Infinity, Infinity, Infinity]);
  });
});

describe('M/M/c/K', () => {
  it('by hand: M/M/1/1 at ρ = 1 loses half, M/M/1/2 a third', () => {
    close(mmck.mmckLossShare({ arrivalPerS: 1, servicePerS: 1, servers: 1, places: 1 }), 1 / 2);
    close(mmck.mmckLossShare({ arrivalPerS: 1, servicePerS: 1, servers: 1, places: 2 }), 1 / 3);
    const model = { arrivalPerS: 2, servicePerS: 1, servers: 1, places: 2 }; // p = 1/7, 2/7, 4/7
    close(mmck.mmckMeanJobs(model), 10 / 7);
    close(mmck.mmckThroughputPerS(model), 6 / 7);
    close(mmck.mmckUtilisation(model), 6 / 7);
    close(mmck.mmckMeanTimeInSystemS(model), 10 / 6);
    close(mmck.mmckMeanWaitS(model), 4 / 6);
  });

  it('M/M/1/K is the geometric formula', () => {
    for (const load of [0.5, 0.99, 1.5]) {
      for (const places of [1, 10, 60]) {
        close(mmck.mmckLossShare({ arrivalPerS: load, servicePerS: 1, servers: 1, places }), ((1 - load) * load ** places) / (1 - load ** (places + 1)), 1e-10);
      }
    }
  });

  it('with no waiting places is Erlang B', () => {
    for (const [servers, load] of [[1, 0.3], [4, 3.6], [50, 45], [1000, 1500]] as const) {
      const model = { arrivalPerS: load, servicePerS: 1, servers, places: servers };
      close(mmck.mmckLossShare(model), mmc.erlangB(servers, load), 1e-9);
      expect(mmck.mmckMeanWaitS(model)).toBe(0);
      close(mmck.mmckTimeInSystemQuantileS(model, 0.5), Math.LN2, 1e-9);
    }
  });

  it('becomes M/M/c as K grows', () => {
    for (const servers of [1, 3, 40]) {
      const model = { arrivalPerS: servers * 0.8, servicePerS: 1, servers };
      const large = { ...model, places: servers + 400 };
      close(mmck.mmckMeanWaitS(large), mmc.mmcMeanWaitS(model), 1e-9);
      for (const timeS of [0.01, 0.5, 3, 20]) close(mmck.mmckTimeInSystemExceeds(large, timeS), mmc.mmcTimeInSystemExceeds(model, timeS), 1e-9);
      for (const p of [0.5, 0.95, 0.99]) close(mmck.mmckTimeInSystemQuantileS(large, p), mmc.mmcTimeInSystemQuantileS(model, p), 1e-9);
    }
  });

  it('time in system of one server is a mixture of Erlang times', () => {
    const model = { arrivalPerS: 3, servicePerS: 2, servers: 1, places: 5 };
    const shares = mmck.mmckShareOfTimeWith(model);
    for (const timeS of [0.1, 1, 4]) {
      let expected = 0;
      for (let met = 0; met < 5; met++) {
        let term = Math.exp(-2 * timeS);
        let tail = 0;
        for (let m = 0; m <= met; term *= (2 * timeS) / ++m) tail += term;
        expected += (shares[met]! / (1 - shares[5]!)) * tail;
      }
      close(mmck.mmckTimeInSystemExceeds(model, timeS), expected, 1e-10);
    }
  });

  it('shares add up, and nothing overflows, at a thousand servers and ten thousand places far above capacity', () => {
    const model = { arrivalPerS: 1500, servicePerS: 1, servers: 1000, places: 11_000 };
    close(mmck.mmckShareOfTimeWith(model).reduce((sum, share) => sum + share, 0), 1, 1e-9);
    close(mmck.mmckLossShare(model), 1 / 3, 1e-9);
    close(mmck.mmckUtilisation(model), 1, 1e-9);
    // Full all the time: about 10,000 − 2 departures at 1,000 a second before its own service.
    close(mmck.mmckMeanTimeInSystemS(model), 11, 0.001);
    close(mmck.mmckTimeInSystemQuantileS(model, 0.5), 10.69, 0.01);
  });
});

describe('M/G/1', () => {
  it('by hand: cv = 1 waits as M/M/1 does, clockwork half as long, cv = 2 two and a half times as long', () => {
    const at = (serviceCv: number): number => mg1MeanWaitS({ arrivalPerS: 8, serviceMeanS: 0.1, serviceCv });
    close(at(1), mm1.mm1MeanWaitS({ arrivalPerS: 8, servicePerS: 10 }));
    close(at(0), at(1) / 2);
    close(at(2), at(1) * 2.5);
    close(md1MeanWaitS({ arrivalPerS: 8, serviceMeanS: 0.1 }), 0.2);
    close(mg1MeanTimeInSystemS({ arrivalPerS: 8, serviceMeanS: 0.1, serviceCv: 0 }), 0.3);
    close(mg1MeanWaitingJobs({ arrivalPerS: 8, serviceMeanS: 0.1, serviceCv: 1 }), 3.2);
    close(mg1Utilisation({ arrivalPerS: 8, serviceMeanS: 0.1, serviceCv: 1 }), 0.8);
    expect(mg1MeanWaitS({ arrivalPerS: 10, serviceMeanS: 0.1, serviceCv: 0 })).toBe(Infinity);
  });
});
