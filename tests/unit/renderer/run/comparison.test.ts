import { expect, it } from 'vitest';
import { compareModel, compareTable, namedBeside } from '../../../../renderer/panels/compare/compare-model';
import { ComparisonHost, type ComparisonAnswer, type ComparisonRequest } from '../../../../renderer/run/comparison/comparison-host';
import { Comparison, type Compared } from '../../../../renderer/run/comparison/comparison';
import { reportOf } from '../../../../simulations/experiments/report';
import { libraryScenarios } from '../../../../simulations/library';
import { startRun } from '../../../../simulations/scenario/start-run';
import type { Scenario } from '../../../../simulations/scenario/scenario';

// Method: the page's side and the engine's side in one thread, to the end. Each side's figures are compared with the report of the same
// run by itself; a scenario compared with itself must differ in nothing; one with more servers must be earlier for the same jobs.
function comparing(a: Scenario, b: Scenario, seed = 3): Comparison {
  let host: ComparisonHost | null = null;
  let listener: ((event: { readonly data: ComparisonAnswer }) => void) | undefined;
  const comparison = new Comparison(() => ({
    postMessage: (request: ComparisonRequest) => {
      host = new ComparisonHost((data) => listener?.({ data: structuredClone(data) }), () => performance.now());
      host.begin(request);
    },
    addEventListener: (_: 'message', each: (event: { readonly data: ComparisonAnswer }) => void) => { listener = each; },
    terminate: () => undefined,
  }));
  comparison.start({ name: 'A', scenario: a }, { name: 'B', scenario: b }, seed);
  while ((host as ComparisonHost | null)?.work(20) === true);
  return comparison;
}

function compared(a: Scenario, b: Scenario, seed?: number): Compared {
  const found = comparing(a, b, seed).getSnapshot();
  if (found === null) throw new Error('nothing was compared');
  return found;
}

const queue: Scenario = { ...libraryScenarios[0]!.scenario, warmupS: 10, durationS: 60 };
const withWorkers = (workers: number): Scenario => ({ ...queue, stations: { ...queue.stations, pickers: { ...queue.stations['pickers']!, workers } } });

it('measures each side as it is measured alone', () => {
  const { a, b, isDone, otherRequests } = compared(queue, withWorkers(5));
  expect([isDone, otherRequests]).toEqual([true, []]);
  for (const { scenario, measurements } of [a, b]) {
    const alone = startRun(scenario, { seed: 3 });
    if (!alone.ok) throw new Error('it does not start');
    alone.value.advanceTo(70);
    const report = reportOf(alone.value);
    expect(measurements.totals()).toMatchObject({ made: report.jobs.made, served: report.jobs.served, good: report.jobs.good });
    expect(measurements.histogram().p99S).toBeCloseTo(report.latencyS.p99!, 9);
  }
});

it('finds no difference between a scenario and itself', () => {
  const { pairs } = compared(queue, queue);
  expect(pairs.n).toBeGreaterThan(4000);
  expect(pairs).toMatchObject({ meanS: 0, earlier: 0, later: 0, onlyA: 0, onlyB: 0, asQuick: pairs.n });
});

it('counts a job once, however many tries and copies it took', () => {
  const hedging = libraryScenarios.find(({ id }) => id === 'hedging')!.scenario;
  const { pairs, a } = compared(hedging, hedging);
  const { served } = a.measurements.totals();
  expect(pairs.n).toBeLessThanOrEqual(served);
  expect(pairs.n).toBeGreaterThan(0.95 * served);
});

it('finds that the same jobs are earlier with a worker more, and by how much', () => {
  const { pairs, a, b } = compared(queue, withWorkers(5));
  expect(pairs.earlier).toBeGreaterThan(pairs.later);
  expect(pairs.interval?.[1]).toBeLessThan(0);
  // Whoever was made after the warm-up and served by the end is in both, but for those who were inside at the two ends.
  expect(pairs.meanS).toBeCloseTo(b.measurements.histogram().meanS - a.measurements.histogram().meanS, 2);
});

it('counts those whom only one of the two serves, and says when the requests are others', () => {
  const shedding: Scenario = { ...queue, stations: { ...queue.stations, inbox: { ...queue.stations['inbox']!, capacityJobs: 2, whenFull: { kind: 'shed-newest' } } } };
  const { pairs } = compared(queue, shedding);
  expect(pairs.onlyA).toBeGreaterThan(50);
  expect(pairs.onlyB).toBe(0);
  const faster: Scenario = { ...queue, stations: { ...queue.stations, orders: { ...queue.stations['orders']!, arrivals: { kind: 'poisson', ratePerS: 95 } } } };
  expect(compared(queue, faster).otherRequests).toEqual(['stations.orders makes other jobs']);
});

it('refuses in words what cannot be run', () => {
  const broken: Scenario = { ...queue, stations: { ...queue.stations, pickers: { ...queue.stations['pickers']!, workers: 1e9 } } };
  const { problems, isDone } = compared(queue, broken);
  expect(isDone).toBe(true);
  expect(problems.length).toBeGreaterThan(0);
});

it('calls what was edited by another name as soon as that is not what is edited any more', () => {
  const result = compared(queue, withWorkers(5));
  expect(namedBeside(result, result.b.scenario)).toBe(result);
  const later = namedBeside(result, withWorkers(9));
  const { rows, charts, pairWords } = compareModel(later);
  expect(compareTable(later, rows)[0]).toContain('As it was when compared');
  expect(charts[0]?.lines.map(({ label }) => label)).toEqual(['A', 'As it was when compared']);
  expect(compareTable(later, rows).find(([label]) => label === 'Throughput')).toEqual([
    'Throughput', 'per s', expect.closeTo(90, -1) as number, rows[2]!.nA, expect.closeTo(90, -1) as number, rows[2]!.nB, rows[2]!.values[1] - rows[2]!.values[0],
  ]);
  expect(pairWords[0]).toContain('“As it was when compared”');
});

it('is forgotten when it is cleared, and what still comes of it is not taken', () => {
  const comparison = comparing(queue, withWorkers(5));
  let told = 0;
  comparison.subscribe(() => { told++; });
  comparison.clear();
  expect([comparison.getSnapshot(), told]).toEqual([null, 1]);
});
