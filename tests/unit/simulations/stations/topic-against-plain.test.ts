// Method: recorded jobs, at times that are often the same, are written to a topic whose groups are workers, in the engine and written a second time over
// plain arrays. When each group is done with each record, and which are lost to retention, must be the same to the nanosecond, however the
// number of workers changes meanwhile.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MOVE_STRIDE, Move, What, rootOfJobId, serialOfJobId } from '../../../../simulations/engine/frame';
import { chain, change, holds, movesUntil, startValid, traceOf } from '../../../properties/kit';
import { PlainEvents } from '../plain-events';

const EIGHTH_NS = 125_000_000;

interface Case {
  readonly jobs: readonly { readonly at: number; readonly demand: number }[];
  readonly partitions: number; readonly workers: readonly number[];
  /** 0: none. */
  readonly retention: number;
  readonly changes: readonly { readonly at: number; readonly group: number; readonly workers: number }[];
}

function plainRun({ jobs, partitions, workers, retention, changes }: Case): string[] {
  interface Copy { readonly n: number; readonly demand: number; stop: () => void }
  const told: string[] = [];
  const events = new PlainEvents();
  const tell = (copy: Copy, group: number, what: string): void => { told.push(`${events.nowNs} ${copy.n} ${what} ${group}`); };
  const groups = workers.map((count, group) => ({ group, count, free: count, turn: 0, lanes: Array.from({ length: partitions }, () => ({ line: [] as Copy[], handles: false })) }));
  const handOut = (g: (typeof groups)[number]): void => {
    while (g.free > 0) {
      const order = Array.from({ length: partitions }, (_, n) => (g.turn + n) % partitions);
      const partition = order.find((each) => g.lanes[each]!.line.length > 0 && !g.lanes[each]!.handles);
      if (partition === undefined) return;
      const lane = g.lanes[partition]!;
      const copy = lane.line.shift()!;
      copy.stop();
      lane.handles = true;
      g.turn = (partition + 1) % partitions;
      g.free--;
      events.after(copy.demand * EIGHTH_NS, () => {
        tell(copy, g.group, 'handled');
        g.free++;
        events.after(0, () => {
          lane.handles = false;
          handOut(g);
        });
        handOut(g);
      });
    }
  };
  const arrives = (n: number): void => {
    const row = jobs[n];
    if (row === undefined) return;
    events.after(row.at * EIGHTH_NS - events.nowNs, () => {
      for (const g of groups) {
        const lane = g.lanes[n % partitions]!;
        const copy: Copy = { n: n + 1, demand: row.demand, stop: () => {} };
        if (retention > 0) copy.stop = events.after(retention * EIGHTH_NS, () => {
          lane.line = lane.line.filter((each) => each !== copy);
          tell(copy, g.group, 'lost');
        });
        lane.line.push(copy);
      }
      groups.forEach(handOut);
      arrives(n + 1);
    });
  };
  for (const { at, group, workers: count } of changes) {
    const g = groups[group];
    if (g === undefined) continue;
    events.planned(at * EIGHTH_NS, () => {
      g.free += count - g.count; // below 0: those at work finish first
      g.count = count;
      handOut(g);
    });
  }
  arrives(0);
  events.run();
  return told;
}

function engineRun({ jobs, partitions, workers, retention, changes }: Case): string[] {
  const base = chain({ arrivals: traceOf(jobs.map(({ at, demand }) => [at / 8, demand / 8])) });
  const names = workers.map((_, group) => `group${group}`);
  const run = startValid({
    ...base, durationS: 1_000,
    timeline: changes.filter(({ group }) => group < workers.length).map(({ at, group, workers: count }) => ({ atS: at / 8, change: change(`stations.group${group}.workers`, count) })),
    stations: {
      source: base.stations['source']!,
      log: { kind: 'topic', partitions, partitionBy: 'round-robin', ...(retention > 0 ? { retentionS: retention / 8 } : {}) },
      ...Object.fromEntries(workers.map((count, group) => [names[group]!, { kind: 'workers', workers: count, service: { kind: 'own-demand', meanS: 1 } }])),
      end: base.stations['end']!,
    },
    links: [{ from: 'source', to: 'log' }, ...names.flatMap((name) => [{ from: 'log', to: name }, { from: name, to: 'end' }])],
  });
  run.sampleJobs(1);
  const moves = movesUntil(run, 1_000);
  const told: string[] = [];
  for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
    const what = moves[m + Move.what]! & 15;
    const id = moves[m + Move.job]!;
    if (id === rootOfJobId(id) || (what !== What.served && what !== What.shed)) continue;
    const group = Math.floor(id / 2 ** 42) - 1;
    told.push(`${moves[m + Move.timeNs]!} ${serialOfJobId(id)} ${what === What.served ? 'handled' : 'lost'} ${group}`);
  }
  return told;
}

const cases: fc.Arbitrary<Case> = fc.record({
  jobs: fc.array(fc.record({ at: fc.integer({ min: 0, max: 3 }), demand: fc.integer({ min: 1, max: 8 }) }), { minLength: 1, maxLength: 30 }).map((gaps) => {
    let at = 0;
    return gaps.map((row) => ({ ...row, at: at += row.at }));
  }),
  partitions: fc.integer({ min: 1, max: 4 }), workers: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }), retention: fc.constantFrom(0, 2, 5, 12),
  changes: fc.array(fc.record({ at: fc.integer({ min: 0, max: 40 }), group: fc.integer({ min: 0, max: 2 }), workers: fc.integer({ min: 0, max: 4 }) }), { maxLength: 6 }).map((changes) => [...changes].sort((a, b) => a.at - b.at)),
});

/** What happens at one instant is told in one order. */
const inOrder = (told: readonly string[]): readonly string[] => [...told].sort((a, b) => Number(a.split(' ')[0]) - Number(b.split(' ')[0]) || (a < b ? -1 : 1));

it('does with every copy of every record what a topic written a second time does', () => {
  holds(300, cases, (each) => { expect(inOrder(engineRun(each))).toEqual(inOrder(plainRun(each))); });
});
