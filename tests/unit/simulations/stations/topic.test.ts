// Method: small logs that can be worked out by hand, with constant times; and a long one with failing consumers, in which what each group
// handled is read from the moves and held against what was written: everything, in the order of its partition.
import { describe, expect, it } from 'vitest';
import { MOVE_STRIDE, Move, What, rootOfJobId } from '../../../../simulations/engine/frame';
import { stationAt } from '../../../../simulations/engine/layout';
import type { VariantValue } from '../../../../simulations/engine/param';
import { reportOf } from '../../../../simulations/experiments/report';
import type { Scenario, StationSpec } from '../../../../simulations/scenario/scenario';
import { lagOf } from '../../../../simulations/stations/topic';
import { movesUntil, startValid } from '../../../properties/kit';

interface Consumers { readonly workers: number; readonly meanS: number; readonly more?: object }

/** A source, a topic, and behind each of its links workers and an end. */
function log(arrivals: VariantValue, topic: object, groups: readonly Consumers[], rest: Partial<Scenario> = {}): Scenario {
  const stations: Record<string, StationSpec> = { source: { kind: 'producer', arrivals }, log: { kind: 'topic', ...topic } };
  const links = [{ from: 'source', to: 'log' }];
  groups.forEach(({ workers, meanS, more }, g) => {
    stations[`group${g}`] = { kind: 'workers', workers, service: { kind: 'constant', meanS }, ...more };
    stations[`end${g}`] = { kind: 'sink' };
    links.push({ from: 'log', to: `group${g}` }, { from: `group${g}`, to: `end${g}` });
  });
  return {
    format: 'spillway/1', title: '', about: '', seed: 1, warmupS: 0, durationS: 100_000, timeline: [], checks: [], changelog: [],
    classes: { job: { share: 1, priority: 0 } }, stations, links, ...rest,
  };
}

const keyed = (rows: readonly (readonly [atS: number, key: number])[]): VariantValue => ({ kind: 'trace', csv: `atS,key\n${rows.map(([at, key]) => `${at},${key === 0 ? '' : key}`).join('\n')}\n` });

/** For each end, the serial numbers of what was served there, in order, and when. */
function handled(scenario: Scenario, untilS: number): { readonly serials: number[]; readonly timesS: number[] }[] {
  const run = startValid(scenario);
  run.sampleJobs(1);
  const moves = movesUntil(run, untilS);
  const ends = Object.entries(scenario.stations).flatMap(([, { kind }], s) => (kind === 'sink' ? [s] : []));
  return ends.map((end) => {
    const at = Array.from({ length: moves.length / MOVE_STRIDE }, (_, m) => m * MOVE_STRIDE).filter((m) => (moves[m + Move.what]! & 15) === What.served && moves[m + Move.station] === end);
    return { serials: at.map((m) => rootOfJobId(moves[m + Move.job]!) % 2 ** 32), timesS: at.map((m) => moves[m + Move.timeNs]! / 1e9) };
  });
}

describe('a topic', () => {
  it('takes a record at once, and every group reads it at its own pace', () => {
    const scenario = log(keyed([[1, 0], [1, 0], [1, 0], [1, 0]]), { partitions: 1, partitionBy: 'round-robin' }, [{ workers: 1, meanS: 1 }, { workers: 1, meanS: 10 }]);
    expect(handled(scenario, 45)).toEqual([{ serials: [1, 2, 3, 4], timesS: [2, 3, 4, 5] }, { serials: [1, 2, 3, 4], timesS: [11, 21, 31, 41] }]);
    const run = startValid(scenario);
    run.advanceTo(12);
    expect([lagOf(stationAt(1), 0), lagOf(stationAt(1), 1)]).toEqual([0, 2]);
    expect(reportOf(run)).toMatchObject({ jobs: { made: 4, served: 4, inside: 0 }, latencyS: { n: 4, max: 0 }, stations: { log: { written: 4, lag: 2, inside: 2, handledS: { n: 5 } } } });
  });

  it('keeps no more consumers busy than it has partitions', () => {
    for (const [partitions, endS] of [[1, 9], [2, 5], [3, 4], [8, 2]] as const) {
      const scenario = log(keyed(Array.from({ length: 8 }, () => [1, 0] as const)), { partitions, partitionBy: 'round-robin' }, [{ workers: 20, meanS: 1 }]);
      expect(handled(scenario, 100)[0]!.timesS.at(-1), `${partitions} partitions`).toBe(endS);
    }
  });

  it('gives the partitions turns when there are fewer consumers', () => {
    // Jobs 1, 3, 5 in one partition and 2, 4, 6 in the other, one consumer.
    const scenario = log(keyed(Array.from({ length: 6 }, () => [1, 0] as const)), { partitions: 2, partitionBy: 'round-robin' }, [{ workers: 1, meanS: 1 }]);
    expect(handled(scenario, 100)[0]!.serials).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('loses what a group has not read in time, to that group alone', () => {
    const scenario = log(keyed([[0, 0], [0, 0], [0, 0]]), { partitions: 1, retentionS: 2.5 }, [{ workers: 1, meanS: 1 }, { workers: 1, meanS: 2 }]);
    expect(handled(scenario, 100).map(({ serials }) => serials)).toEqual([[1, 2, 3], [1, 2]]);
    const run = startValid(scenario);
    run.advanceTo(50);
    expect(reportOf(run)).toMatchObject({ jobs: { served: 3, shed: {} }, stations: { log: { shed: { expired: 1 }, lag: 0 } } });
  });

  it('hands out again what failed, before what was written after it: everything is handled, in the order of its key', () => {
    let state = 3;
    const rows = Array.from({ length: 2000 }, (_, i) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return [i / 20, 1 + ((state >>> 10) % 40)] as const;
    });
    const failing = { workers: 5, meanS: 0.1, more: { failShare: 0.3 } };
    const scenario = log(keyed(rows), { partitions: 8 }, [failing, { workers: 3, meanS: 0.05 }]);
    const groups = handled(scenario, 1000);
    for (const { serials } of groups) {
      expect([...serials].sort((a, b) => a - b)).toEqual(rows.map((_, i) => i + 1));
      for (let key = 1; key <= 40; key++) {
        const ofKey = serials.filter((serial) => rows[serial - 1]![1] === key);
        expect(ofKey).toEqual([...ofKey].sort((a, b) => a - b));
      }
    }
    const run = startValid(scenario);
    run.advanceTo(1000);
    const { redelivered, handledS } = reportOf(run).stations['log'] as unknown as { redelivered: number; handledS: { n: number } };
    expect(handledS.n).toBe(4000);
    // Failures before each success: 0.3 / 0.7 on average, with variance 0.3 / 0.7².
    expect(Math.abs(redelivered - (2000 * 0.3) / 0.7)).toBeLessThan(3.29 * Math.sqrt((2000 * 0.3) / 0.49));
  });

  it('goes on in the same history from a keyframe', async () => {
    const { resumeRun } = await import('../../../../simulations/scenario/start-run');
    const scenario = log({ kind: 'poisson', ratePerS: 50 }, { partitions: 3, partitionBy: 'round-robin', retentionS: 0.4 }, [{ workers: 3, meanS: 0.05, more: { failShare: 0.2 } }, { workers: 1, meanS: 0.03 }]);
    const run = startValid(scenario);
    run.advanceTo(10);
    const copy = resumeRun(run.keyframe());
    run.advanceTo(30);
    const whole = reportOf(run);
    copy.advanceTo(30);
    expect(reportOf(copy)).toEqual(whole);
  });
});
