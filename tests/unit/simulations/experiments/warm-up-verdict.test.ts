// Method: systems whose start is plainly unlike the rest, and such that have forgotten it; false alarms are counted over seeds.
import { describe, expect, it, vi } from 'vitest';
import { MeasuredRun } from '../../../../simulations/experiments/measured-run';
import type { WarmUpVerdict } from '../../../../simulations/experiments/warm-up-verdict';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { chain, change, startValid } from '../../../properties/kit';

/** Many runs, and a machine that has other things to do takes longer for them. */
vi.setConfig({ testTimeout: 240_000 });

function warmUpOf(scenario: Scenario, seed = 1): WarmUpVerdict {
  const run = new MeasuredRun(startValid(scenario, { seed }));
  run.advanceTo(Infinity);
  return run.report().warmup;
}

/** A full queue of 400 places behind which one more is served than comes: it takes minutes to fill. */
const slowToFill = (warmupS: number): Scenario =>
  chain({ arrivals: { kind: 'poisson', ratePerS: 12 }, capacityJobs: 400, whenFull: 'shed-newest' }, { warmupS, durationS: 2_000 });

describe('the warm-up', () => {
  it('that leaves the filling of a queue in the figures is too short, and how much longer it should be is said', () => {
    const { enough, why } = warmUpOf(slowToFill(0));
    expect(enough).toBe(false);
    expect(why).toMatch(/^the number of jobs inside starts lower than it goes on \(p = [\d.e-]+\); a warm-up longer by \d+ s would cut that off$/);
    const longerS = Number(/by (\d+) s/.exec(why)![1]);
    expect(longerS).toBeGreaterThan(100);
    expect(longerS).toBeLessThan(700);
    expect(warmUpOf(slowToFill(longerS)).enough).not.toBe(false);
  });

  it('that has let a planned spike in before the figures is too short, too: it starts too high', () => {
    const scenario = chain({ arrivals: { kind: 'poisson', ratePerS: 30 } }, { warmupS: 20, durationS: 1_000, timeline: [{ atS: 20, change: change('stations.source.arrivals.ratePerS', 6) }] });
    expect(warmUpOf(scenario)).toMatchObject({ enough: false, why: expect.stringContaining('higher') as string });
  });

  it('that is long enough raises an alarm in hardly any run', () => {
    const verdicts = Array.from({ length: 50 }, (_, seed) => warmUpOf(chain({ arrivals: { kind: 'poisson', ratePerS: 6 } }, { warmupS: 30, durationS: 1_000 }), seed + 1).enough);
    expect(verdicts.filter((enough) => enough === false).length).toBeLessThanOrEqual(1);
    expect(verdicts.filter((enough) => enough === true).length).toBeGreaterThan(30);
  });

  it('cannot be told of a run that never settles, or that is changed, or is too short', () => {
    expect(warmUpOf(chain({ arrivals: { kind: 'poisson', ratePerS: 20 } }, { durationS: 500 }))).toMatchObject({ enough: null, why: expect.stringContaining('has no steady state') as string });
    expect(warmUpOf(chain({}, { durationS: 500, timeline: [{ atS: 200, change: change('stations.desk.workers', 2) }] }))).toMatchObject({
      enough: null, why: 'stations.desk.workers changes at 200 s, while the figures are taken, so there is no one state to warm up to',
    });
    const run = new MeasuredRun(startValid(chain({}, { durationS: 500 })));
    run.advanceTo(50);
    expect(run.report().warmup).toMatchObject({ enough: null, why: expect.stringContaining('too few windows') as string });
  });
});
