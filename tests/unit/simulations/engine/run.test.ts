// Method: the run's own promises at their edges: instants at which several things happen, tables that grow, readers that do not read.
import { describe, expect, it } from 'vitest';
import { MOVE_STRIDE, Move, StationState, WindowField } from '../../../../simulations/engine/frame';
import { FrameView } from '../../../../simulations/engine/frame-view';
import { reportOf } from '../../../../simulations/experiments/report';
import { replay, resumeRun, startRun, type EngineRun } from '../../../../simulations/scenario/start-run';
import { validateScenario } from '../../../../simulations/scenario/validate-scenario';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { chain, change, movesUntil, startValid, traceOf } from '../../../properties/kit';

const ticking = { arrivals: { kind: 'regular', ratePerS: 1 }, service: { kind: 'constant', meanS: 0.5 } };

function replayed(run: EngineRun): EngineRun {
  const again = replay(structuredClone(run.recording()));
  if (!again.ok) throw new Error(JSON.stringify(again.problems));
  return again.value;
}

describe('a change by hand', () => {
  it('before the first event is replayed before it', () => {
    const run = startValid(chain({ arrivals: traceOf([[0], [0]]) }));
    expect(run.change(change('stations.desk.workers', 0))).toMatchObject({ ok: true });
    expect(replayed(run).events).toBe(0);
    expect(replayed(run).scenario).toEqual(run.scenario);
  });

  it('made twice between two events of one instant is replayed between them', () => {
    const run = startValid(chain({ arrivals: traceOf([[1], [1], [1]]) }));
    run.step();
    run.change(change('stations.desk.workers', 0));
    run.change(change('stations.desk.workers', 2));
    expect(replayed(run).events).toBe(1);
  });

  it.each([false, true])('at the instant of a planned one keeps its place, before it or after it (after: %s)', (after) => {
    const scenario: Scenario = { ...chain(ticking), timeline: [{ atS: 5, change: change('stations.desk.workers', 2) }] };
    const run = startValid(scenario);
    if (after) run.advanceTo(5);
    else while (run.nowS < 5) run.step();
    run.change(change('stations.desk.workers', 7));
    const resumed = resumeRun(structuredClone(run.keyframe()));
    const again = replayed(run);
    for (const each of [run, resumed, again]) {
      each.advanceTo(10);
      expect(each.scenario.stations['desk']).toMatchObject({ workers: after ? 7 : 2 });
      expect(reportOf(each)).toEqual(reportOf(run));
    }
  });

  it('after the end sets nothing off, in the replay neither', () => {
    // The source has stopped; given workers, its overdue rows would all come at once.
    const run = startValid(chain({ arrivals: traceOf([[0], [1], [2], [3]]), whenBlocked: 'stop-making', capacityJobs: 0, workers: 0 }, { durationS: 6 }));
    run.advanceTo(6);
    run.change(change('stations.desk.workers', 3));
    run.advanceTo(6);
    const again = replayed(run);
    again.advanceTo(6);
    expect(reportOf(again)).toEqual(reportOf(run));
  });

  it('that is refused leaves everything as it was', () => {
    const run = startValid(chain(ticking));
    run.advanceTo(5);
    const before = { report: reportOf(run), scenario: run.scenario, recording: run.recording() };
    expect(run.change(change('stations.desk.workers', -1)).ok).toBe(false);
    expect(run.change(change('stations.source.arrivals', { kind: 'trace', csv: 'atS\nx\n' })).ok).toBe(false);
    expect({ report: reportOf(run), scenario: run.scenario, recording: run.recording() }).toEqual(before);
  });
});

describe('a run', () => {
  it('goes on by steps though nobody reads the moves', () => {
    const run = startValid(chain({ arrivals: { kind: 'regular', ratePerS: 1000 }, service: { kind: 'constant', meanS: 0.0005 } }));
    run.sampleJobs(1);
    for (let n = 0; n < 20_000; n++) run.step();
    expect(run.events).toBe(20_000);
  });

  it('of a trace that is used up, without an end of its own, does not leap to the end of time', () => {
    const run = startValid(chain({ arrivals: traceOf([[1]]) }), { endS: Infinity });
    run.setWindowS(3600);
    while (run.step());
    expect(run.nowS).toBeLessThan(3600);
    expect(run.events).toBe(2);
  });

  it('has room for a thousand sources that all begin at once', () => {
    const sources = Object.fromEntries(Array.from({ length: 990 }, (_, n) => [`s${n}`, { kind: 'producer', arrivals: { kind: 'regular', ratePerS: 1 } }]));
    const run = startValid({ ...chain(), stations: { ...sources, end: { kind: 'sink' } }, links: Object.keys(sources).map((from) => ({ from, to: 'end' })) });
    run.advanceTo(3.5);
    expect(reportOf(run).jobs).toMatchObject({ made: 3 * 990, served: 3 * 990 });
  });

  it('has room for tens of thousands of jobs and their patience', () => {
    const rows = Array.from({ length: 30_000 }, (_, n) => [n / 1000, 1, 60] as const);
    const run = startValid(chain({ arrivals: traceOf(rows), workers: 0 }));
    run.advanceTo(59.9995);
    expect(reportOf(run).jobs).toMatchObject({ made: 30_000, inside: 30_000 });
    run.advanceTo(60);
    expect(reportOf(run).jobs).toMatchObject({ shed: { left: 1 } });
    run.advanceTo(95);
    expect(reportOf(run).jobs).toMatchObject({ shed: { left: 30_000 }, inside: 0 });
  });

  it('of queues that lead in a circle is refused, or it ends; it does not overflow', () => {
    const scenario: Scenario = {
      ...chain(), durationS: 5,
      stations: { source: { kind: 'producer' }, one: { kind: 'queue' }, two: { kind: 'queue' }, end: { kind: 'sink' } },
      links: [{ from: 'source', to: 'one' }, { from: 'one', to: 'two' }, { from: 'two', to: 'one' }],
    };
    expect(() => {
      const valid = validateScenario(scenario);
      const run = valid.ok ? startRun(valid.value) : valid;
      if (run.ok) (run.value).advanceTo(5);
    }).not.toThrow();
  });

  it('counts what happens at the very end of the warm-up into the warm-up, and what happens after it not', () => {
    const run = startValid({ ...chain(ticking), warmupS: 10 });
    run.advanceTo(10);
    expect(reportOf(run)).toMatchObject({ warmupS: 10, simulatedS: 0, jobs: { made: 0, insideAtStart: 1, inside: 1, served: 0 } });
    run.advanceTo(20);
    expect(reportOf(run)).toMatchObject({ simulatedS: 10, jobs: { made: 10, insideAtStart: 1, served: 10, inside: 1 } });
  });

  it('never reports a mean stay that is negative or longer than the time there was', () => {
    // One job is served from 0 to 1,000 s; after the warm-up others come and go beside it, a second each.
    const arrivals = traceOf([[0, 1000], ...Array.from({ length: 20 }, (_, n) => [101 + 2 * n, 1] as const)]);
    const run = startValid({ ...chain({ arrivals, workers: 2, service: { kind: 'own-demand', meanS: 1 } }), warmupS: 100, durationS: 2000 });
    run.advanceTo(200);
    expect(reportOf(run).stations['desk']).toMatchObject({ left: 20, meanStayS: 1 });
  });
});

describe('a frame', () => {
  it('holds the whole way of every fourth job, or none of it', () => {
    const ways = (every: number): Map<number, number> => {
      const run = startValid(chain());
      run.sampleJobs(every);
      const moves = movesUntil(run, 50);
      const counts = new Map<number, number>();
      for (let m = 0; m < moves.length; m += MOVE_STRIDE) counts.set(moves[m + Move.job]!, (counts.get(moves[m + Move.job]!) ?? 0) + 1);
      return counts;
    };
    const all = ways(1);
    const some = ways(4);
    expect(some.size).toBe(Math.floor((all.size + 1) / 4));
    for (const [job, count] of some) expect(count).toBe(all.get(job));
    expect(ways(0).size).toBe(0);
  });

  it('is written into the array it was given, when that is long enough', () => {
    const run = startValid(chain());
    run.advanceTo(10);
    const long = new Float64Array(10_000);
    expect(run.readFrame(long)).toBe(long);
    expect(run.readFrame(new Float64Array(3)).length).toBeGreaterThan(3);
    const view = new FrameView(run.readFrame(long));
    expect([view.nowNs, view.fromNs, view.moves, [...view.windowOffsets()].length]).toEqual([10e9, 10e9, 0, 0]);
  });
});

describe('what a watcher counts', () => {
  it('never falls, and is the same with a warm-up and without one', () => {
    const overloaded = { ...chain({ arrivals: { kind: 'poisson', ratePerS: 20 }, capacityJobs: 2, whenFull: 'shed-newest' }), durationS: 20 };
    const counts = (warmupS: number): number[][] => {
      const run = startValid({ ...overloaded, warmupS });
      return Array.from({ length: 10 }, (_, n) => {
        run.advanceTo(n + 1);
        const view = new FrameView(run.readFrame());
        return [view.made, ...Array.from({ length: view.stations }, (__, s) => [StationState.arrived, StationState.left, StationState.shed].map((field) => view.numbers[view.stationAt(s) + field]!)).flat()];
      });
    };
    const without = counts(0);
    expect(counts(5)).toEqual(without);
    expect(without.at(-1)!.every((count, n) => count >= without[4]![n]!)).toBe(true);
  });
});

describe('workers that are taken away', () => {
  it('count until their job is done: nobody is more than fully busy', () => {
    const run = startValid(chain({ arrivals: traceOf([[0, 10], [0, 10], [0, 10], [0, 10]]), workers: 4, service: { kind: 'own-demand', meanS: 1 } }));
    run.advanceTo(5);
    run.change(change('stations.desk.workers', 1));
    run.advanceTo(20);
    // Four servers for ten seconds, all busy, and one idle one for ten more: 40 of 50.
    expect(reportOf(run).stations['desk']).toMatchObject({ utilisation: 0.8 });
  });
});

describe('windows', () => {
  it('begin at whole multiples of their length, also after a warm-up that does not', () => {
    const run = startValid({ ...chain(ticking), warmupS: 0.7 });
    run.setWindowS(0.5);
    run.advanceSome(2.2, Infinity);
    const view = new FrameView(run.readFrame());
    const ends = [...view.windowOffsets()].map((o) => [view.numbers[o + WindowField.fromNs]! / 1e9, view.numbers[o + WindowField.toNs]! / 1e9]);
    expect(ends).toEqual([[0, 0.5], [0.5, 0.7], [0.7, 1], [1, 1.5], [1.5, 2]]);
  });
});

describe('the report of a run in which nothing happened', () => {
  it('has nulls for what nobody measured, and zeros for what nobody did', () => {
    const run = startValid({ ...chain({ arrivals: { kind: 'regular', ratePerS: 0 } }), checks: [{ name: 'fast', metric: 'latencyS.p99', max: 1 }, { name: 'none lost', metric: 'jobs.shed.full', max: 0 }] });
    run.advanceTo(100);
    const nothing = { n: 0, mean: null, p50: null, p90: null, p95: null, p99: null, p999: null, max: null };
    expect(reportOf(run)).toMatchObject({
      latencyS: nothing, throughputPerS: 0, goodputPerS: 0, jobs: { made: 0, served: 0, shed: {}, inside: 0 },
      stations: { line: { waitS: nothing, meanJobs: 0, maxJobs: 0, meanStayS: null, blockedShare: 0 }, desk: { utilisation: 0 } },
      checks: [{ name: 'fast', pass: false, value: null }, { name: 'none lost', pass: true, value: 0 }],
    });
  });

  it('holds at time 0 too, and without workers', () => {
    const run = startValid(chain({ workers: 0 }));
    expect(JSON.stringify(reportOf(run))).not.toMatch(/NaN|Infinity/);
    run.advanceTo(10);
    expect(JSON.stringify(reportOf(run))).not.toMatch(/NaN|Infinity/);
  });
});

describe('a scenario that would never end', () => {
  it('because jobs go round without taking time, stops and says so', () => {
    const scenario: Scenario = {
      ...chain(), durationS: 5,
      stations: {
        source: { kind: 'producer', arrivals: traceOf([[0, 0]]) },
        one: { kind: 'workers', workers: 1, service: { kind: 'own-demand', meanS: 1 } }, two: { kind: 'workers', workers: 1, service: { kind: 'own-demand', meanS: 1 } },
      },
      links: [{ from: 'source', to: 'one' }, { from: 'one', to: 'two' }, { from: 'two', to: 'one' }],
    };
    const run = startValid(scenario);
    run.advanceTo(5);
    expect(run.stopped).toMatch(/^no time passes/);
    expect(run.nowNs).toBe(0);
    expect(reportOf(run).jobs).toMatchObject({ made: 1, inside: 1 });
  });

  it('because the ways through queues without places double at each layer, is done at once', () => {
    const layers = 40;
    const stations: Record<string, Scenario['stations'][string]> = { source: { kind: 'producer', arrivals: traceOf([[0], [1], [2]]) } };
    const links: { from: string; to: string }[] = [{ from: 'source', to: 'a0' }];
    for (let layer = 0; layer < layers; layer++) {
      for (const side of ['a', 'b']) {
        stations[`${side}${layer}`] = { kind: 'queue', capacityJobs: 0 };
        for (const next of layer < layers - 1 ? [`a${layer + 1}`, `b${layer + 1}`] : ['desk']) links.push({ from: `${side}${layer}`, to: next });
      }
    }
    stations['desk'] = { kind: 'workers', workers: 0 };
    stations['end'] = { kind: 'sink' };
    const run = startValid({ ...chain(), durationS: 10, stations, links: [...links, { from: 'desk', to: 'end' }] });
    run.advanceTo(5);
    expect(reportOf(run).jobs).toMatchObject({ made: 3, inside: 3 });
    expect(run.change(change('stations.desk.workers', 3))).toMatchObject({ ok: true });
    run.advanceTo(10);
    expect(reportOf(run).stations['desk']).toMatchObject({ arrived: 3 });
  });
});
