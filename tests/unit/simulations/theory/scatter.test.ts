// Method: processes whose scatter is known in closed form; and the variances of closed networks against the shares of time of a second algorithm.
import { describe, expect, it } from 'vitest';
import { closedNetwork, closedShareOfTimeWith } from '../../../../simulations/theory/closed-network';
import { meanValueAnalysis } from '../../../../simulations/theory/mva';
import { scatterOfUpAndDown } from '../../../../simulations/theory/scatter';

const geometric = (ratio: number, last: number): number[] => {
  const weights = Array.from({ length: last + 1 }, (_, n) => ratio ** n);
  const total = weights.reduce((sum, each) => sum + each, 0);
  return weights.map((each) => each / total);
};

describe('the scatter of a time average', () => {
  it.each([0.3, 0.5, 0.9])('of the number inside M/M/1 at load %f is 2ρ(1 + ρ)/(μ(1 − ρ)⁴) (Whitt 1989)', (load) => {
    const servicePerS = 10;
    const found = scatterOfUpAndDown(geometric(load, Math.ceil(-80 / Math.log(load))), () => load * servicePerS, (n) => n);
    expect(found / ((2 * load * (1 + load)) / (servicePerS * (1 - load) ** 4)) - 1).toBeCloseTo(0, 9);
  });

  it('of a worker with one place, who is free for 1/λ and busy for 1/μ, is 2λμ/(λ + μ)³', () => {
    for (const [up, down] of [[1, 1], [3, 0.5], [0.001, 7]] as const) {
      expect(scatterOfUpAndDown([down / (up + down), up / (up + down)], () => up, (n) => n) / ((2 * up * down) / (up + down) ** 3)).toBeCloseTo(1, 9);
    }
  });

  it('of M/M/∞, whose number is Poisson and is forgotten at rate μ, is 2 a/μ', () => {
    for (const [offered, servicePerS] of [[0.5, 4], [20, 0.1]] as const) {
      const shares: number[] = [Math.exp(-offered)];
      for (let n = 1; n < 150; n++) shares.push((shares[n - 1]! * offered) / n);
      expect(scatterOfUpAndDown(shares, () => offered * servicePerS, (n) => n) / ((2 * offered) / servicePerS)).toBeCloseTo(1, 9);
    }
  });

  it('of a line that is hardly ever short keeps its digits: that of M/M/1/K at load 2 is that of its free places at load ½', () => {
    const last = 400;
    const full = scatterOfUpAndDown(geometric(2, last), () => 20, (n) => n);
    expect(full / scatterOfUpAndDown(geometric(0.5, last), () => 10, (n) => n)).toBeCloseTo(1, 9);
  });
});

describe('the variance of the number at a station of a closed network', () => {
  it.each([[1, 0.2], [5, 0], [12, 1], [60, 1]])('of %i users who think for %f s', (users, thinkS) => {
    const stations = [0.1, 0.08, 0.02].map((demandS) => ({ demandS, servers: 1 }));
    const single = meanValueAnalysis({ users, thinkS, demandsS: stations.map(({ demandS }) => demandS) });
    const several = stations.map((each, i) => ({ ...each, servers: 1 + i }));
    for (const [network, found] of [[stations, single], [several, closedNetwork({ users, thinkS, stations: several })]] as const) {
      found.stations.forEach(({ meanJobs, variance }, i) => {
        const shares = closedShareOfTimeWith({ users, thinkS, stations: network }, i);
        const mean = shares.reduce((sum, share, n) => sum + n * share, 0);
        expect(meanJobs).toBeCloseTo(mean, 9);
        expect(variance).toBeCloseTo(shares.reduce((sum, share, n) => sum + (n - mean) ** 2 * share, 0), 8);
      });
    }
  });
});
