// Method: two runs take turns in one thread, both with jobs that wait in an order other than that of arrival; one of them is also run alone.
import { describe, expect, it } from 'vitest';
import { reportOf } from '../../../../simulations/experiments/report';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { startValid, traceOf } from '../../../properties/kit';

/** Jobs that come together and are served one after the other, the shortest first. */
const shortestFirst = (timesS: readonly number[]): Scenario => ({
  format: 'spillway/1', title: '', about: '', seed: 1, warmupS: 0, durationS: 100, classes: { job: { share: 1, priority: 0 } },
  stations: {
    source: { kind: 'producer', arrivals: traceOf(timesS.map((s) => [1, s])) },
    line: { kind: 'queue', capacityJobs: 'unbounded', discipline: { kind: 'sjf' } },
    desk: { kind: 'workers', workers: 1, service: { kind: 'own-demand', meanS: 1 } },
    end: { kind: 'sink' },
  },
  links: [{ from: 'source', to: 'line' }, { from: 'line', to: 'desk' }, { from: 'desk', to: 'end' }],
  timeline: [], checks: [], changelog: [],
});

describe('runs that take turns', () => {
  it('keep the order in which their jobs wait', () => {
    const timesS = [9, 5, 8, 2, 7, 1, 6, 3, 4];
    const alone = startValid(shortestFirst(timesS));
    alone.advanceTo(100);
    const one = startValid(shortestFirst(timesS));
    const other = startValid(shortestFirst([...timesS].reverse()));
    for (let s = 1; s <= 100; s++) {
      one.advanceTo(s);
      other.advanceTo(s);
    }
    expect(reportOf(one)).toEqual(reportOf(alone));
    // 9 is in service when the others come; then 1, 2, … 8: the mean of all is worked out by hand.
    const ends = [9, 10, 12, 15, 19, 24, 30, 37, 45];
    expect(reportOf(one).classes['job']!.latencyS.mean).toBeCloseTo(ends.reduce((sum, end) => sum + end, 0) / ends.length, 9);
  });
});
