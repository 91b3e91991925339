// Method: small traces by hand for each limit; the token bucket's promise is counted over every stretch of a random stream; adaptive
// limits are let loose on stations whose best number of jobs under way is known.
import { describe, expect, it } from 'vitest';
import { MOVE_STRIDE, Move, StationState, What } from '../../../../simulations/engine/frame';
import { FrameView } from '../../../../simulations/engine/frame-view';
import type { VariantValue } from '../../../../simulations/engine/param';
import { reportOf } from '../../../../simulations/experiments/report';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import type { EngineRun } from '../../../../simulations/scenario/start-run';
import { chain, change, movesUntil, startValid, traceOf, type Chain } from '../../../properties/kit';

/** Source, limiter, an unbounded line, the desk and the end. */
function limited(limit: VariantValue, whenOver: string, parts: Chain): Scenario {
  const base = chain(parts, { durationS: 2000 });
  return {
    ...base, stations: { source: base.stations['source']!, gate: { kind: 'limiter', limit, whenOver }, line: base.stations['line']!, desk: base.stations['desk']!, end: base.stations['end']! },
    links: ['source gate', 'gate line', 'line desk', 'desk end'].map((link) => ({ from: link.split(' ')[0]!, to: link.split(' ')[1]! })),
  };
}

/** When jobs passed the limiter, s. */
function passedAtS(run: EngineRun, untilS: number): number[] {
  run.sampleJobs(1);
  const moves = movesUntil(run, untilS);
  return Array.from({ length: moves.length / MOVE_STRIDE }, (_, m) => m * MOVE_STRIDE)
    .filter((m) => (moves[m + Move.what]! & 15) === What.entered && moves[m + Move.station] === 1)
    .map((m) => moves[m + Move.timeNs]! / 1e9);
}

const bucket = (ratePerS: number, burstJobs: number): VariantValue => ({ kind: 'token-bucket', ratePerS, burstJobs });
const atOnce = (n: number, atS = 0): readonly (readonly [number])[] => Array.from({ length: n }, () => [atS] as const);
const places = (run: EngineRun): number => {
  const view = new FrameView(run.readFrame());
  return view.numbers[view.stationAt(1) + StationState.places]!;
};

describe('a token bucket', () => {
  it('begins full, lets a burst through and then one job for each token', () => {
    const run = startValid(limited(bucket(2, 3), 'wait', { arrivals: traceOf([...atOnce(6), [10], [10]]) }));
    expect(passedAtS(run, 100)).toEqual([0, 0, 0, 0.5, 1, 1.5, 10, 10]);
  });

  it('refuses what is over, with that reason, and keeps no more tokens than fit', () => {
    const run = startValid(limited(bucket(1, 2), 'refuse', { arrivals: traceOf([...atOnce(5), [1], [1.5], [50], [50], [50]]) }));
    expect(passedAtS(run, 100)).toEqual([0, 0, 1, 50, 50]);
    expect(reportOf(run)).toMatchObject({ jobs: { served: 5, shed: { limit: 5 } }, stations: { gate: { left: 5, shed: { limit: 5 }, inside: 0 }, source: { inside: 0 } } });
  });

  it('lets senders take turns, though each token comes in the very instant in which one of them has a new job', () => {
    const base = limited(bucket(1, 1), 'wait', { arrivals: { kind: 'regular', ratePerS: 1 } });
    const { stations, links } = base;
    const run = startValid({ ...base, stations: { ...stations, other: stations['source']! }, links: [...links, { from: 'other', to: 'gate' }] });
    run.advanceTo(101);
    const { source, other } = reportOf(run).stations;
    expect(Math.abs(source!.left - other!.left)).toBeLessThanOrEqual(1);
  });

  it.each(['refuse', 'wait'])('in no stretch of t seconds lets more than burst + rate · t jobs through (%s), and uses its tokens', (whenOver) => {
    const [rate, burst] = [7, 4];
    const run = startValid(limited(bucket(rate, burst), whenOver, { arrivals: { kind: 'poisson', ratePerS: 9 }, workers: 100 }));
    const passed = passedAtS(run, 300);
    for (let from = 0; from < passed.length; from++) {
      for (let to = from; to < Math.min(passed.length, from + 60); to++) {
        if (to - from + 1 > burst + rate * (passed[to]! - passed[from]!) + 1e-6) throw new Error(`${to - from + 1} from ${passed[from]} to ${passed[to]}`);
      }
    }
    expect(passed.length / 300).toBeGreaterThan(whenOver === 'wait' ? 6.9 : 6.3);
    expect(passed.length / 300).toBeLessThan(7.1);
  });

  it('at another rate gives the tokens that are due at it, from now on', () => {
    const run = startValid(limited(bucket(0.1, 1), 'wait', { arrivals: traceOf(atOnce(4)) }));
    run.advanceTo(5);
    expect(run.change(change('stations.gate.limit.ratePerS', 0.5))).toMatchObject({ ok: true });
    // Half a token had come at 5; the other half takes a second now.
    expect(passedAtS(run, 100)).toEqual([6, 8, 10]); // and the first at 0
  });

  it('of no rate lets in what it has, and for ever no more', () => {
    const run = startValid(limited(bucket(0, 2), 'wait', { arrivals: traceOf(atOnce(4)) }));
    run.advanceTo(1000);
    expect(reportOf(run)).toMatchObject({ jobs: { served: 2, inside: 2 }, stations: { source: { inside: 2, blockedShare: 1 } } });
  });

  it('takes no token for a job that finds no room behind it', () => {
    const scenario = limited(bucket(0, 3), 'wait', { arrivals: traceOf(atOnce(5)), capacityJobs: 0, service: { kind: 'constant', meanS: 10 } });
    const run = startValid(scenario);
    expect(passedAtS(run, 500)).toEqual([0, 10, 20]);
    expect(places(run)).toBe(0);
  });
});

describe('a limit of concurrency', () => {
  const two = { kind: 'concurrency', jobs: 2 };
  const slow: Chain = { arrivals: traceOf(atOnce(5)), workers: 1, service: { kind: 'constant', meanS: 3 } };

  it('counts a job until it ends, wherever it is', () => {
    expect(passedAtS(startValid(limited(two, 'wait', slow)), 100)).toEqual([0, 0, 3, 6, 9]);
    const run = startValid(limited(two, 'refuse', slow));
    run.advanceTo(100);
    expect(reportOf(run).jobs).toMatchObject({ served: 2, shed: { limit: 3 } });
  });

  it('counts one that is shed or fails behind it as ended', () => {
    const scenario = limited(two, 'wait', { ...slow, capacityJobs: 0, whenFull: 'shed-newest' });
    expect(passedAtS(startValid(scenario), 100)).toEqual([0, 0, 0, 0, 0]);
  });

  it('made larger lets the next in at once; made smaller throws nobody out', () => {
    const run = startValid(limited(two, 'wait', slow));
    run.advanceTo(1);
    run.change(change('stations.gate.limit.jobs', 4));
    expect(reportOf(run).stations).toMatchObject({ line: { inside: 3 }, source: { inside: 1 } });
    run.change(change('stations.gate.limit.jobs', 1));
    expect(passedAtS(run, 100)).toEqual([12]);
    expect(reportOf(run).jobs.served).toBe(5);
  });

  it('that refuses after all refuses those at the door', () => {
    const run = startValid(limited(two, 'wait', slow));
    run.advanceTo(1);
    run.change(change('stations.gate.whenOver', 'refuse'));
    expect(reportOf(run)).toMatchObject({ jobs: { shed: { limit: 3 } }, stations: { source: { inside: 0 } } });
  });

  it('two in a row each count their own', () => {
    const scenario = limited(two, 'wait', slow);
    const run = startValid({ ...scenario, stations: { ...scenario.stations, inner: { kind: 'limiter', limit: { kind: 'concurrency', jobs: 1 }, whenOver: 'wait' } }, links: [{ from: 'source', to: 'gate' }, { from: 'gate', to: 'inner' }, { from: 'inner', to: 'line' }, ...scenario.links.slice(2)] });
    expect(passedAtS(run, 100)).toEqual([0, 3, 6, 9, 12]);
    expect(reportOf(run).jobs).toMatchObject({ served: 5, inside: 0 });
  });
});

describe('adaptive limits', () => {
  /** Ten workers of 0.1 s: ten under way need no queue, and each more waits 10 ms longer. */
  function settled(limit: VariantValue, ratePerS: number): { readonly run: EngineRun; readonly latencyS: number; readonly perS: number } {
    const scenario = limited(limit, 'refuse', { arrivals: { kind: 'poisson', ratePerS }, workers: 10, service: { kind: 'constant', meanS: 0.1 } });
    const run = startValid({ ...scenario, warmupS: 200, durationS: 100 });
    run.advanceTo(300);
    const { latencyS, throughputPerS } = reportOf(run);
    return { run, latencyS: latencyS.mean!, perS: throughputPerS };
  }

  it.each([
    ['aimd', { kind: 'aimd', targetS: 0.2, fromJobs: 200 }, 0.2],
    ['gradient', { kind: 'gradient', fromJobs: 5 }, 0.25],
    ['vegas', { kind: 'vegas', fromJobs: 5 }, 0.2],
  ] as const)('%s keeps the workers busy and the queue short at twice the load they can bear', (_name, limit, latencyMaxS) => {
    const { run, latencyS, perS } = settled(limit, 200);
    expect(perS).toBeGreaterThan(85);
    expect(latencyS).toBeLessThan(latencyMaxS);
    expect(places(run)).toBeGreaterThanOrEqual(8);
    expect(places(run)).toBeLessThan(60);
  });

  /** A hundred workers of a second: nobody waits behind the limiter, so nothing but the most keeps the limit down. */
  const roomy: Chain = { arrivals: { kind: 'poisson', ratePerS: 100 }, workers: 100, service: { kind: 'constant', meanS: 1 } };

  it.each(['aimd', 'gradient', 'vegas'])('%s never lets more be under way than the most, whatever it began with', (kind) => {
    const run = startValid(limited({ kind, fromJobs: 50, mostJobs: 10 }, 'refuse', roomy));
    run.advanceTo(60);
    expect(reportOf(run).stations['desk']!.maxJobs).toBeLessThanOrEqual(10);
  });

  it.each(['gradient', 'vegas'])('%s does so too when the most is lowered during a probe', (kind) => {
    const run = startValid(limited({ kind, fromJobs: 50, mostJobs: 100 }, 'refuse', roomy));
    run.advanceTo(0.5);
    expect(places(run)).toBe(3);
    expect(run.change(change('stations.gate.limit.mostJobs', 10))).toMatchObject({ ok: true });
    run.advanceTo(60);
    expect(reportOf(run).stations['desk']!.maxJobs).toBeLessThanOrEqual(10);
  });

  it.each(['aimd', 'gradient', 'vegas'])('%s does not grow while nobody needs it to', (kind) => {
    const { run } = settled({ kind, fromJobs: 12 }, 20);
    expect(places(run)).toBeLessThanOrEqual(13);
  });
});
