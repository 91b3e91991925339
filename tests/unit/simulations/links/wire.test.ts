// Method: a link with a delay before a router, one of whose ways is shut; who is where is worked out by hand.
import { describe, expect, it } from 'vitest';
import { reportOf } from '../../../../simulations/experiments/report';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { startValid } from '../../../properties/kit';

describe('a link that takes time', () => {
  it('hands over in the order in which it took: nobody passes the one that cannot get in', () => {
    const scenario: Scenario = {
      format: 'spillway/1', title: '', about: '', seed: 1, warmupS: 0, durationS: 100,
      classes: { first: { share: 1, priority: 0 }, second: { share: 1, priority: 0 } },
      stations: {
        source: { kind: 'producer', arrivals: { kind: 'trace', csv: 'atS,class\n1,first\n1.5,second\n' } },
        ways: { kind: 'router', choice: { kind: 'by-class', ways: 'first=shut, second=open' } },
        shut: { kind: 'workers', workers: 0, service: { kind: 'constant', meanS: 1 } },
        open: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 1 } },
        end: { kind: 'sink' },
      },
      links: [
        { from: 'source', to: 'ways', delayS: 0.25 }, { from: 'ways', to: 'shut' }, { from: 'ways', to: 'open' }, { from: 'shut', to: 'end' }, { from: 'open', to: 'end' },
      ],
      timeline: [{ atS: 5, change: { path: 'stations.shut.workers', value: 1 } }], checks: [], changelog: [],
    };
    const run = startValid(scenario);
    run.advanceTo(4.9);
    expect(reportOf(run).stations['open']!.arrived).toBe(0);
    run.advanceTo(6.5);
    expect(reportOf(run).jobs.served).toBe(2);
  });
});
