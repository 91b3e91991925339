// Method: random scenarios, stopped at random instants with random changes in between. What must hold of every run at every
// instant is checked against the report and the engine's state; the figures are counted again from the moves of all jobs.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOVE_STRIDE, Move, Occupant, OccupantState, OCCUPANTS_MAX, SHED_REASONS, StationState, What } from '../../simulations/engine/frame';
import type { FrameView } from '../../simulations/engine/frame-view';
import { f64, i32 } from '../../simulations/engine/arena';
import { insideJobs, settle } from '../../simulations/engine/figures';
import { AREA, J_TIMER, stationAt } from '../../simulations/engine/layout';
import { reportOf, type JobFigures } from '../../simulations/experiments/report';
import type { Scenario } from '../../simulations/scenario/scenario';
import type { EngineRun } from '../../simulations/scenario/start-run';
import type { Kernel } from '../../simulations/engine/kernel';
import { holds, startValid, takeMoves } from './kit';
import { endS, paramsOf, someChange, someRunnable, someTimeS } from './some-scenario';

interface Visit { readonly run: EngineRun; readonly view: FrameView; readonly moves: readonly number[]; readonly scenario: Scenario }

const scenarioAndStops = someRunnable.chain((scenario) => fc.record({
  scenario: fc.constant(scenario),
  stops: fc.array(fc.record({
    atS: someTimeS,
    change: fc.option(someChange(scenario.stations), { nil: undefined }),
  }), { maxLength: 5 }).map((stops) => stops.sort((a, b) => a.atS - b.atS)),
}));

/** Runs each scenario to each of its stops, and calls `look` there, before and after the change. */
function atRandomInstants(look: (visit: Visit) => void): void {
  holds(600, scenarioAndStops, ({ scenario, stops }) => {
    const run = startValid(scenario);
    run.sampleJobs(1);
    const moves: number[] = [];
    const stopAt = (atS: number): void => {
      while (!run.advanceSome(atS, 500)) takeMoves(run, moves);
      look({ run, view: takeMoves(run, moves), moves, scenario });
    };
    for (const { atS, change } of stops) {
      stopAt(atS);
      if (change === undefined) continue;
      expect(run.change(change)).toMatchObject({ ok: true });
      look({ run, view: takeMoves(run, moves), moves, scenario });
    }
    stopAt(endS(scenario));
    expect(run.stopped).toBe('time ran out');
  });
}

const ended = ({ served, shed, failed, timedOut }: JobFigures): number =>
  served + failed + timedOut + Object.values(shed).reduce((total, n) => total + n, 0);

describe('at every instant of every run', () => {
  it('what was made or inside at the start is served, shed, failed, timed out or inside: in all, per class, per station', () => {
    atRandomInstants(({ run }) => {
      const report = reportOf(run);
      for (const jobs of [report.jobs, ...Object.values(report.classes).map((each) => each.jobs)]) {
        expect(jobs.made + jobs.insideAtStart).toBe(ended(jobs) + jobs.inside);
        expect(jobs.good).toBeLessThanOrEqual(jobs.served);
      }
      expect(sum(Object.values(report.stations).map(({ inside }) => inside))).toBe(report.jobs.inside);
      expect(sum(Object.values(report.classes).map(({ jobs }) => jobs.inside))).toBe(report.jobs.inside);
      let rows = 0;
      run.kernel.eachJob(() => { rows++; });
      expect(rows).toBe(report.jobs.inside);
    });
  });

  it('the report is what counting the moves again gives', () => {
    atRandomInstants(({ run, moves, scenario }) => {
      // What a change at the very end of the warm-up sets off already counts, and moves do not tell which came first.
      const atWarmupEnd = (item: { atS: number }): boolean => scenario.warmupS > 0 && item.atS === scenario.warmupS;
      if (scenario.timeline.some(atWarmupEnd) || run.recording().changes.some(atWarmupEnd)) return;
      const counted = countMoves(moves, run.figuresSinceNs, run.kernel.plan.stations.length);
      const report = reportOf(run);
      const { jobs } = report;
      expect({ made: jobs.made, served: jobs.served, good: jobs.good, failed: jobs.failed, timedOut: jobs.timedOut, shed: jobs.shed }).toEqual(counted.jobs);
      Object.values(report.stations).forEach((station, s) => {
        const expected = counted.stations[s]!;
        // Jobs that a queue without places hands through leave it and were never inside.
        const passed = station.kind === 'queue' ? station.left - expected.left : 0;
        expect({ shed: station.shed, inside: station.inside, left: station.left }, `station ${s}`)
          .toEqual({ shed: expected.shed, inside: expected.inside, left: expected.left + passed });
        expect(passed).toBeGreaterThanOrEqual(0);
      });
      expect(report.latencyS.n).toBe(jobs.served);
      if (jobs.served > 0) expect(report.latencyS.mean! * jobs.served).toBeCloseTo(counted.latencySumNs / 1e9, 6);
      if (jobs.served > 0) expect(report.latencyS.max! * 1e9).toBeCloseTo(counted.latencyMaxNs, 3);
    });
  });

  it('Little: ∫ jobs inside dt is the sum of all stays that the moves tell of, to the nanosecond', () => {
    atRandomInstants(({ run, moves }) => {
      const { kernel } = run;
      settle(kernel);
      const areas = kernel.plan.stations.map((_, s) => f64[stationAt(s) + AREA]);
      expect(areas).toEqual(staysNs(moves, run.figuresSinceNs, run.nowNs, kernel));
    });
  });

  it('no row of a job or of an event is lost', () => {
    atRandomInstants(({ run }) => {
      const { kernel } = run;
      let rows = 0;
      let timers = 0;
      kernel.eachJob((j) => {
        rows++;
        if (i32[2 * j + J_TIMER] !== 0) timers++;
      });
      expect(rows).toBe(insideJobs(kernel));
      const ofProducers = kernel.eventsPending - timers;
      const producers = kernel.plan.stations.filter(({ kind }) => kind.kind === 'producer').length;
      expect(ofProducers).toBeGreaterThanOrEqual(0);
      expect(ofProducers).toBeLessThanOrEqual(producers);
    });
  });

  it('moves are in order of time, each job goes one way, and its way is unbroken', () => {
    atRandomInstants(({ run, moves }) => expect(brokenMove(moves, run)).toBe(''));
  });

  it('nobody is ready to go on while there is room where it would go', () => {
    atRandomInstants(({ run, view }) => {
      const { stations, links } = run.kernel.plan;
      const state = (s: number, field: number): number => view.numbers[view.stationAt(s) + field]!;
      const hasRoom = (s: number): boolean => {
        const inside = state(s, StationState.inside);
        switch (stations[s]!.kind.kind) {
          case 'sink': return true;
          case 'workers': return inside < state(s, StationState.places);
          default: {
            const places = state(s, StationState.places);
            if (places === -1 || inside < places) return true;
            return places === 0 && inside === 0 && links.some(({ from, to }) => from === s && hasRoom(to));
          }
        }
      };
      links.forEach(({ from, to }, l) => {
        const ready = stations[from]!.kind.kind === 'workers' ? state(from, StationState.blocked) : state(from, StationState.waiting);
        if (ready > 0) expect(hasRoom(to), `link ${l}: ${ready} ready at ${from}, room at ${to}, at ${run.nowNs} ns`).toBe(false);
      });
    });
  });

  it('a queue that sheds is never refusing, and what stands at a door is there for a reason', () => {
    atRandomInstants(({ run, view }) => {
      Object.values(run.scenario.stations).forEach((spec, s) => {
        if (spec.kind !== 'queue') return;
        const policy = (paramsOf(spec)['whenFull'] as { kind: string }).kind;
        if (policy !== 'block') expect(view.numbers[view.stationAt(s) + StationState.refusing], `station ${s} sheds and refuses`).toBe(0);
      });
    });
  });

  it('no queue ever held more than its largest capacity, no workers more than their largest number', () => {
    atRandomInstants(({ run, scenario }) => {
      const changes = [...scenario.timeline.flatMap((item) => item.change ?? []), ...run.recording().changes];
      Object.entries(reportOf(run).stations).forEach(([id, { maxJobs }]) => {
        const limit = { queue: 'capacityJobs', workers: 'workers' }[scenario.stations[id]!.kind];
        if (limit === undefined) return;
        const values = [paramsOf(scenario.stations[id]!)[limit]!, ...changes.filter(({ path }) => path === `stations.${id}.${limit}`).map(({ value }) => value)];
        const largest = Math.max(...values.map((value) => (value === 'unbounded' ? Infinity : Number(value))));
        expect(maxJobs, id).toBeLessThanOrEqual(largest);
      });
    });
  });

  it('what is drawn is what is there', () => {
    atRandomInstants(({ run, view }) => {
      const seen = Array.from({ length: view.stations }, () => ({ waiting: 0, inService: 0, blocked: 0, places: new Set<number>() }));
      for (let n = 0; n < view.occupants; n++) {
        const o = view.occupantAt(n);
        const at = seen[view.numbers[o + Occupant.station]!]!;
        const state = view.numbers[o + Occupant.state]! & 15;
        if (state === OccupantState.waiting) at.waiting++;
        if (state === OccupantState.inService) {
          at.inService++;
          expect(view.numbers[o + Occupant.untilNs]).toBeGreaterThanOrEqual(run.nowNs);
        }
        if (state === OccupantState.blocked) at.blocked++;
        at.places.add(view.numbers[o + Occupant.place]!);
      }
      seen.forEach(({ waiting, inService, blocked, places }, s) => {
        const state = (field: number): number => view.numbers[view.stationAt(s) + field]!;
        expect(state(StationState.inside)).toBe(state(StationState.waiting) + state(StationState.inService) + state(StationState.blocked));
        expect(inService).toBe(state(StationState.inService));
        expect(blocked).toBe(state(StationState.blocked));
        expect(waiting).toBe(Math.min(OCCUPANTS_MAX, state(StationState.waiting)));
        expect(places.size).toBe(waiting + inService + blocked);
      });
    });
  });
});

interface Counted {
  readonly jobs: { made: number; served: number; good: number; failed: number; timedOut: number; shed: Record<string, number> };
  readonly stations: { shed: Record<string, number>; inside: number; left: number }[];
  latencySumNs: number;
  latencyMaxNs: number;
}

/** Counts from the moves alone; what happened up to and at `sinceNs` belongs to the warm-up. */
function countMoves(moves: readonly number[], sinceNs: number, stationCount: number): Counted {
  const counted: Counted = {
    jobs: { made: 0, served: 0, good: 0, failed: 0, timedOut: 0, shed: {} },
    stations: Array.from({ length: stationCount }, () => ({ shed: {}, inside: 0, left: 0 })),
    latencySumNs: 0, latencyMaxNs: 0,
  };
  const where = new Map<number, number>();
  for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
    const what = moves[m + Move.what]! & 15;
    if (what === What.blocked || what === What.serving) continue;
    const job = moves[m + Move.job]!;
    const s = moves[m + Move.station]!;
    const counts = sinceNs <= 0 || moves[m + Move.timeNs]! > sinceNs;
    const count = counts ? 1 : 0;
    const station = counted.stations[s]!;
    const from = where.get(job);
    if (from !== undefined) {
      counted.stations[from]!.inside--;
      if (moves[m + Move.link]! >= 0) counted.stations[from]!.left += count;
    }
    if (what === What.made || what === What.entered) {
      where.set(job, s);
      station.inside++;
      if (what === What.made) counted.jobs.made += count;
      continue;
    }
    where.delete(job);
    if (what === What.failed) counted.jobs.failed += count;
    if (what === What.timedOut) counted.jobs.timedOut += count;
    if (what === What.shed && counts) {
      const reason = SHED_REASONS[moves[m + Move.detail]!]!;
      counted.jobs.shed[reason] = (counted.jobs.shed[reason] ?? 0) + 1;
      station.shed[reason] = (station.shed[reason] ?? 0) + 1;
    }
    if (what === What.served && counts) {
      const latencyNs = moves[m + Move.timeNs]! - moves[m + Move.bornNs]!;
      counted.jobs.served++;
      station.left++;
      if (moves[m + Move.timeNs]! <= moves[m + Move.deadlineNs]!) counted.jobs.good++;
      counted.latencySumNs += latencyNs;
      counted.latencyMaxNs = Math.max(counted.latencyMaxNs, latencyNs);
    }
  }
  return counted;
}

/**
 * For each station, how long jobs were inside after `sinceNs`, those that are still there included. A job that is made is
 * with its producer until its next move, and one that goes through a queue in an instant adds nothing.
 */
function staysNs(moves: readonly number[], sinceNs: number, nowNs: number, { plan }: Kernel): number[] {
  const stays = plan.stations.map(() => 0);
  const where = new Map<number, { readonly station: number; readonly atNs: number }>();
  const leave = (job: number, atNs: number): void => {
    const stay = where.get(job);
    if (stay !== undefined) stays[stay.station]! += Math.max(0, atNs - Math.max(stay.atNs, sinceNs));
    where.delete(job);
  };
  for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
    const what = moves[m + Move.what]! & 15;
    if (what !== What.made && what !== What.entered && what < What.served) continue;
    const atNs = moves[m + Move.timeNs]!;
    leave(moves[m + Move.job]!, atNs);
    if (what === What.made || what === What.entered) where.set(moves[m + Move.job]!, { station: moves[m + Move.station]!, atNs });
  }
  for (const job of [...where.keys()]) leave(job, nowNs);
  return stays;
}

/** What is wrong with the first move that cannot follow from those before it, or ''. */
function brokenMove(moves: readonly number[], run: EngineRun): string {
  const { links, stations } = run.kernel.plan;
  const where = new Map<number, number>();
  let last = 0;
  for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
    const wrong = (why: string): string => `${why}: ${JSON.stringify(moves.slice(m, m + MOVE_STRIDE))}`;
    const timeNs = moves[m + Move.timeNs]!;
    if (timeNs < last || timeNs > run.nowNs) return wrong('out of time');
    last = timeNs;
    const what = moves[m + Move.what]! & 15;
    const job = moves[m + Move.job]!;
    const station = moves[m + Move.station]!;
    const link = links[moves[m + Move.link]!];
    const from = where.get(job);
    if (what === What.made) {
      if (from !== undefined || moves[m + Move.bornNs] !== timeNs) return wrong('made twice, or not now');
      where.set(job, station);
      continue;
    }
    if (from === undefined) return wrong('moves after its end or before it was made');
    if (link === undefined && from !== station) return wrong(`it is at ${from}`);
    if (link !== undefined && link.to !== station) return wrong(`the link leads to ${link.to}`);
    // A queue without places hands a job through and is never a stop of its own.
    if (link !== undefined && link.from !== from && stations[link.from]!.kind.kind !== 'queue') return wrong(`it is at ${from}`);
    if (what === What.entered || what === What.blocked || what === What.serving) where.set(job, station);
    else where.delete(job);
  }
  const inside = insideJobs(run.kernel);
  return where.size === inside ? '' : `${where.size} jobs have not ended, ${inside} are inside`;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
