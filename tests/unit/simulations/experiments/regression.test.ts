// Method: figures made up by hand, just inside and just outside of what is allowed, for figures that are better when smaller, when larger, and neither.
import { describe, expect, it } from 'vitest';
import { betterIs, figureUnit } from '../../../../simulations/experiments/figure-names';
import { parseAllowance, regressionChecks, USUAL_ALLOWANCE, type Allowance } from '../../../../simulations/experiments/regression';

function held(figure: string, expected: (number | null)[], observed: (number | null)[], allowance?: Allowance) {
  const [check] = regressionChecks([figure], expected.map((value) => ({ [figure]: value })), observed.map((value) => ({ [figure]: value })), new Map(allowance === undefined ? [] : [[figure, allowance]]), USUAL_ALLOWANCE);
  return check!;
}

describe('a regression check', () => {
  it.each([
    ['latencyS.p99', 1, 1.0499, true], ['latencyS.p99', 1, 1.0501, false], ['latencyS.p99', 1, 0.1, true],
    ['throughputPerS', 100, 95.01, true], ['throughputPerS', 100, 94.99, false], ['throughputPerS', 100, 500, true],
    ['goodputPerS', 100, 94.99, false], ['stations.gate.precision', 0.9, 0.85, false], ['stations.gate.precision', 0.9, 0.95, true],
    ['stations.inbox.meanJobs', 10, 10.4, true], ['stations.inbox.meanJobs', 10, 10.6, false], ['stations.inbox.meanJobs', 10, 9.4, false],
    ['lossShare', 0, 0.0009, true], ['lossShare', 0, 0.0011, false], ['lossShare', 0.5, 0.5009, true], ['lossShare', 0.5, 0.1, true],
    ['jobs.failed', 100, 104, true], ['jobs.failed', 100, 106, false], ['latencyS.p99', 0, 0, true], ['latencyS.p99', 0, 0.001, false],
  ])('of %s, expected %s and observed %s, passes: %s', (figure, expected, observed, pass) => {
    expect(held(figure, [expected], [observed]).pass).toBe(pass);
    expect(held(figure, [expected, expected], [observed, observed]).pass).toBe(pass);
  });

  it('allows what it is told to, as a share or as an amount', () => {
    expect(held('latencyS.p99', [1], [1.19], { kind: 'share', value: 0.2 }).pass).toBe(true);
    expect(held('latencyS.p99', [1], [1.21], { kind: 'share', value: 0.2 }).pass).toBe(false);
    expect(held('latencyS.p99', [1], [1.019], { kind: 'amount', value: 0.02 }).pass).toBe(true);
    expect(held('latencyS.p99', [1], [1.021], { kind: 'amount', value: 0.02 }).pass).toBe(false);
    expect(held('latencyS.p99', [0.1 + 0.2], [0.3], { kind: 'share', value: 0 }).pass).toBe(true);
  });

  it('fails a figure that has gone, also in one replication, and lets pass one that never was', () => {
    expect(held('latencyS.p99', [1, 1], [null, null]).pass).toBe(false);
    expect(held('latencyS.p99', [1, 1], [1, null]).pass).toBe(false);
    expect(held('latencyS.p99', [null], [5]).pass).toBe(true);
  });

  it('says the paired difference', () => {
    expect(held('latencyS.p99', [1, 3], [2, 5]).difference).toMatchObject({ values: [1, 2], mean: 1.5 });
  });
});

it('allowances are read', () => {
  expect(parseAllowance('5%')).toEqual({ ok: true, value: { kind: 'share', value: 0.05 } });
  expect(parseAllowance('0.002')).toEqual({ ok: true, value: { kind: 'amount', value: 0.002 } });
  for (const text of ['', '-1%', 'x', '5 5', '%', '1e', 'Infinity']) expect(parseAllowance(text).ok, text).toBe(false);
});

it('every figure knows its unit and which way is better', () => {
  expect(['latencyS.n', 'latencyS.p99', 'stations.a.waitS.mean', 'stations.a.meanStayS', 'throughputPerS', 'stations.a.utilisation', 'stations.a.blockedShare', 'jobs.shed.full', 'stations.a.meanJobs'].map(figureUnit))
    .toEqual(['jobs', 's', 's', 's', 'per s', 'share', 'share', 'jobs', 'jobs']);
  expect(['latencyS.n', 'latencyS.p99', 'throughputPerS', 'jobs.shed.full', 'jobs.good', 'stations.a.utilisation', 'stations.g.recall', 'stations.g.falsePositiveShare'].map(betterIs)).toEqual(['neither', 'less', 'more', 'less', 'more', 'neither', 'more', 'less']);
});
