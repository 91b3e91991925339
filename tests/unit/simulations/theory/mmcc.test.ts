// Method: cases that can be computed by hand, against M/M/c/K with K = c, and Erlang's published table of loss.
import { describe, expect, it } from 'vitest';
import { mmccLossShare, mmccMeanJobs, mmccServersFor, mmccShareOfTimeWith, mmccThroughputPerS, mmccUtilisation } from '../../../../simulations/theory/mmcc';
import { mmckLossShare, mmckMeanJobs, mmckShareOfTimeWith } from '../../../../simulations/theory/mmck';
import { expectation } from '../../../../simulations/theory/unimodal';

describe('M/M/c/c', () => {
  it('by hand: one server loses a / (1 + a), two lose a²/2 / (1 + a + a²/2)', () => {
    expect(mmccLossShare({ arrivalPerS: 3, servicePerS: 1, servers: 1 })).toBeCloseTo(3 / 4, 14);
    expect(mmccLossShare({ arrivalPerS: 2, servicePerS: 1, servers: 2 })).toBeCloseTo(2 / 5, 14);
    expect(mmccThroughputPerS({ arrivalPerS: 2, servicePerS: 1, servers: 2 })).toBeCloseTo(1.2, 14);
    expect(mmccUtilisation({ arrivalPerS: 2, servicePerS: 1, servers: 2 })).toBeCloseTo(0.6, 14);
  });

  it.each([[5, 4], [100, 130], [1000, 900]])('is M/M/c/K without waiting places: %i servers, %i offered', (servers, offered) => {
    const model = { arrivalPerS: offered * 3, servicePerS: 3, servers };
    const places = { ...model, places: servers };
    expect(mmccLossShare(model) / mmckLossShare(places)).toBeCloseTo(1, 9);
    expect(mmccMeanJobs(model) / mmckMeanJobs(places)).toBeCloseTo(1, 10);
    const { from, shares } = mmccShareOfTimeWith(model);
    shares.forEach((share, i) => expect(share).toBeCloseTo(mmckShareOfTimeWith(places)[from + i]!, 12));
    expect(expectation({ from, shares }, (n) => n) / mmccMeanJobs(model)).toBeCloseTo(1, 12);
  });

  it('counts the servers that a loss allows: Erlang’s table, 1 % loss', () => {
    // Offered loads that 5, 10, 20 and 100 servers carry at 1 % loss.
    for (const [servers, offered] of [[5, 1.361], [10, 4.461], [20, 12.03], [100, 84.06]] as const) {
      expect(mmccServersFor(offered * 0.999, 0.01)).toBe(servers);
      expect(mmccServersFor(offered * 1.005, 0.01)).toBe(servers + 1);
    }
    expect(mmccServersFor(0, 0.01)).toBe(1);
  });
});
