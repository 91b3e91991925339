// Method: one user by hand; two users and two stations by counting states; mean value analysis against convolution; the machine repair
// model is Erlang's; the bounds hold and are reached.
import { describe, expect, it } from 'vitest';
import { closedNetwork } from '../../../../simulations/theory/closed-network';
import { closedNetworkBounds, meanValueAnalysis } from '../../../../simulations/theory/mva';

const single = (demandsS: readonly number[]): { demandS: number; servers: number }[] => demandsS.map((demandS) => ({ demandS, servers: 1 }));

describe('closed networks', () => {
  it('one user never waits; two users at two equal stations find each other there a third of the time', () => {
    expect(meanValueAnalysis({ users: 1, thinkS: 3, demandsS: [0.5, 1.5] })).toMatchObject({ throughputPerS: 0.2, responseS: 2 });
    // States (2,0), (1,1), (0,2) are equally likely: each station is busy 2/3 of the time.
    const { throughputPerS, stations } = meanValueAnalysis({ users: 2, thinkS: 0, demandsS: [1, 1] });
    expect(throughputPerS).toBeCloseTo(2 / 3, 13);
    expect(stations.map(({ meanJobs }) => meanJobs)).toEqual([1, 1]);
  });

  it.each([[3, 0], [50, 2], [400, 30]])('mean value analysis and convolution agree: %i users who think %d s', (users, thinkS) => {
    const demandsS = [0.05, 0.12, 0.01, 0.11];
    const mva = meanValueAnalysis({ users, thinkS, demandsS });
    const convolution = closedNetwork({ users, thinkS, stations: single(demandsS) });
    expect(convolution.throughputPerS / mva.throughputPerS).toBeCloseTo(1, 10);
    expect(convolution.responseS / mva.responseS).toBeCloseTo(1, 9);
    mva.stations.forEach(({ meanJobs, utilisation }, i) => {
      expect(convolution.stations[i]!.meanJobs / meanJobs).toBeCloseTo(1, 9);
      expect(convolution.stations[i]!.utilisation).toBeCloseTo(utilisation, 10);
    });
  });

  it('one station of c servers is the machine repair model, counted state by state', () => {
    const [users, thinkS, demandS, servers] = [300, 1, 0.1, 25];
    // p(n) / p(n − 1) = (N − n + 1) / Z · D / min(n, c)
    const weights = [1];
    for (let n = 1; n <= users; n++) weights.push(weights[n - 1]! * ((users - n + 1) / thinkS) * (demandS / Math.min(n, servers)));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const meanJobs = weights.reduce((sum, weight, n) => sum + (n * weight) / total, 0);
    const found = closedNetwork({ users, thinkS, stations: [{ demandS, servers }] });
    expect(found.stations[0]!.meanJobs / meanJobs).toBeCloseTo(1, 10);
    expect(found.throughputPerS / ((users - meanJobs) / thinkS)).toBeCloseTo(1, 10);
    expect(found.stations[0]!.utilisation).toBeLessThanOrEqual(1);
  });

  it('a delay among the stations is the same as thinking; nobody is lost', () => {
    const withDelay = closedNetwork({ users: 40, thinkS: 0, stations: [{ demandS: 2, servers: Infinity }, { demandS: 0.1, servers: 2 }] });
    const thinking = closedNetwork({ users: 40, thinkS: 2, stations: [{ demandS: 0.1, servers: 2 }] });
    expect(withDelay.throughputPerS).toBeCloseTo(thinking.throughputPerS, 12);
    expect(withDelay.stations.reduce((sum, { meanJobs }) => sum + meanJobs, 0)).toBeCloseTo(40, 9);
  });

  it('never beats its bounds, and comes up to them', () => {
    const demandsS = [0.3, 0.1];
    for (const users of [1, 5, 14, 40, 200]) {
      const network = { users, thinkS: 4, demandsS };
      const { throughputPerS, responseS } = meanValueAnalysis(network);
      const bounds = closedNetworkBounds(network);
      expect(throughputPerS).toBeLessThanOrEqual(bounds.throughputMaxPerS * (1 + 1e-12));
      expect(responseS).toBeGreaterThanOrEqual(bounds.responseMinS * (1 - 1e-12));
      expect(bounds.usersAtKnee).toBeCloseTo(4.4 / 0.3, 12);
    }
    expect(meanValueAnalysis({ users: 200, thinkS: 4, demandsS }).throughputPerS).toBeCloseTo(1 / 0.3, 9);
  });

  it('no users, no work', () => {
    expect(meanValueAnalysis({ users: 0, thinkS: 1, demandsS: [1] })).toMatchObject({ throughputPerS: 0, responseS: 0 });
    expect(closedNetwork({ users: 0, thinkS: 1, stations: single([1]) })).toMatchObject({ throughputPerS: 0, responseS: 0 });
  });
});
