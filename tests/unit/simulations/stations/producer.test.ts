// Method: clockwork and small traces, where every arrival can be worked out on paper. Times in seconds.
import { describe, expect, it } from 'vitest';
import { MOVE_STRIDE, Move, What } from '../../../../simulations/engine/frame';
import { reportOf } from '../../../../simulations/experiments/report';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { resumeRun } from '../../../../simulations/scenario/start-run';
import { chain, change, movesUntil, startValid, takeMoves, traceOf } from '../../../properties/kit';

const regular = (ratePerS: number): { kind: string; ratePerS: number } => ({ kind: 'regular', ratePerS });

interface Act { readonly atS: number; readonly changes: readonly { path: string; value: number | string | { kind: string } }[] }

/** When jobs were made, by a run that `act` may interrupt. */
function madeAtS(scenario: Scenario, untilS: number, act?: Act): number[] {
  const run = startValid(scenario);
  run.sampleJobs(1);
  const moves: number[] = [];
  if (act !== undefined) {
    moves.push(...movesUntil(run, act.atS));
    for (const each of act.changes) expect(run.change(each)).toMatchObject({ ok: true });
  }
  moves.push(...movesUntil(run, untilS));
  return timesMade(moves);
}

function timesMade(moves: readonly number[]): number[] {
  const times: number[] = [];
  for (let m = 0; m < moves.length; m += MOVE_STRIDE) if ((moves[m + Move.what]! & 15) === What.made) times.push(moves[m + Move.timeNs]! / 1e9);
  return times;
}

describe('a producer', () => {
  it('by clockwork begins after one gap and never drifts, though a third of a second is no whole number of ns', () => {
    const times = madeAtS(chain({ arrivals: regular(3) }), 100);
    expect(times).toHaveLength(300);
    times.forEach((atS, n) => expect(Math.abs(atS - (n + 1) / 3)).toBeLessThanOrEqual(1e-9));
  });

  it('makes none at rate 0, and begins when it is turned on', () => {
    expect(madeAtS(chain({ arrivals: regular(0) }), 50)).toEqual([]);
    expect(madeAtS(chain({ arrivals: regular(0) }), 53.5, { atS: 50, changes: [change('stations.source.arrivals.ratePerS', 1) as never] })).toEqual([51, 52, 53]);
  });

  it('stretches the rest of the pending gap when its rate changes', () => {
    // At 10.5 half a gap of 1 s is left; at twice the rate that half lasts 0.25 s.
    const times = madeAtS(chain({ arrivals: regular(1) }), 12, { atS: 10.5, changes: [change('stations.source.arrivals.ratePerS', 2)] });
    expect(times.slice(10)).toEqual([10.75, 11.25, 11.75]);
  });

  it('takes a change back without a trace of it, to the nanosecond and in the order of events', () => {
    // Arrivals and departures coincide at every tick, so a new sequence number would show.
    const scenario = chain({ arrivals: regular(3), service: { kind: 'constant', meanS: 1 / 3 } });
    const there = change('stations.source.arrivals.ratePerS', 7) as never;
    const back = change('stations.source.arrivals.ratePerS', 3) as never;
    expect(madeAtS(scenario, 50, { atS: 10.1, changes: [there, back] })).toEqual(madeAtS(scenario, 50));
  });

  it('goes on with the rest of the pending gap when its rate is 0 for a while', () => {
    // At 10.5 half a gap of 1 s is left; at 20 it goes on, at twice the rate.
    const run = startValid(chain({ arrivals: regular(1) }, { timeline: [{ atS: 10.5, change: change('stations.source.arrivals.ratePerS', 0) }, { atS: 20, change: change('stations.source.arrivals.ratePerS', 2) }] }));
    run.sampleJobs(1);
    expect(timesMade(movesUntil(run, 21.5)).slice(9)).toEqual([10, 20.25, 20.75, 21.25]);
  });

  it('takes a rate of 0 back without a trace, and what came after it', () => {
    const scenario = chain({ arrivals: regular(3), service: { kind: 'constant', meanS: 1 / 3 } });
    const to = (ratePerS: number) => change('stations.source.arrivals.ratePerS', ratePerS) as never;
    expect(madeAtS(scenario, 50, { atS: 10.1, changes: [to(0), to(3)] })).toEqual(madeAtS(scenario, 50));
    expect(madeAtS(scenario, 50, { atS: 10.1, changes: [to(0), to(7)] })).toEqual(madeAtS(scenario, 50, { atS: 10.1, changes: [to(7)] }));
    // Off since 10.1; on and off again at 20 is as if nobody had touched it.
    const off = { atS: 10.1, change: change('stations.source.arrivals.ratePerS', 0) };
    const planned = (...rates: readonly number[]): number[] => {
      const run = startValid({ ...scenario, timeline: [off, ...rates.map((rate) => ({ atS: 20, change: change('stations.source.arrivals.ratePerS', rate) })), { atS: 30, change: change('stations.source.arrivals.ratePerS', 3) }] });
      run.sampleJobs(1);
      return timesMade(movesUntil(run, 50));
    };
    expect(planned(7, 0)).toEqual(planned());
  });

  it('that makes batches makes whole ones only, and the first after a wait, when it is turned on', () => {
    const batches = (ratePerS: number) => ({ kind: 'batches', ratePerS, batchJobs: 5, size: 'fixed' });
    const turn = (atS: number, rate: number) => ({ atS, change: change('stations.source.arrivals.ratePerS', rate) });
    for (let seed = 1; seed <= 20; seed++) {
      for (const timeline of [[turn(5, 1)], [turn(5, 1), turn(10, 0), turn(30, 1)]]) {
        const run = startValid(chain({ arrivals: batches(0) }, { seed, timeline }));
        run.sampleJobs(1);
        const sizes = new Map<number, number>();
        for (const atS of timesMade(movesUntil(run, 100))) sizes.set(atS, (sizes.get(atS) ?? 0) + 1);
        expect(new Set(sizes.values())).toEqual(new Set([5]));
        for (const { atS } of timeline) expect(sizes.has(atS), `at ${atS} s`).toBe(false);
      }
    }
  });

  it('that waits outside counts latency from when a job was meant to be sent', () => {
    const run = startValid(chain({ arrivals: regular(1), capacityJobs: 0, service: { kind: 'constant', meanS: 2 } }));
    run.advanceTo(10.5);
    // Made at 1, 2, …, 10; served at 3, 5, 7, 9: latencies 2, 3, 4, 5.
    expect(reportOf(run)).toMatchObject({ jobs: { made: 10, served: 4 }, latencyS: { mean: 3.5, max: 5 } });
  });

  it('that stops making hides the wait, as a closed-loop load tester does', () => {
    const run = startValid(chain({ arrivals: regular(1), whenBlocked: 'stop-making', capacityJobs: 0, service: { kind: 'constant', meanS: 2 } }));
    run.advanceTo(10.5);
    // Made at 1 (served 1–3), 2 (blocked until 3, served 3–5), then one gap after each got in: 4 (5–7), 6 (7–9), 8 (9–11), 10.
    expect(reportOf(run)).toMatchObject({ jobs: { made: 6, served: 4 }, latencyS: { mean: 2.75, max: 3 } });
  });

  it('told to wait outside while it has stopped, goes on making', () => {
    const scenario = chain({ arrivals: regular(1), whenBlocked: 'stop-making', capacityJobs: 0, workers: 0 });
    expect(madeAtS(scenario, 10)).toEqual([1]);
    expect(madeAtS(scenario, 8.5, { atS: 5, changes: [change('stations.source.whenBlocked', 'wait-outside') as never] })).toEqual([1, 6, 7, 8]);
  });

  it('draws the same gaps after a pause, whatever happened to its jobs meanwhile', () => {
    const made = (whenFull: string): number[] => {
      const scenario = chain({ arrivals: { kind: 'poisson', ratePerS: 20 }, capacityJobs: 1, whenFull });
      return madeAtS({ ...scenario, timeline: [
        { atS: 5, change: change('stations.source.arrivals.ratePerS', 0) },
        { atS: 60, change: change('stations.source.arrivals.ratePerS', 20) },
      ] }, 70);
    };
    expect(made('block')).toEqual(made('shed-newest'));
  });

  it('follows a trace to the nanosecond, and stops at its end', () => {
    expect(madeAtS(chain({ arrivals: traceOf([[0], [0], [0.000000001], [2.5]]) }), 100)).toEqual([0, 0, 1e-9, 2.5]);
  });

  it('put on a trace in the middle of a run, begins with its present', () => {
    const arrivals = traceOf([[1], [2], [3], [4]]);
    expect(madeAtS(chain({ arrivals: regular(0) }), 100, { atS: 2.5, changes: [{ path: 'stations.source.arrivals', value: arrivals }] })).toEqual([3, 4]);
  });

  describe('whose trace is set again', () => {
    const rows: readonly (readonly [number, number?])[] = [[0], [1], [2], [2], [2], [3], [3], [4]];
    const again = { path: 'stations.source.arrivals', value: traceOf(rows) };
    const poisson = { path: 'stations.source.arrivals', value: { kind: 'poisson', ratePerS: 0 } };
    const scenario = chain({ arrivals: traceOf(rows) });

    it.each([0, 0.5, 1, 2, 2.5, 3, 4, 5])('at %f s plays each row once, those of that instant as well', (atS) => {
      for (const changes of [[again], [again, again], [poisson, again], [poisson, poisson, again]]) {
        expect(madeAtS(scenario, 100, { atS, changes })).toEqual(rows.map(([at]) => at));
      }
    });

    it('after each single event plays each row once: between rows of one instant, none is played twice and none is lost', () => {
      for (const changes of [[again], [poisson, again]]) {
        const run = startValid(scenario);
        run.sampleJobs(1);
        const moves: number[] = [];
        // A row that came again and again would go on for ever.
        for (let goesOn = true, steps = 0; goesOn && steps < 100; steps++) {
          for (const each of changes) expect(run.change(each)).toMatchObject({ ok: true });
          goesOn = run.step();
          takeMoves(run, moves);
        }
        expect(timesMade(moves)).toEqual(rows.map(([at]) => at));
      }
    });

    it('does so from a keyframe, too', () => {
      const run = startValid(scenario);
      run.advanceTo(2);
      run.change(poisson);
      const resumed = resumeRun(structuredClone(run.keyframe()));
      resumed.sampleJobs(1);
      resumed.change(again);
      expect(timesMade(movesUntil(resumed, 100))).toEqual([3, 3, 4]);
    });

    it('goes on with what the rows say now, where their times are those of before', () => {
      const longer = { ...again, value: traceOf([...rows.map(([at]) => [at, 0.5] as const), [4, 0.5], [6, 0.5]]) };
      expect(madeAtS(scenario, 100, { atS: 2, changes: [longer] })).toEqual([0, 1, 2, 2, 2, 3, 3, 4, 4, 6]);
    });

    it('to another recording begins with the first row of that one which is not in the past', () => {
      const other = { ...again, value: traceOf([[0.5], [0.6], [0.7], [1.5], [2], [2.5]]) };
      expect(madeAtS(scenario, 100, { atS: 2, changes: [other] })).toEqual([0, 1, 2, 2, 2, 2, 2.5]);
      // Taken back at once, before it has played a row, it leaves no trace.
      expect(madeAtS(scenario, 100, { atS: 2, changes: [other, again] })).toEqual(rows.map(([at]) => at));
    });
  });
});
