// Method: the same checks for every built-in scenario, as if a stranger had sent its file.
import { describe, expect, it } from 'vitest';
import { libraryScenarios } from '../../../../simulations/library';
import { parseScenario } from '../../../../simulations/scenario/parse-scenario';
import { printScenario } from '../../../../simulations/scenario/print-scenario';

describe.each(libraryScenarios.map((each) => [each.id, each] as const))('%s', (_id, { title, summary, scenario }) => {
  it('is valid as it stands and comes back from its own text', () => {
    expect(parseScenario(printScenario(scenario))).toEqual({ ok: true, value: scenario });
  });

  it('tells a newcomer what to notice and what to try', () => {
    expect(title).toBe(scenario.title);
    expect(summary.length).toBeLessThan(100);
    expect(scenario.about).toContain('**What to notice**');
    expect(scenario.about).toContain('**What to try**');
  });
});

it('gives every scenario an id of its own', () => {
  const ids = libraryScenarios.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
});

/** Links, commands and the reader's own notes name them: one may be added, and none renamed or taken away. */
const PROMISED = [
  'bounded-queue', 'one-worker-short', 'overload', 'overload-shed', 'trace-replay', 'littles-law', 'longer-stays', 'even-work', 'uneven-work',
  'pooled', 'separate-queues', 'short-buffer', 'long-buffer', 'four-tiers', 'four-tiers-blocked', 'shed-unimportant', 'shed-anybody',
  'fan-in-fan-out', 'fan-in-fan-out-slow', 'unordered-merge', 'bounded-hand-over', 'unbounded-hand-over', 'short-tail', 'long-tail', 'good-enough',
  'tail-at-scale', 'coordinated-omission', 'honest-tester', 'sorted-first', 'head-of-line', 'priority', 'no-priority', 'starvation', 'two-choices',
  'random-balancing', 'codel', 'bufferbloat', 'adaptive-lifo', 'fair-and-late', 'contention', 'contention-collapse', 'timeout', 'no-timeout',
  'timeout-too-short', 'retry-in-one-layer', 'retry-storm', 'retry-budget', 'metastable', 'jitter', 'no-jitter', 'breaker', 'no-breaker', 'bulkhead',
  'hedging', 'no-hedging', 'rate-limit', 'no-rate-limit', 'bounded-concurrency', 'unbounded-concurrency', 'adaptive-limit', 'fixed-limit',
  'cache-flush', 'cache-stampede', 'autoscaling', 'autoscaling-lag', 'pushing', 'polling', 'signal-pipeline', 'signal-pipeline-crash', 'flowforge',
  'flowforge-hot-path', 'flowforge-breaker', 'flowforge-slow-store',
];

it('keeps every id that it ever had', () => {
  const ids = new Set(libraryScenarios.map(({ id }) => id));
  expect(PROMISED.filter((id) => !ids.has(id))).toEqual([]);
});
