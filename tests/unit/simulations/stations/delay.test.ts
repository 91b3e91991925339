// Method: small traces by hand, and a delay in front of slow workers that blocks it. Times in seconds.
import { describe, expect, it } from 'vitest';
import { MOVE_STRIDE, Move, Occupant, OccupantState, What } from '../../../../simulations/engine/frame';
import { FrameView } from '../../../../simulations/engine/frame-view';
import { reportOf } from '../../../../simulations/experiments/report';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { chain, change, movesUntil, startValid, traceOf } from '../../../properties/kit';

const ownDemand = { kind: 'own-demand', meanS: 1 };

/** Jobs with their own times go through a delay to one worker who takes `serviceS` for each. */
function delayed(rows: readonly (readonly [number, number?])[], serviceS: number): Scenario {
  return {
    ...chain(),
    stations: {
      source: { kind: 'producer', arrivals: traceOf(rows) }, wire: { kind: 'delay', time: ownDemand },
      desk: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: serviceS } }, end: { kind: 'sink' },
    },
    links: [{ from: 'source', to: 'wire' }, { from: 'wire', to: 'desk' }, { from: 'desk', to: 'end' }],
  };
}

/** Which jobs came into station number `s`, in order, and when. */
function comings(scenario: Scenario, s: number, untilS: number): [job: number, atS: number][] {
  const run = startValid(scenario);
  run.sampleJobs(1);
  const moves = movesUntil(run, untilS);
  return Array.from({ length: moves.length / MOVE_STRIDE }, (_, m) => m * MOVE_STRIDE)
    .filter((m) => (moves[m + Move.what]! & 15) === What.entered && moves[m + Move.station] === s)
    .map((m) => [moves[m + Move.job]!, moves[m + Move.timeNs]! / 1e9]);
}

describe('a delay', () => {
  it('holds each job for its own time, however many there are, and lets them overtake one another', () => {
    expect(comings(delayed([[0, 5], [1, 2], [1, 1]], 0.1), 2, 20)).toEqual([[3, 2], [2, 3], [1, 5]]);
  });

  it('hands those that are ready on in the order in which they became ready, whatever the order in which they came', () => {
    expect(comings(delayed([[0, 3], [0, 2], [0, 1], [0, 1]], 10), 2, 60)).toEqual([[3, 1], [4, 11], [2, 21], [1, 31]]);
  });

  it('counts who is ready and cannot go on as blocked, and the drawn time alone as its own', () => {
    const run = startValid(delayed([[0, 1], [0, 2], [0, 30]], 10));
    run.advanceTo(4);
    const { stations } = reportOf(run);
    expect(stations['wire']).toMatchObject({ inside: 2, blockedShare: 2 / 4, delayS: { n: 2, mean: 1.5 } });
    const view = new FrameView(run.readFrame());
    const states = Array.from({ length: view.occupants }, (_, n) => view.numbers[view.occupantAt(n) + Occupant.state]! & 15);
    expect(states).toEqual([OccupantState.blocked, OccupantState.inService, OccupantState.inService]);
  });

  it('with another time holds those that come afterwards', () => {
    const run = startValid({ ...delayed([[0], [2]], 0.5), stations: { ...delayed([[0], [2]], 0.5).stations, wire: { kind: 'delay', time: { kind: 'constant', meanS: 4 } } } });
    run.advanceTo(1);
    run.change(change('stations.wire.time.meanS', 1));
    run.advanceTo(10);
    expect(reportOf(run).latencyS).toMatchObject({ n: 2, max: 4.5, mean: (4.5 + 1.5 + 0.5) / 2 - 0.25 });
  });
});
