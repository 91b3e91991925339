// Method: from the moves of a run the average and the chance of each newcomer are worked out a second time, with the same random numbers, and
// each must be taken in or turned away accordingly. And at a constant length the gaps between those turned away are as evenly spread as the paper says.
import { describe, expect, it } from 'vitest';
import { MOVE_STRIDE, Move, SHED_REASONS, What } from '../../../../../simulations/engine/frame';
import { drawUniform, openRandom, streamKey } from '../../../../../simulations/engine/random';
import type { Scenario } from '../../../../../simulations/scenario/scenario';
import { chain, movesUntil, startValid } from '../../../../properties/kit';

const MANAGED = SHED_REASONS.indexOf('managed');
const SEED = 7;

function movesOf(management: object, parts: Parameters<typeof chain>[0], durationS: number, capacityJobs: number | 'unbounded' = 'unbounded'): number[] {
  const base = chain(parts, { seed: SEED, durationS });
  const line = { kind: 'queue', capacityJobs, whenFull: { kind: 'shed-newest' }, management: management as { kind: string } };
  const run = startValid({ ...base, stations: { ...base.stations, line } } satisfies Scenario);
  run.sampleJobs(1);
  return movesUntil(run, durationS);
}

describe('RED', () => {
  it('turns away whom the paper turns away', () => {
    const [weight, minJobs, maxJobs, pMax, typicalS] = [0.05, 3, 12, 0.3, 0.01];
    const moves = movesOf({ kind: 'red', weight, minJobs, maxJobs, pMax, typicalS }, { arrivals: { kind: 'poisson', ratePerS: 100 }, service: { kind: 'exponential', meanS: 0.01 } }, 200);
    const [k0, k1] = streamKey(SEED, 'line', 'management');
    let [average, count, waiting, emptyNs, draws, turnedAway] = [0, 0, 0, 0, 0, 0];
    const inLine = new Set<number>();
    const shed = new Set<number>();
    for (let m = 0; m < moves.length; m += MOVE_STRIDE) if ((moves[m + Move.what]! & 15) === What.shed) shed.add(moves[m + Move.job]!);
    for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
      const what = moves[m + Move.what]! & 15;
      const job = moves[m + Move.job]!;
      const now = moves[m + Move.timeNs]!;
      if (what === What.made) {
        if (waiting === 0) average *= (1 - weight) ** ((now - emptyNs) / (typicalS * 1e9));
        average = average + weight * (waiting - average);
        if (waiting === 0) emptyNs = now;
        let away = average >= maxJobs;
        if (average >= minJobs && !away) {
          const p = (pMax * (average - minJobs)) / (maxJobs - minJobs);
          openRandom(k0, k1, draws++, 0);
          away = drawUniform() < p / (1 - Math.min(count * p, 1 - p));
        }
        count = away || average < minJobs ? 0 : count + 1;
        if (away) turnedAway++;
        expect(shed.has(job), `job ${job}, average ${average}`).toBe(away);
      }
      if (what === What.entered && moves[m + Move.station] === 1) { inLine.add(job); waiting++; }
      if (what === What.entered && moves[m + Move.station] === 2 && inLine.delete(job)) {
        waiting--;
        if (waiting === 0) emptyNs = now;
      }
    }
    expect(turnedAway).toBeGreaterThan(100);
  });

  it('at a constant length turns away one of the next 1/p, each with the same chance: a share of 2p/(1 + p)', () => {
    // Nobody is served and 50 wait: p is half of pMax, 0.1.
    const moves = movesOf({ kind: 'red', weight: 1, minJobs: 0, maxJobs: 100, pMax: 0.2 }, { arrivals: { kind: 'regular', ratePerS: 1000 }, workers: 0 }, 30, 50);
    const sheds = Array.from({ length: moves.length / MOVE_STRIDE }, (_, m) => m * MOVE_STRIDE).filter((m) => (moves[m + Move.what]! & 15) === What.shed && moves[m + Move.timeNs]! > 1e9);
    const gaps: number[] = Array<number>(10).fill(0);
    let gap = NaN;
    for (const m of sheds) {
      gap++;
      if (moves[m + Move.detail] !== MANAGED) continue;
      if (!Number.isNaN(gap)) gaps[gap - 1]!++;
      gap = 0;
    }
    const total = gaps.reduce((sum, n) => sum + n, 0);
    expect(gaps).toHaveLength(10); // none is longer
    expect(gaps.reduce((sum, n) => sum + (n - total / 10) ** 2 / (total / 10), 0), gaps.join(' ')).toBeLessThan(27.88); // chi-square, 9 degrees of freedom, 99.9 %
    expect(Math.abs(total / sheds.length / (0.2 / 1.1) - 1)).toBeLessThan(0.03);
  });
});
