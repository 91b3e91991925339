// Method: scenarios whose whole way has a formula, each held against formulas of its own, and near misses with their reasons. Whole runs of the
// engine show that the latency which is named is the one that is measured.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VariantValue } from '../../../../simulations/engine/param';
import { reportOf } from '../../../../simulations/experiments/report';
import { libraryScenarios } from '../../../../simulations/library';
import type { Scenario, StationSpec } from '../../../../simulations/scenario/scenario';
import { startRun } from '../../../../simulations/scenario/start-run';
import { closedNetwork } from '../../../../simulations/theory/closed-network';
import { jacksonFigures } from '../../../../simulations/theory/jackson';
import { mg1MeanTimeInSystemS } from '../../../../simulations/theory/mg1';
import { mmcMeanTimeInSystemS } from '../../../../simulations/theory/mmc';
import { mmckLossShare, mmckMeanTimeInSystemS } from '../../../../simulations/theory/mmck';
import { recogniseWhole, type RecognisedWhole } from '../../../../simulations/theory/recognise-whole';
import { tandemTimeInSystemQuantileS } from '../../../../simulations/theory/tandem';
import { someScenario } from '../scenario/random-scenario';
import { futureCatalog } from './future-catalog';
import { desk, poisson, queue, regular, row, scenario, served, sink } from './recognise-kit';

const whole = (given: Scenario): RecognisedWhole => recogniseWhole(given, futureCatalog);
const router = (choice: VariantValue = { kind: 'random' }): StationSpec => ({ kind: 'router', choice });

function expectWhole(given: Scenario, model: string, meanS: number): RecognisedWhole {
  const found = whole(given);
  expect(found.why).toBe('');
  expect(found.model).toBe(model);
  expect(found.source).not.toBe('');
  expect(found.figures!.latencyS.mean).toBeCloseTo(meanS, 11);
  return found;
}

function miss(given: Scenario, why: string | RegExp): void {
  const found = whole(given);
  expect(found.why).toMatch(why);
  expect(found).toMatchObject({ model: '', modelId: null, figures: null });
}

const tandem = (second: StationSpec = desk(3, 0.3), parts: Record<string, StationSpec> = {}): Scenario => scenario(
  { source: poisson(8), line: queue(), desk: desk(1, 0.1), line2: queue(), desk2: second, end: sink, ...parts }, ['source > line > desk > line2 > desk2 > end'],
);
const mm1S = 0.5;

describe('the whole way', () => {
  it('of one line is that line’s, percentiles included', () => {
    expect(expectWhole(row({}), 'M/M/1', mm1S).figures!.latencyS.p50).toBeCloseTo(mm1S * Math.LN2, 10);
    const model = { arrivalPerS: 15, servicePerS: 10, servers: 1, places: 6 };
    const lossy = expectWhole(row({ source: poisson(15), line: queue(5, 'shed-newest') }), 'M/M/1/6', mmckMeanTimeInSystemS(model));
    expect(lossy.figures).toMatchObject({ lossShare: expect.closeTo(mmckLossShare(model), 12), throughputPerS: expect.closeTo(15 * (1 - mmckLossShare(model)), 11) });
  });

  it('of a tandem is the sum, and with one worker each Reich knows its percentiles', () => {
    expect(expectWhole(tandem(), 'tandem of M/M/1 and M/M/3', mm1S + mmcMeanTimeInSystemS({ arrivalPerS: 8, servicePerS: 1 / 0.3, servers: 3 })).figures!.latencyS.p99).toBeNull();
    const single = expectWhole(tandem(desk(1, 0.05)), 'tandem of M/M/1 and M/M/1', mm1S + 1 / 12);
    expect(single.figures!.latencyS.p99).toBeCloseTo(tandemTimeInSystemQuantileS({ arrivalPerS: 8, servicesPerS: [10, 20] }, 0.99), 8);
  });

  it('of other stations one by one', () => {
    const clockwork = { kind: 'constant', meanS: 0.1 };
    expectWhole(tandem(served(1, clockwork)), 'M/M/1 and M/D/1', mm1S + mg1MeanTimeInSystemS({ arrivalPerS: 8, serviceMeanS: 0.1, serviceCv: 0 }));
    const net = scenario({ source: poisson(8), net: { kind: 'delay', time: clockwork }, line: queue(), desk: desk(1, 0.1), end: sink }, ['source > net > line > desk > end']);
    expectWhole(net, 'M/G/∞ and M/M/1', 0.1 + mm1S);
    const late = { ...row({}), links: row({}).links.map((link) => (link.to === 'line' ? { ...link, delayS: 0.25 } : link)) };
    const found = expectWhole(late, 'M/M/1', mm1S + 0.25);
    expect(found.figures).toMatchObject({ latencyS: { p50: null }, meanJobs: expect.closeTo(8 * 0.75, 10) });
  });

  it('of a line that loses jobs with links that take time: what is lost takes none of those behind it', () => {
    const model = { arrivalPerS: 15, servicePerS: 10, servers: 1, places: 6 };
    const loss = mmckLossShare(model);
    const timeS = mmckMeanTimeInSystemS(model);
    const given = row({ source: poisson(15), line: queue(5, 'shed-newest') });
    const late = (to: string): Scenario => ({ ...given, links: given.links.map((link) => (link.to === to ? { ...link, delayS: 2 } : link)) });
    expect(expectWhole(late('line'), 'M/M/1/6', timeS + 2).figures!.meanJobs).toBeCloseTo(15 * (1 - loss) * timeS + 15 * 2, 10);
    expect(expectWhole(late('end'), 'M/M/1/6', timeS + 2).figures!.meanJobs).toBeCloseTo(15 * (1 - loss) * (timeS + 2), 10);
    // Two ways there, of which one takes time: who takes which says nothing of who is lost.
    const ways = scenario({ source: poisson(15), r: router(), line: queue(5, 'shed-newest'), slow: { kind: 'router' }, desk: desk(1, 0.1), end: sink }, ['source > r > line > desk > end', 'r > slow > line']);
    expectWhole({ ...ways, links: ways.links.map((link) => (link.to === 'slow' ? { ...link, delayS: 2 } : link)) }, 'M/M/1/6', timeS + 1);
    // A link behind what is not known to be Poisson.
    const split = scenario({ source: poisson(15), line: queue(5, 'shed-newest'), desk: desk(1, 0.1), r: router(), a: sink, b: sink }, ['source > line > desk > r > a', 'r > b']);
    miss({ ...split, links: split.links.map((link) => (link.to === 'a' ? { ...link, delayS: 2 } : link)) }, 'not known how many jobs take a link with a delay');
  });

  it('of a Jackson network counts each visit', () => {
    const given = scenario(
      { source: poisson(4), line: queue(), desk: desk(1, 0.1), r: router({ kind: 'weighted', weights: 'line=1, line2=2, end=1' }), line2: queue(), desk2: desk(2, 0.2), end: sink },
      ['source > line > desk > r > line2 > desk2 > end', 'r > line', 'r > end'],
    );
    const { meanTimeInNetworkS } = jacksonFigures({
      stations: [{ outsidePerS: 4, servicePerS: 10, servers: 1 }, { outsidePerS: 0, servicePerS: 5, servers: 2 }], routing: [[0.25, 0.5], [0, 0]],
    });
    expectWhole(given, 'Jackson network of 2 stations', meanTimeInNetworkS);
  });

  it('that only some jobs take has no percentiles of its own', () => {
    const half = scenario({ source: poisson(16), r: router(), line: queue(), desk: desk(1, 0.1), end: sink }, ['source > r > line > desk > end', 'r > end']);
    expect(expectWhole(half, 'Jackson network of 1 station', mm1S / 2).figures!.latencyS.p50).toBeNull();
  });

  it('through fork and join', () => {
    const given = scenario(
      { source: poisson(8), split: { kind: 'fork' }, a: queue(), wa: desk(1, 0.1), b: queue(), wb: desk(1, 0.1), merge: { kind: 'join' }, end: sink },
      ['source > split > a > wa > merge > end', 'split > b > wb > merge'],
    );
    expectWhole(given, 'fork and join of two', (11.2 / 8) * 0.5);
  });

  it('of a closed network leaves thinking out, delays in', () => {
    const users = { kind: 'producer', arrivals: { kind: 'closed', users: 20, thinkTime: { kind: 'constant', meanS: 1 } } };
    const given = scenario({ source: users, net: { kind: 'delay', time: { kind: 'constant', meanS: 0.5 } }, line: queue(), desk: desk(1, 0.1), end: sink }, ['source > net > line > desk > end']);
    const { throughputPerS, responseS } = closedNetwork({ users: 20, thinkS: 1.5, stations: [{ demandS: 0.1, servers: 1 }] });
    const found = expectWhole(given, 'closed network of 20 users', responseS + 0.5);
    expect(found.figures!.meanJobs).toBeCloseTo(throughputPerS * (responseS + 0.5), 9);
  });
});

describe('no formula for the whole', () => {
  it('says why', () => {
    miss(row({ source: regular(8) }), 'come regularly');
    miss(row({ source: poisson(0) }), 'nothing is made');
    miss(row({ source: poisson(12) }), 'no steady state');
    miss(row({}, { timeline: [{ atS: 4, change: { path: 'stations.source.arrivals.ratePerS', value: 4 } }] }), 'the timeline changes “source”');
    miss(tandem(desk(3, 0.3), { line2: queue(4, 'shed-newest') }), '“line2” loses jobs that have taken time elsewhere');
    miss(scenario({ source: poisson(8), x: { kind: 'topic' }, line: queue(), desk: desk(1, 0.1), end: sink }, ['source > x > line > desk > end']), 'no formula for a Topic (“x”)');
    miss({ ...row({}), links: row({}).links.map((link) => (link.to === 'end' ? { ...link, lossRatio: 0.1 } : link)) }, 'lost on a link');
    const copies = scenario({ source: poisson(8), split: { kind: 'fork' }, a: queue(), wa: desk(1, 0.1), end: sink }, ['source > split > a > wa > end', 'split > end']);
    miss(copies, 'copies jobs that do not come together again');
  });

  it('any scenario is answered', () => {
    fc.assert(fc.property(someScenario, (given) => {
      const { figures, why, model } = whole(given);
      expect(figures === null).toBe(why !== '');
      if (figures === null) return;
      expect(model).not.toBe('');
      for (const value of [figures.throughputPerS, figures.meanJobs, figures.latencyS.mean]) expect(Number.isFinite(value)).toBe(true);
    }), { seed: 20_261_122, numRuns: 500 });
    for (const { scenario: each } of libraryScenarios) expect(whole(each).figures === null).toBe(whole(each).why !== '');
  });
});

describe('against the engine', () => {
  it('the latency of a line that loses jobs, with a link behind it that takes time, is the one that is named', () => {
    const given = row({ source: poisson(20), line: queue(4, 'shed-newest') }, { durationS: 3_000 });
    const late = { ...given, links: given.links.map((link) => (link.to === 'end' ? { ...link, delayS: 1 } : link)) };
    const started = startRun(late);
    if (!started.ok) throw new Error(JSON.stringify(started.problems));
    started.value.advanceTo(Infinity);
    expect(reportOf(started.value).latencyS.mean! / whole(late).figures!.latencyS.mean).toBeCloseTo(1, 1);
  });

  it('the latency of a tandem is the one that is named', () => {
    const started = startRun({ ...tandem(desk(1, 0.05)), warmupS: 200, durationS: 20_000 });
    if (!started.ok) throw new Error(JSON.stringify(started.problems));
    started.value.advanceTo(Infinity);
    const { latencyS } = reportOf(started.value);
    const named = whole(tandem(desk(1, 0.05))).figures!.latencyS;
    expect(latencyS.mean! / named.mean).toBeCloseTo(1, 1);
    expect(latencyS.p99! / named.p99!).toBeCloseTo(1, 1);
  });
});
