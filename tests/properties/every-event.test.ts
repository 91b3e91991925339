// Method: random scenarios go on event by event from a random time. After every one of the events the clock, the order, the balance of jobs of each class
// and all that the engine remembers are looked at.
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { i32 } from '../../simulations/engine/arena';
import { insideOfClass } from '../../simulations/engine/figures';
import { classIndex } from '../../simulations/engine/job-class';
import { J_MARK, J_STATION, Role, roleOfMark } from '../../simulations/engine/layout';
import type { EngineRun } from '../../simulations/scenario/start-run';
import { broken } from './audit';
import { EVENTS_MAX, holds, same, startValid } from './kit';
import { someRunnable, someTimeS } from './some-scenario';

/** So many events are gone through, one by one. */
const STEPS = 150;

/** How many jobs of each class stand somewhere. */
function rowsByClass({ kernel }: EngineRun): number[] {
  const rows = Array.from({ length: kernel.classCount }, () => 0);
  kernel.eachJob((j) => {
    if (roleOfMark(i32[2 * j + J_MARK]!) === Role.job && i32[2 * j + J_STATION]! > 0) rows[classIndex(j)]!++;
  });
  return rows;
}

describe('after every event', () => {
  it('the clock stands where it was due, every job of each class is accounted for, and nothing is lost', () => {
    holds('after every event', fc.record({ scenario: someRunnable, fromS: someTimeS }), ({ scenario, fromS }) => {
      const run = startValid(scenario);
      run.advanceSome(fromS, EVENTS_MAX);
      for (let n = 0; n < STEPS; n++) {
        const beforeNs = run.nowNs;
        if (!run.step()) return;
        same(run.nowNs >= beforeNs, true, 'the clock goes on');
        same(run.kernel.nextEventNs >= run.nowNs, true, 'no event is left behind');
        rowsByClass(run).forEach((rows, c) => { same(rows, insideOfClass(c), `jobs of class ${c} inside at ${run.nowNs} ns`); });
        same(broken(run.kernel), '', `at ${run.nowNs} ns`);
      }
    });
  });
});
