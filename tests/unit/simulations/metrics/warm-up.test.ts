// Method: over thousands of seeded series without a warm-up in them, the test of the start must raise an alarm about as often as it says, 5 %; series that start
// apart must be found out; MSER-5 must throw away a start that is plainly different, and not much of a series that has none.
import { describe, expect, it } from 'vitest';
import { mser5, startsLikeItGoesOn } from '../../../../simulations/metrics/warm-up';
import { correlated, expectCoverage } from './correlated-series';

/** A series that comes from `from` and gets to 0 as exp(−i / settle). */
function withStart(from: number, settle: number, length: number, phi: number, seed: number): Float64Array {
  return correlated(length, phi, seed).map((value, i) => value + from * Math.exp(-i / settle));
}

describe('does it start like it goes on?', () => {
  it.each([[0, 320, 4_000], [0.8, 4_000, 1_000]])('false alarms at correlation %d come as often as the test says', (phi, length, tries) => {
    let alarms = 0;
    for (let seed = 1; seed <= tries; seed++) if (!startsLikeItGoesOn(correlated(length, phi, seed))!.passes) alarms++;
    expectCoverage(alarms, tries, 0.05, 0.005);
  });

  it('finds a start that is too low, and says on which side it is', () => {
    let found = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const { passes, t } = startsLikeItGoesOn(withStart(-3, 300, 3_000, 0.5, seed))!;
      if (!passes) found++;
      expect(t).toBeGreaterThan(0);
    }
    expect(found).toBeGreaterThan(95);
    expect(startsLikeItGoesOn(withStart(3, 300, 3_000, 0.5, 1))!.t).toBeLessThan(0);
  });

  it('passes again once the start has been cut off', () => {
    let alarms = 0;
    for (let seed = 1; seed <= 200; seed++) if (!startsLikeItGoesOn(withStart(-3, 100, 4_000, 0.5, seed).subarray(1_000))!.passes) alarms++;
    expectCoverage(alarms, 200, 0.05, 0.02);
  });

  it('needs values, and some life in them', () => {
    expect(startsLikeItGoesOn(correlated(159, 0, 1))).toBeNull();
    expect(startsLikeItGoesOn(correlated(160, 0, 1))).not.toBeNull();
    expect(startsLikeItGoesOn(new Float64Array(1000))).toBeNull();
  });
});

describe('MSER-5', () => {
  it('by hand: ten fives of 10 and ninety alternating about 0: the ten go', () => {
    const values = Float64Array.from({ length: 500 }, (_, i) => (i < 50 ? 10 : Math.floor(i / 5) % 2 === 0 ? 1 : -1));
    expect(mser5(values)).toEqual({ values: 50, isFound: true });
  });

  it('cuts off a start that decays, and little where there is none', () => {
    let cut = 0;
    let needless = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const found = mser5(withStart(-5, 100, 4_000, 0.3, seed))!;
      if (found.isFound && found.values >= 100 && found.values <= 800) cut++;
      if (mser5(correlated(4_000, 0.3, seed))!.values > 400) needless++;
    }
    expect(cut).toBeGreaterThan(90);
    expect(needless).toBeLessThan(15);
  });

  it('does not find an end of the warm-up where the series grows for ever', () => {
    const growing = correlated(2_000, 0, 1).map((value, i) => value + i / 50);
    expect(mser5(growing)!.isFound).toBe(false);
    expect(mser5(correlated(49, 0, 1))).toBeNull();
  });
});
