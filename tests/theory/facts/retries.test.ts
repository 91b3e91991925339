// The facts: three tries at each of five layers are 243 [Builders' Library]; a retry budget of 10 % keeps the growth near 1.1 times, and client-side
// throttling rejects max(0, (requests − 2 accepts) / (requests + 1)) [SRE book]. Method: the closed forms
// by hand; and five layers that call one another in the simulator, the lowest of which answers nobody, counted.
import { describe, expect, it } from 'vitest';
import { callsWithoutJitter, loadFactorWithBudget, metastableRange, throttledShare, triesAtLowestLayer, triesPerCall } from '../../../simulations/theory/retries';
import { end, line, reportAfter, scenarioOf } from './runs';

describe('retries multiply', () => {
  it('in the simulator: each request knocks 243 times at the door that is shut', () => {
    const layers = ['gateway', 'orders', 'stock', 'prices', 'store'];
    const caller = { kind: 'workers', workers: 10, service: { kind: 'constant', meanS: 0.0001 } };
    const { stations, links, ...rest } = scenarioOf({
      stations: {
        clients: { kind: 'producer', arrivals: { kind: 'regular', ratePerS: 1 } }, ...Object.fromEntries(layers.map((id) => [id, caller])),
        door: line(0, 'shed-newest'), nobody: { kind: 'workers', workers: 0 }, end,
      },
      ways: ['clients > gateway > end', 'door > nobody'],
    }, { durationS: 10.5 });
    const calls = layers.map((from, i) => ({ from, to: layers[i + 1] ?? 'door', call: { attemptsMax: 3 } }));
    const report = reportAfter({ ...rest, stations, links: [...links, ...calls] });
    expect(report.jobs).toMatchObject({ made: 10, failed: 10 });
    expect(report.stations['door']!.arrived).toBe(10 * triesAtLowestLayer(3, layers.length));
  });

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
