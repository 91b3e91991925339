// Method: random recorded jobs of three classes go through the engine and through plain-queue.ts, which knows nothing of it. What becomes of each
// job, and when, must be the same to the nanosecond, for each discipline with each policy and management that leaves nothing to chance. Jobs come and are
// served at even nanoseconds and lose patience at odd ones, so that nobody leaves at the very instant at which a worker comes free.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disciplines } from '../../../../../simulations/catalog';
import { MOVE_STRIDE, Move, SHED_REASONS, What } from '../../../../../simulations/engine/frame';
import type { VariantValue } from '../../../../../simulations/engine/param';
import type { Scenario } from '../../../../../simulations/scenario/scenario';
import { resumeRun, type EngineRun } from '../../../../../simulations/scenario/start-run';
import { chain, change, holds, movesUntil, startValid } from '../../../../properties/kit';
import { plainRun, type PlainEnd, type PlainJob, type PlainQueue } from './plain-queue';

const CLASSES = ['gold', 'plain', 'bulk', 'same'] as const;
const classes = {
  gold: { share: 1, priority: 5, deadlineS: 0.4 }, plain: { share: 1, priority: 0, deadlineS: 0.9 },
  bulk: { share: 1, priority: -1 }, same: { share: 1, priority: 0, deadlineS: 0.2 },
};
const plainClasses = CLASSES.map((id) => {
  const { priority, deadlineS = Infinity } = classes[id] as { priority: number; deadlineS?: number };
  return { priority, deadlineNs: Math.round(deadlineS * 1e9) };
});

const even = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max }).map((half) => 2 * half);

const someJobs: fc.Arbitrary<PlainJob[]> = fc.array(fc.record({
  gapNs: fc.oneof(fc.constant(0), even(200_000_000)),
  demandNs: fc.oneof(even(200_000_000), fc.constant(100_000_002)),
  patienceNs: fc.option(even(750_000_000).map((ns) => ns - 1), { nil: Infinity, freq: 2 }),
  cls: fc.integer({ min: 0, max: CLASSES.length - 1 }),
}), { minLength: 2, maxLength: 60 }).map((rows) => {
  let atNs = 0;
  return rows.map(({ gapNs, ...rest }, n) => {
    atNs += gapNs;
    return { id: n + 1, atNs, ...rest };
  });
});

const someQueue = (discipline: string): fc.Arbitrary<PlainQueue> => fc.record({
  discipline: fc.constant(discipline), classes: fc.constant(plainClasses), expires: fc.boolean(),
  capacityJobs: fc.constantFrom(1, 2, 5, 1000), whenFull: fc.constantFrom('shed-newest', 'shed-oldest', 'shed-lowest-priority'),
  longJobs: fc.constantFrom(1, 3, 1000), standingNs: fc.constantFrom(50_000_003, 300_000_007, Infinity),
  management: fc.oneof(
    fc.constant({ kind: 'none' } as const),
    fc.record({ kind: fc.constant('codel' as const), targetNs: fc.constantFrom(0, 50_000_003, 200_000_003), intervalNs: fc.constantFrom(20_000_003, 150_000_003, 500_000_003) }),
    fc.record({ kind: fc.constant('red' as const), weight: fc.constantFrom(0.1, 0.5, 1), maxJobs: fc.constantFrom(0.5, 1, 3), typicalNs: fc.constantFrom(50_000_000, 300_000_000) }),
  ),
});

function managementOf({ management }: PlainQueue): VariantValue {
  switch (management.kind) {
    case 'codel': return { kind: 'codel', targetS: management.targetNs / 1e9, intervalS: management.intervalNs / 1e9 };
    case 'red': return { kind: 'red', weight: management.weight, minJobs: 0, maxJobs: management.maxJobs, pMax: 0, typicalS: management.typicalNs / 1e9 };
    default: return management;
  }
}

function scenarioOf(jobs: readonly PlainJob[], queue: PlainQueue): Scenario {
  const seconds = (ns: number): string => (ns === Infinity ? '' : (ns / 1e9).toFixed(9));
  const csv = ['atS,demandS,patienceS,class', ...jobs.map(({ atNs, demandNs, patienceNs, cls }) => (
    [seconds(atNs), seconds(demandNs), seconds(patienceNs), CLASSES[cls]].join(',')
  ))].join('\n');
  const base = chain({ arrivals: { kind: 'trace', csv: `${csv}\n` }, service: { kind: 'own-demand', meanS: 1 } }, { classes, durationS: 1000 });
  const discipline = queue.discipline === 'adaptive-lifo'
    ? { kind: 'adaptive-lifo', longJobs: queue.longJobs, standingS: queue.standingNs === Infinity ? 'unbounded' : queue.standingNs / 1e9 }
    : { kind: queue.discipline };
  return {
    ...base,
    stations: {
      ...base.stations,
      line: { kind: 'queue', capacityJobs: queue.capacityJobs, whenFull: { kind: queue.whenFull }, discipline, management: managementOf(queue), expire: queue.expires ? 'yes' : 'no' },
    },
  };
}

function endsOf(moves: readonly number[]): PlainEnd[] {
  const ends: PlainEnd[] = [];
  for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
    const what = moves[m + Move.what]! & 15;
    const end = what === What.served ? 'served' : what === What.shed ? SHED_REASONS[moves[m + Move.detail]!] : undefined;
    if (end !== undefined) ends.push([moves[m + Move.job]! % 2 ** 32, end as PlainEnd[1], moves[m + Move.timeNs]!]);
  }
  return ends;
}

function started(jobs: readonly PlainJob[], queue: PlainQueue): EngineRun {
  const run = startValid(scenarioOf(jobs, queue));
  run.sampleJobs(1);
  return run;
}

const inOrder = (ends: readonly PlainEnd[]): readonly PlainEnd[] => [...ends].sort(([a, , atA], [b, , atB]) => atA - atB || a - b);
const known = disciplines.map(({ kind }) => kind).filter((kind) => kind !== 'random');

describe.each(known)('%s', (discipline) => {
  it('does with every job what a queue written a second time does', () => {
    holds(150, fc.record({ jobs: someJobs, queue: someQueue(discipline) }), ({ jobs, queue }) => {
      expect(inOrder(endsOf(movesUntil(started(jobs, queue), 1000)))).toEqual(inOrder(plainRun(jobs, queue)));
    });
  });

  it('changed to any other and back leaves the history as it was, from a keyframe too', () => {
    const cases = fc.record({
      jobs: someJobs, queue: someQueue(discipline), atNs: fc.integer({ min: 0, max: 5_000_000_000 }),
      others: fc.array(fc.constantFrom(...disciplines.map(({ kind }) => kind)), { minLength: 1, maxLength: 3 }),
      full: fc.constantFrom('shed-random', 'shed-lowest-priority', 'shed-oldest'),
    });
    holds(60, cases, ({ jobs, queue, atNs, others, full }) => {
      const run = started(jobs, queue);
      const moves = movesUntil(run, atNs / 1e9);
      const own = run.scenario.stations['line']!['discipline']!;
      for (const kind of others) run.change(change('stations.line.discipline', { kind }));
      run.change(change('stations.line.whenFull', { kind: full }));
      run.change(change('stations.line.whenFull', { kind: queue.whenFull }));
      run.change(change('stations.line.discipline', own as { kind: string }));
      for (const management of [{ kind: 'red' }, { kind: 'codel' }, { kind: 'none' }, managementOf(queue)]) run.change(change('stations.line.management', management));
      const resumed = resumeRun(structuredClone(run.keyframe()));
      resumed.sampleJobs(1);
      const expected = plainRun(jobs, queue);
      expect(inOrder(endsOf([...moves, ...movesUntil(run, 1000)]))).toEqual(inOrder(expected));
      expect(inOrder(endsOf([...moves, ...movesUntil(resumed, 1000)]))).toEqual(inOrder(expected));
    });
  });
});
