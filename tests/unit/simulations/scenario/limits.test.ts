// Method: scenarios that are larger than the engine's memory was laid out for are refused in words, before anything is built.
import { describe, expect, it } from 'vitest';
import type { LinkSpec, Scenario, StationSpec } from '../../../../simulations/scenario/scenario';
import { startRun } from '../../../../simulations/scenario/start-run';
import { validateScenario } from '../../../../simulations/scenario/validate-scenario';
import { chain } from '../../../properties/kit';

const queues = (count: number): Record<string, StationSpec> => Object.fromEntries(Array.from({ length: count }, (_, n) => [`q${n}`, { kind: 'queue' }]));

/** A source, a station that leads to so many queues, and workers behind all of them. */
function star(middle: StationSpec, count: number, link: Partial<LinkSpec> = {}): Scenario {
  return chain({}, {
    stations: {
      source: { kind: 'producer' }, middle, ...queues(count), desk: { kind: 'workers' }, end: { kind: 'sink' },
    },
    links: [
      { from: 'source', to: 'middle' }, { from: 'desk', to: 'end' },
      ...Array.from({ length: count }, (_, n) => [{ from: 'middle', to: `q${n}`, ...link }, { from: `q${n}`, to: 'desk' }]).flat(),
    ],
  });
}

const problemsOf = (scenario: Scenario): readonly string[] => {
  const valid = validateScenario(scenario);
  return valid.ok ? [] : valid.problems.map(({ path, message }) => `${path}: ${message}`);
};

describe('a scenario that is too large', () => {
  it('has more branches than a station can serve', () => {
    expect(problemsOf(star({ kind: 'topic' }, 64))).toEqual([]);
    expect(problemsOf(star({ kind: 'topic' }, 65))).toEqual([expect.stringMatching(/^stations\.middle: must have at most 64 outgoing links, found 65/)]);
  });

  it('has more links that take time than the engine has room for', () => {
    expect(problemsOf(star({ kind: 'router' }, 490, { delayS: 0.1 }))).toEqual([]);
    expect(problemsOf(star({ kind: 'router' }, 510, { delayS: 0.1 }))).toEqual([expect.stringMatching(/^links: must be at most 486 with a delay or losses/)]);
  });

  it('needs more histograms than there is memory for', () => {
    const classes = Object.fromEntries(Array.from({ length: 32 }, (_, n) => [`c${n}`, { share: 1, priority: n }]));
    const started = startRun({ ...star({ kind: 'router' }, 900), classes });
    expect(started).toMatchObject({ ok: false, problems: [{ path: 'stations', message: expect.stringMatching(/^need \d+ MB .* there are 135 MB/) as string }] });
    expect(startRun(star({ kind: 'router' }, 900)).ok).toBe(true);
  });
});

it('that many checks name figures that are none among thousands of calls is found without comparing each with all of them', () => {
  const stations = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`s${n}`, { kind: 'workers' }]));
  const links = Array.from({ length: 4000 }, (_, n) => ({ from: `s${n % 1000}`, to: `s${(n + 1 + Math.floor(n / 1000)) % 1000}`, call: {} }));
  const checks = Array.from({ length: 200 }, (_, n) => ({ name: `c${n}`, metric: `links.s${n}>s${n + 1}.calls`, max: 1 }));
  const msOf = (value: unknown): number => {
    const beganMs = performance.now();
    validateScenario(value, { draft: true });
    return performance.now() - beganMs;
  };
  const drawing = { format: 'spillway/1', stations, links };
  expect(validateScenario(drawing, { draft: true }).ok).toBe(true);
  expect(validateScenario({ ...drawing, checks })).toMatchObject({ ok: false, problems: { 0: { message: expect.stringContaining('links.s0>s1.call.calls') as string } } });
  expect(msOf({ ...drawing, checks }) / msOf(drawing)).toBeLessThan(100);
});
