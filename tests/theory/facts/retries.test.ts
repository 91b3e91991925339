// The facts: three tries at each of five layers are 243 [Builders' Library]; a retry budget of 10 % keeps the growth near 1.1 times, and client-side
// throttling rejects max(0, (requests − 2 accepts) / (requests + 1)) [SRE book]. Method: the closed forms by hand.
import { describe, expect, it } from 'vitest';
import { callsWithoutJitter, loadFactorWithBudget, metastableRange, throttledShare, triesAtLowestLayer, triesPerCall } from '../../../simulations/theory/retries';

describe('retries multiply', () => {
  it('three tries at each of five layers are 243', () => {
    expect(triesAtLowestLayer(3, 5)).toBe(243);
    expect(triesPerCall(3, 1)).toBe(3);
    expect(triesPerCall(3, 0)).toBe(1);
    expect(triesPerCall(3, 0.5)).toBeCloseTo(1.75, 15);
    expect(triesPerCall(3, 1 - 1e-9)).toBeCloseTo(3, 6);
  });

  it('a budget of a tenth keeps one layer at 1.1, five at 1.6', () => {
    expect(loadFactorWithBudget(0.1)).toBeCloseTo(1.1, 15);
    expect(loadFactorWithBudget(0.1, 5)).toBeCloseTo(1.61, 2);
  });

  it('throttling begins when less than half is accepted', () => {
    expect(throttledShare(100, 50)).toBe(0);
    expect(throttledShare(100, 60)).toBe(0);
    expect(throttledShare(99, 0)).toBe(0.99);
    expect(throttledShare(199, 50)).toBeCloseTo(0.495, 12);
  });

  it('with two tries a system may stay down from half of its capacity on', () => {
    expect(metastableRange(100, 2)).toEqual({ fromPerS: 50, belowPerS: 100 });
  });

  it('a hundred callers in step need 5,050 calls', () => {
    expect(callsWithoutJitter(100)).toBe(5_050);
  });
});
