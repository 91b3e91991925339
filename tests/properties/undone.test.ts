// Method: one parameter of a random scenario is changed while it runs and changed back in the same instant. The scenario must be what it was, and
// the history, too, unless what was changed lets somebody go at once: who was let in stays in.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveParam } from '../../simulations/scenario/param-path';
import type { Change, Scenario } from '../../simulations/scenario/scenario';
import { EVENTS_MAX, add, firstDifference, holds, same, someMovesUntil, startValid } from './kit';
import { someChange } from './some-deed';
import { endS, someRunnable, someTimeS } from './some-scenario';

/** More workers, places or tokens for an instant are used in it; another source begins anew, and so does a limit that learns. */
const ACTS_AT_ONCE = new Set([
  'producer.arrivals', 'producer.whenBlocked', 'queue.capacityJobs', 'queue.whenFull', 'workers.workers', 'workers.sharing', 'workers.jobsAtOnce', 'workers.batchSize', 'workers.batchWaitS',
  'limiter.limit', 'limiter.whenOver', 'join.needed', 'join.bufferJobs', 'router.choice',
]);

const cases = someRunnable.chain((scenario) => fc.record({
  scenario: fc.constant<Scenario>({ ...scenario, timeline: [] }), change: someChange(scenario), atS: someTimeS,
}));

function nameOf({ stations }: Scenario, { path }: Change): string {
  const [top, id = '', name = ''] = path.split('.');
  return top === 'stations' ? `${stations[id]!.kind}.${name}` : path;
}

describe('a change and its opposite', () => {
  it('leave everything as it was', () => {
    holds('a change and its opposite', cases, ({ scenario, change, atS }) => {
      const run = startValid(scenario);
      run.sampleJobs(1);
      const moves = someMovesUntil(run, atS);
      if (run.stopped !== '' || run.events >= EVENTS_MAX) return;
      const before = resolveParam(scenario, change.path);
      if (!before.ok) throw new Error(JSON.stringify(before.problems));
      expect(run.change(change)).toMatchObject({ ok: true });
      expect(run.change({ path: change.path, value: before.value.value })).toMatchObject({ ok: true });
      const after = resolveParam(run.scenario, change.path);
      same(after.ok && JSON.stringify(after.value.value), JSON.stringify(before.value.value));
      if (!before.value.isInitial) expect(run.scenario).toEqual(scenario);
      if (ACTS_AT_ONCE.has(nameOf(scenario, change)) || run.deadlock.length > 0) return; // what is done by hand has a run look for a circle

      add(moves, someMovesUntil(run, endS(scenario)));
      const untouched = startValid(scenario);
      untouched.sampleJobs(1);
      same(firstDifference(someMovesUntil(untouched, endS(scenario)), moves), '', nameOf(scenario, change));
    });
  });
});
