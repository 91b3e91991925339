// Method: random scenarios made from the whole catalogue, with calls, ways, faults, topics, gates and caches, are experimented on. What was recorded, with what was
// done by hand, is replayed from the file's text and must be the recording, event for event; a scenario compared with itself must differ by nothing, figure
// by figure and job by job; a sweep cut into shards and merged in another order must be the one run, to the digit.
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { compareFigures } from '../../../../simulations/experiments/compare';
import { JobEnds, summariseJobs } from '../../../../simulations/experiments/compare-jobs';
import { knownFigures } from '../../../../simulations/experiments/figure-names';
import { followJobs, JobLog } from '../../../../simulations/experiments/job-log';
import { mergeSweeps } from '../../../../simulations/experiments/merge';
import { readRecord, recordText } from '../../../../simulations/experiments/record-file';
import { recordRun, type RecordedRun } from '../../../../simulations/experiments/record';
import { replayRecord } from '../../../../simulations/experiments/replay-record';
import { USUAL_ALLOWANCE } from '../../../../simulations/experiments/regression';
import { reportOf } from '../../../../simulations/experiments/report';
import { pointOf, seedOf, sweepResult, unitsOf, type SweepPlan, type SweepResult } from '../../../../simulations/experiments/sweep';
import { readSweep, sweepText } from '../../../../simulations/experiments/sweep-file';
import { runUnit } from '../../../../simulations/experiments/unit';
import type { Result } from '../../../../simulations/scenario/problem';
import type { Recording, Run } from '../../../../simulations/scenario/run-api';
import type { Change, FaultSpec, Scenario } from '../../../../simulations/scenario/scenario';
import { startValid } from '../../../properties/kit';
import { someChange, someFault } from '../../../properties/some-deed';
import { someRunnable } from '../../../properties/some-scenario';

vi.setConfig({ testTimeout: 240_000 });

/** A circle of stations that take a few milliseconds would go on for minutes. */
const EVENTS_MAX = 20_000;
const goOn = (run: Run): boolean => run.events < EVENTS_MAX;

interface Act {
  readonly events: number;
  readonly change?: Change;
  readonly fault?: FaultSpec;
}

const someActs = (scenario: Scenario): fc.Arbitrary<readonly Act[]> => fc.array(fc.oneof(
  fc.record({ events: fc.integer({ min: 0, max: 60 }), change: someChange(scenario) }),
  fc.record({ events: fc.integer({ min: 0, max: 60 }), fault: someFault(scenario) }),
), { maxLength: 4 });

const played = someRunnable.chain((scenario) => fc.record({ scenario: fc.constant(scenario), acts: someActs(scenario) }));

/** What a person does to a run, and what came out in the end; null where it would not end. */
function play(scenario: Scenario, acts: readonly Act[]): { readonly recording: Recording; readonly report: string; readonly events: number } | null {
  const run = startValid(scenario);
  for (const { events, change, fault } of acts) {
    run.advanceSome(scenario.warmupS + scenario.durationS, events);
    if (change !== undefined) run.change(change);
    if (fault !== undefined) run.fault(fault);
  }
  if (!run.advanceSome(Infinity, EVENTS_MAX)) return null;
  return { recording: structuredClone(run.recording()), report: JSON.stringify(reportOf(run)), events: run.events };
}

const check = <T>(cases: number, property: fc.IAsyncProperty<T>): Promise<void> => fc.assert(property, { numRuns: cases, seed: 20_261_122 });

function got<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

describe('a recording', () => {
  it('replayed from its file is the recorded run, event for event, with what was done by hand', async () => {
    let [tried, byHand] = [0, 0];
    await check(150, fc.asyncProperty(played, async ({ scenario, acts }) => {
      const live = play(scenario, acts);
      if (live === null) return;
      const record = got(await recordRun(live.recording, goOn));
      if (record === null) return;
      tried += 1;
      byHand += record.changes.length + record.faults.length;
      expect(record.events).toBe(live.events);
      expect(record.changes).toEqual(live.recording.changes);
      expect(record.faults).toEqual(live.recording.faults);
      const read: RecordedRun = got(readRecord(recordText(record)));
      const replayed = got(await replayRecord(read, read.scenario, { allowances: new Map(), usual: USUAL_ALLOWANCE }));
      expect(replayed).toMatchObject({ isSame: true, isIdentical: true, otherInput: '', match: { differing: 0 } });
    }));
    expect(tried).toBeGreaterThan(100);
    expect(byHand).toBeGreaterThan(100);
  });
});

describe('a scenario compared with itself', () => {
  const endsOf = async (scenario: Scenario): Promise<{ readonly ends: JobEnds; readonly run: Run } | null> => {
    const run = startValid(scenario);
    const ends = new JobEnds(scenario);
    return await followJobs(run, new JobLog(ends.add), goOn) ? { ends, run } : null;
  };

  it('differs by nothing, figure by figure and job by job', async () => {
    let jobs = 0;
    await check(100, fc.asyncProperty(someRunnable, async (scenario) => {
      const sides = [await endsOf(scenario), await endsOf(structuredClone(scenario))] as const;
      if (sides[0] === null || sides[1] === null) return;
      const names = knownFigures(scenario);
      const figures = [scenario, structuredClone(scenario)].map((each) => got(runUnit(each, each.seed, names)).figures);
      for (const [name, { difference }] of Object.entries(compareFigures(names, [figures[0]!], [figures[1]!]))) expect([0, null], name).toContain(difference.mean);
      const pairs = sides[0].ends.pairsWith(sides[1].ends);
      jobs += pairs.length;
      for (const { a, b, differenceS } of pairs) {
        expect(a).toEqual(b);
        expect(differenceS).toBe(a.latencyS === null ? null : 0);
      }
      expect(summariseJobs(pairs)).toMatchObject({ onlyByA: 0, onlyByB: 0, faster: 0, slower: 0 });
    }));
    expect(jobs).toBeGreaterThan(1_000);
  });
});

describe('the shards of a sweep', () => {
  const someSweep = someRunnable.chain((scenario) => fc.record({
    scenario: fc.constant(scenario), seed: fc.nat(), replications: fc.integer({ min: 1, max: 3 }), of: fc.integer({ min: 1, max: 5 }),
    warmups: fc.uniqueArray(fc.constantFrom(0, 0.5, 1, 2), { minLength: 1, maxLength: 3 }),
  }));

  it('merged in any order are the one run, to the digit', async () => {
    let runs = 0;
    await check(40, fc.asyncProperty(someSweep, async ({ scenario, seed, replications, of, warmups }) => {
      if (play(scenario, []) === null) return;
      const figures = knownFigures(scenario);
      const plan: SweepPlan = {
        title: scenario.title, seed, replications, warmupS: scenario.warmupS, durationS: scenario.durationS,
        axes: [{ path: 'warmupS', unit: 's', values: warmups }], figures, fingerprint: 'a',
      };
      const made = (shard: SweepResult['shard']): SweepResult => sweepResult(plan, shard, unitsOf(plan, shard).map((unit) => {
        const result = got(runUnit({ ...scenario, warmupS: warmups[pointOf(plan, unit)]! }, seedOf(plan, unit), figures));
        return { unit, events: result.events, stopped: result.stopped, figures: figures.map((name) => result.figures[name]!) };
      }));
      const parts = Array.from({ length: of }, (_, i) => ({ name: `part-${i}`, result: got(readSweep(sweepText(made({ k: i + 1, of })))) }));
      const whole = made(null);
      runs += whole.runs.length;
      expect(sweepText(got(mergeSweeps(parts.reverse())))).toBe(sweepText(whole));
      await Promise.resolve();
    }));
    expect(runs).toBeGreaterThan(80);
  });
});
