// Method: figures made up by hand around a limit.
import { expect, it } from 'vitest';
import { targetChecks } from '../../../../simulations/experiments/target-check';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';

const figure = 'stations.done.latencyS.p99';
const held = (values: (number | null)[], min?: number, max?: number) => {
  const check = { name: 'budget', station: 'done', metric: 'latencyS.p99', ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  return targetChecks({ ...boundedQueue, checks: [check] }, values.map((value) => ({ [figure]: value })))[0]!;
};

it('the mean decides, and the limits themselves are kept', () => {
  expect(held([1, 3], undefined, 2)).toMatchObject({ figure, value: 2, pass: true, n: 2 });
  expect(held([1, 3.01], undefined, 2).pass).toBe(false);
  expect(held([1, 3], 2).pass).toBe(true);
  expect(held([1, 2.99], 2).pass).toBe(false);
  expect(held([1, 3], 1.5, 2.5).pass).toBe(true);
});

it('a replication without the figure fails it, whatever the others say', () => {
  expect(held([1, null], undefined, 2)).toMatchObject({ value: null, pass: false, n: 1 });
  expect(held([null], undefined, 2)).toMatchObject({ value: null, pass: false, isSure: true });
});

it('is sure when the whole interval lies on one side', () => {
  expect(held([1, 1.01, 1.02], undefined, 2).isSure).toBe(true);
  expect(held([1, 1.01, 1.02], undefined, 1.015).isSure).toBe(false);
  expect(held([1, 1.01, 1.02], undefined, 0.5)).toMatchObject({ pass: false, isSure: true });
  expect(held([1, 1.01, 1.02], 1.015)).toMatchObject({ pass: false, isSure: false });
  expect(held([1], undefined, 2).isSure).toBe(false);
});
