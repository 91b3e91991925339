// Method: small systems that can be worked out by hand, with constant times; the order in which jobs come out, and when.
import { describe, expect, it } from 'vitest';
import { reportOf } from '../../../../simulations/experiments/report';
import type { Scenario, StationSpec } from '../../../../simulations/scenario/scenario';
import { jobsServed, movesUntil, startValid, traceOf } from '../../../properties/kit';

/** Jobs at 1, 2, 3 … s go to branches that take so long each, and meet at a join. */
function branches(timesS: readonly number[], { fork = {}, join = {}, jobs = 3, queues = 'unbounded', whenFull = 'block' }: {
  fork?: object; join?: object; jobs?: number; queues?: number | 'unbounded'; whenFull?: string;
} = {}): Scenario {
  const stations: Record<string, StationSpec> = {
    source: { kind: 'producer', arrivals: traceOf(Array.from({ length: jobs }, (_, n) => [n + 1])) },
    fork: { kind: 'fork', ...fork },
    join: { kind: 'join', ...join },
    end: { kind: 'sink' },
  };
  const links = [{ from: 'source', to: 'fork' }, { from: 'join', to: 'end' }];
  timesS.forEach((meanS, b) => {
    stations[`q${b}`] = { kind: 'queue', capacityJobs: queues, whenFull: { kind: whenFull } };
    stations[`w${b}`] = { kind: 'workers', workers: 1, service: { kind: 'constant', meanS } };
    links.push({ from: 'fork', to: `q${b}` }, { from: `q${b}`, to: `w${b}` }, { from: `w${b}`, to: 'join' });
  });
  return {
    format: 'spillway/1', title: '', about: '', seed: 1, warmupS: 0, durationS: 100, classes: { job: { share: 1, priority: 0 } },
    stations, links, timeline: [], checks: [], changelog: [],
  };
}

/** Which job came out when: [serial, s]. */
function out(scenario: Scenario): (readonly [number, number])[] {
  const run = startValid(scenario);
  run.sampleJobs(1);
  const found = jobsServed(movesUntil(run, 100));
  const { jobs, stations } = reportOf(run);
  expect(jobs.made).toBe(jobs.served + jobs.failed + jobs.inside);
  for (const { arrived, left, inside } of Object.values(stations)) expect(arrived).toBeGreaterThanOrEqual(left + inside);
  return found;
}

describe('a fork and a join', () => {
  it('wait for the slowest branch', () => {
    expect(out(branches([0.1, 0.5, 0.3]))).toEqual([[1, 1.5], [2, 2.5], [3, 3.5]]);
  });

  it('wait for the first that are needed; the later ones are dropped', () => {
    expect(out(branches([0.1, 0.5, 0.3], { join: { needed: 2 } }))).toEqual([[1, 1.3], [2, 2.3], [3, 3.3]]);
    expect(out(branches([0.1, 0.5, 0.3], { join: { needed: 1 } }))).toEqual([[1, 1.1], [2, 2.1], [3, 3.1]]);
  });

  it('fail a job of which too few copies are left', () => {
    // The second branch turns away whoever comes while it serves: jobs 2 and 3 lose a copy there.
    const slow = branches([0.1, 3], { queues: 0, whenFull: 'shed-newest' });
    expect(out(slow)).toEqual([[1, 4]]);
    const run = startValid(slow);
    run.advanceTo(100);
    expect(reportOf(run).jobs).toMatchObject({ made: 3, served: 1, failed: 2, shed: {}, inside: 0 });
    expect(out({ ...slow, stations: { ...slow.stations, join: { kind: 'join', needed: 1 } } })).toEqual([[1, 1.1], [2, 2.1], [3, 3.1]]);
  });

  it('take no further job while a branch has no room for its copy', () => {
    // The slow branch has no queue: job 2 is forked at 4 s, when it is free again, and job 3 at 7 s.
    expect(out(branches([0.1, 3], { queues: 0 }))).toEqual([[1, 4], [2, 7], [3, 10]]);
  });
});

describe('a fork that spreads the work', () => {
  it('lets jobs overtake each other, or keeps their order', () => {
    // Job 1 takes 2.5 s in the first branch, jobs 2 and 3 take 0.1 s in the second.
    const fork = { copies: 'one' };
    expect(out(branches([2.5, 0.1], { fork, queues: 0 }))).toEqual([[2, 2.1], [3, 3.1], [1, 3.5]]);
    expect(out(branches([2.5, 0.1], { fork, queues: 0, join: { order: 'fork' } }))).toEqual([[1, 3.5], [2, 3.5], [3, 3.5]]);
  });

  it('takes no further job while the reorder buffer is full', () => {
    const scenario = branches([2.5, 0.1], { fork: { copies: 'one' }, queues: 0, join: { order: 'fork', bufferJobs: 1 } });
    // Job 2 waits from 2.1 s; job 3 is let in at 3.5 s, when job 1 has made room.
    expect(out(scenario)).toEqual([[1, 3.5], [2, 3.5], [3, 6]]);
  });

  it('takes as many as there is room for when the reorder buffer is empty again', () => {
    const scenario = branches([4.5, 0.1], { fork: { copies: 'one' }, queues: 0, join: { order: 'fork', bufferJobs: 1 }, jobs: 6 });
    // Job 1 is done at 5.5 s. Both branches are free then: jobs 3 and 4 go there at once, 5 stands in the fork until one is free again, and 6 comes in at 10 s.
    expect(out(scenario)).toEqual([[1, 5.5], [2, 5.5], [3, 10], [4, 10], [5, 10], [6, 14.5]]);
  });

  it('lets those go that waited for one that has failed', () => {
    // Job 1 fails at 3.5 s; job 2 was complete at 2.1 s, and nothing happens afterwards.
    const scenario = branches([2.5, 0.1], { fork: { copies: 'one' }, queues: 0, join: { order: 'fork' }, jobs: 2 });
    const failing = { ...scenario.stations, w0: { ...scenario.stations['w0']!, failShare: 1 } };
    expect(out({ ...scenario, stations: failing })).toEqual([[2, 3.5]]);
  });

  it('lets those go that waited for one that was called back', () => {
    // The callers wait for 5 s at most. Job 1 takes 50 s, job 2 is complete at 3.001 s and waits for it until it is called back.
    const own = { kind: 'workers', workers: 9, service: { kind: 'own-demand', meanS: 1 } };
    const scenario = branches([0.1, 0.1], { queues: 0, join: { order: 'fork' } });
    const { end, ...others } = scenario.stations;
    const called = {
      ...scenario,
      stations: { ...others, source: { kind: 'producer', arrivals: traceOf([[1, 50], [2, 1]]) }, front: { kind: 'workers', workers: 5, service: { kind: 'constant', meanS: 0.001 } }, w0: own, end: end! },
      links: [...scenario.links.filter(({ from, to }) => from !== 'source' && to !== 'end'), { from: 'source', to: 'front' }, { from: 'front', to: 'end' }, { from: 'front', to: 'fork', call: { timeoutS: 5 } }],
    };
    const run = startValid(called);
    run.advanceTo(6.0005);
    expect(reportOf(run).jobs).toMatchObject({ served: 0, timedOut: 0 });
    run.advanceTo(6.0015);
    expect(reportOf(run).jobs).toMatchObject({ served: 1, timedOut: 1, inside: 0 });
  });
});

describe('a fork whose copies are made otherwise while one waits for room', () => {
  const changed = (timesS: readonly number[], atS: readonly number[], first: string, then: string): (readonly [number, number])[] => {
    const scenario = branches(timesS, { queues: 0, fork: { copies: first } });
    return out({
      ...scenario, stations: { ...scenario.stations, source: { kind: 'producer', arrivals: traceOf(atS.map((s) => [s])) } },
      timeline: [{ atS: 2.2, change: { path: 'stations.fork.copies', value: then } }],
    });
  };

  it('keeps that one for its branch', () => {
    // Job 2's second copy waits for the second branch until 2.5 s, and is back at 4. One copy each from then on: job 3 goes to the first branch at 3 (or when the fork is free), job 4 to the next that is.
    const found = changed([0.1, 1.5], [1, 2, 3, 4], 'all', 'one');
    expect(found.find(([job]) => job === 2)).toEqual([2, 4]);
    expect(found).toHaveLength(4);
  });

  it('or for any', () => {
    // Job 1 has the first branch for 50 s, job 2 the second until 4 s; job 3 waits for either.
    expect(changed([50, 3], [1, 1, 1], 'one', 'all')).toEqual([[2, 4], [3, 7], [1, 51]]);
  });
});

describe('a join before a full station', () => {
  it('asks those at its door when those that are complete have gone on', () => {
    // Two forked jobs are complete at 1.2 and 2.2 s; two others come straight to the join at 2.5 and 2.6 s. The way out has room for one each two seconds.
    const scenario = branches([0.1, 0.2], { jobs: 2 });
    const { end, ...others } = scenario.stations;
    const run = startValid({
      ...scenario,
      stations: { ...others, direct: { kind: 'producer', arrivals: traceOf([[2.5], [2.6]]) }, slow: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 2 } }, end: end! },
      links: [...scenario.links.filter(({ to }) => to !== 'end'), { from: 'direct', to: 'join' }, { from: 'join', to: 'slow' }, { from: 'slow', to: 'end' }],
    });
    const left: number[] = [];
    for (const untilS of [3.3, 5.3, 7.3, 9.3]) {
      run.advanceTo(untilS);
      left.push(reportOf(run).jobs.served);
    }
    expect(left).toEqual([1, 2, 3, 4]);
  });
});
