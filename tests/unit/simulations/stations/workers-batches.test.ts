// Method: small traces by hand for batches, classes, failures and faults; shares are counted over many jobs. Faults are set in the engine's
// memory, as whoever injects them does.
import { describe, expect, it } from 'vitest';
import { f64, i32 } from '../../../../simulations/engine/arena';
import { MOVE_STRIDE, Move, Occupant, OccupantState, What } from '../../../../simulations/engine/frame';
import { FrameView } from '../../../../simulations/engine/frame-view';
import { CRASHED, FAULT_SHARE, PAUSED, SLOWNESS, stationAt } from '../../../../simulations/engine/layout';
import type { ParamValue } from '../../../../simulations/engine/param';
import { reportOf } from '../../../../simulations/experiments/report';
import type { Scenario, TimelineItem } from '../../../../simulations/scenario/scenario';
import type { EngineRun } from '../../../../simulations/scenario/start-run';
import { chain, change, movesUntil, startValid, takeMoves, traceOf, type Chain } from '../../../properties/kit';

const ownDemand = { kind: 'own-demand', meanS: 1 };
const DESK = stationAt(2);

function desk(parts: Chain, more: Readonly<Record<string, ParamValue>>, rest: Partial<Scenario> = {}): Scenario {
  const base = chain(parts, { durationS: 1000, ...rest });
  return { ...base, stations: { ...base.stations, desk: { ...base.stations['desk']!, ...more } } };
}

/** What became of each job and when, s. */
function ends(moves: readonly number[]): Record<number, [what: number, atS: number]> {
  const found: Record<number, [number, number]> = {};
  for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
    const what = moves[m + Move.what]! & 15;
    if (what >= What.served && what <= What.timedOut) found[moves[m + Move.job]!] = [what, moves[m + Move.timeNs]! / 1e9];
  }
  return found;
}

const servedAtS = (scenario: Scenario): number[] => {
  const run = startValid(scenario);
  run.sampleJobs(1);
  return Object.values(ends(movesUntil(run, 1000))).map(([, atS]) => atS);
};

function fault(run: EngineRun, set: () => void): void {
  const { kernel } = run;
  set();
  kernel.kindOf(DESK).onFault!(kernel, DESK);
}

const jobs = (...rows: readonly (readonly [number, number])[]): Chain => ({ arrivals: traceOf(rows), workers: 1, service: ownDemand });

describe('an open batch', () => {
  // One job comes at 1 and waits for two more, 10 s at most; its service takes 1 s.
  const alone = (...changes: readonly (readonly [atS: number, parameter: string, value: ParamValue])[]): number[] => servedAtS(desk(
    jobs([1, 1]), { batchSize: 3, batchWaitS: 10 }, { timeline: changes.map(([atS, parameter, value]) => ({ atS, change: change(`stations.desk.${parameter}`, value) })) },
  ));

  it('waits as long as it is set to wait now', () => {
    expect(alone()).toEqual([12]);
    expect(alone([2, 'batchWaitS', 5])).toEqual([7]);
    expect(alone([8, 'batchWaitS', 5])).toEqual([9]);
    expect(alone([2, 'batchWaitS', 20])).toEqual([22]);
    expect(alone([2, 'batchWaitS', 'unbounded'])).toEqual([]);
    expect(alone([2, 'batchWaitS', 'unbounded'], [5, 'batchWaitS', 10])).toEqual([12]);
  });

  it('begins before who comes at the same instant, also when its wait was unbounded for a while', () => {
    const served = (...timeline: readonly TimelineItem[]): number[] => servedAtS(desk(jobs([1, 1], [5, 1], [11, 1]), { batchSize: 4, batchWaitS: 10 }, { timeline }));
    const at = (atS: number, value: ParamValue): TimelineItem => ({ atS, change: change('stations.desk.batchWaitS', value) });
    expect(served()).toEqual([12, 12, 23]);
    expect(served(at(6, 'unbounded'), at(6, 10))).toEqual([12, 12, 23]);
    expect(served(at(6, 'unbounded'), at(7, 10))).toEqual([12, 12, 23]);
  });

  it('is served by who fills it, also where that worker is taken away meanwhile', () => {
    expect(alone([2, 'workers', 0])).toEqual([12]);
    expect(alone([2, 'workers', 0], [5, 'failShare', 0.001], [30, 'workers', 1])).toEqual([12]);
  });
});

describe('a batch', () => {
  it('begins with those who are there, and those who come meanwhile are the next one', () => {
    // The first begins alone. At 2 two wait, taken together for the 5 of the first of them; at 7 there are four, of which three fit.
    expect(servedAtS(desk(jobs([0, 2], [1, 5], [1, 9], [3, 4], [3, 1], [3, 1], [4, 2]), { batchSize: 3 }))).toEqual([2, 7, 7, 11, 11, 11, 13]);
  });

  it('waits for its other jobs as long as it may, from the first one on', () => {
    // Full at 2.5. The fourth waits until 13 in vain; the fifth is taken at 14 and waits from then on.
    const rows = [[0, 1], [2, 1], [2.5, 1], [10, 1], [13.5, 1]] as const;
    expect(servedAtS(desk(jobs(...rows), { batchSize: 3, batchWaitS: 3 }))).toEqual([3.5, 3.5, 3.5, 14, 18]);
    expect(servedAtS(desk(jobs(...rows), { batchSize: 2, batchWaitS: 'unbounded' }))).toEqual([3, 3, 11, 11]); // the fifth waits for ever
  });

  it('is handed on job by job, and its worker is free when the last one is gone', () => {
    const scenario = desk({ arrivals: traceOf([[0], [0], [0], [0]]), workers: 1, service: { kind: 'constant', meanS: 1 } }, { batchSize: 2, batchWaitS: 'unbounded' });
    const run = startValid({
      ...scenario, stations: { ...scenario.stations, slow: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 10 } } },
      links: [...scenario.links.filter(({ from }) => from !== 'desk'), { from: 'desk', to: 'slow' }, { from: 'slow', to: 'end' }],
    });
    run.advanceTo(4);
    // One of the first batch is at the slow desk, the other is blocked in the worker's hands: one blocked worker, though two jobs had it.
    expect(reportOf(run).stations).toMatchObject({ line: { inside: 2 }, desk: { inside: 1, utilisation: 0.25, blockedShare: 0.75 }, slow: { inside: 1 } });
    run.advanceTo(11.5);
    expect(reportOf(run).stations).toMatchObject({ line: { inside: 0 }, desk: { inside: 2 } });
    run.advanceTo(100);
    expect(reportOf(run).jobs.served).toBe(4);
  });

  it('shows those that wait for the others as waiting, each in a place of its own', () => {
    const run = startValid(desk({ ...jobs([0, 1], [0, 1], [0, 1]), workers: 2 }, { batchSize: 2, batchWaitS: 5 }));
    run.advanceTo(0.5);
    const view = new FrameView(run.readFrame());
    const seen = Array.from({ length: view.occupants }, (_, n) => view.occupantAt(n)).map((o) => [view.numbers[o + Occupant.place], view.numbers[o + Occupant.state]! & 15]);
    expect(seen).toEqual([[0, OccupantState.inService], [1, OccupantState.inService], [2, OccupantState.waiting]]);
    run.advanceTo(20);
    expect(reportOf(run).jobs.served).toBe(3);
  });

  it('made larger or smaller in the middle loses nobody', () => {
    const run = startValid(desk({ arrivals: { kind: 'poisson', ratePerS: 40 }, workers: 2, service: { kind: 'exponential', meanS: 0.1 } }, { batchSize: 4, batchWaitS: 0.2 }));
    for (const [n, size] of [7, 1, 3, 10, 1, 2].entries()) {
      run.advanceTo(5 * (n + 1));
      expect(run.change(change('stations.desk.batchSize', size))).toMatchObject({ ok: true });
    }
    run.change(change('stations.source.arrivals', { kind: 'poisson', ratePerS: 0 }));
    run.advanceTo(400);
    const report = reportOf(run);
    expect(report.jobs.made).toBe(report.jobs.served);
    expect(report.jobs.inside).toBe(0);
  });
});

describe('classes and failures', () => {
  it('multiply the service time by the factor of the class', () => {
    const classes = { plain: { share: 1, priority: 0 }, bulk: { share: 1, priority: 0 } };
    const scenario = desk({ arrivals: { kind: 'regular', ratePerS: 1 }, workers: 10, service: { kind: 'constant', meanS: 0.5 } }, { classTimes: { kind: 'by-class', factors: 'bulk=3' } }, { classes });
    const run = startValid(scenario);
    run.advanceTo(500);
    expect(reportOf(run).classes).toMatchObject({ plain: { latencyS: { max: 0.5 } }, bulk: { latencyS: { max: 1.5 } } });
    expect(run.change(change('stations.desk.classTimes.factors', 'bulky=3'))).toMatchObject({ ok: false });
  });

  it('fail the share that is set, at the end of their service, and count beside the served ones', () => {
    const run = startValid(desk({ arrivals: { kind: 'regular', ratePerS: 20 }, workers: 4, service: { kind: 'exponential', meanS: 0.1 } }, { failShare: 0.25 }));
    run.advanceTo(1000);
    const { jobs: all, stations } = reportOf(run);
    expect(all.failed / (all.failed + all.served)).toBeCloseTo(0.25, 1);
    expect(all.failed / (all.failed + all.served)).not.toBe(0.25);
    expect(stations['desk']).toMatchObject({ serviceS: { n: all.failed + all.served } });
  });
});

describe('faults', () => {
  it('slow the services that begin while they last', () => {
    const run = startValid(desk(jobs([0, 2], [1, 2], [20, 2]), {}));
    run.sampleJobs(1);
    const moves: number[] = movesUntil(run, 1);
    fault(run, () => { f64[DESK + SLOWNESS] = 3; });
    moves.push(...movesUntil(run, 10));
    fault(run, () => { f64[DESK + SLOWNESS] = 1; });
    moves.push(...movesUntil(run, 100));
    expect(Object.values(ends(moves)).map(([, atS]) => atS)).toEqual([2, 8, 22]);
  });

  it('pause: what is in service is finished, nothing begins', () => {
    const run = startValid(desk(jobs([0, 2], [1, 2]), {}));
    run.sampleJobs(1);
    const moves = movesUntil(run, 1);
    fault(run, () => { i32[2 * DESK + PAUSED] = 1; });
    moves.push(...movesUntil(run, 10));
    fault(run, () => { i32[2 * DESK + PAUSED] = 0; });
    moves.push(...movesUntil(run, 100));
    expect(Object.values(ends(moves)).map(([, atS]) => atS)).toEqual([2, 12]);
  });

  it.each([['fail', [[What.served, 4], [What.failed, 1], [What.served, 6]]], ['again', [[What.served, 4], [What.served, 8], [What.served, 10]]]] as const)(
    'crash the last worker: what it has in its hands will %s', (whenCrashed, expected) => {
      const run = startValid(desk({ ...jobs([0, 4], [0, 4], [0, 2]), workers: 2 }, { whenCrashed }));
      run.sampleJobs(1);
      const moves = movesUntil(run, 1);
      fault(run, () => { i32[2 * DESK + CRASHED] = 1; });
      takeMoves(run, moves);
      expect(reportOf(run).stations['desk']!.inside).toBe(whenCrashed === 'again' ? 2 : 1);
      moves.push(...movesUntil(run, 100));
      expect(Object.values(ends(moves))).toEqual(expected);
    });

  it('crash all and repair them: those that begin again go before those that wait outside', () => {
    const run = startValid(desk({ ...jobs([0, 4], [0, 4], [0, 2]), workers: 2 }, { whenCrashed: 'again' }));
    run.sampleJobs(1);
    const moves = movesUntil(run, 1);
    fault(run, () => { i32[2 * DESK + CRASHED] = 2; });
    moves.push(...movesUntil(run, 10));
    expect(reportOf(run).stations).toMatchObject({ desk: { inside: 2 }, line: { inside: 1 } });
    fault(run, () => { i32[2 * DESK + CRASHED] = 0; });
    moves.push(...movesUntil(run, 100));
    expect(Object.values(ends(moves)).map(([, atS]) => atS)).toEqual([14, 14, 16]);
  });

  describe('crash after a reduction, those at work being the last workers', () => {
    /** Ten workers, of which the lower six are free at 2 s, when they are made four; the upper four have their jobs until 10 s. */
    const reduced = (crashed: number, whenCrashed = 'fail'): EngineRun => {
      const run = startValid(desk({ ...jobs(...Array.from({ length: 6 }, () => [0, 1] as const), ...Array.from({ length: 4 }, () => [0, 10] as const)), workers: 10 }, { whenCrashed }));
      run.advanceTo(2);
      expect(run.change(change('stations.desk.workers', 4))).toMatchObject({ ok: true });
      run.advanceTo(3);
      fault(run, () => { i32[2 * DESK + CRASHED] = crashed; });
      return run;
    };

    it.each([[1, 1], [3, 3], [4, 4], [10, 4]])('of %i of four hits %i', (crashed, failed) => {
      const run = reduced(crashed);
      expect(reportOf(run)).toMatchObject({ jobs: { failed }, stations: { desk: { inside: 4 - failed } } });
      run.advanceTo(11);
      expect(reportOf(run).jobs).toMatchObject({ served: 10 - failed, failed, inside: 0 });
    });

    it('begins again with the one that was hit when its worker is back, and not before', () => {
      const run = reduced(1, 'again');
      run.advanceTo(5);
      expect(reportOf(run)).toMatchObject({ jobs: { served: 6, inside: 4 } });
      fault(run, () => { i32[2 * DESK + CRASHED] = 0; });
      run.advanceTo(10);
      expect(reportOf(run)).toMatchObject({ jobs: { served: 9, inside: 1 } });
      run.advanceTo(15);
      expect(reportOf(run).jobs).toMatchObject({ served: 10, inside: 0 });
    });

    it('hits a free worker first if that is the last one', () => {
      // Of four workers the first one is at work.
      const run = startValid(desk({ ...jobs([0, 10]), workers: 4 }, {}));
      run.advanceTo(1);
      fault(run, () => { i32[2 * DESK + CRASHED] = 3; });
      expect(reportOf(run).jobs.failed).toBe(0);
      fault(run, () => { i32[2 * DESK + CRASHED] = 4; });
      expect(reportOf(run).jobs.failed).toBe(1);
    });
  });

  it('fail a share of the jobs for a while', () => {
    const run = startValid(desk({ arrivals: { kind: 'regular', ratePerS: 20 }, workers: 4, service: { kind: 'exponential', meanS: 0.1 } }, {}));
    run.advanceTo(100);
    fault(run, () => { f64[DESK + FAULT_SHARE] = 0.5; });
    run.advanceTo(200);
    fault(run, () => { f64[DESK + FAULT_SHARE] = 0; });
    const { failed } = reportOf(run).jobs;
    run.advanceTo(300);
    expect(failed / 2000).toBeCloseTo(0.5, 1);
    expect(reportOf(run).jobs.failed).toBe(failed);
  });
});
