import { describe, expect, it } from 'vitest';
import { FollowWords, placesOf } from '../../../../renderer/stage/follow/follow-words';
import { hasEnded, stationOf, stepsOf } from '../../../../renderer/stage/follow/waterfall';
import { JobLog, type JobWay } from '../../../../simulations/experiments/job-log';
import { libraryScenarios } from '../../../../simulations/library';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { startRun } from '../../../../simulations/scenario/start-run';

// Method: real runs of built-in scenarios, with every job written down. Of each way the waterfall is made for many moments, and held against what is
// true of any way: it begins where the job was made, it has no gap, nothing of it lies in the future. Words are looked for where they must come.
function waysOf(id: string, untilS: number): { readonly ways: readonly JobWay[]; readonly scenario: Scenario } {
  const { scenario } = libraryScenarios.find((each) => each.id === id)!;
  const started = startRun(scenario, { endS: Infinity });
  if (!started.ok) throw new Error(started.problems[0]!.message);
  const run = started.value;
  run.sampleJobs(1);
  const ways: JobWay[] = [];
  const log = new JobLog((way) => ways.push(way));
  for (let at = 0; at < untilS; at += 0.25) {
    run.advanceTo(at);
    log.read(run.readFrame());
  }
  return { ways, scenario };
}

describe.each([['bounded-queue', 3], ['four-tiers-blocked', 46], ['retry-storm', 42], ['fan-in-fan-out-slow', 4]] as const)('ways of %s', (id, untilS) => {
  const { ways, scenario } = waysOf(id, untilS);
  const words = new FollowWords(scenario);
  const some = ways.filter((_, index) => index % Math.ceil(ways.length / 60) === 0);

  it('are told from being made to their end, without a gap, at the end and at any moment before', () => {
    expect(some.length).toBeGreaterThan(30);
    for (const way of some) {
      for (const share of [0.2, 0.7, 1]) {
        const nowNs = Math.round(way.madeNs + (way.endNs - way.madeNs) * share);
        const steps = stepsOf(way, nowNs);
        const own = steps.filter(({ depth }) => depth === 0);
        for (const step of steps) {
          expect(step.fromNs).toBeLessThanOrEqual(step.toNs);
          expect(step.toNs).toBeLessThanOrEqual(nowNs);
          expect(words.name(step)).not.toContain('?');
          for (const piece of step.what === 'stay' ? step.pieces : []) expect(piece.toNs).toBeLessThanOrEqual(step.toNs);
        }
        const spent = own.reduce((sum, { fromNs, toNs }) => sum + toNs - fromNs, 0);
        expect(Math.abs(spent - (nowNs - way.madeNs)), `${words.job(way.id)} at ${nowNs}`).toBeLessThan(2);
        expect(stationOf(way, nowNs) >= 0).toBe(!hasEnded(way, nowNs));
      }
    }
  });

  it('light up stations and links that there are', () => {
    const ids = Object.keys(scenario.stations);
    for (const way of some) {
      const places = placesOf(stepsOf(way, way.endNs), way, way.endNs, scenario);
      expect(places.here).toEqual([]);
      for (const station of places.been) expect(ids).toContain(station);
      expect(places.been.length).toBeGreaterThan(1);
    }
  });
});

it('who is blocked says by whom, and who waits says behind how many and who made room', () => {
  const { ways, scenario } = waysOf('four-tiers-blocked', 50);
  const words = new FollowWords(scenario);
  const said = ways.flatMap((way) => stepsOf(way, way.endNs).map((step) => `${words.name(step)}: ${words.says(step)}`));
  expect(said.some((line) => /^Application: .*blocked [\d.]+ m?s by Store line, which had no room until Users \d+ left Store line$/.test(line))).toBe(true);
  expect(said.some((line) => /^Store line: waited [\d.]+ m?s behind \d others? until Users \d+ left Store$/.test(line))).toBe(true);
});

it('attempts stand below who made them, and say what became of them', () => {
  const { ways, scenario } = waysOf('retry-storm', 44);
  const words = new FollowWords(scenario);
  const retried = ways.find(({ parts }) => parts.some(({ called }) => called === 'attempt 2'))!;
  const lines = stepsOf(retried, retried.endNs).map((step) => `${step.depth} ${words.name(step)}: ${words.says(step)}`);
  expect(lines.some((line) => /^1 attempt 1 → API/.test(line))).toBe(true);
  expect(lines.some((line) => /^[123] attempt 2 → /.test(line))).toBe(true);
  expect(lines.some((line) => /failed/.test(line))).toBe(true);
});
