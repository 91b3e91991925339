// Method: small traces by hand, where every wait can be worked out on paper. Times in seconds.
import { describe, expect, it } from 'vitest';
import { StationState } from '../../../../simulations/engine/frame';
import { FrameView } from '../../../../simulations/engine/frame-view';
import { reportOf } from '../../../../simulations/experiments/report';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import type { EngineRun } from '../../../../simulations/scenario/start-run';
import { chain, change, startValid, traceOf } from '../../../properties/kit';

const ownDemand = { kind: 'own-demand', meanS: 1 };

function report(scenario: Scenario, untilS: number): ReturnType<typeof reportOf> {
  const run = startValid(scenario);
  run.advanceTo(untilS);
  return reportOf(run);
}

const state = (run: EngineRun, s: number, field: number): number => {
  const view = new FrameView(run.readFrame());
  return view.numbers[view.stationAt(s) + field]!;
};

/** Two sources in front of one queue. */
function twoSources(first: Scenario['stations'][string], second: Scenario['stations'][string], line: Scenario['stations'][string], workers = 1): Scenario {
  const base = chain({ workers, service: ownDemand });
  return {
    ...base,
    stations: { a: first, b: second, line, desk: base.stations['desk']!, end: { kind: 'sink' } },
    links: [{ from: 'a', to: 'line' }, { from: 'b', to: 'line' }, { from: 'line', to: 'desk' }, { from: 'desk', to: 'end' }],
  };
}

describe('a queue', () => {
  it('serves first come, first served, and counts the wait of each', () => {
    const { stations, latencyS } = report(chain({ arrivals: traceOf([[0, 3], [1, 3], [2, 3]]), service: ownDemand }), 100);
    expect(stations['line']!['waitS']).toMatchObject({ n: 3, mean: (0 + 2 + 4) / 3, max: 4 });
    expect(latencyS).toMatchObject({ n: 3, mean: (3 + 5 + 7) / 3, max: 7 });
  });

  it('counts waiting places only: with one place, one waits and one is served', () => {
    const { jobs } = report(chain({ arrivals: traceOf([[0, 9], [1, 9], [2, 9]]), service: ownDemand, capacityJobs: 1, whenFull: 'shed-newest' }), 5);
    expect(jobs).toMatchObject({ made: 3, inside: 2, shed: { full: 1 } });
  });

  it('with shed oldest, the one that waited longest makes way', () => {
    const { stations } = report(chain({ arrivals: traceOf([[0, 10], [1, 1], [2, 1], [3, 1]]), service: ownDemand, capacityJobs: 2, whenFull: 'shed-oldest' }), 100);
    expect(stations['line']).toMatchObject({ arrived: 4, left: 3, shed: { full: 1 } });
    expect(stations['line']!['waitS']).toMatchObject({ max: 8 }); // Of those who came at 2 and 3, served at 10 and 11: both wait 8.
  });

  it('with no places and shed oldest, it is the newcomer that goes', () => {
    const { jobs } = report(chain({ arrivals: traceOf([[0, 10], [1, 1]]), service: ownDemand, capacityJobs: 0, whenFull: 'shed-oldest' }), 100);
    expect(jobs).toMatchObject({ served: 1, shed: { full: 1 } });
  });

  it('with no places and backpressure, hands everybody over in the end', () => {
    const { jobs, latencyS } = report(chain({ arrivals: traceOf([[0, 2], [0.5, 2], [1, 2], [1.5, 2]]), service: ownDemand, capacityJobs: 0 }), 100);
    expect(jobs).toMatchObject({ made: 4, served: 4, inside: 0 });
    expect(latencyS).toMatchObject({ max: 6.5 });
  });

  it('made smaller than what waits, keeps those who wait, and still hands over those at the door', () => {
    const run = startValid(chain({ arrivals: traceOf([[0, 2], [0.1, 2], [0.2, 2], [0.3, 2], [0.4, 2]]), service: ownDemand, capacityJobs: 2 }));
    run.advanceTo(1);
    expect(run.change(change('stations.line.capacityJobs', 0))).toMatchObject({ ok: true });
    run.advanceTo(100);
    expect(reportOf(run).jobs).toMatchObject({ made: 5, served: 5, inside: 0 });
  });

  it.each(['shed-oldest', 'shed-random', 'shed-lowest-priority'])('left without places while some wait, turns the newcomer away and nobody else: %s', (whenFull) => {
    // One in service until 10 s and five in line; the newcomer of 5 s finds no places.
    const run = startValid(chain({ arrivals: traceOf([[0, 10], [1, 1], [1, 1], [1, 1], [1, 1], [1, 1], [5, 1]]), service: ownDemand, capacityJobs: 10, whenFull }));
    run.advanceTo(3);
    expect(run.change(change('stations.line.capacityJobs', 0))).toMatchObject({ ok: true });
    run.advanceTo(6);
    expect(reportOf(run)).toMatchObject({ jobs: { shed: { full: 1 } }, stations: { line: { inside: 5 } } });
    run.advanceTo(100);
    expect(reportOf(run).jobs).toMatchObject({ made: 7, served: 6, inside: 0 });
  });

  it('loses a job that waited as long as its patience, and not one that is served before', () => {
    const { jobs, stations } = report(chain({ arrivals: traceOf([[0, 2], [0.5, 1, 1.5], [0.6, 1, 1.3]]), service: ownDemand }), 100);
    expect(jobs).toMatchObject({ served: 2, shed: { left: 1 } });
    expect(stations['line']).toMatchObject({ shed: { left: 1 }, left: 2 });
  });

  it('a job that leaves makes room for the one at the door', () => {
    const scenario = chain({ arrivals: traceOf([[0, 10], [1, 1, 2], [2, 1]]), service: ownDemand, capacityJobs: 1 });
    expect(report(scenario, 5).stations).toMatchObject({ source: { inside: 0 }, line: { inside: 1 } });
    const { jobs, latencyS } = report(scenario, 100);
    expect(jobs).toMatchObject({ served: 2, shed: { left: 1 } });
    expect(latencyS).toMatchObject({ max: 10 }); // 0 to 10; 2 to 11.
  });

  it('lets those at its door in by turns, and a change of anything else leaves their order', () => {
    const sources = (): Scenario => twoSources(
      { kind: 'producer', arrivals: traceOf([[0.1, 1], [0.3, 1]]) }, { kind: 'producer', arrivals: traceOf([[0, 5], [0.05, 1], [0.2, 1]]) },
      { kind: 'queue', capacityJobs: 1, whenFull: { kind: 'block' } },
    );
    // b's first is served, b's second waits; a's first came to the door before b's third.
    const order = (changed: boolean): number => {
      const run = startValid(sources());
      run.advanceTo(1);
      if (changed) for (const discipline of [{ kind: 'fifo' }, { kind: 'fifo' }, { kind: 'fifo' }]) run.change(change('stations.line.discipline', discipline));
      run.advanceTo(5.5);
      return state(run, 0, StationState.waiting);
    };
    expect(order(false)).toBe(1);
    expect(order(true)).toBe(1);
  });

  it('given room for thousands at once, loses none of them and none of their patience', () => {
    const rows = Array.from({ length: 9000 }, (_, i) => [0, 0.001, i < 5000 ? 50 : 20] as const);
    const run = startValid(chain({ arrivals: traceOf([[0, 10], ...rows]), service: ownDemand, capacityJobs: 1 }));
    run.advanceTo(1);
    expect(run.change(change('stations.line.capacityJobs', 'unbounded'))).toMatchObject({ ok: true });
    run.advanceTo(99);
    // All are served one after the other from 10 s on, 1 ms each, so nobody's patience runs out.
    expect(reportOf(run).jobs).toMatchObject({ made: 9001, served: 9001, inside: 0 });
  });

  it('hands over to the first link behind which there is room', () => {
    const arrivals = traceOf([[0, 5], [1, 5], [2, 1], [7, 1]]);
    const base = chain();
    const run = startValid({
      ...base,
      stations: {
        a: { kind: 'producer', arrivals }, line: { kind: 'queue' }, end: { kind: 'sink' },
        first: { kind: 'workers', workers: 1, service: ownDemand }, second: { kind: 'workers', workers: 1, service: ownDemand },
      },
      links: [{ from: 'a', to: 'line' }, { from: 'line', to: 'first' }, { from: 'line', to: 'second' }, { from: 'first', to: 'end' }, { from: 'second', to: 'end' }],
    });
    run.advanceTo(50);
    // The third waits for whichever is free first, which is the first desk at 5; at 7 both are free.
    expect(reportOf(run).stations).toMatchObject({ first: { left: 3 }, second: { left: 1 }, line: { waitS: { max: 3 } } });
  });

  it('says that it refuses only while somebody stands at its door', () => {
    const base = chain();
    const run = startValid({
      ...base,
      stations: {
        a: { kind: 'producer', arrivals: traceOf([[0, 1], [0.1, 5], [0.2, 1]]) }, line: { kind: 'queue', capacityJobs: 5 },
        left: { kind: 'workers', workers: 1, service: ownDemand }, right: { kind: 'workers', workers: 1, service: ownDemand }, end: { kind: 'sink' },
      },
      links: [{ from: 'a', to: 'line' }, { from: 'line', to: 'left' }, { from: 'line', to: 'right' }, { from: 'left', to: 'end' }, { from: 'right', to: 'end' }],
    });
    run.advanceTo(0.5); // One is served on each side, one waits for either.
    expect([state(run, 2, StationState.refusing), state(run, 3, StationState.refusing)]).toEqual([1, 1]);
    run.advanceTo(3); // The one that waited went to the left, which is idle since 2 s; the right is busy, and nobody waits for it.
    expect(state(run, 1, StationState.waiting)).toBe(0);
    expect([state(run, 2, StationState.refusing), state(run, 3, StationState.refusing)]).toEqual([0, 0]);
  });
});
