// Method: duplicates against a plain table of what passed when, job by job; a test's counts against the binomial intervals of its rates.
import { describe, expect, it } from 'vitest';
import { reportOf } from '../../../../simulations/experiments/report';
import type { VariantValue } from '../../../../simulations/engine/param';
import type { Scenario, StationSpec } from '../../../../simulations/scenario/scenario';
import { change, startValid } from '../../../properties/kit';

function system(arrivals: VariantValue, gates: Readonly<Record<string, StationSpec>>, rest: Partial<Scenario> = {}): Scenario {
  const ids = ['source', ...Object.keys(gates), 'end'];
  return {
    format: 'spillway/1', title: '', about: '', seed: 1, warmupS: 0, durationS: 100_000, timeline: [], checks: [], changelog: [],
    classes: { job: { share: 1, priority: 0 } },
    stations: { source: { kind: 'producer', arrivals }, ...gates, end: { kind: 'sink' } },
    links: ids.slice(1).map((to, i) => ({ from: ids[i]!, to })),
    ...rest,
  };
}

const keyed = (rows: readonly (readonly [atS: number, key: number])[]): VariantValue => ({ kind: 'trace', csv: `atS,key\n${rows.map(([at, key]) => `${at},${key === 0 ? '' : key}`).join('\n')}\n` });

describe('a gate for duplicates', () => {
  it('lets just those pass whose key did not pass within the window', () => {
    let state = 7;
    const rows = Array.from({ length: 3000 }, (_, i) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return [i / 10, (state >>> 8) % 60] as const;
    });
    for (const windowS of [0, 0.1, 2, 30]) {
      const passedAt = new Map<number, number>();
      const expected = rows.filter(([atS, key]) => {
        const last = passedAt.get(key);
        const passes = key === 0 || last === undefined || Math.round((atS - last) * 1e9) >= windowS * 1e9;
        if (passes) passedAt.set(key, atS);
        return passes;
      }).length;
      const run = startValid(system(keyed(rows), { door: { kind: 'gate', rule: { kind: 'dedup', windowS } } }));
      run.advanceTo(1000);
      const shed = 3000 - expected;
      expect(reportOf(run)).toMatchObject({ jobs: { served: expected, shed: shed === 0 ? {} : { gate: shed } }, stations: { door: { passed: expected, turnedAway: shed, precision: 1 } } });
    }
  });

  it('remembers a key only when its job really got through', () => {
    // The worker is busy until 1.1: the second job waits at the gate, and the third, of the same key, behind it at the source.
    const rows = [[0.1, 1], [0.2, 2], [0.3, 2], [0.4, 1]] as const;
    const run = startValid(system(keyed(rows), { door: { kind: 'gate', rule: { kind: 'dedup', windowS: 10 } }, desk: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 1 } } }));
    run.advanceTo(1);
    expect(reportOf(run).stations['door']).toMatchObject({ passed: 1, turnedAway: 0 });
    run.advanceTo(5);
    // At 1.1 job 2 passes; its duplicate and that of job 1 wait for nothing any more.
    expect(reportOf(run).stations['door']).toMatchObject({ passed: 2, turnedAway: 2 });
  });

  it('turns away at once those who wait at its door, when they become duplicates by a longer window', () => {
    const rows = [[0.1, 1], [5, 2], [6, 1]] as const;
    const stations = { door: { kind: 'gate', rule: { kind: 'dedup', windowS: 1 } }, desk: { kind: 'workers', workers: 2, service: { kind: 'constant', meanS: 100 } } };
    const run = startValid(system(keyed(rows), stations, { timeline: [{ atS: 7, change: change('stations.door.rule.windowS', 60) }] }));
    run.advanceTo(6.5);
    expect(reportOf(run)).toMatchObject({ jobs: { shed: {} }, stations: { source: { inside: 1 } } });
    run.advanceTo(7.5);
    expect(reportOf(run)).toMatchObject({ jobs: { shed: { gate: 1 } }, stations: { source: { inside: 0 } } });
  });
});

describe('a gate with a test', () => {
  const test = (positiveShare: number, truePositiveRate: number, falsePositiveRate: number): StationSpec => (
    { kind: 'gate', rule: { kind: 'classifier', positiveShare, truePositiveRate, falsePositiveRate } }
  );

  it('is right and wrong as often as it says, and its precision follows', () => {
    const run = startValid(system({ kind: 'regular', ratePerS: 100 }, { door: test(0.2, 0.9, 0.1) }));
    run.advanceTo(1000);
    const { truePositives, falsePositives, trueNegatives, falseNegatives, precision, recall, falsePositiveShare } = reportOf(run).stations['door'] as unknown as Record<string, number>;
    const expectShare = (part: number, whole: number, share: number): void => {
      expect(Math.abs(part / whole - share)).toBeLessThan(3.29 * Math.sqrt((share * (1 - share)) / whole));
    };
    expect(truePositives! + falsePositives! + trueNegatives! + falseNegatives!).toBe(100_000);
    expectShare(truePositives! + falseNegatives!, 100_000, 0.2);
    expectShare(truePositives!, truePositives! + falseNegatives!, 0.9);
    expectShare(falsePositives!, falsePositives! + trueNegatives!, 0.1);
    expectShare(truePositives!, truePositives! + falsePositives!, (0.2 * 0.9) / (0.2 * 0.9 + 0.8 * 0.1));
    expect(precision).toBe(truePositives! / (truePositives! + falsePositives!));
    expect(recall).toBe(truePositives! / (truePositives! + falseNegatives!));
    expect(falsePositiveShare).toBe(falsePositives! / (falsePositives! + trueNegatives!));
  });

  it('speaks of what is true of the job at every gate', () => {
    const run = startValid(system({ kind: 'regular', ratePerS: 100 }, { first: test(0.3, 1, 0), second: test(0.3, 1, 0), third: test(0.3, 0, 1) }));
    run.advanceTo(100);
    const { first, second, third } = reportOf(run).stations;
    expect(first!['passed']).toBeGreaterThan(2500);
    expect(second).toMatchObject({ passed: first!['passed'], turnedAway: 0 });
    expect(third).toMatchObject({ passed: 0, falseNegatives: first!['passed'] });
  });
});
