// Method: small traces by hand, where every wait can be worked out on paper. Times in seconds.
import { describe, expect, it } from 'vitest';
import { disciplines, fullPolicies } from '../../../../../simulations/catalog';
import { reportOf } from '../../../../../simulations/experiments/report';
import type { Scenario } from '../../../../../simulations/scenario/scenario';
import { chain, change, startValid, traceOf, type Chain } from '../../../../properties/kit';

const service = { kind: 'own-demand', meanS: 1 };

function scenarioOf(line: object, parts: Chain, rest: Partial<Scenario> = {}): Scenario {
  const base = chain({ service, ...parts }, rest);
  return { ...base, stations: { ...base.stations, line: { kind: 'queue', ...line } } };
}

function report(scenario: Scenario, untilS = 100): ReturnType<typeof reportOf> {
  const run = startValid(scenario);
  run.advanceTo(untilS);
  return reportOf(run);
}

const constant = (meanS: number): object => ({ kind: 'drawn', time: { kind: 'constant', meanS } });

describe('patience', () => {
  it('drawn by the queue: whoever has waited that long leaves, and whose turn comes before does not', () => {
    const { jobs } = report(scenarioOf({ patience: constant(2) }, { arrivals: traceOf([[0, 3], [0.5, 3], [1.5, 1]]) }));
    expect(jobs).toMatchObject({ served: 2, shed: { left: 1 } });
  });

  it('that a job brought along in its trace goes before the queue’s', () => {
    const { jobs } = report(scenarioOf({ patience: constant(2) }, { arrivals: traceOf([[0, 3], [0.5, 3, 10], [0.5, 1]]) }));
    expect(jobs).toMatchObject({ served: 2, shed: { left: 1 } });
    expect(report(scenarioOf({ patience: constant(2) }, { arrivals: traceOf([[0, 3], [2, 3, 0.5]]) })).jobs).toMatchObject({ served: 1, shed: { left: 1 } });
  });

  it('is that of the job, whatever the order is', () => {
    const left = (kind: string): number => report(scenarioOf(
      { discipline: { kind }, patience: { kind: 'drawn', time: { kind: 'exponential', meanS: 0.3 } } },
      { arrivals: { kind: 'poisson', ratePerS: 5 }, workers: 0, service: { kind: 'exponential', meanS: 1 } },
    )).jobs.shed['left']!;
    expect(left('lifo')).toBe(left('fifo'));
    expect(left('sjf')).toBe(left('fifo'));
  });

  it('set during a run holds for those who come then', () => {
    const run = startValid(scenarioOf({}, { arrivals: traceOf([[0, 10], [1, 1], [3, 1]]) }));
    run.advanceTo(2);
    run.change(change('stations.line.patience', constant(1) as { kind: string }));
    run.advanceTo(100);
    expect(reportOf(run).jobs).toMatchObject({ served: 2, shed: { left: 1 } });
  });
});

describe('a queue that sheds what is past its deadline', () => {
  const classes = { job: { share: 1, priority: 0, deadlineS: 2 } };

  it('does so when its turn comes, and at its deadline it is in time', () => {
    // The second waits from 0.5 to 2.5, which is its deadline; the third, from 0.4, is 0.1 s over it.
    const { jobs } = report(scenarioOf({ expire: 'yes' }, { arrivals: traceOf([[0, 2.5], [0.4, 1], [0.5, 1]]) }, { classes }));
    expect(jobs).toMatchObject({ served: 2, shed: { expired: 1 } });
  });

  it('goes on to the next until one is in time, and lets in those at its door', () => {
    const { jobs, stations } = report(scenarioOf({ expire: 'yes', capacityJobs: 2 }, { arrivals: traceOf([[0, 3], [0.1, 1], [0.2, 1], [0.3, 1], [2.9, 1]]) }, { classes }));
    expect(jobs).toMatchObject({ served: 2, shed: { expired: 3 } });
    expect(stations['line']!['waitS']).toMatchObject({ n: 2 });
  });

  it('does so when it comes late already, also where there are no places', () => {
    const late = (capacityJobs: number): Scenario => {
      const base = chain({ service }, { classes });
      return {
        ...base,
        stations: {
          source: { kind: 'producer', arrivals: traceOf([[0, 3], [0.1, 3], [0.2, 1]]) }, first: { kind: 'queue' }, one: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 1.5 } },
          line: { kind: 'queue', capacityJobs, expire: 'yes' }, desk: base.stations['desk']!, end: { kind: 'sink' },
        },
        links: [['source', 'first'], ['first', 'one'], ['one', 'line'], ['line', 'desk'], ['desk', 'end']].map(([from, to]) => ({ from: from!, to: to! })),
      };
    };
    for (const capacityJobs of [0, 3]) expect(report(late(capacityJobs)).jobs).toMatchObject({ served: 1, shed: { expired: 2 }, inside: 0 });
  });
});

describe('shortest first', () => {
  it('goes by what the workers will take, and by what they will take after a change', () => {
    const scenario = scenarioOf({ discipline: { kind: 'sjf' } }, { arrivals: traceOf([[0, 1], ...Array.from({ length: 12 }, () => [0.1] as const)]), service: { kind: 'exponential', meanS: 1 } });
    for (const to of [null, { kind: 'exponential', meanS: 0.5 }, { kind: 'uniform', meanS: 1, spreadShare: 0.9 }]) {
      const run = startValid(scenario);
      run.advanceTo(0.11);
      const waiting = 12 - reportOf(run).stations['desk']!.left;
      if (to !== null) expect(run.change(change('stations.desk.service', to))).toMatchObject({ ok: true });
      const taken: number[] = [];
      let [left, sum] = [reportOf(run).stations['desk']!.left, NaN];
      while (run.step()) {
        const { serviceS, left: now } = reportOf(run).stations['desk']! as unknown as { serviceS: { mean: number }; left: number };
        if (now === left) continue;
        left = now;
        const total = serviceS.mean * now;
        if (!Number.isNaN(sum)) taken.push(total - sum);
        sum = total;
      }
      // Whoever was in service at the change is not of the sorted ones.
      expect(taken.length).toBeGreaterThanOrEqual(waiting - 1);
      for (let i = 1; i < taken.length; i++) expect(taken[i]! - taken[i - 1]!).toBeGreaterThan(-1e-6);
    }
  });

  it('serves as they came where nothing behind has a service time that is known', () => {
    const base = chain();
    const scenario: Scenario = {
      ...base,
      stations: { source: { kind: 'producer', arrivals: traceOf([[0], [0.1], [0.2]]) }, line: { kind: 'queue', discipline: { kind: 'sjf' } }, end: { kind: 'sink' } },
      links: [{ from: 'source', to: 'line' }, { from: 'line', to: 'end' }],
    };
    expect(report(scenario).jobs).toMatchObject({ served: 3 });
  });
});

describe('far fewer places than wait', () => {
  it.each(disciplines.flatMap(({ kind }) => fullPolicies.map((policy) => [kind, policy.kind] as const)))('with %s and %s: thousands go at once, and each is counted', (discipline, whenFull) => {
    const run = startValid(scenarioOf(
      { capacityJobs: 'unbounded', discipline: { kind: discipline }, whenFull: { kind: whenFull } }, { arrivals: { kind: 'regular', ratePerS: 20_000 }, workers: 0 }, { warmupS: 0, durationS: 10 },
    ));
    run.advanceTo(1);
    run.change(change('stations.line.capacityJobs', 20));
    run.advanceTo(1.001);
    const { jobs, stations: { line } } = reportOf(run);
    expect(jobs.made).toBeGreaterThanOrEqual(20_000);
    if (whenFull === 'shed-oldest') expect(line!.inside).toBe(20);
    if (whenFull !== 'block') expect(line!.inside + jobs.shed['full']!).toBe(jobs.made);
  });
});
