// Method: small traces by hand, where every service can be worked out on paper. Times in seconds.
import { describe, expect, it } from 'vitest';
import { Occupant } from '../../../../simulations/engine/frame';
import { FrameView } from '../../../../simulations/engine/frame-view';
import { reportOf } from '../../../../simulations/experiments/report';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { chain, change, startValid, traceOf } from '../../../properties/kit';

const ownDemand = { kind: 'own-demand', meanS: 1 };

/** Two desks in a row with `places` between them. */
function tandem(places: number, secondWorkers: number): Scenario {
  const base = chain();
  return {
    ...base,
    stations: {
      source: { kind: 'producer', arrivals: traceOf([[0], [0], [0], [0]]) },
      line: { kind: 'queue', capacityJobs: 'unbounded' },
      first: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 1 } },
      between: { kind: 'queue', capacityJobs: places, whenFull: { kind: 'block' } },
      second: { kind: 'workers', workers: secondWorkers, service: { kind: 'constant', meanS: 10 } },
      end: { kind: 'sink' },
    },
    links: ['source line', 'line first', 'first between', 'between second', 'second end'].map((link) => ({ from: link.split(' ')[0]!, to: link.split(' ')[1]! })),
  };
}

describe('workers', () => {
  it('serve as many at once as there are workers', () => {
    const run = startValid(chain({ arrivals: traceOf([[0, 4], [0, 4], [0, 4]]), workers: 2, service: ownDemand }));
    run.advanceTo(10);
    expect(reportOf(run)).toMatchObject({ latencyS: { mean: (4 + 4 + 8) / 3 }, stations: { desk: { utilisation: 12 / 20, maxJobs: 2 } } });
  });

  it('that cannot hand over keep the job and take nothing new (blocking after service)', () => {
    const run = startValid(tandem(1, 1));
    run.advanceTo(4);
    // First is at the second desk from 1 on, second waits from 2 on, third is finished at 3 and blocked; the fourth has not begun.
    expect(reportOf(run).stations).toMatchObject({
      line: { inside: 1 }, first: { inside: 1, blockedShare: 1 / 4, utilisation: 3 / 4 }, between: { inside: 1 }, second: { inside: 1 },
    });
    run.advanceTo(100);
    expect(reportOf(run).jobs).toMatchObject({ served: 4, inside: 0 });
  });

  it('are unblocked when workers are added far downstream', () => {
    const run = startValid(tandem(0, 0));
    run.advanceTo(20);
    expect(reportOf(run).jobs).toMatchObject({ inside: 4, served: 0 });
    expect(run.change(change('stations.second.workers', 4))).toMatchObject({ ok: true });
    run.advanceTo(99);
    expect(reportOf(run).jobs).toMatchObject({ served: 4 });
  });

  it('made more, begin at once with as many jobs as wait', () => {
    const run = startValid(chain({ arrivals: traceOf([[0, 9], [0, 9], [0, 9], [0, 9], [0, 9]]), service: ownDemand }));
    run.advanceTo(1);
    run.change(change('stations.desk.workers', 4));
    expect(reportOf(run).stations).toMatchObject({ line: { inside: 1 }, desk: { inside: 4 } });
  });

  it('made fewer, finish what they have', () => {
    const run = startValid(chain({ arrivals: traceOf([[0, 4], [0, 4], [0, 4]]), workers: 2, service: ownDemand }));
    run.advanceTo(1);
    run.change(change('stations.desk.workers', 1));
    run.advanceTo(5);
    expect(reportOf(run)).toMatchObject({ jobs: { served: 2 }, stations: { desk: { inside: 1 } } });
  });

  it('a new service time holds for those that begin after the change', () => {
    const run = startValid(chain({ arrivals: traceOf([[0], [0]]), service: { kind: 'constant', meanS: 4 } }));
    run.advanceTo(1);
    run.change(change('stations.desk.service.meanS', 1));
    run.advanceTo(50);
    expect(reportOf(run)).toMatchObject({ latencyS: { mean: 4.5, max: 5 } });
  });

  it('a thousand of them, all busy, each handing over to itself, keep their books', () => {
    // The queue is empty: a job that leaves is back before the worker that it left is free again.
    const run = startValid({
      ...chain(), durationS: 20,
      stations: {
        source: { kind: 'producer', arrivals: traceOf(Array.from({ length: 1000 }, () => [0] as const)) }, line: { kind: 'queue', capacityJobs: 'unbounded' },
        ring: { kind: 'workers', workers: 1000, service: { kind: 'exponential', meanS: 0.5 } },
        late: { kind: 'producer', arrivals: traceOf([[19.9]]) }, far: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 0.5 } }, end: { kind: 'sink' },
      },
      links: [{ from: 'source', to: 'line' }, { from: 'line', to: 'ring' }, { from: 'ring', to: 'line' }, { from: 'late', to: 'far' }, { from: 'far', to: 'end' }],
    });
    run.advanceTo(20);
    const { stations, jobs } = reportOf(run);
    expect(stations['ring']).toMatchObject({ inside: 1000, maxJobs: 1000 });
    const view = new FrameView(run.readFrame());
    const last = view.occupantAt(view.occupants - 1);
    expect([view.numbers[last + Occupant.station], view.numbers[last + Occupant.place]]).toEqual([4, 0]);
    expect(jobs.made).toBe(jobs.inside);
  });
});
