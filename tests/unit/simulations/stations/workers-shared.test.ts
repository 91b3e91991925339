// Method: small traces by hand for processor sharing; a saturated station of constant services for the scalability law; and the same random
// traffic by the short way through and by the long one, whose histories must be the same.
import { describe, expect, it } from 'vitest';
import { MOVE_STRIDE, Move, Occupant, What } from '../../../../simulations/engine/frame';
import { FrameView } from '../../../../simulations/engine/frame-view';
import type { ParamValue } from '../../../../simulations/engine/param';
import { reportOf } from '../../../../simulations/experiments/report';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { scaledWorkers, workersAtPeak } from '../../../../simulations/theory/scalability';
import { chain, change, firstDifference, movesUntil, startValid, traceOf, type Chain } from '../../../properties/kit';

const ownDemand = { kind: 'own-demand', meanS: 1 };

function desk(parts: Chain, more: Readonly<Record<string, ParamValue>>): Scenario {
  const base = chain(parts, { durationS: 1000 });
  return { ...base, stations: { ...base.stations, desk: { ...base.stations['desk']!, ...more } } };
}

/** When each job was served, s, in the order of their numbers. */
function servedAtS(scenario: Scenario, changes: readonly (readonly [atS: number, path: string, value: ParamValue])[] = []): number[] {
  const run = startValid(scenario);
  run.sampleJobs(1);
  const moves = changes.flatMap(([atS, path, value]) => {
    const before = movesUntil(run, atS);
    expect(run.change(change(path, value))).toMatchObject({ ok: true });
    return before;
  });
  moves.push(...movesUntil(run, 1000));
  const at: number[] = [];
  for (let m = 0; m < moves.length; m += MOVE_STRIDE) if ((moves[m + Move.what]! & 15) === What.served) at[moves[m + Move.job]! - 1] = moves[m + Move.timeNs]! / 1e9;
  return at;
}

const shared = { sharing: 'processor-sharing' };
const demands = (...rows: readonly (readonly [number, number])[]): Chain => ({ arrivals: traceOf(rows), workers: 1, service: ownDemand });

describe('processor sharing', () => {
  it('gives each job an equal part of the worker', () => {
    // Both share from 0; the short one has had its 2 at 4, and the long one is alone from then on.
    expect(servedAtS(desk(demands([0, 4], [0, 2]), shared))).toEqual([6, 4]);
    // Alone for 1, then two share, then three: the first has 3 left at 1, 2.5 at 2; 4 left of the second, 3.5 at 2; the third needs 1.
    expect(servedAtS(desk(demands([0, 4], [1, 4], [2, 1]), shared))).toEqual([8, 9, 5]);
  });

  it('gives no job more than one worker', () => {
    expect(servedAtS(desk({ ...demands([0, 3], [0, 3], [0, 3]), workers: 2 }, shared))).toEqual([4.5, 4.5, 4.5]);
    expect(servedAtS(desk({ ...demands([0, 3], [1, 3]), workers: 2 }, shared))).toEqual([3, 4]);
  });

  it('counts busy workers, not jobs, and everything inside as jobs', () => {
    const run = startValid(desk({ ...demands([0, 3], [0, 3], [0, 3]), workers: 2 }, shared));
    run.advanceTo(9);
    expect(reportOf(run).stations['desk']).toMatchObject({ utilisation: 0.5, blockedShare: 0, meanJobs: 1.5, maxJobs: 3, serviceS: { n: 3, mean: 4.5 } });
  });

  it('lets in as many as it may and leaves the others in the queue', () => {
    expect(servedAtS(desk(demands([0, 2], [0, 2], [0, 2]), { ...shared, jobsAtOnce: 2 }))).toEqual([4, 4, 6]);
  });

  it('goes on at another pace when workers come or go, for what is left', () => {
    const three = desk(demands([0, 4], [0, 4]), shared);
    expect(servedAtS(three, [[2, 'stations.desk.workers', 2]])).toEqual([5, 5]);
    expect(servedAtS(three, [[2, 'stations.desk.workers', 0], [12, 'stations.desk.workers', 1]])).toEqual([18, 18]);
  });

  it('switched on and off while jobs are served keeps what is left of each', () => {
    // One after the other until 1: the first has 3 left. Shared from then on until 3: it has 2 left, the second 3 of 4, served by one worker each.
    const two = desk({ ...demands([0, 4], [0, 4]), workers: 1 }, {});
    expect(servedAtS(two, [[1, 'stations.desk.sharing', 'processor-sharing'], [3, 'stations.desk.sharing', 'one-each']])).toEqual([5, 6]);
    expect(servedAtS(two, [[1, 'stations.desk.contention', 0.5], [1, 'stations.desk.contention', 0]])).toEqual([4, 8]);
  });

  it('shows until when each would be served as things stand', () => {
    const run = startValid(desk(demands([0, 4], [0, 2]), shared));
    run.advanceTo(1);
    const view = new FrameView(run.readFrame());
    const until = Array.from({ length: view.occupants }, (_, n) => view.numbers[view.occupantAt(n) + Occupant.untilNs]! / 1e9);
    expect(until).toEqual([8, 4]);
  });
});

describe('contention and coherency', () => {
  /** Jobs a second from a station that is never without work, once it is in its steady state. */
  function throughput(workers: number, contention: number, coherency: number): number {
    const scenario = desk({ arrivals: { kind: 'regular', ratePerS: 400 }, workers, service: { kind: 'exponential', meanS: 0.1 } }, { contention, coherency });
    const run = startValid({ ...scenario, warmupS: 20, durationS: 100 });
    run.advanceTo(120);
    return reportOf(run).throughputPerS;
  }

  it('make N workers worth N / (1 + σ (N − 1) + κ N (N − 1)) of them', () => {
    for (const [workers, contention, coherency] of [[1, 0.3, 0.1], [4, 0.2, 0], [8, 0.05, 0.01], [20, 0.02, 0.005]] as const) {
      const expected = scaledWorkers({ contention, coherency }, workers) / 0.1;
      expect(Math.abs(throughput(workers, contention, coherency) / expected - 1), `${workers} workers`).toBeLessThan(0.06);
    }
  });

  it('have the peak of throughput at √((1 − σ) / κ) workers', () => {
    const law = { contention: 0.04, coherency: 0.015 };
    expect(workersAtPeak(law)).toBe(8);
    const [before, at, beyond] = [3, 8, 24].map((workers) => throughput(workers, law.contention, law.coherency)) as [number, number, number];
    expect(at).toBeGreaterThan(1.2 * before);
    expect(at).toBeGreaterThan(1.2 * beyond);
  });

  it('slow a service by those who come in the middle of it, exactly', () => {
    // Alone until 1 with 1 of 3 done; then two at a pace of 1 / 1.5: the first needs 3 s more, the second has 1 left then and is alone.
    expect(servedAtS(desk({ ...demands([0, 3], [1, 3]), workers: 2 }, { contention: 0.5 }))).toEqual([4, 5]);
  });
});

describe('the long way through', () => {
  const histories = (scenario: Scenario): readonly [number[], number[]] => [{ kind: 'same' }, { kind: 'by-class', factors: '' }].map((classTimes) => {
    const stations = Object.fromEntries(Object.entries(scenario.stations).map(([id, spec]) => [id, spec.kind === 'workers' ? { ...spec, classTimes } : spec]));
    const run = startValid({ ...scenario, stations });
    run.sampleJobs(1);
    return movesUntil(run, 300);
  }) as unknown as readonly [number[], number[]];

  it('is the short one, job for job, cell for cell, where nothing is switched on', () => {
    const base = chain({ arrivals: { kind: 'poisson', ratePerS: 30 }, workers: 4, service: { kind: 'exponential', meanS: 0.1 } });
    for (const seed of [1, 2, 3]) {
      // Blocked again and again by a slow stage behind it, and with jobs that come back.
      const scenario: Scenario = {
        ...base, seed, durationS: 300,
        stations: {
          source: base.stations['source']!, line: { kind: 'queue', capacityJobs: 5, whenFull: { kind: 'shed-newest' } }, desk: base.stations['desk']!, split: { kind: 'router', choice: { kind: 'random' } },
          between: { kind: 'queue', capacityJobs: 1 }, second: { kind: 'workers', workers: 2, service: { kind: 'constant', meanS: 0.125 } }, end: { kind: 'sink' },
        },
        links: ['source line', 'line desk', 'desk split', 'split between', 'split line', 'between second', 'second end'].map((link) => ({ from: link.split(' ')[0]!, to: link.split(' ')[1]! })),
      };
      const [short, long] = histories(scenario);
      expect(firstDifference(short, long)).toBe('');
      expect(short.length).toBeGreaterThan(10_000 * MOVE_STRIDE);
    }
  });
});
