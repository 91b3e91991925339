// Method: networks small enough for pencil and paper; traffic equations put back; a network in a row is a tandem.
import { describe, expect, it } from 'vitest';
import { jacksonArrivalsPerS, jacksonFigures, type JacksonNetwork } from '../../../../simulations/theory/jackson';
import { tandemMeanTimeInSystemS } from '../../../../simulations/theory/tandem';

const station = (outsidePerS: number, servicePerS = 10, servers = 1): JacksonNetwork['stations'][number] => ({ outsidePerS, servicePerS, servers });

describe('Jackson network', () => {
  it('by hand: one station to which a quarter comes back', () => {
    const network = { stations: [station(6)], routing: [[0.25]] };
    expect(jacksonArrivalsPerS(network)).toEqual([8]);
    const { meanTimeInNetworkS, stations } = jacksonFigures(network);
    // M/M/1 at λ = 8, μ = 10: L = 4, and 4/3 visits of 1/2 s each.
    expect(meanTimeInNetworkS).toBeCloseTo(4 / 6, 13);
    expect(stations[0]).toMatchObject({ visits: 8 / 6, utilisation: 0.8 });
  });

  it('by hand: two stations that send half of their jobs to each other', () => {
    // λ₁ = 3 + λ₂/2, λ₂ = λ₁/2: λ₁ = 4, λ₂ = 2.
    const arrivals = jacksonArrivalsPerS({ stations: [station(3), station(0)], routing: [[0, 0.5], [0.5, 0]] });
    expect(arrivals[0]).toBeCloseTo(4, 13);
    expect(arrivals[1]).toBeCloseTo(2, 13);
  });

  it('solves the traffic equations of a large random network', () => {
    const size = 40;
    let state = 7;
    const draw = (): number => { state = (state * 48_271) % 2_147_483_647; return state / 2_147_483_647; };
    const routing = Array.from({ length: size }, () => {
      const row = Array.from({ length: size }, draw);
      const sum = row.reduce((total, each) => total + each, 0);
      return row.map((each) => (each / sum) * 0.999);
    });
    const stations = Array.from({ length: size }, () => station(draw()));
    const arrivals = jacksonArrivalsPerS({ stations, routing });
    arrivals.forEach((arrivalPerS, j) => {
      const into = stations[j]!.outsidePerS + arrivals.reduce((sum, rate, i) => sum + rate * routing[i]![j]!, 0);
      expect(into / arrivalPerS).toBeCloseTo(1, 12);
    });
  });

  it('a row of stations is a tandem', () => {
    const { meanTimeInNetworkS } = jacksonFigures({ stations: [station(8), station(0, 3, 4), station(0, 9)], routing: [[0, 1, 0], [0, 0, 1], [0, 0, 0]] });
    const tandem = { arrivalPerS: 8, stations: [{ servicePerS: 10, servers: 1 }, { servicePerS: 3, servers: 4 }, { servicePerS: 9, servers: 1 }] };
    expect(meanTimeInNetworkS).toBeCloseTo(tandemMeanTimeInSystemS(tandem), 12);
  });

  it('names the stations that jobs never leave, even where the shares add up to 1 only nearly', () => {
    const trap = { stations: [station(1), station(0), station(0)], routing: [[0.1, 0.2, 0], [0, 0.3, 0.7], [0, 0.1 + 0.2, 0.7]] };
    expect(jacksonArrivalsPerS(trap)).toEqual([1 / 0.9, Infinity, Infinity]);
    expect(jacksonArrivalsPerS({ ...trap, routing: [[0, 0, 0], [0, 0, 1], [0, 1, 0]] })).toEqual([1, 0, 0]);
  });
});
