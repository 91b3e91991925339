// Method: a random scenario is run twice, the second time in another way that must not matter: cut into slices, sampled, windowed,
// saved and resumed, replayed from its recording. The histories, which are the moves of all jobs, and the reports must be equal.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SHED_REASONS, WindowField, WindowStation } from '../../simulations/engine/frame';
import { FrameView } from '../../simulations/engine/frame-view';
import { reportOf, type Report } from '../../simulations/experiments/report';
import type { Change, FaultSpec, Scenario } from '../../simulations/scenario/scenario';
import { replay, resumeRun, type EngineRun } from '../../simulations/scenario/start-run';
import { EVENTS_MAX, add, firstDifference, holds, someMovesUntil, startValid, same, takeMoves } from './kit';
import { someChange, someFault } from './some-deed';
import { endS, someRunnable, someTimeS } from './some-scenario';

/** What a person at the controls does. */
type Act =
  | { readonly do: 'advance'; readonly byS: number }
  | { readonly do: 'events'; readonly count: number }
  | { readonly do: 'step'; readonly count: number }
  | { readonly do: 'change'; readonly change: Change }
  | { readonly do: 'fault'; readonly fault: FaultSpec }
  | { readonly do: 'window'; readonly windowS: number };

const someActs = (scenario: Scenario): fc.Arbitrary<Act[]> => fc.array(fc.oneof(
  fc.record({ do: fc.constant('advance' as const), byS: someTimeS.map((s) => s / 4) }),
  fc.record({ do: fc.constant('events' as const), count: fc.integer({ min: 0, max: 40 }) }),
  fc.record({ do: fc.constant('step' as const), count: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ do: fc.constant('change' as const), change: someChange(scenario) }),
  fc.record({ do: fc.constant('fault' as const), fault: someFault(scenario) }),
  fc.record({ do: fc.constant('window' as const), windowS: fc.constantFrom(0.1, 0.5, 0.7) }),
), { maxLength: 10 });

const scenarioAndActs = someRunnable.chain((scenario) => fc.record({ scenario: fc.constant(scenario), acts: someActs(scenario) }));

function perform(run: EngineRun, act: Act, into: number[]): void {
  switch (act.do) {
    case 'advance': add(into, someMovesUntil(run, run.nowS + act.byS)); break;
    case 'events': run.advanceSome(Infinity, Math.min(act.count, Math.max(0, EVENTS_MAX - run.events))); break;
    case 'step': for (let n = 0; n < act.count && run.events < EVENTS_MAX; n++) run.step(); break;
    case 'window': run.setWindowS(act.windowS); break;
    case 'change': expect(run.change(act.change)).toMatchObject({ ok: true }); break;
    case 'fault': expect(run.fault(act.fault)).toMatchObject({ ok: true });
  }
  takeMoves(run, into);
}

function started(scenario: Scenario): EngineRun {
  const run = startValid(scenario);
  run.sampleJobs(1);
  return run;
}

function inOneGo(scenario: Scenario): { moves: number[]; report: Report } {
  const run = started(scenario);
  const moves = someMovesUntil(run, endS(scenario), Infinity);
  return { moves, report: reportOf(run) };
}

describe('the same history', () => {
  it('with the same seed', () => {
    holds('the same seed', someRunnable, (scenario) => {
      const first = inOneGo(scenario);
      const second = inOneGo(scenario);
      expect(firstDifference(first.moves, second.moves)).toBe('');
      expect(second.report).toEqual(first.report);
    });
  });

  it('however it is cut into slices, whatever is sampled, whatever the windows are', () => {
    holds('slices', scenarioAndActs, ({ scenario, acts }) => {
      const first = inOneGo(scenario);
      const run = started(scenario);
      const moves: number[] = [];
      for (const act of acts) if (act.do !== 'change' && act.do !== 'fault') perform(run, act, moves);
      add(moves, someMovesUntil(run, endS(scenario), 7));
      expect(firstDifference(first.moves, moves)).toBe('');
      expect(reportOf(run)).toEqual(first.report);
    });
  });

  it('event by event', () => {
    holds('event by event', someRunnable, (scenario) => {
      const first = inOneGo(scenario);
      const run = started(scenario);
      const moves: number[] = [];
      let steps = 0;
      while (run.events < EVENTS_MAX && run.step()) {
        steps++;
        takeMoves(run, moves);
        same(run.events, steps);
      }
      takeMoves(run, moves);
      expect(firstDifference(first.moves, moves)).toBe('');
      expect(reportOf(run)).toEqual(first.report);
    });
  });

  it('when nobody looks', () => {
    holds('nobody looks', someRunnable, (scenario) => {
      const first = inOneGo(scenario);
      const run = startValid(scenario);
      while (run.events < EVENTS_MAX && !run.advanceSome(endS(scenario), EVENTS_MAX - run.events)) run.readFrame();
      expect(reportOf(run)).toEqual(first.report);
    });
  });

  it('from a keyframe, as often as one likes', () => {
    holds('keyframes', scenarioAndActs.chain((each) => fc.record({ ...constants(each), later: someActs(each.scenario) })), ({ scenario, acts, later }) => {
      const run = started(scenario);
      for (const act of acts) perform(run, act, []);
      const keyframe = structuredClone(run.keyframe());
      const goOn = (from: EngineRun): { moves: number[]; report: unknown; scenario: Scenario } => {
        from.sampleJobs(1);
        const moves: number[] = [];
        for (const act of later) perform(from, act, moves);
        add(moves, someMovesUntil(from, endS(scenario)));
        return { moves, report: reportOf(from), scenario: from.scenario };
      };
      const original = goOn(run);
      for (const resumed of [goOn(resumeRun(keyframe)), goOn(resumeRun(keyframe))]) {
        expect(firstDifference(original.moves, resumed.moves)).toBe('');
        expect(resumed.report).toEqual(original.report);
        expect(resumed.scenario).toEqual(original.scenario);
      }
    });
  });

  it('from a recording, wherever the changes were made', () => {
    holds('recordings', scenarioAndActs, ({ scenario, acts }) => {
      const run = started(scenario);
      const moves: number[] = [];
      for (const act of acts) if (act.do !== 'window') perform(run, act, moves);
      add(moves, someMovesUntil(run, endS(scenario)));
      const again = replay(structuredClone(run.recording()));
      if (!again.ok) throw new Error(JSON.stringify(again.problems));
      someMovesUntil(again.value, endS(scenario), Infinity);
      expect(reportOf(again.value)).toEqual(reportOf(run));
      expect(again.value.scenario).toEqual(run.scenario);
    });
  });

  it('when a source or a service time is changed and changed back in the same instant', () => {
    const cases = someRunnable.chain((scenario) => fc.record({
      scenario: fc.constant({ ...scenario, timeline: [] }), atS: someTimeS, factor: fc.constantFrom(0.1, 0.7, 2, 3, 100),
    }));
    holds('changed and changed back at once', cases, ({ scenario, atS, factor }) => {
      const first = inOneGo(scenario);
      const run = started(scenario);
      const moves = someMovesUntil(run, atS);
      if (run.stopped !== '' || run.events >= EVENTS_MAX) return;
      for (const [id, spec] of Object.entries(scenario.stations)) {
        const [param, name] = spec.kind === 'producer' ? ['arrivals', 'ratePerS'] : ['service', 'meanS'];
        const before = (spec[param] as Record<string, unknown> | undefined)?.[name];
        if (typeof before !== 'number' || before === 0) continue;
        const path = `stations.${id}.${param}.${name}`;
        expect(run.change({ path, value: before * factor })).toMatchObject({ ok: true });
        expect(run.change({ path, value: before })).toMatchObject({ ok: true });
      }
      add(moves, someMovesUntil(run, endS(scenario)));
      expect(firstDifference(first.moves, moves)).toBe('');
      // That something was changed is told beside the figures.
      const figures = ({ jobs, stations, classes, links, events }: Report): unknown => ({ jobs, stations, classes, links, events });
      expect(figures(reportOf(run))).toEqual(figures(first.report));
    });
  });
});

describe('two runs', () => {
  it('that take turns in one thread do not disturb each other', () => {
    holds('two in one thread', fc.record({ one: someRunnable, other: someRunnable, slice: fc.integer({ min: 1, max: 60 }) }), ({ one, other, slice }) => {
      const alone = [inOneGo(one), inOneGo(other)];
      const runs = [one, other].map((scenario) => ({ run: started(scenario), moves: [] as number[], untilS: endS(scenario) }));
      for (let isMore = true; isMore;) {
        isMore = false;
        for (const { run, moves, untilS } of runs) {
          if (run.events >= EVENTS_MAX) continue;
          const done = run.advanceSome(untilS, Math.min(slice, EVENTS_MAX - run.events));
          takeMoves(run, moves);
          if (!done && run.events < EVENTS_MAX) isMore = true;
        }
      }
      runs.forEach(({ run, moves }, n) => {
        expect(firstDifference(alone[n]!.moves, moves)).toBe('');
        expect(reportOf(run)).toEqual(alone[n]!.report);
      });
    });
  });
});

describe('windows', () => {
  it('add up to the report', () => {
    const cases = someRunnable.chain((scenario) => fc.record({ scenario: fc.constant(scenario), windowS: fc.constantFrom(0.05, 0.3, 0.5, 1.7), restS: someTimeS }));
    holds('windows', cases, ({ scenario, windowS, restS }) => {
      // A little beyond the end, so that what is planned for the very end is inside a window too.
      const lastS = endS(scenario) + 0.013;
      const run = startValid(scenario, { endS: lastS });
      run.setWindowS(windowS);
      const stations = Object.keys(scenario.stations);
      const sums = { made: 0, served: 0, good: 0, shed: 0, latencyNs: 0, latencies: 0, spanNs: 0, arrived: zeros(stations), left: zeros(stations), jobsNs: zeros(stations) };
      let lastNs = 0;
      const collect = (): void => {
        const view = new FrameView(run.readFrame());
        for (const o of view.windowOffsets()) {
          const n = view.numbers;
          same(n[o + WindowField.fromNs], lastNs);
          lastNs = n[o + WindowField.toNs]!;
          if (run.figuresSinceNs < 0 || n[o + WindowField.fromNs]! < run.figuresSinceNs) continue;
          sums.spanNs += lastNs - n[o + WindowField.fromNs]!;
          sums.made += n[o + WindowField.made]!;
          sums.served += n[o + WindowField.served]!;
          sums.good += n[o + WindowField.good]!;
          sums.latencyNs += n[o + WindowField.latencySumNs]!;
          for (let r = 0; r < SHED_REASONS.length; r++) sums.shed += n[o + WindowField.shedAt + r]!;
          stations.forEach((_, s) => {
            const w = view.windowStationAt(o, s);
            sums.arrived[s]! += n[w + WindowStation.arrived]!;
            sums.left[s]! += n[w + WindowStation.left]!;
            sums.jobsNs[s]! += n[w + WindowStation.jobsNs]!;
          });
          const pairs = view.windowBucketsAt(o);
          for (let b = 0; b < n[o + WindowField.buckets]!; b++) sums.latencies += n[pairs + 2 * b + 1]!;
        }
      };
      const readTo = (atS: number): void => {
        for (let done = false; !done; collect()) done = run.advanceSome(atS, 50);
      };
      readTo(restS);
      readTo(lastS);
      run.setWindowS(Infinity); // ends the open one
      collect();
      if (run.figuresSinceNs < 0) return; // it came to a halt in its warm-up
      const { jobs, ...report } = reportOf(run);
      expect(sums).toEqual({
        made: jobs.made, served: jobs.served, good: jobs.good, shed: Object.values(jobs.shed).reduce((total, n) => total + n, 0),
        latencyNs: Math.round((report.latencyS.mean ?? 0) * jobs.served * 1e9), latencies: jobs.served, spanNs: run.nowNs - run.figuresSinceNs,
        arrived: Object.values(report.stations).map(({ arrived }) => arrived), left: Object.values(report.stations).map(({ left }) => left),
        jobsNs: Object.values(report.stations).map(({ meanJobs }) => Math.round(meanJobs * (run.nowNs - run.figuresSinceNs))),
      });
    });
  });
});

function constants<T extends object>(values: T): { [name in keyof T]: fc.Arbitrary<T[name]> } {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fc.constant(value)])) as { [name in keyof T]: fc.Arbitrary<T[name]> };
}

const zeros = (list: readonly unknown[]): number[] => list.map(() => 0);
