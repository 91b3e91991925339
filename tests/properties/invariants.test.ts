// Method: random scenarios, stopped at random instants with random changes and faults in between. What must hold of every run at every
// instant is checked against the report and the engine's memory; the figures are counted again from the moves of all jobs.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { f64, i32 } from '../../simulations/engine/arena';
import { settle } from '../../simulations/engine/figures';
import { Occupant, OccupantState, OCCUPANTS_MAX, StationState } from '../../simulations/engine/frame';
import type { FrameView } from '../../simulations/engine/frame-view';
import { AREA, INSIDE, J_ID, J_STATION, J_TIMER, L_WAITS, OUT_AT, OUT_COUNT, stationAt } from '../../simulations/engine/layout';
import { reportOf, type JobFigures, type Report } from '../../simulations/experiments/report';
import type { Scenario } from '../../simulations/scenario/scenario';
import type { EngineRun } from '../../simulations/scenario/start-run';
import { askAllDoors, broken } from './audit';
import { EVENTS_MAX, holds, same, sameNumbers, startValid, takeMoves } from './kit';
import type { PropertyName } from './runs';
import { someChange, someFault } from './some-deed';
import { endS, someRunnable, someTimeS } from './some-scenario';
import { paramsOf } from './some-values';
import { Ways } from './ways';

interface Visit { readonly run: EngineRun; readonly view: FrameView; readonly ways: Ways; readonly scenario: Scenario; readonly report: Report }

const scenarioAndStops = someRunnable.chain((scenario) => fc.record({
  scenario: fc.constant(scenario),
  stops: fc.array(fc.record({
    atS: someTimeS,
    change: fc.option(someChange(scenario), { nil: undefined, freq: 3 }),
    fault: fc.option(someFault(scenario), { nil: undefined, freq: 1 }),
  }), { maxLength: 4 }).map((stops) => stops.sort((a, b) => a.atS - b.atS)),
}));

type Look = (visit: Visit) => void;
const ended = ({ served, shed, failed, timedOut }: JobFigures): number => served + failed + timedOut + sum(Object.values(shed));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** A number of every station and of every link that takes time. A topic keeps copies that no move tells of. */
const ofStations = (run: EngineRun, read: (s: number) => number): number[] => run.kernel.plan.stations.map(({ kind }, s) => (kind.kind === 'topic' ? 0 : read(stationAt(s))));

const looks: Record<string, Look> = {
  'what was made or inside at the start is served, shed, failed, timed out or inside: in all, per class, per station': ({ run, scenario, report }) => {
    for (const jobs of [report.jobs, ...Object.values(report.classes).map((each) => each.jobs)]) {
      same(jobs.made + jobs.insideAtStart, ended(jobs) + jobs.inside);
      same(jobs.good <= jobs.served, true);
    }
    same(sum(Object.values(report.classes).map(({ jobs }) => jobs.inside)), report.jobs.inside);
    let jobs = 0;
    let rows = 0;
    run.kernel.eachJob((j) => {
      rows++;
      if (f64[j + J_ID]! < 2 ** 42) jobs++;
    });
    same(jobs, report.jobs.inside);
    const onTheWay = sum(Object.values(report.links).map((link) => link.onTheWay));
    same(sum(Object.values(report.stations).map(({ inside }) => inside)) + onTheWay, rows);
    for (const { arrived, left } of Object.values(report.stations)) same(Math.min(arrived, left) >= 0, true);
    if (scenario.warmupS === 0) for (const { call } of Object.values(report.links)) if (call !== undefined) same(call.calls >= call.answered + call.failed, true);
  },

  'nothing that the engine remembers is lost or contradicts the rest': ({ run }) => same(broken(run.kernel), ''),

  'moves are in order of time, and each job goes one unbroken way': ({ ways, run, view }) => {
    same(ways.wrong, '');
    if (!ways.isAmbiguous) sameNumbers(ways.inside(), ofStations(run, (s) => i32[2 * s + INSIDE]!));
    same(view.stations, Object.keys(run.scenario.stations).length);
    for (let n = 0; n < view.numbers.length && n < view.stationAt(view.stations); n++) same(Number.isNaN(view.numbers[n]), false);
  },

  'the report is what counting the moves again gives': ({ run, ways, scenario, report }) => {
    // What is done at the very end of the warm-up already counts, and moves do not tell which came first.
    const atWarmupEnd = (item: { atS: number }): boolean => scenario.warmupS > 0 && item.atS === scenario.warmupS;
    const { changes, faults } = run.recording();
    const faultEnds = [...faults.map(({ atS, fault }) => ({ atS: atS + fault.forS })), ...scenario.timeline.flatMap(({ atS, fault }) => (fault === undefined ? [] : [{ atS: atS + fault.forS }]))];
    if ([...scenario.timeline, ...changes, ...faults, ...faultEnds].some(atWarmupEnd)) return;
    if (run.figuresSinceNs < 0 || run.nowNs <= run.figuresSinceNs) return;
    const { jobs } = report;
    const counted = ({ made, served, good, failed, timedOut, shed }: JobFigures): unknown => ({ made, served, good, failed, timedOut, shed });
    expect(counted(jobs)).toEqual(ways.jobs);
    expect(Object.values(report.classes).map((each) => counted(each.jobs))).toEqual(ways.classes);
    // What a link loses on the way is the link's own loss and no station's.
    const own = ({ cut, ...shed }: Record<string, number>): unknown => (ways.hasWires ? shed : { ...shed, cut });
    Object.values(report.stations).forEach((station, s) => expect(own(station.shed), `station ${s}`).toEqual(own(ways.shed[s]!)));
    same(report.latencyS.n, jobs.served);
    if (jobs.served > 0) expect(report.latencyS.mean! * jobs.served).toBeCloseTo(ways.latencySumNs / 1e9, 6);
    if (jobs.served > 0) expect(report.latencyS.max! * 1e9).toBeCloseTo(ways.latencyMaxNs, 3);
  },

  'Little: ∫ jobs inside dt is the sum of all stays that the moves tell of, to the nanosecond': ({ run, ways }) => {
    if (ways.isAmbiguous || run.figuresSinceNs < 0 || run.nowNs <= run.figuresSinceNs) return;
    const { kernel } = run;
    settle(kernel);
    sameNumbers(ofStations(run, (s) => f64[s + AREA]!), ways.areasNs(run.nowNs, run.figuresSinceNs));
  },

  'whoever is ready to go on stands at the door': ({ run, view }) => {
    const { stations } = run.kernel.plan;
    const ready = stations.map(({ kind }, s) => (s >= view.stations ? 0 : view.numbers[view.stationAt(s) + (kind.kind === 'workers' || kind.kind === 'delay' ? StationState.blocked : StationState.waiting)]!));
    run.kernel.eachJob((j) => {
      const s = i32[2 * j + J_STATION]!;
      if (run.kernel.kindOf(s).kind === 'wire' && i32[2 * j + J_TIMER] === 0) ready[s / 256 - 1]!++;
    });
    stations.forEach(({ kind, id }, index) => {
      if (kind.kind === 'fork' || kind.kind === 'topic' || kind.kind === 'limiter' || ready[index]! === 0) return;
      const n = 2 * stationAt(index);
      const first = i32[n + OUT_AT]!;
      for (let o = first; o < first + i32[n + OUT_COUNT]!; o++) same(i32[2 * i32[o]! + L_WAITS], 1, `${ready[index]} ready at ${id}, link ${o - first}`);
    });
  },

  'a queue that sheds is never refusing': ({ run, view }) => {
    Object.values(run.scenario.stations).forEach((spec, s) => {
      if (spec.kind !== 'queue' || (paramsOf(spec)['whenFull'] as { kind: string }).kind === 'block') return;
      same(view.numbers[view.stationAt(s) + StationState.refusing], 0, `station ${s} sheds and refuses`);
    });
  },

  'no queue ever held more than its largest capacity': ({ run, scenario, report }) => {
    const changes = [...scenario.timeline.flatMap((item) => item.change ?? []), ...run.recording().changes];
    Object.entries(report.stations).forEach(([id, { kind, maxJobs }]) => {
      if (kind !== 'queue') return;
      const values = [paramsOf(scenario.stations[id]!)['capacityJobs']!, ...changes.filter(({ path }) => path === `stations.${id}.capacityJobs`).map(({ value }) => value)];
      expect(maxJobs, id).toBeLessThanOrEqual(Math.max(...values.map((value) => (value === 'unbounded' ? Infinity : Number(value)))));
    });
  },

  'what is drawn is what is there': ({ run, view }) => {
    const seen = Array.from({ length: view.stations }, () => ({ waiting: 0, inService: 0, blocked: 0, places: new Set<number>() }));
    for (let n = 0; n < view.occupants; n++) {
      const o = view.occupantAt(n);
      const at = seen[view.numbers[o + Occupant.station]!]!;
      const state = view.numbers[o + Occupant.state]! & 15;
      if (state === OccupantState.waiting) at.waiting++;
      if (state === OccupantState.inService) {
        at.inService++;
        same(view.numbers[o + Occupant.untilNs]! >= run.nowNs, true);
      }
      if (state === OccupantState.blocked) at.blocked++;
      at.places.add(view.numbers[o + Occupant.place]!);
    }
    seen.forEach(({ waiting, inService, blocked, places }, s) => {
      const state = (field: number): number => view.numbers[view.stationAt(s) + field]!;
      same(state(StationState.inside), state(StationState.waiting) + state(StationState.inService) + state(StationState.blocked));
      if (run.kernel.plan.stations[s]!.kind.occupants === undefined || state(StationState.inside) > OCCUPANTS_MAX) return;
      same(inService, state(StationState.inService));
      same(blocked, state(StationState.blocked));
      same(waiting, state(StationState.waiting));
      same(places.size, waiting + inService + blocked);
    });
  },
};

const NO_REPORT = {} as Report;

/** Runs each scenario to each of its stops, and looks there, before and after what is done; `last` looks at the end and may break the run. */
function atRandomInstants(name: PropertyName, look: Look, last: Look, needsReport: boolean): void {
  holds(name, scenarioAndStops, ({ scenario, stops }) => {
    const run = startValid(scenario);
    run.sampleJobs(1);
    const ways = new Ways(scenario);
    const see = (): Visit => {
      const moves: number[] = [];
      const view = takeMoves(run, moves);
      ways.read(moves, run.figuresSinceNs, run.nowNs);
      return { run, view, ways, scenario, report: needsReport ? reportOf(run) : NO_REPORT };
    };
    const stopAt = (atS: number): Visit => {
      while (run.events < EVENTS_MAX && !run.advanceSome(atS, 500)) {
        const moves: number[] = [];
        takeMoves(run, moves);
        ways.read(moves, run.figuresSinceNs, run.nowNs);
      }
      return see();
    };
    for (const { atS, change, fault } of stops) {
      look(stopAt(atS));
      if (change === undefined && fault === undefined) continue;
      if (change !== undefined) expect(run.change(change)).toMatchObject({ ok: true });
      if (fault !== undefined) expect(run.fault(fault)).toMatchObject({ ok: true });
      look(see());
    }
    const end = stopAt(endS(scenario));
    look(end);
    last(end);
  });
}

describe('at every instant of every run', () => {
  it('all of these hold', () => {
    const named = Object.entries(looks);
    atRandomInstants('at random instants', (visit) => {
      for (const [name, look] of named) {
        try {
          look(visit);
        } catch (error) {
          throw new Error(`${name}, at ${visit.run.nowS} s: ${(error as Error).message}`, { cause: error });
        }
      }
    }, ({ run, scenario }) => {
      if (run.events < EVENTS_MAX) expect(run.stopped.replace(/:.*/, ''), JSON.stringify(scenario.links)).toMatch(/^(time ran out|deadlock)$/);
    }, true);
  });

  it('nobody is ready to go on while there is room where it would go: asked again, nobody goes', () => {
    atRandomInstants('nobody overlooked', () => undefined, ({ run }) => {
      // To be asked is what CoDel takes for a turn, and when a queue looks for those whose time has run out.
      if (/"codel"|"expire":"yes"/.test(JSON.stringify(run.scenario.stations))) return;
      const inside = (): number[] => run.kernel.plan.stations.map((_, s) => i32[2 * stationAt(s) + INSIDE]!);
      const before = inside();
      askAllDoors(run.kernel);
      const moves: number[] = [];
      takeMoves(run, moves);
      expect(moves).toEqual([]);
      expect(inside()).toEqual(before);
    }, false);
  });
});
