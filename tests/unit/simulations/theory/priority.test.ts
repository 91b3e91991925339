// Method: one class is M/G/1 and M/M/c; two classes by hand; Kleinrock's conservation law; what happens when the unimportant overload it.
import { describe, expect, it } from 'vitest';
import { mg1MeanWaitS } from '../../../../simulations/theory/mg1';
import { mmcMeanWaitS } from '../../../../simulations/theory/mmc';
import { mmcPriorityMeanWaitsS, priorityMeanWaitsS } from '../../../../simulations/theory/priority';

describe('priorities without preemption', () => {
  it('with one class is M/G/1 or M/M/c', () => {
    const model = { arrivalPerS: 7, serviceMeanS: 0.1, serviceCv: 1.7 };
    expect(priorityMeanWaitsS([model])[0]).toBeCloseTo(mg1MeanWaitS(model), 13);
    expect(mmcPriorityMeanWaitsS([90], 25, 4)[0]).toBeCloseTo(mmcMeanWaitS({ arrivalPerS: 90, servicePerS: 25, servers: 4 }), 13);
  });

  it('by hand: two classes with loads 0.2 and 0.6, exponential service of 1 s', () => {
    // W₀ = 0.8. W₁ = 0.8 / 0.8 = 1. W₂ = 0.8 / (0.8 · 0.2) = 5.
    const classes = [0.2, 0.6].map((arrivalPerS) => ({ arrivalPerS, serviceMeanS: 1, serviceCv: 1 }));
    const expected = [1, 5];
    priorityMeanWaitsS(classes).forEach((waitS, k) => expect(waitS).toBeCloseTo(expected[k]!, 12));
    mmcPriorityMeanWaitsS([0.2, 0.6], 1, 1).forEach((waitS, k) => expect(waitS).toBeCloseTo(expected[k]!, 12));
  });

  it('obeys the conservation law: Σ ρₖ Wₖ = ρ W₀ / (1 − ρ), whoever comes first', () => {
    const classes = [
      { arrivalPerS: 1, serviceMeanS: 0.2, serviceCv: 0 },
      { arrivalPerS: 0.5, serviceMeanS: 0.7, serviceCv: 2 },
      { arrivalPerS: 3, serviceMeanS: 0.05, serviceCv: 1 },
    ];
    const load = classes.reduce((sum, { arrivalPerS, serviceMeanS }) => sum + arrivalPerS * serviceMeanS, 0);
    const startS = classes.reduce((sum, { arrivalPerS, serviceMeanS, serviceCv }) => sum + (arrivalPerS * serviceMeanS ** 2 * (1 + serviceCv ** 2)) / 2, 0);
    for (const order of [[0, 1, 2], [2, 1, 0], [1, 0, 2]]) {
      const inOrder = order.map((k) => classes[k]!);
      const waits = priorityMeanWaitsS(inOrder);
      const weighed = waits.reduce((sum, waitS, k) => sum + waitS * inOrder[k]!.arrivalPerS * inOrder[k]!.serviceMeanS, 0);
      expect(weighed).toBeCloseTo((load * startS) / (1 - load), 12);
    }
  });

  it('keeps the important ones served when the others overload it', () => {
    const important = { arrivalPerS: 0.5, serviceMeanS: 1, serviceCv: 1 };
    const flood = { arrivalPerS: 100, serviceMeanS: 1, serviceCv: 0 };
    const waits = priorityMeanWaitsS([important, flood, important]);
    // The server is always busy: half the time with an important job (rest 1 s), half with one of the flood (rest 0.5 s). W₁ = 0.75 / 0.5.
    expect(waits[0]).toBeCloseTo(1.5, 13);
    expect(waits.slice(1)).toEqual([Infinity, Infinity]);
    // All four servers always busy: the first is free after 1 / 4 s; W₁ = 0.25 / (1 − 0.5).
    expect(mmcPriorityMeanWaitsS([2, 50], 1, 4)).toEqual([0.5, Infinity]);
  });
});
